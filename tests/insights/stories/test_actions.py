"""Stories: consent first, then published; changed words need consent anew."""

import pytest

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from insights.stories import actions
from insights.stories.models import Story
from tests.factories.issues import make_issue
from tests.factories.stories import make_story

pytestmark = pytest.mark.django_db


def test_a_story_is_written_unpublished_and_audited_without_its_words(staff):
    story = actions.write_story(story=Story(title="Lights", said="It is dark.", changed="Lights came."), by=staff)
    assert story.pk and story.by == staff and story.published_at is None and story.consented_at is None
    event = AuditEvent.objects.get(verb="story.written")
    assert event.data == {"said_length": 11, "issue": None}


def test_publishing_needs_consent(staff):
    story = make_story()
    with pytest.raises(RuleBroken, match="not agreed"):
        actions.publish_story(story=story, by=staff)
    actions.record_consent(story=story, by=staff)
    actions.publish_story(story=story, by=staff)
    assert list(Story.objects.published()) == [story]
    with pytest.raises(RuleBroken, match="already published"):
        actions.publish_story(story=story, by=staff)


def test_changed_words_need_consent_anew_and_published_ones_stand(staff):
    story = make_story(consented=True)
    story.changed = "Something else."
    assert actions.write_story(story=story, by=staff).consented_at is None
    shown = make_story(published=True)
    shown.title = "Other"
    with pytest.raises(RuleBroken, match="Take it down"):
        actions.write_story(story=shown, by=staff)


def test_other_changes_keep_the_consent(staff, organisation):
    story = make_story(consented=True)
    story.organisation = organisation
    assert actions.write_story(story=story, by=staff).consented_at


def test_a_story_about_a_sealed_issue_is_not_published(staff):
    story = make_story(consented=True, issue=make_issue(state="sealed"))
    with pytest.raises(RuleBroken, match="in confidence"):
        actions.publish_story(story=story, by=staff)


def test_taking_down_and_withdrawn_consent_hide_it_at_once(staff):
    one, two = make_story(published=True), make_story(published=True)
    actions.take_down_story(story=one, by=staff)
    actions.withdraw_consent(story=two, by=staff)
    assert not Story.objects.published().exists()
    two.refresh_from_db()
    assert two.consented_at is None
    for run in (actions.take_down_story, actions.withdraw_consent):
        with pytest.raises(RuleBroken):
            run(story=two, by=staff)
    with pytest.raises(RuleBroken, match="already recorded"):
        actions.record_consent(story=one, by=staff)
