"""What members type in a workspace, and what they choose to be sent."""

from django import forms
from django.utils import timezone

from camk.accounts.permissions import is_staff_connector
from camk.documents import ACCEPT, KINDS, MAX_DOCUMENT_BYTES
from camk.fields import DocumentField
from camk.personal_data import NamesNobody
from groups.themes.models import Theme
from groups.workspace.models import MailChoice, Resource, Thread

MOST_WORDS = 4000
MEGABYTES = MAX_DOCUMENT_BYTES // 1024**2


def words_field(label: str, **options) -> forms.CharField:
    """A box for plain words."""
    missing = {"required": "Write something first."}
    widget = forms.Textarea(attrs={"rows": options.pop("rows", 5)})
    return forms.CharField(label=label, max_length=MOST_WORDS, widget=widget, error_messages=missing, **options)


class ThreadForm(NamesNobody):
    """A new post."""

    people_fields = ("title",)

    kind = forms.ChoiceField(
        label="What is it?",
        choices=Thread.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )
    title = forms.CharField(
        label="In one line",
        max_length=Thread._meta.get_field("title").max_length,
        error_messages={"required": "Say in one line what it is about."},
    )
    words = words_field("Your words", help_text="Members of this CAG and our staff read them.")
    follow = forms.BooleanField(label="Mail me when somebody replies", required=False, initial=True)


class MendThreadForm(NamesNobody):
    """The author's corrections of a post."""

    people_fields = ("title",)

    title = ThreadForm.base_fields["title"]
    words = words_field("Your words")


class ReplyForm(NamesNobody):
    """An answer to a post."""

    words = words_field("Your reply", rows=4)
    follow = forms.BooleanField(label="Mail me when somebody replies after me", required=False)


class MendReplyForm(NamesNobody):
    """The author's corrections of an answer."""

    words = words_field("Your reply")


class ContentForm(forms.Form):
    """A file or a link: exactly one of them."""

    file = DocumentField(
        label="A file",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text=f"{KINDS}; at most {MEGABYTES} MB.",
    )
    url = forms.URLField(
        label="Or a link",
        required=False,
        max_length=500,
        help_text="It begins with https://.",
    )

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url and not url.startswith("https://"):
            raise forms.ValidationError("Only links that begin with https:// are safe to share.")
        return url

    def clean(self):
        data = super().clean()
        if not ({"file", "url"} & self.errors.keys()) and bool(data.get("file")) == bool(data.get("url")):
            self.add_error("file", "Give a file or a link: one of the two.")
        return data


class ResourceForm(forms.Form):
    """What a resource is, for whom, and until when it is surely right."""

    title = forms.CharField(
        label="What is it called?",
        max_length=Resource._meta.get_field("title").max_length,
        error_messages={"required": "Give it a name."},
    )
    purpose = forms.CharField(
        label="What is it for?",
        max_length=Resource._meta.get_field("purpose").max_length,
        help_text="One sentence: who can use it, and for what.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in one sentence what it is for."},
    )
    kind = forms.ChoiceField(
        label="What kind of thing is it?",
        choices=[("", "Choose"), *Resource.Kind.choices],
        error_messages={"required": "Choose what kind of thing it is."},
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.offered(), label="What is it about?", required=False, widget=forms.CheckboxSelectMultiple
    )
    adapting = forms.BooleanField(label="It helps organisations adapt to change", required=False)
    audience = forms.ChoiceField(
        label="Who may see it?",
        choices=[
            (Resource.Audience.MEMBERS, "Only members of this CAG"),
            (Resource.Audience.PASS_ON, "Members, and people they pass a link on to"),
            (Resource.Audience.PUBLIC, "Everybody, once our staff have looked at it"),
        ],
        widget=forms.RadioSelect,
        initial=Resource.Audience.MEMBERS,
    )
    review_on = forms.DateField(
        label="When should somebody check that it is still right?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Leave it empty for a year from today.",
    )

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day and not timezone.localdate() <= day <= timezone.localdate().replace(month=1, day=1).replace(
            year=timezone.localdate().year + 6
        ):
            raise forms.ValidationError("Choose a day within the next five years.")
        return day


class ShareForm(ResourceForm, ContentForm):
    """Something new for the library."""

    field_order = ["title", "purpose", "kind", "file", "url", "audience", "themes", "adapting", "review_on"]


class ReplaceForm(ContentForm):
    """A newer version of something in the library."""

    note = forms.CharField(label="What has changed?", max_length=200, required=False)


class LibraryFilter(forms.Form):
    """Narrowing a library."""

    hide_optional = True
    q = forms.CharField(label="Words", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind", choices=[("", "All kinds"), *Resource.Kind.choices], required=False)
    theme = forms.ModelChoiceField(
        Theme.objects.offered(), label="About", required=False, to_field_name="code", empty_label="All themes"
    )
    adapting = forms.BooleanField(label="Helps with adapting to change", required=False)


class MailChoiceForm(forms.Form):
    """What one wants to be sent."""

    often = forms.ChoiceField(
        label="How often may we mail you about what is new in your CAGs?",
        choices=[
            (MailChoice.Often.WEEKLY, "Once a week, on Monday morning"),
            (MailChoice.Often.DAILY, "Once a day, in the morning"),
            (MailChoice.Often.AT_ONCE, "Each new thing as it comes"),
            (MailChoice.Often.NEVER, "Never; I look here myself"),
        ],
        widget=forms.RadioSelect,
    )
    announcements = forms.BooleanField(label="Send me announcements from our staff", required=False)
    invitations = forms.BooleanField(label="Invite me to meetings that may be for me", required=False)
    issues = forms.ChoiceField(
        label="What may we mail you of issues that you told us about or follow?",
        choices=[
            (MailChoice.IssueNews.EACH, "Each step"),
            (MailChoice.IssueNews.OUTCOME, "Only what came of it"),
            (MailChoice.IssueNews.NEVER, "Nothing; I look at the pages myself"),
        ],
        widget=forms.RadioSelect,
        help_text="A question of ours and what becomes of your own words always reach you. The page of each issue "
        "stops the mails about that one.",
    )
    desk = forms.BooleanField(label="Tell me what people do with the issues that I look after", required=False)
    away_until = forms.DateField(
        label="I am away until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Until then we send no news. What you missed is in the next mail about what is new.",
    )
    muted = forms.ModelMultipleChoiceField(
        None,
        label="Send me no news of",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, action_groups, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_staff_connector(user):
            del self.fields["desk"]
        self.fields["muted"].queryset = action_groups
        if not action_groups:
            del self.fields["muted"]

    def clean_away_until(self):
        day = self.cleaned_data["away_until"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError("Choose a day that is still to come, or leave it empty.")
        return day
