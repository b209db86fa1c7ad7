"""Forms of support enquiries, on the site and at the desk."""

from django import forms

from camk.accounts.models import User
from camk.at_risk import CareForm
from groups.enquiries.matching import peers_for, resources_for
from groups.enquiries.models import Enquiry, FundingFind, Kind, PeerHelp, ReadyReply
from groups.organisations.models import Organisation

MOST_WORDS = 4000
WORDS_MISSING = "Tell us in a sentence or two what you would like help with."


def colleague_form():
    """A colleague who may answer."""

    class ColleagueForm(forms.Form):
        to = forms.ModelChoiceField(User.objects.colleagues(), label="Who")

    return ColleagueForm


def _words(label: str, *, required: str, rows: int = 6, **options) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required},
        **options,
    )


class AskForm(CareForm):
    """What it is about, then who asks: for somebody signed in, only for which organisation."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label="What is it about?",
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is about.", "invalid_choice": "Choose one of these."},
    )
    words = _words(
        "What would you like help with?",
        required=WORDS_MISSING,
        help_text="For example: we would like to become a charity and do not know where to begin.",
    )
    wants_search = forms.BooleanField(
        label="Please look for funds that fit us",
        required=False,
        help_text="For questions about funding: tell us above what it is for, how much, and by when.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            theirs = Organisation.objects.of(user)
            if theirs:
                self.fields["organisation"] = forms.ModelChoiceField(
                    theirs, label="For which organisation?", required=False, empty_label="For none of these"
                )
                self.fields["organisation"].initial = theirs[0].pk
            return
        self.fields["organisation_name"] = forms.CharField(
            label="Your organisation", max_length=200, required=False, help_text="Leave it out if you have none yet."
        )
        self.fields["name"] = forms.CharField(
            label="Your name",
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
            error_messages={"required": "Tell us your name."},
        )
        self.fields["email"] = forms.EmailField(
            label="Your e-mail address",
            max_length=254,
            help_text="We send you a link to our answer. You need no account.",
            widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
            error_messages={
                "required": "Tell us your e-mail address, or ring us instead.",
                "invalid": "Write an e-mail address like name@example.org.",
            },
        )


class MoreForm(CareForm):
    """An answer to our question, or one more question."""

    use_required_attribute = False
    words = _words("Write to us about it", required="Write a few words first.", rows=4)


class BeAskedForm(forms.Form):
    """May others who have the same question be given your name?"""

    use_required_attribute = False
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Your organisation", empty_label=None)
    how = forms.CharField(
        label="How may they reach you?",
        max_length=200,
        help_text="An e-mail address or phone number. Only organisations that ask about the same thing get it.",
        error_messages={"required": "Say how they may reach you."},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.admitted().of(user) if user else Organisation.objects.none()
        if len(field.queryset) == 1:
            field.initial, field.widget = field.queryset[0].pk, forms.HiddenInput()

    @property
    def may_be_asked(self) -> bool:
        """There is an organisation they can say it for."""
        return bool(self.fields["organisation"].queryset)


class CountsForm(forms.Form):
    """The year, April to March, whose counts are shown."""

    hide_optional = True
    year = forms.TypedChoiceField(label="Year", coerce=int, required=False)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, f"April {year} to March {year + 1}") for year in years]


class KeyInForm(forms.ModelForm):
    """What somebody told us by phone, by mail or in person."""

    channel = forms.ChoiceField(
        label="It came by", choices=[c for c in Enquiry.Channel.choices if c[0] != Enquiry.Channel.WEB]
    )
    words = _words("What they would like help with", required=WORDS_MISSING)
    name = forms.CharField(label="Who asked", max_length=120, required=False)
    email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        max_length=254,
        help_text="They get a mail with the reference and a link, and read our answer there.",
    )
    phone = forms.CharField(label="Their phone number", max_length=40, required=False)

    class Meta:
        model = Enquiry
        fields = ["channel", "kind", "words", "wants_search", "organisation", "organisation_name"]

    def clean(self):
        data = super().clean()
        if not (data.get("email") or data.get("name") or data.get("phone")) and "email" not in self.errors:
            self.add_error("name", "Say who asked: a name, an e-mail address or a phone number.")
        return data


class AskBackForm(CareForm):
    """What we need to know first."""

    words = _words("What do you need to know?", required="Write the question.", rows=4)


class NoteForm(CareForm):
    """For colleagues only."""

    words = _words("Note", required="Write the note.", rows=4)


class FileForm(forms.Form):
    """Which organisation it is about."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), required=False, empty_label="None")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.admitted()


class FindForm(forms.ModelForm):
    """One fund."""

    class Meta:
        model = FundingFind
        fields = ["funder", "fund", "amount", "closes_on", "url", "why"]
        widgets = {"closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


def drop_form(enquiry: Enquiry):
    """Which of the funds found is taken off again."""

    class DropForm(forms.Form):
        find = forms.ModelChoiceField(enquiry.finds.all(), label="Which fund?", empty_label=None)

    return DropForm


def answer_form(enquiry: Enquiry, start: str = ""):
    """The answer to this enquiry: begun with a ready reply, with the resources and organisations that fit."""

    class AnswerForm(CareForm):
        words = _words("Our answer", required="Write the answer.", rows=10, initial=start)
        resources = forms.ModelMultipleChoiceField(
            resources_for(enquiry),
            label="Resources that may help",
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
            help_text="Public ones of our library; those that share the most words with the enquiry stand first.",
        )
        organisations = forms.ModelMultipleChoiceField(
            Organisation.objects.filter(pk__in=[row.organisation_id for row in peers_for(enquiry)]),
            label="Organisations that agreed to be asked about this",
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
            help_text="They get the name, and how to reach it.",
        )
        if enquiry.wants_search:
            without_search = forms.BooleanField(
                label="Answer without the search for funding they asked for", required=False
            )

    return AnswerForm


def ready_replies(enquiry: Enquiry):
    """What an answer may be started from: those of this kind, then those for all."""
    return ReadyReply.objects.offered().filter(kind__in=["", enquiry.kind]).order_by("-kind", "position", "label")


class PeerForm(forms.ModelForm):
    """An organisation told us that others may ask it."""

    class Meta:
        model = PeerHelp
        fields = ["organisation", "kind", "how"]
