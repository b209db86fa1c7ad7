"""What an external evaluator gets: counts of one initiative and one period, nobody named and no words.

What crosses its place with a theme, or with what talks were about, is hidden when fewer than five conversations
stand behind it (decisions, point 12).
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from camk.suppression import MINIMUM, protect
from groups.themes.models import Theme
from insights.evaluations.models import QuickReview
from insights.evaluations.reviews import said
from insights.initiatives.counting import people_at
from insights.initiatives.models import Conversation, Initiative

HEAD = ["What", "Which", "When", "Number"]
HIDDEN = f"hidden (fewer than {MINIMUM}, or it would give one away)"
Row = list


def rows(initiative: Initiative, first: date, last: date) -> list[Row]:
    """The table with its head: what is counted, which, when, the number."""
    talks = initiative.conversations.filter(held_on__range=(first, last))
    return [
        HEAD,
        *_talks(talks),
        *_themes(talks),
        *_trainings(initiative, first, last),
        *_meetings(initiative, first, last),
        *_reviews(initiative, first, last),
    ]


def quarter(day: date) -> str:
    return f"{day.year} quarter {(day.month + 2) // 3}"


def _talks(talks) -> Iterator[Row]:
    days = list(talks.order_by("held_on").values_list("held_on", flat=True))
    for when, number in Counter(map(quarter, days)).items():
        yield ["One-to-one conversations", "all", when, number]
    about = Counter(talks.order_by().values_list("about", flat=True))
    numbers = [[about[kind] for kind in Conversation.About.values]]
    table = protect(numbers, numbers, [len(days)])
    for label, number in zip(Conversation.About.labels, table.cells[0], strict=True):
        yield ["One-to-one conversations, about", label, "all the time", _shown(number)]


def _themes(talks) -> Iterator[Row]:
    found = list(talks.order_by().exclude(themes=None).values_list("pk", "held_on", "themes"))
    themes = list(Theme.objects.filter(pk__in={theme for _, _, theme in found}).order_by("label"))
    quarters = sorted({quarter(day) for _, day, _ in found})
    if not found:
        return
    count = Counter((quarter(day), theme) for _, day, theme in found)
    numbers = [[count[when, theme.pk] for theme in themes] for when in quarters]
    people = [len({pk for pk, day, _ in found if quarter(day) == when}) for when in quarters]
    table = protect(numbers, numbers, people)
    for when, cells in zip(quarters, table.cells, strict=True):
        for theme, number in zip(themes, cells, strict=True):
            yield ["One-to-one conversations, theme", theme.label, when, _shown(number)]


def _shown(number: int | None) -> int | str:
    return HIDDEN if number is None else number


def _trainings(initiative, first, last) -> Iterator[Row]:
    for row in initiative.trainings.filter(ended_on__range=(first, last)).order_by("ended_on"):
        yield ["Training held elsewhere, people", row.get_level_display(), f"{row.ended_on:%B %Y}", row.people]


def _meetings(initiative, first, last) -> Iterator[Row]:
    links = initiative.meetings.filter(meeting__starts_at__date__range=(first, last)).select_related("meeting")
    came = people_at([link.meeting_id for link in links])
    for link in links:
        when = f"{timezone.localdate(link.meeting.starts_at):%B %Y}"
        yield ["Meeting, attendances", link.get_measure_display(), when, came[link.meeting_id]]


def _reviews(initiative, first, last) -> Iterator[Row]:
    for review in QuickReview.objects.filter(initiative=initiative, held_on__range=(first, last)):
        found, when = said(review), f"{review.held_on:%B %Y}"
        yield ["Quick review, answers", review.title, when, found["number"]]
        yield ["Quick review, how it went (1 to 5)", review.title, when, found.get("mean", HIDDEN)]
