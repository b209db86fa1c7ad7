"""When words are sealed, the notes of staff and the objections around them go with them."""

from django.db.models import Q

from camk import audit
from camk.actions import action
from insights.issues.signals import Taken
from insights.triage.models import IssueNote, JoinObjection


@action
def let_go_of_words(*, issues, voices, by) -> list[Taken]:
    """Empty what staff wrote beside these issues and what was said against joining them; returns what stood there."""
    numbers = {issue.pk for issue in issues} | {voice.issue_id for voice in voices}
    numbers |= {voice.first_issue_id for voice in voices}
    notes = IssueNote.objects.filter(issue__in=numbers).exclude(words="")
    objections = JoinObjection.objects.filter(Q(join__joined__in=numbers) | Q(join__lead__in=numbers))
    objections = objections.exclude(words="", answer="").select_for_update(of=("self",))
    found = []
    for row in notes.select_for_update():
        found.append(Taken.from_row(row, "words"))
        row.words = ""
        row.save(update_fields=["words"])
        audit.record("triage.emptied", row, by=by)
    for row in objections:
        found.append(Taken.from_row(row, "words", "answer"))
        row.words = row.answer = ""
        row.save(update_fields=["words", "answer"])
        audit.record("triage.emptied", row, by=by)
    return found
