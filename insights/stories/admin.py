"""Staff pages of this room."""

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join

from camk.admin_tools import ActionAdmin, Step, does
from insights.stories import actions
from insights.stories.models import Story
from insights.triage.admin import IssueAdmin
from meetings.outcomes.admin_materials import FeedbackAdmin


class UseForm(forms.Form):
    """Where else it was used."""

    where = forms.CharField(label="Where", max_length=150, help_text="A newsletter, a talk, an application.")
    used_on = forms.DateField(label="When", initial=timezone.localdate)


@admin.register(Story)
class StoryAdmin(ActionAdmin):
    """Stories: what somebody said and what changed; published only with their consent."""

    list_display = ["title", "kind", "who", "consented_at", "published_at"]
    list_filter = ["kind", "published_at"]
    search_fields = ["title", "said", "changed", "body"]
    raw_id_fields = ["issue", "organisation"]
    fields = [
        *("kind", "title", "said", "who", "changed", "body", "author", "author_contact", "issue", "organisation"),
        *("consented_at", "published_at", "used_in"),
    ]
    steps = (
        Step(
            "use",
            "Used elsewhere",
            run=does(actions.note_use, "Written down.", to="story"),
            form=UseForm,
            when=lambda request, story: bool(story.consented_at),
            explain="So that we know where to ask for it back when whoever spoke thinks otherwise. "
            "A report that tells it is written down by itself: choose the story there, under “Choose stories”.",
        ),
        Step(
            "consent",
            "Record consent",
            run=does(actions.record_consent, "Consent is recorded.", to="story"),
            when=lambda request, story: not story.consented_at,
            explain="Only when the person who said it has read these exact words and agrees that they are published.",
        ),
        Step(
            "publish",
            "Publish",
            run=does(actions.publish_story, "The story is published.", to="story"),
            when=lambda request, story: bool(story.consented_at and not story.published_at),
            explain="Everybody can read it then, on the home page too.",
        ),
        Step(
            "take-down",
            "Take down",
            run=does(actions.take_down_story, "The story is taken down.", to="story"),
            when=lambda request, story: bool(story.published_at),
            explain="It is shown no more; annual reviews leave it out, too. You can mend it and publish it again. "
            "Reports to partners that tell it stay as they are. If whoever spoke agrees no longer, choose “Consent "
            "withdrawn” instead: then those are taken back as well.",
            danger=True,
        ),
        Step(
            "withdraw-consent",
            "Consent withdrawn",
            run=does(actions.withdraw_consent, "The consent is withdrawn, and the story is not shown.", to="story"),
            when=lambda request, story: bool(story.consented_at),
            explain="The story comes down at once. Of a report that went out with it the words are destroyed, its "
            "readers are told, and a draft of the next version without it waits for you. What waits to go out opens "
            "for writing again, and from drafts it is gone.",
            danger=True,
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        if obj and obj.published_at:
            return self.fields
        return ["consented_at", "published_at", "used_in"]

    @admin.display(description="used in")
    def used_in(self, obj):
        if not obj.pk:
            return "nothing yet"
        told = [row.report for row in obj.in_reports.select_related("report")]
        rows = [(f"Report {report}, version {report.version}", report.get_state_display()) for report in told]
        rows += [(use.where, f"{use.used_on:%d %B %Y}") for use in obj.uses.all()]
        return format_html_join("\n", "<p>{}, {}</p>", rows) or "nothing yet"

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


def good_news_form(request, issue):
    """The title, what changed, and whose words it is told in."""

    class GoodNewsForm(TestimonialForm):
        voice = forms.ModelChoiceField(
            actions.publishable_voices(issue),
            label="In the words of",
            required=False,
            empty_label="our released wording (ask whoever told us, then record their consent)",
        )

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["changed"].label = "What it changed, or what others can take from it"
            self.fields["voice"].label_from_instance = lambda voice: voice.words[:200]

    return GoodNewsForm


def _from_good_news(request, issue, data):
    story = actions.story_from_good_news(issue=issue, **data, by=request.user)
    return HttpResponseRedirect(reverse("admin:insights_story_change", args=[story.pk]))


IssueAdmin.steps = (
    *IssueAdmin.steps,
    Step(
        "story",
        "Offer it as a story",
        _from_good_news,
        form=good_news_form,
        when=lambda request, issue: actions.is_good_news(issue) and not issue.stories.exists(),
        explain="It becomes a story that is not published yet. Words somebody lets us publish bring their consent "
        "along; when they take it back, the story is shown no more.",
    ),
)
