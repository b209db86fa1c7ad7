"""Staff pages of this room."""

from django import forms
from django.contrib import admin

from camk.admin_tools import ActionAdmin, Step
from insights.stories import actions
from insights.stories.models import Story
from meetings.outcomes.admin_materials import FeedbackAdmin


def _step(run, sentence: str):
    """A step that calls `run` and says `sentence`."""

    def call(request, story, data) -> str:
        run(story=story, by=request.user)
        return sentence

    return call


@admin.register(Story)
class StoryAdmin(ActionAdmin):
    """Stories: what somebody said and what changed; published only with their consent."""

    list_display = ["title", "who", "consented_at", "published_at"]
    list_filter = ["published_at"]
    search_fields = ["title", "said", "changed"]
    raw_id_fields = ["issue", "organisation"]
    fields = ["title", "said", "who", "changed", "issue", "organisation", "consented_at", "published_at"]
    steps = (
        Step(
            "consent",
            "Record consent",
            run=_step(actions.record_consent, "Consent is recorded."),
            when=lambda request, story: not story.consented_at,
            explain="Only when the person who said it has read these exact words and agrees that they are published.",
        ),
        Step(
            "publish",
            "Publish",
            run=_step(actions.publish_story, "The story is published."),
            when=lambda request, story: bool(story.consented_at and not story.published_at),
            explain="Everybody can read it then, on the home page too.",
        ),
        Step(
            "take-down",
            "Take down",
            run=_step(actions.take_down_story, "The story is taken down."),
            when=lambda request, story: bool(story.published_at),
            danger=True,
        ),
        Step(
            "withdraw-consent",
            "Consent withdrawn",
            run=_step(actions.withdraw_consent, "The consent is withdrawn, and the story is not shown."),
            when=lambda request, story: bool(story.consented_at),
            explain="The story comes down at once.",
            danger=True,
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        if obj and obj.published_at:
            return self.fields
        return ["consented_at", "published_at"]

    def write(self, request, obj, form, change):
        actions.write_story(story=obj, by=request.user)


class TestimonialForm(forms.Form):
    """What stands around the quote."""

    title = forms.CharField(max_length=Story._meta.get_field("title").max_length)
    changed = forms.CharField(label="What the meeting changed", widget=forms.Textarea(attrs={"rows": 4}))


def _make_testimonial(request, obj, data):
    actions.story_from_quote(feedback=obj, by=request.user, **data)
    return "It is a story now, not published yet: look at it under Stories."


# The lower room's page gains what only this room knows.
FeedbackAdmin.steps = (
    *FeedbackAdmin.steps,
    Step(
        "testimonial",
        "Make it a story",
        _make_testimonial,
        form=TestimonialForm,
        when=lambda request, obj: not hasattr(obj, "story"),
        explain="The sentence stays as it was said. Their consent goes along, and ends when they take it back.",
    ),
)
