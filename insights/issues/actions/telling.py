"""Somebody tells us something: an issue with their voice under it, or an alert with contact details only."""

from datetime import datetime, timedelta
from pathlib import PurePath

from django.db.models import QuerySet
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.accounts.offices import SAFEGUARDING
from camk.actions import action
from camk.documents import Document
from camk.drafts import Draft
from camk.erasing import forget_file
from camk.errors import RuleBroken
from camk.files import StoredFile, store
from camk.links import SecretLink
from camk.locks import wait_in_line
from camk.numbers import next_number
from camk.outbox.actions import post
from camk.personal_data import find_personal
from groups.organisations.models import Organisation
from groups.places.models import Place
from insights.issues.actions.moves import note_move
from insights.issues.actions.people import tell_the_people, told_link
from insights.issues.actions.speaking import speak
from insights.issues.models import Issue, SafeguardingAlert, Voice
from insights.issues.states import IssueState

# The same contact details arriving again within this time are a second press of the button.
SECOND_PRESS = timedelta(minutes=2)
DRAFTS_KEPT = timedelta(days=14)
SENT = "told"  # the kind of a draft that was sent


@action
def tell(
    *,
    kind: str,
    words: str,
    place: Place | None = None,
    places=(),
    themes=(),
    beneficiaries=(),
    what_would_help: str = "",
    suggested_action: str = "",
    affected: int | None = None,
    lived_experience: bool | None = None,
    photo: StoredFile | None = None,
    consents=(),
    user: User | None = None,
    organisation: Organisation | None = None,
    channel: str = Voice.Channel.WEB,
    keyed_in_by: User | None = None,
    by: User | None = None,
) -> Issue:
    """Receive what somebody tells us: a new issue with one voice; the person gets a mail and a link back.

    Raises RuleBroken without words, or when `user` does not act for `organisation` (staff who key in may name any).
    """
    if kind not in Issue.Kind.values:
        raise RuleBroken("Choose what you want to tell us.")
    if sum(letter.isalnum() for letter in words) < 3:
        raise RuleBroken("Tell us in a few words what is happening.")
    now = timezone.now()
    issue = Issue.objects.create(reference=next_reference(now), kind=kind, voice_count=1, created_at=now)
    voice = speak(
        issue=issue,
        consents=consents,
        places=places,
        beneficiaries=beneficiaries,
        user=user,
        organisation=organisation,
        words=words,
        what_would_help=what_would_help,
        suggested_action=suggested_action,
        place=place,
        affected=affected,
        lived_experience=lived_experience,
        photo=photo,
        channel=channel,
        keyed_in_by=keyed_in_by,
        created_at=now,
    )
    place = voice.place
    issue.places.set(voice.places.all())
    issue.beneficiaries.set(beneficiaries)
    issue.themes.set(themes)
    move = note_move(issue=issue, new=IssueState.SUBMITTED, by=by, words="", at=now)
    audit.record("issue.told", issue, by=by, kind=kind, channel=channel, organisation=organisation, place=place)
    told_link(issue=issue, user=user)
    tell_the_people(issue, "issue_received", key=str(move.pk), only=voice, keyed_in=keyed_in_by is not None)
    return issue


@action
def send_draft(*, draft: Draft, told: dict, by: User | None) -> SecretLink | None:
    """Tell what stands in a draft, once: whoever presses again gets the link that the first press made.

    What was typed goes; the mark of where it led to stays as long as a draft would. None: it was given up meanwhile.
    """
    draft = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if draft is None:
        return None
    if draft.kind == SENT:
        return SecretLink.objects.live().filter(pk=draft.data["link"]).first()
    issue = tell(**told, by=by)
    link = told_link(issue=issue, user=told["user"])
    draft.kind, draft.data, draft.user = SENT, {"link": link.pk}, None
    draft.save()
    return link


def next_reference(now) -> str:
    """The next reference of this year, such as MK-2026-00042."""
    year = timezone.localtime(now).year
    return f"MK-{year}-{next_number(f'issue-{year}'):05d}"


@action
def keep_file(*, document: Document, draft: Draft | None = None, by: User | None = None) -> StoredFile:
    """Keep a cleaned picture or document that goes with what somebody tells us; the draft's former one goes."""
    forget_file_of(draft)
    return store(name=_plain(document.name), content=document.content, content_type=document.content_type, owner=by)


def _plain(name: str) -> str:
    """A file name that may tell who somebody is, is not kept."""
    return f"file{PurePath(name).suffix}" if find_personal(PurePath(name).stem) else name


@action
def forget_draft(*, draft: Draft) -> None:
    """Drop what was typed but not sent, the picture too: they started again, or somebody may be at risk."""
    forget_file_of(draft)
    draft.delete()


def forget_file_of(draft: Draft | None) -> None:
    """Remove the file of a draft that no voice holds."""
    number = draft.data.get("photo") if draft and draft.kind == "tell" else None
    if number and not Voice.objects.filter(photo=number).exists():
        for stored in StoredFile.objects.filter(pk=number):
            forget_file(stored)


def old_drafts(now: datetime) -> QuerySet[Draft]:
    """What was begun in any form and not touched for 14 days."""
    return Draft.objects.filter(updated_at__lt=now - DRAFTS_KEPT).order_by("pk")


@action
def forget_old_drafts(*, rows: QuerySet[Draft], now: datetime) -> int:
    """They go, their files too; returns how many there were."""
    old = list(rows)
    for draft in old:
        forget_draft(draft=draft)
    return len(old)


@action
def raise_alert(*, name: str, phone: str = "", email: str = "", by: User | None = None) -> SafeguardingAlert:
    """Somebody may be at risk: the safeguarding lead gets who to ring back, and nothing of what it is about."""
    if not name.strip():
        raise RuleBroken("Tell us your name, so that we know whom to ask for.")
    if not (phone.strip() or email.strip()):
        raise RuleBroken("Give us a phone number or an e-mail address, so that we can reach you.")
    who = {"name": name.strip(), "phone": phone.strip(), "email": email.strip()}
    wait_in_line("alert", *who.values())
    lately = SafeguardingAlert.objects.filter(handled_at=None, created_at__gt=timezone.now() - SECOND_PRESS)
    if same := lately.filter(**who).first():
        return same
    alert = SafeguardingAlert.objects.create(**who)
    audit.record("safeguarding.alert_raised", alert, by=by)
    for lead in safeguarding_people():
        post(
            event="insights/safeguarding_alert",
            key=f"safeguarding_alert:{alert.pk}:{lead.pk}",
            user=lead,
            context={"alert_name": alert.name, "alert_phone": alert.phone, "alert_email": alert.email},
            is_secret=True,
        )
    return alert


def safeguarding_people():
    """The lead and the deputy; while nobody holds the office, the administrators: an alert is never lost."""
    return User.objects.holding(SAFEGUARDING) or User.objects.filter(is_active=True, is_superuser=True)


@action
def mark_alert_handled(*, alert: SafeguardingAlert, by: User) -> None:
    """The safeguarding lead spoke to the person and took it from there."""
    if alert.handled_at is not None:
        raise RuleBroken("This alert is already marked as handled.")
    alert.handled_at, alert.handled_by = timezone.now(), by
    alert.save(update_fields=["handled_at", "handled_by"])
    audit.record("safeguarding.alert_handled", alert, by=by)
