"""Staff pages of the workspaces: announcements, what members wrote and shared, Slack channels."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from camk.admin_tools import ActionAdmin, ReadOnlyAdmin, Step
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroup
from groups.workspace.actions import announcements, discussion, resources, slack
from groups.workspace.audience import recipients
from groups.workspace.models import Announcement, Reply, Resource, SlackMirror, SlackNotice, Thread
from groups.workspace.models.shown import Shown


class ReasonForm(forms.Form):
    """Why it is hidden."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), help_text="It is kept here. Tell the author yourself, kindly."
    )


def _hide(request, obj, data):
    discussion.hide(words=obj, reason=data["reason"], by=request.user)
    return "It is hidden."


def _show(request, obj, data):
    discussion.show_again(words=obj, by=request.user)
    return "Members see it again."


HIDING = (
    Step(
        "hide",
        "Hide",
        _hide,
        form=ReasonForm,
        when=lambda request, obj: obj.is_shown,
        explain="Members no longer see it. Nothing is deleted.",
        danger=True,
    ),
    Step("show", "Show again", _show, when=lambda request, obj: obj.state == Shown.State.HIDDEN),
)


class UnansweredFilter(admin.SimpleListFilter):
    """Questions nobody but their author has said anything to."""

    title = "unanswered"
    parameter_name = "unanswered"

    def lookups(self, request, model_admin):
        return [("yes", "Questions nobody answered")]

    def queryset(self, request, queryset):
        return queryset.unanswered() if self.value() == "yes" else queryset


@admin.register(Thread)
class ThreadAdmin(ReadOnlyAdmin):
    """What members begin: read here, hidden with a reason where it must be."""

    list_display = ["title", "kind", "action_group", "by", "state", "created_at", "passed_on_at"]
    list_filter = [UnansweredFilter, "kind", "state", "action_group"]
    list_select_related = ["action_group", "by"]
    search_fields = ["title", "by__name"]
    fields = [
        *("title", "kind", "action_group", "words", "by", "organisation", "created_at", "edited_at"),
        *("state", "state_reason", "passed_on_at"),
    ]
    steps = HIDING


@admin.register(Reply)
class ReplyAdmin(ReadOnlyAdmin):
    """What members answer."""

    list_display = ["thread_title", "by", "state", "created_at"]
    list_filter = ["state", "thread__action_group"]
    list_select_related = ["thread", "by"]
    search_fields = ["thread__title", "by__name"]
    fields = ["thread", "words", "by", "organisation", "created_at", "edited_at", "state", "state_reason"]
    steps = HIDING

    @admin.display(description="in answer to", ordering="thread__title")
    def thread_title(self, obj):
        return obj.thread.title


class WaitingFilter(admin.SimpleListFilter):
    """What its owner wants everybody to see and we have not looked at."""

    title = "waiting for us"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", "To be looked at before everybody sees it")]

    def queryset(self, request, queryset):
        return queryset.waiting_for_staff() if self.value() == "yes" else queryset


def _publish(request, resource, data):
    resources.publish(resource=resource, by=request.user)
    return "Everybody can read it now."


@admin.register(Resource)
class ResourceAdmin(ReadOnlyAdmin):
    """The libraries of all CAGs; what is to be public waits here for a look."""

    list_display = [
        "title",
        "kind",
        "action_group",
        "audience",
        "published_at",
        "review_on",
        "link_broken_at",
        "state",
    ]
    list_filter = [WaitingFilter, "kind", "audience", "state", "action_group"]
    list_select_related = ["action_group"]
    search_fields = ["title", "purpose"]
    fields = [
        *("title", "kind", "purpose", "action_group", "open_it", "by", "organisation", "audience", "published_at"),
        *("review_on", "link_checked_at", "link_broken_at", "state", "state_reason"),
    ]
    steps = (
        Step(
            "publish",
            "Let everybody see it",
            _publish,
            when=lambda request, obj: obj.is_shown and obj.audience == "public" and not obj.published_at,
            explain="Open it first and read it: from now on it stands in the public library.",
        ),
        *HIDING,
    )

    @admin.display(description="read it")
    def open_it(self, obj):
        return format_html('<a href="{}">Open the resource</a>', obj.get_absolute_url())


class AnnouncementForm(forms.ModelForm):
    """An announcement, or a partner's briefing handed down."""

    class Meta:
        model = Announcement
        fields = ["kind", "partner_name", "title", "words", "action_groups", "whole_network", "is_public"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "action_groups" in self.fields:
            self.fields["action_groups"].label = "CAGs"
            self.fields["action_groups"].queryset = ActionGroup.objects.running_or_paused().order_by("name")

    def clean(self):
        data = super().clean()
        if data.get("kind") == Announcement.Kind.BRIEFING and not (data.get("partner_name") or "").strip():
            self.add_error("partner_name", "Say whose briefing it is.")
        return data


def send_form(request, announcement):
    """The list to look at, and the number of people in it to agree to."""
    found = list(recipients(announcement))
    number = f"{len(found)} {'person' if len(found) == 1 else 'people'}"

    class SendForm(forms.Form):
        lines = [f"{user.name or 'No name'}, {user.email}" for user in found]
        looked = forms.BooleanField(
            label=f"I have looked at the list: {number}",
            error_messages={"required": "Look at the list, then tick this box."},
        )
        people = forms.IntegerField(widget=forms.HiddenInput, initial=len(found), required=False, max_value=10**6)

    return SendForm


def _hold(request, announcement, data):
    held = announcements.hold(announcement=announcement, people=data["people"] or 0, by=request.user)
    return f"“{held.title}” goes in five minutes. Until then you can take it back."


def _take_back(request, announcement, data):
    announcements.take_back(announcement=announcement, by=request.user)
    return "It is taken back. Nobody got it."


@admin.register(Announcement)
class AnnouncementAdmin(ActionAdmin):
    """Words to members: written, looked at with the list of people, sent after five minutes."""

    form = AnnouncementForm
    list_display = ["title", "kind", "state", "whole_network", "people", "sent_at"]
    list_filter = ["state", "kind", "action_groups"]
    search_fields = ["title", "partner_name"]
    readonly_fields = ["state", "goes_at", "sent_at", "proof"]
    steps = (
        Step(
            "send",
            "Send",
            _hold,
            form=send_form,
            when=lambda request, obj: obj.state == Announcement.State.DRAFT,
            explain="Each person below gets one mail, even when they are in several of the CAGs. "
            "Who wants no announcements, or is away, is not in the list. It is held for five minutes first.",
        ),
        Step(
            "take-back",
            "Take back",
            _take_back,
            when=lambda request, obj: obj.state == Announcement.State.HELD,
            danger=True,
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        if obj and obj.state != Announcement.State.DRAFT:
            return [*self.form.base_fields, *self.readonly_fields]
        return self.readonly_fields if obj else []

    @admin.display(description="who was sent it")
    def proof(self, obj):
        if obj.state != Announcement.State.SENT:
            return "-"
        url = f"{reverse('admin:camk_outboundmail_changelist')}?q=announcement:{obj.pk}"
        return format_html('<a href="{}">{} mails in the outbox</a>', url, obj.people)

    def write(self, request, obj, form, change):
        chosen = form.cleaned_data.get("action_groups")
        chosen = None if chosen is None else list(chosen)
        announcements.save_announcement(announcement=obj, action_groups=chosen, by=request.user)


class SlackForm(forms.ModelForm):
    """A CAG's channel; the address is a secret and is never shown again."""

    new_webhook = forms.CharField(
        label="incoming webhook",
        required=False,
        max_length=250,
        help_text="From Slack: Apps, Incoming Webhooks. Leave it empty to keep the one that is stored.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = SlackMirror
        fields = ["action_group", "is_on"]

    def clean_new_webhook(self):
        url = self.cleaned_data["new_webhook"]
        if not url and not self.instance.webhook_url:
            raise forms.ValidationError("Paste the address that Slack gave you.")
        try:
            return slack.checked_webhook(url) if url else ""
        except RuleBroken as broken:
            raise forms.ValidationError(broken.sentence) from broken


@admin.register(SlackMirror)
class SlackMirrorAdmin(ActionAdmin):
    """Where titles and links of what is new are repeated, for CAGs whose members use Slack."""

    form = SlackForm
    list_display = ["action_group", "masked", "is_on", "set_at"]
    list_select_related = ["action_group"]

    @admin.display(description="address")
    def masked(self, obj):
        return obj.masked

    def get_readonly_fields(self, request, obj=None):
        return ["action_group", "masked", "set_at"] if obj else []

    def write(self, request, obj, form, change):
        slack.save_mirror(mirror=obj, webhook_url=form.cleaned_data.get("new_webhook", ""), by=request.user)


@admin.register(SlackNotice)
class SlackNoticeAdmin(ReadOnlyAdmin):
    """What was repeated in Slack, what waits, and what Slack did not want."""

    list_display = ["key", "mirror", "state", "attempts", "created_at", "error"]
    list_filter = ["state"]
    list_select_related = ["mirror__action_group"]
    fields = ["mirror", "text", "state", "attempts", "created_at", "next_attempt_at", "error"]
