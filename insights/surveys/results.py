"""What the answers say together: counts by question, with small numbers kept back outside staff (decision 12).

Every question is a table of its own over the same known number of answers: its values and "no answer". A count
with fewer than five different contributors behind it is hidden, and with it as many others as are needed so that
none follows from the rest. Contributors are organisations; answers without one stand for themselves.
"""

from collections import defaultdict
from dataclasses import dataclass

from camk import charts
from camk.suppression import MINIMUM, protect
from insights.surveys.models import Survey, SurveyAnswer, SurveyQuestion

Kind = SurveyQuestion.Kind
HIDDEN = f"fewer than {MINIMUM}, or kept back with those"


@dataclass(frozen=True)
class Line:
    """One value and how many chose it; None is a hidden count."""

    label: str
    count: int | None


@dataclass(frozen=True)
class Table:
    """The counts of one question, or for needs of one topic."""

    heading: str
    lines: list[Line]

    @property
    def chart(self) -> list[dict]:
        """Bars of what may be shown; what is hidden stands beneath."""
        return charts.bars([(line.label, line.count) for line in self.lines if line.count is not None])

    @property
    def hidden(self) -> list[str]:
        return [line.label for line in self.lines if line.count is None]

    def of(self, label: str) -> int | None:
        """The count of one line."""
        return next(line.count for line in self.lines if line.label == label)


@dataclass(frozen=True)
class Part:
    """One question and its tables."""

    question: SurveyQuestion
    tables: list[Table]

    @property
    def is_needs(self) -> bool:
        return self.question.kind == Kind.NEEDS

    @property
    def needed_now(self) -> list[dict]:
        """Bars of the topics by how many need them now, most first; what is hidden takes no place in the order."""
        label = SurveyQuestion.Need.NOW.label
        shown = [(table.heading, count) for table in self.tables if (count := table.of(label)) is not None]
        return charts.bars(sorted(shown, key=lambda pair: -pair[1]))


@dataclass(frozen=True)
class Results:
    """A whole survey. `parts` is empty outside staff while fewer than five contributors answered."""

    answers: int | None
    contributors: int | None
    parts: list[Part]

    @property
    def rows(self) -> list[list]:
        """For a spreadsheet."""
        found = []
        for part in self.parts:
            for table in part.tables:
                heading = table.heading if part.is_needs else ""
                found += [
                    [part.question.words, heading, line.label, HIDDEN if line.count is None else line.count]
                    for line in table.lines
                ]
        return found


def read(survey: Survey, *, whole: bool) -> Results:
    """The counts of answers that were sent; `whole` for staff, who see small numbers too."""
    sent = dict(survey.responses.sent().values_list("pk", "contributor"))
    contributors = len(set(sent.values()))
    if not whole and contributors < MINIMUM:
        return Results(None, None, [])
    chosen: dict[tuple, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = SurveyAnswer.objects.filter(response__in=survey.responses.sent()).order_by()
    for question, topic, value, response in rows.values_list("question", "topic", "value", "response"):
        chosen[question, topic][value].append(response)
    parts = []
    for question in survey.questions.prefetch_related("topics"):
        if question.kind == Kind.TEXT:
            continue  # words are read by staff, never published
        topics = list(question.topics.all()) if question.kind == Kind.NEEDS else [None]
        tables = []
        for topic in topics:
            said = chosen[question.pk, topic.pk if topic else None]
            tables += _tables(question, topic.label if topic else question.words, said, sent, whole=whole)
        parts.append(Part(question, tables))
    return Results(len(sent), contributors, parts)


def _tables(question, heading: str, said: dict, sent: dict, *, whole: bool) -> list[Table]:
    """One table; for "any of several" each answer is a table with those who did not choose it."""
    if question.kind != Kind.MANY:
        return [_table(heading, question.choices, said, sent, whole=whole)]
    lines = []
    for value, label in question.choices:
        pair = _table(label, [(value, label)], {value: said.get(value, [])}, sent, whole=whole)
        lines.append(pair.lines[0])
    return [Table(heading, lines)]


def _table(heading: str, choices: list, said: dict, sent: dict, *, whole: bool) -> Table:
    """The values in their order, then who said nothing; all of them together are all the answers."""
    answered = {response for rows in said.values() for response in rows}
    groups = [(label, said.get(value, [])) for value, label in choices]
    groups.append(("No answer", [response for response in sent if response not in answered]))
    counts = [len(rows) for _, rows in groups]
    people = [len({sent[response] for response in rows}) for _, rows in groups]
    shown = counts if whole else _kept_back(counts, people)
    return Table(heading, [Line(label, count) for (label, _), count in zip(groups, shown, strict=True)])


def _kept_back(counts: list[int], people: list[int]) -> list[int | None]:
    """Each value is a row with one column, so that only the sum of all of them is taken as known."""
    table = protect([[count] for count in counts], [[number] for number in people], people)
    return table.row_totals
