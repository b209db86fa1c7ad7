"""Forms of answering: one tap with what goes along with it, and the page for guests."""

from django import forms

from camk.fields import your_email, your_name
from groups.organisations.models import Organisation
from meetings.meetings.models import Meeting
from meetings.rsvps.actions import BIGGEST_PARTY, wishes
from meetings.rsvps.models import Rsvp

# "online" is a yes to the online half of a meeting that has both.
ANSWERS = [
    ("yes", "We’ll be there"),
    ("online", "We’ll join online"),
    ("maybe", "Not sure yet"),
    ("no", "Can’t come"),
]
# Buttons that stand there only while places are short, and the wish each of them is (actions/wishes.py).
WISHES = {"fewer": wishes.FEWER, "wait": wishes.ALL, "online_first": wishes.ROOM_LATER}
TOO_MANY = f"You can bring up to {BIGGEST_PARTY} people. Ring us if there are more."
PARTY_ERRORS = {"max_value": TOO_MANY, "min_value": "Say how many of you are coming: 1 or more.", "invalid": TOO_MANY}


class AnswerForm(forms.Form):
    """What the buttons of the answer block send."""

    answer = forms.ChoiceField(
        choices=[*ANSWERS, *((code, code) for code in WISHES)],
        error_messages={"invalid_choice": "Choose one of the answers.", "required": "Choose one of the answers."},
    )
    party_size = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST_PARTY, error_messages=PARTY_ERRORS)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), required=False)
    for_myself = forms.BooleanField(required=False)

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        # Most people speak for one organisation and send none; the question is built for the others alone.
        if user is not None and user.is_authenticated and self.data.get("organisation"):
            self.fields["organisation"].queryset = Organisation.objects.admitted().of(user)

    def wanted(self) -> dict:
        """The arguments of the answer action."""
        data = self.cleaned_data
        return {
            **meaning(data["answer"]),
            "party_size": data["party_size"],
            "organisation": data["organisation"],
            "for_myself": data["for_myself"],
        }


def meaning(code: str) -> dict[str, str]:
    """What a button stands for: answer, how one comes, and the wish that goes with a yes while places are short."""
    if code in WISHES:
        return {"answer": "yes", "mode": "", "wish": WISHES[code]}
    mode = {"online": Rsvp.Mode.ONLINE, "yes": Rsvp.Mode.ROOM}.get(code, "")
    return {"answer": "yes" if mode else code, "mode": mode, "wish": ""}


class GuestForm(forms.Form):
    """A person who does not sign in: name, e-mail, how many, and how they take part."""

    use_required_attribute = False
    name = your_name()
    email = your_email("We send you the details, and a link to change your answer.")
    answer = forms.ChoiceField(
        label="Your answer",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers.", "invalid_choice": "Choose one of the answers."},
    )
    party_size = forms.IntegerField(
        label="How many of you are coming?",
        initial=1,
        min_value=1,
        max_value=BIGGEST_PARTY,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages=PARTY_ERRORS | {"required": "Say how many of you are coming: 1 or more."},
    )

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["answer"].choices = answers_of(meeting)

    def wanted(self) -> dict:
        """The arguments of the guest's action."""
        meant = meaning(self.cleaned_data["answer"])
        return {**self.cleaned_data, "answer": meant["answer"], "mode": meant["mode"]}


def answers_of(meeting: Meeting) -> list[tuple[str, str]]:
    """The answers this meeting offers: the online one has its own words only beside a room."""
    both = meeting.mode == Meeting.Mode.BOTH
    return [(code, label) for code, label in ANSWERS if code != "online" or both]
