"""Speakers: kept by staff, asked by a link, shown only while they agree."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.actions import person_for, prove_address
from camk.actions import action
from camk.errors import RuleBroken
from camk.links import link_for, revoke_links
from camk.outbox.actions import post
from meetings.meetings.models import Speaker
from meetings.programme.actions.order import step
from meetings.rsvps.actions.notices import LINK_LIVES_ON

PURPOSE = "speaker"
FORGET_NEEDS_AFTER = timedelta(days=30)  # after the end of the meeting
YES, UNNAMED, NO = "yes", "unnamed", "no"


@action
def store_speaker(*, speaker: Speaker, email: str = "", by) -> Speaker:
    """Keep somebody who speaks. Another address, or none, closes the link the old one had."""
    before = Speaker.objects.select_for_update(of=("self",)).filter(pk=speaker.pk).first()
    speaker.user = person_for(email=email, name=speaker.name, by=by) if email else None
    if before is None:
        last = speaker.meeting.speakers.aggregate(last=Max("position"))["last"]
        speaker.position = 0 if last is None else last + 1
    elif before.user_id and before.user_id != speaker.user_id:
        revoke_links(target=speaker, purpose=PURPOSE, by=by)
        speaker.asked_at = None
    speaker.save()
    what = "speaker.changed" if before else "speaker.added"
    audit.record(what, speaker, by=by, meeting=speaker.meeting_id, user=speaker.user_id)
    return speaker


@action
def ask_speaker(*, speaker: Speaker, by) -> None:
    """Mail them the link to their own page: topic, a few words, what they need, and whether we may show them."""
    meeting = speaker.meeting
    if meeting.is_over:
        raise RuleBroken("The meeting is over.")
    if speaker.user is None:
        raise RuleBroken("Write down their e-mail address first.")
    speaker.asked_at = timezone.now()
    speaker.save(update_fields=["asked_at"])
    audit.record("speaker.asked", speaker, by=by, meeting=meeting.pk)
    post(
        event="meetings/speaker_asked",
        key=f"speaker:{speaker.pk}:asked:{speaker.asked_at:%Y%m%d%H%M}",
        user=speaker.user,
        context={"meeting": meeting, "speaker": speaker, "link": speaker_url(speaker)},
    )


def speaker_url(speaker: Speaker) -> str:
    """The link to their own page. Call inside an action."""
    expires_at = speaker.meeting.ends_at + LINK_LIVES_ON
    link = link_for(purpose=PURPOSE, target=speaker, user=speaker.user, expires_at=expires_at)
    return settings.SITE_URL + reverse("meetings:speaker", args=[link.token])


@action
def answer_as_speaker(
    *, speaker: Speaker, answer: str, topic: str = "", biography: str = "", needs: str = "", by
) -> Speaker:
    """They say on their own page what they will speak about, what they need, and whether the page may name them."""
    row = _locked(speaker)
    if row.meeting.is_over and answer == NO:
        raise RuleBroken("The meeting is over. You can still take your name off its page.")
    was = row.answer_words
    row.topic, row.biography, row.needs = topic.strip(), biography.strip(), needs.strip()
    _set_answer(row, answer)
    prove_address(user=by, by=by)
    audit.record("speaker.answered", row, by=by, meeting=row.meeting_id, answer=answer)
    host = row.meeting.host
    if was != row.answer_words and host and host.is_active:
        post(
            event="meetings/speaker_answered",
            key=f"speaker:{row.pk}:answered:{row.answered_at:%Y%m%d%H%M%S}",
            user=host,
            context={"meeting": row.meeting, "speaker": row, "link": _staff_page(row)},
        )
    return row


@action
def note_answer(*, speaker: Speaker, answer: str, by) -> Speaker:
    """Staff write down what a speaker said on the phone or on paper."""
    row = _locked(speaker)
    _set_answer(row, answer)
    audit.record("speaker.answer_noted", row, by=by, meeting=row.meeting_id, answer=answer)
    return row


def _set_answer(row: Speaker, answer: str) -> None:
    """Consent keeps the date it was first given until it is taken back."""
    if answer not in (YES, UNNAMED, NO):
        raise RuleBroken("Choose one of the answers.")
    now = timezone.now()
    row.answered_at = now
    row.consented_at = (row.consented_at or now) if answer == YES else None
    row.declined_at = now if answer == NO else None
    row.save()


@action
def move_speaker(*, speaker: Speaker, up: bool, by) -> None:
    """Put a speaker one place earlier or later."""
    if step(Speaker.objects.filter(meeting=speaker.meeting_id), speaker, up=up):
        audit.record("speaker.moved", speaker, by=by, meeting=speaker.meeting_id, up=up)


@action
def remove_speaker(*, speaker: Speaker, by) -> None:
    """They do not speak at this meeting; what we knew of them for it goes."""
    audit.record("speaker.removed", speaker, by=by, meeting=speaker.meeting_id)
    revoke_links(target=speaker, purpose=PURPOSE, by=by)
    speaker.delete()


def with_needs_to_forget(now: datetime) -> QuerySet[Speaker]:
    """Speakers of meetings long over of whom we still hold what they needed."""
    return Speaker.objects.filter(meeting__ends_at__lt=now - FORGET_NEEDS_AFTER).exclude(needs="").order_by("pk")


@action
def forget_needs(*, row: Speaker, now: datetime, by=None) -> None:
    """What a speaker needed on the day goes once the meeting is long over."""
    row.needs = ""
    row.save(update_fields=["needs"])


def _locked(speaker: Speaker) -> Speaker:
    rows = Speaker.objects.select_for_update(of=("self",)).select_related("meeting__host", "meeting__venue", "user")
    return rows.get(pk=speaker.pk)


def _staff_page(speaker: Speaker) -> str:
    return settings.SITE_URL + reverse("admin:meetings_programme", args=[speaker.meeting_id])
