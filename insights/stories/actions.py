"""What is done with stories: written, agreed to by who spoke, published, taken down."""

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.issues.models import Issue, Voice, VoiceConsent
from insights.issues.signals import GONE, Taken
from insights.issues.states import IssueState
from insights.stories.models import Story, StoryUse
from insights.stories.signals import story_gone, story_words_ended
from meetings.outcomes.models import Feedback

TEXTS = ("title", "said", "who", "changed", "body", "author", "author_contact")
Kind = Story.Kind


def _complete(story: Story) -> None:
    """What each kind of story needs before it is stored; raises RuleBroken with the sentence for staff."""
    if story.kind == Kind.CHANGE and not story.changed.strip():
        raise RuleBroken("Say what changed.")
    if story.is_long and not story.body.strip():
        raise RuleBroken("Write the text of it.")
    if story.kind == Kind.SPOTLIGHT and not story.organisation_id:
        raise RuleBroken("Say which organisation the spotlight is on.")
    if story.kind == Kind.GUEST and not story.author.strip():
        raise RuleBroken("Say who wrote the guest post, as it may be shown.")


@action
def write_story(*, story: Story, by: User) -> Story:
    """Store a story that is not published; changed words need the consent of who spoke anew."""
    stored = Story.objects.select_for_update().filter(pk=story.pk).first() if story.pk else None
    if stored and stored.published_at:
        raise RuleBroken("This story is published. Take it down before you change it.")
    _complete(story)
    story.published_at = None
    story.consented_at = stored.consented_at if stored else None
    if stored and any(getattr(stored, name) != getattr(story, name) for name in TEXTS):
        story.consented_at = None
    story.by = stored.by if stored else by
    story.save()
    audit.record(
        "story.changed" if stored else "story.written",
        story,
        by=by,
        said_length=len(story.said),
        issue=story.issue_id,
    )
    return story


@action
def let_go_of_words(*, issues, voices, by: User) -> list[Taken]:
    """Words leave the portal: stories told of these issues, or in the words of these voices, are emptied.

    Returns what stood in them.
    """
    found = []
    words = [voice.words.casefold() for voice in voices if voice.words]
    about = Q(issue__in=issues) | Q(issue__in=[voice.issue_id for voice in voices])
    for story in Story.objects.select_for_update().filter(about).order_by("pk"):
        if story.issue_id in {issue.pk for issue in issues} or any(story.said.casefold() in said for said in words):
            found.append(Taken.from_row(story, *TEXTS))
            for name in TEXTS:
                setattr(story, name, "")
            story.title, story.voice = GONE, None
            story.consented_at = story.published_at = None
            story.save()
            audit.record("story.emptied", story, by=by)
            _end(story, by=by)
    return found


@action
def record_consent(*, story: Story, by: User) -> None:
    """The person who spoke has read these words and agrees that they are published."""
    if story.consented_at:
        raise RuleBroken("Consent for these words is already recorded.")
    story.consented_at = timezone.now()
    story.save(update_fields=["consented_at"])
    audit.record("story.consented", story, by=by)


@action
def withdraw_consent(*, story: Story, by: User | None) -> None:
    """The person who spoke no longer agrees: the story comes down at once."""
    if not story.consented_at:
        raise RuleBroken("No consent is recorded for this story.")
    story.consented_at = story.published_at = None
    story.save(update_fields=["consented_at", "published_at"])
    audit.record("story.consent_withdrawn", story, by=by)
    _end(story, by=by)


def _end(story: Story, *, by) -> None:
    """Whoever spoke is not quoted any more: neither where stories are shown nor where this one was used."""
    story_words_ended.send(sender=Story, story=story, by=by)
    story_gone.send(sender=Story, story=story, by=by)


@action
def note_use(*, story: Story, where: str, used_on=None, by: User):
    """Write down where else a story was used, so that it can be followed when its consent ends."""
    if not story.consented_at:
        raise RuleBroken("Whoever said this has not agreed yet, so it may not be used.")
    if not where.strip():
        raise RuleBroken("Say where it was used.")
    use = StoryUse.objects.create(story=story, where=where.strip(), used_on=used_on or timezone.localdate(), by=by)
    audit.record("story.used", story, by=by)
    return use


@action
def story_from_good_news(*, issue: Issue, title: str, changed: str, voice: Voice | None = None, by: User) -> Story:
    """Good news that somebody told us is offered as a story: in their own words where they let us publish them.

    Without such words it holds the released wording, and waits for the consent of whoever told us.
    """
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    if not is_good_news(issue):
        raise RuleBroken("Only good news becomes a story this way.")
    if issue.stories.exists():
        raise RuleBroken("It is a story already.")
    consent = None
    if voice is not None:
        consent = publishable_voices(issue).filter(pk=voice.pk).first()
        if consent is None:
            raise RuleBroken("Whoever said this does not let us publish it.")
    if voice is None and not issue.released_at:
        raise RuleBroken("Release a wording first, or choose words somebody lets us publish.")
    named = voice is not None and voice.consents.standing(VoiceConsent.Audience.NAMED).exists()
    said = voice.words if voice else issue.lead_wording
    story = Story.objects.create(
        title=title.strip(),
        said=Truncator(said).chars(Story._meta.get_field("said").max_length),
        who=voice.organisation.name[:120] if named and voice.organisation else "",
        changed=changed.strip(),
        issue=issue,
        organisation=voice.organisation if named else None,
        voice=voice,
        consented_at=timezone.now() if voice else None,
        by=by,
    )
    audit.record("story.from_good_news", story, by=by, issue=issue.pk, voice=voice.pk if voice else None)
    return story


def publishable_voices(issue: Issue):
    """Voices under an issue whose words may be published today."""
    return Voice.objects.quotable(VoiceConsent.Audience.PUBLISH).filter(issue=issue)


def is_good_news(issue: Issue) -> bool:
    """Told as good news, and still here to be told of."""
    return issue.kind == Issue.Kind.GOOD_NEWS and issue.state not in (IssueState.SEALED, IssueState.WITHDRAWN)


@action
def story_from_quote(*, feedback: Feedback, title: str, changed: str, by: User) -> Story:
    """What somebody who was at a meeting let us quote becomes a testimonial, with the consent they gave."""
    feedback = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if not feedback.consented_at:
        raise RuleBroken("They no longer agree to be quoted.")
    if Story.objects.filter(feedback=feedback).exists():
        raise RuleBroken("It is a story already.")
    story = Story.objects.create(
        title=title.strip(),
        kind=Kind.TESTIMONIAL,
        said=feedback.quote,
        who=feedback.quote_as,
        changed=changed.strip(),
        feedback=feedback,
        consented_at=feedback.consented_at,
        by=by,
    )
    audit.record("story.from_quote", story, by=by, said_length=len(story.said))
    return story


@action
def let_go_of_quote(*, feedback: Feedback, by) -> None:
    """Whoever was quoted thinks otherwise: the story comes down, and its words with it."""
    for story in Story.objects.select_for_update().filter(feedback=feedback):
        story.said, story.who, story.feedback = GONE, "", None
        story.consented_at = story.published_at = None
        story.save()
        audit.record("story.consent_withdrawn", story, by=None)
        _end(story, by=by)


@action
def publish_story(*, story: Story, by: User) -> None:
    """Show the story to everybody; only with the consent of who spoke."""
    story = Story.objects.select_for_update(of=("self",)).select_related("issue").get(pk=story.pk)
    if not story.consented_at:
        raise RuleBroken("Whoever said this has not agreed yet. Ask them, then record their consent.")
    if story.published_at:
        raise RuleBroken("This story is already published.")
    if story.issue and story.issue.state == IssueState.SEALED:
        raise RuleBroken("This story is about something that is handled in confidence.")
    story.published_at = timezone.now()
    story.save(update_fields=["published_at"])
    audit.record("story.published", story, by=by)


@action
def take_down_story(*, story: Story, by: User) -> None:
    """Show the story no more; it can be mended and published again."""
    if not story.published_at:
        raise RuleBroken("This story is not published.")
    story.published_at = None
    story.save(update_fields=["published_at"])
    audit.record("story.taken_down", story, by=by)
    story_gone.send(sender=Story, story=story, by=by)
