"""Taking in an earlier log: kept dates, marked as such, and nobody is mailed."""

from dataclasses import dataclass, field
from datetime import date, time

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.details import site_details
from camk.drafts import Draft
from camk.errors import RuleBroken
from camk.hours import wall, working_day_after
from camk.locks import wait_in_line
from groups.organisations.models import Organisation
from groups.places.models import Place
from insights.issues.actions.moves import note_move
from insights.issues.actions.speaking import speak
from insights.issues.actions.telling import next_reference
from insights.issues.models import Issue, Voice
from insights.issues.states import IssueState
from insights.triage.actions.parking import lay_tripwires
from insights.triage.actions.saying import keep_note
from insights.triage.importing import here_already

PREVIEW = "issue-log"
WHERE = {
    "parked": "Watching: they come back once an organisation tells us the same",
    "queue": "The queue, for a first look",
}
MIDDAY = time(12)


@dataclass
class Stored:
    """What became of a log: how many rows came in, how many were here meanwhile, which issues may name somebody."""

    issues: int = 0
    here: int = 0
    naming: list[str] = field(default_factory=list)


@action
def keep_log(*, filename: str, headers: list[str], rows: list[dict], by: User) -> Draft:
    """Keep an uploaded log while its columns are matched; one at a time for each person."""
    Draft.objects.filter(kind=PREVIEW, user=by).delete()
    data = {"filename": filename, "headers": headers, "rows": rows}
    return Draft.objects.create(kind=PREVIEW, key=f"log-{by.pk}-{timezone.now().timestamp()}", user=by, data=data)


@action
def match_columns(*, draft: Draft, columns: dict[str, str], checked: list[dict]) -> None:
    """Which column holds what, and how each row would be stored."""
    draft.data = draft.data | {"columns": columns, "checked": checked}
    draft.save()


@action
def import_log(*, draft: Draft, where: str, by: User) -> Stored:
    """Store every row without an error that is not here yet, oldest first.

    The rows that were left out stay in the draft, to be saved as a file; a second press finds nothing to do.
    """
    if where not in WHERE:
        raise RuleBroken("Say where they go.")
    wait_in_line(PREVIEW)  # a colleague may be storing the same log
    draft = Draft.objects.select_for_update().filter(pk=draft.pk, kind=PREVIEW).first()
    if draft is None or "stored" in draft.data:
        raise RuleBroken("This log was stored already.")
    checked = draft.data.get("checked", [])
    rows = [row for row in checked if not row["errors"]]
    if not rows:
        raise RuleBroken("No row can be stored.")
    known, stored = here_already(), Stored()
    places = Place.objects.select_related("cluster").in_bulk()
    for row in sorted(rows, key=lambda row: row["values"]["told_on"]):
        values = row["values"]
        if (values["words"], values["told_on"]) in known:
            stored.here += 1
            continue
        issue = _store(values, places, where=where, by=by)
        stored.issues += 1
        stored.naming += [issue.reference] if row["names_somebody"] else []
    audit.record("issue.log_imported", by, by=by, issues=stored.issues, where=where)
    left = {row["line"] for row in checked if row["errors"]}
    draft.data["rows"] = [raw if n in left else {} for n, raw in enumerate(draft.data["rows"], start=2)]
    draft.data |= {"checked": [row for row in checked if row["errors"]], "stored": stored.issues}
    draft.save()
    return stored


def _store(values: dict, places: dict, *, where: str, by: User) -> Issue:
    told_at = wall(date.fromisoformat(values["told_on"]), MIDDAY)
    here = [places[number] for number in values["places"]]
    issue = Issue.objects.create(
        reference=next_reference(told_at),
        kind=values["kind"],
        voice_count=1,
        created_at=told_at,
        main_theme_id=next(iter(values["themes"]), None),
        main_place=next((place.cluster or place for place in here), None),
    )
    issue.themes.set(values["themes"])
    issue.places.set(here)
    speak(
        issue=issue,
        places=here,
        user=None,
        organisation=Organisation.objects.filter(pk=values["organisation"]).first(),
        words=values["words"],
        what_would_help=values["what_would_help"],
        affected=values["affected"],
        channel=Voice.Channel.LOG,
        keyed_in_by=by,
        created_at=told_at,
    )
    note_move(issue=issue, new=IssueState.SUBMITTED, by=by, words="", at=told_at)
    if where == "parked":  # past the table: what is years old is not asked about step by step
        note_move(issue=issue, new=IssueState.PARKED, by=by, words="", at=timezone.now())
        lay_tripwires(issue, more_organisations=1, by=by)
    else:
        issue.due_on = working_day_after(timezone.localdate(), site_details().first_look_days)
        issue.save(update_fields=["due_on"])
    audit.record("issue.imported", issue, by=by, told_on=values["told_on"])
    if values["unknown"]:
        keep_note(issue, "In the log, and not in our lists: " + "; ".join(values["unknown"]) + ".", by=by)
    return issue
