"""What there is to read or watch afterwards is added, and taken back."""

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.documents import Document
from camk.errors import RuleBroken
from camk.files import store
from groups.workspace.models import Resource
from meetings.meetings.models import AgendaItem, Meeting
from meetings.outcomes.models import Material


@action
def add_material(
    *,
    meeting: Meeting,
    fields: dict,
    document: Document | None = None,
    url: str = "",
    words: str = "",
    resource: Resource | None = None,
    part: AgendaItem | None = None,
    by,
) -> Material:
    """Keep one thing from the meeting: a file, a link, words, or what lies in the library of one of its CAGs."""
    words = words.replace("\r\n", "\n").strip()
    if sum(map(bool, (document, url, words, resource))) != 1:
        raise RuleBroken("Give one of them: a file, a link, words, or something from the library.")
    if part and part.meeting_id != meeting.pk:
        raise RuleBroken("That is part of another meeting.")
    material = Material(meeting=meeting, part=part, url=url, words=words, resource=resource, by=by, **fields)
    if material.kind in Material.SPOKEN and material.captions is None:
        raise RuleBroken("Say whether it has captions: people who do not hear want to know before they open it.")
    if resource and not meeting.action_groups.filter(pk=resource.action_group_id).exists():
        raise RuleBroken("That lies in the library of another CAG.")
    if document is not None:
        kept = {"name": document.name, "content": document.content, "content_type": document.content_type}
        material.file = store(**kept, owner=by)
    material.save()
    audit.record("material.added", material, by=by, kind=material.kind, audience=material.audience)
    return material


@action
def take_back(*, material: Material, by) -> None:
    """It is shown no more; done again, it comes back."""
    material.withdrawn_at = None if material.withdrawn_at else timezone.now()
    material.save(update_fields=["withdrawn_at"])
    verb = "material.taken_back" if material.withdrawn_at else "material.brought_back"
    audit.record(verb, material, by=by)
