"""Forms of connections: a new one told by a contact, and how far an old one has got."""

from django import forms

from groups.organisations.models import Organisation
from groups.organisations.naming import normalise
from groups.organisations.search import rank
from meetings.connections.actions import MOST_WORDS
from meetings.connections.models import Connection

State = Connection.State
HOW_FAR = [
    (State.JOINT_WORK, "We are doing something together"),
    (State.TALKING, "We are talking"),
    (State.INTRODUCED, "We have met"),
]
CHOOSE = {"required": "Choose one of the answers.", "invalid_choice": "Choose one of the answers."}


def came_of_it_field() -> forms.CharField:
    return forms.CharField(
        label="What came of it?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence. Both organisations and our office can read it.",
    )


class NewConnectionForm(forms.Form):
    """Another organisation that ours knows or works with."""

    use_required_attribute = False
    name = forms.CharField(
        label="Which organisation?",
        max_length=200,
        help_text="As it stands in the list of organisations.",
        error_messages={"required": "Tell us the name of the organisation."},
    )
    state = forms.ChoiceField(
        label="How far have you got?", choices=HOW_FAR, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    came_of_it = came_of_it_field()

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_name(self) -> str:
        """The one organisation meant; when several could be, their names are said."""
        words = self.cleaned_data["name"]
        network = Organisation.objects.admitted().exclude(pk=self.organisation.pk)
        spellings = list(network.spellings())
        found = rank(words, spellings, limit=5)
        exact = {key for key, name in spellings if name == normalise(words)}
        if len(exact) == 1 or len(found) == 1:
            self.other = network.get(pk=exact.pop() if len(exact) == 1 else found[0])
            return self.other.name
        if not found:
            raise forms.ValidationError("We know no organisation by that name. Ring us and we will add it.")
        names = network.filter(pk__in=found).values_list("name", flat=True)
        raise forms.ValidationError(f"Which one do you mean: {', or '.join(names)}?")


class HowFarForm(forms.Form):
    """How far the two have got now."""

    use_required_attribute = False
    state = forms.ChoiceField(
        label="How far have you got?",
        choices=[*HOW_FAR, (State.ENDED, "It has ended")],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    came_of_it = came_of_it_field()
