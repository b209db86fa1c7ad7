"""Who says it, for which organisation, and how we may use the words; asked last."""

from django import forms

from camk.fields import how_many_people, your_email, your_name
from camk.personal_data import NamesNobody
from groups.organisations.models import Organisation
from insights.issues.forms.places import PlaceField
from insights.issues.models import VoiceConsent

MOST_WORDS = 4000
CONSENT_HINTS = {
    "count": "We count it with the others. Nobody reads your words but us.",
    "anonymous": "Your words may be read by others. Nobody can see they are yours.",
    "named": "Your words, with the name of your organisation beside them.",
    "partners": "The council, the health service or whoever can act may read your words.",
    "publish": "Your words may stand on this site and in our reports.",
}


class SpeakerFields(forms.Form):
    """Who says it: known when signed in, otherwise name and e-mail; and who may use the words."""

    name = your_name()
    email = your_email("Only our staff see it. If you leave this out, we cannot tell you what happened.")
    organisation = forms.ModelChoiceField(
        label="For which organisation?",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label="Only for myself",
        blank=True,  # or Django leaves that answer out of a list of round buttons
    )
    consents = forms.MultipleChoiceField(
        label="How may we use your words?",
        choices=VoiceConsent.Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=["count"],
        help_text="Tick all that you agree to. You can take your words back later.",
    )
    consents.choice_hints = CONSENT_HINTS
    consents.hide_optional = True
    must_be_known = False

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.of(user) if user.is_authenticated else Organisation.objects.none()
        if user.is_authenticated:
            del self.fields["name"], self.fields["email"]
        if organisations:
            self.fields["organisation"].queryset = organisations
            self.fields["organisation"].hide_optional = True
        else:
            del self.fields["organisation"]
            named = VoiceConsent.Audience.NAMED
            self.fields["consents"].choices = [c for c in VoiceConsent.Audience.choices if c[0] != named]
        self.is_guest = not user.is_authenticated
        if self.is_guest and self.must_be_known:
            self.fields["email"].help_text = ""
        elif self.is_guest:
            self.fields["name"].help_text = "Only our staff see it."
            self.fields["name"].required = self.fields["email"].required = False

    def clean(self):
        data = super().clean()
        if self.is_guest and data.get("name") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Give us your e-mail address too, or leave your name out.")
        return data


class WhoForm(SpeakerFields):
    """Step 4: who you are, asked last; one may stay unknown."""


class UsTooForm(NamesNobody, SpeakerFields):
    """ "Us too": a tap for people we know; guests say who they are; own words only for those who wish."""

    words = forms.CharField(
        label="Anything to add in your own words?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only we read this, unless you agree to more below. Please name nobody.",
    )
    place = PlaceField(label="Where is it for you?", required=False)
    affected = how_many_people()
    must_be_known = True
    field_order = ["name", "email", "organisation", "words", "place", "affected", "consents"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].fill()


class ConsentsForm(forms.Form):
    """Say anew how we may use one's words."""

    consents = SpeakerFields.base_fields["consents"]

    def __init__(self, *args, voice, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consents"].help_text = "What you untick ends now, also in reports that have not been sent yet."
        if voice.organisation_id is None:
            named = VoiceConsent.Audience.NAMED
            self.fields["consents"].choices = [c for c in VoiceConsent.Audience.choices if c[0] != named]
