"""Telling people what came of it: mails that went, doors still to knock at, and what was told by hand."""

from django.db.models import F

from camk.outbox.models import OutboundMail
from insights.demo.actions.stage import Stage
from insights.issues.models import Follower, Issue, Voice, VoiceConsent
from insights.loop.models import Standing, ToldByHand, owed

# Said at a door or in a room, without an account: the key of the issue, and what was said.
AT_THE_DOOR = (
    ("swings", "My grandchildren cut their hands on that swing. We go to the other park now."),
    ("swings", "The gate is off too. Small ones run straight out to the road."),
    ("swings", "Nobody sits there any more since it broke."),
    ("burnout", "I ran the lunch club for nine years and stopped. Nobody was left to hand it to."),
    ("burnout", "We are three, and all of us past seventy."),
    ("fridges", "I would take food, but not if it stood outside in the sun."),
    ("fridges", "Is it checked by somebody? I would like to know before I use it."),
    ("bus-story", "My lad waits for that bus all week."),
    ("bus-story", "It comes too early for those who work."),
    ("yoga", "It was the one hour in which nobody asked me how I am."),
)
WORD_IN_PERSON = 3


def make_told(stage: Stage) -> None:
    """Voices from doors; then mails for all who have an account but a few, and notes for some who have none."""
    voices = [_voice(stage, *row) for row in AT_THE_DOOR]
    Voice.objects.bulk_create(voices)
    VoiceConsent.objects.bulk_create(
        VoiceConsent(voice=voice, audience=VoiceConsent.Audience.COUNT, given_at=voice.created_at) for voice in voices
    )
    for voice in voices:
        Issue.objects.filter(pk=voice.issue_id).update(voice_count=F("voice_count") + 1)
    _mail(stage, owed().filter(standing=Standing.NOT_SENT).select_related("user", "issue").order_by("pk"))
    for number, voice in enumerate(owed().filter(standing=Standing.CARD).select_related("issue").order_by("pk")[:6]):
        how = ToldByHand.How.CARD if number < WORD_IN_PERSON else ToldByHand.How.IN_PERSON
        at = stage.ago(9 - number, 15)
        ToldByHand.objects.create(voice=voice, outcome_id=voice.outcome, how=how, at=at, by=stage.people["staff"])


def _voice(stage: Stage, key: str, words: str) -> Voice:
    issue = stage.issues[key]
    return Voice(
        issue=issue,
        first_issue=issue,
        words=words,
        place=issue.places.first(),
        channel=Voice.Channel.NOTE,
        is_us_too=True,
        keyed_in_by=stage.people["staff"],
        created_at=issue.created_at,
    )


def _mail(stage: Stage, voices) -> None:
    """Each was mailed on the day, and the words are gone since; a few had stopped, a few were told nothing yet."""
    mails = {}
    for number, voice in enumerate(voices):
        if number % 31 == 30:
            Follower.objects.get_or_create(
                issue=voice.issue, user=voice.user, defaults={"stopped_at": voice.issue.ended_at}
            )
        elif number % 13 != 12:
            key = f"issue_moved:{voice.outcome}:{voice.user_id}"
            mails[key] = OutboundMail(
                key=key,
                kind="insights/issue_moved",
                user=voice.user,
                state=OutboundMail.State.SENT,
                created_at=voice.issue.ended_at,
                sent_at=voice.issue.ended_at,
                blanked_at=stage.now,
            )
    OutboundMail.objects.bulk_create(mails.values())
