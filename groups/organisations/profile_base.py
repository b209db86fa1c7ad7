"""What the short pages of the profile share: fields, who may see each, and for whom staff fill it in."""

from django import forms

from groups.organisations.models import Organisation, PublishChoice
from groups.organisations.publishing import audiences


def in_a_sentence(label: str) -> str:
    """A label as a part of a question: "A phone number" becomes "the phone number"."""
    words = (label[:1].lower() + label[1:]).removeprefix("an ").removeprefix("a ")
    return words if words.startswith(("your ", "what ")) else f"the {words}"


class ForWhomForm(forms.Form):
    """Staff who write something down for a contact say for whom, so that the record tells both."""

    for_whom = forms.ChoiceField(label="Do you write this down for somebody?", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        found = [(str(person.pk), f"For {person}") for person in people]
        self.fields["for_whom"].choices = [("", "No, it is my own correction"), *found]


def person_in(people: list, key: str):
    """The one of `people` with this key, or None."""
    return next((person for person in people if str(person.pk) == key), None)


class TaskForm(forms.Form):
    """A short form over some of an organisation's fields; `fields_of` names them."""

    values: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    publish: tuple[str, ...] = ()

    def __init__(self, *args, organisation: Organisation, people: list | None = None, **kwargs):
        self.organisation, self.people, self.pasted = organisation, people or [], {}
        initial = {name: getattr(organisation, name) for name in self.values}
        initial |= {name: getattr(organisation, name).all() for name in self.lists}
        now = audiences(organisation) if self.publish else {}
        initial |= {f"see_{name}": now[name] for name in self.publish}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        for name in self.publish:
            self.fields[f"see_{name}"] = forms.ChoiceField(
                label=f"Who may see {in_a_sentence(self.fields[name].label if name in self.fields else name)}?",
                choices=PublishChoice.Audience.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose who may see it."},
            )
        order = [part for name in self.fields if not name.startswith("see_") for part in (name, f"see_{name}")]
        self.order_fields(order)
        if people is not None:
            self.fields["for_whom"] = ForWhomForm(people=people).fields["for_whom"]

    def what_to_save(self) -> dict:
        """Arguments of the action `save_profile`."""
        data = self.cleaned_data
        return {
            "values": {name: data[name] for name in self.values},
            "lists": {name: data[name] for name in self.lists},
            "audience": {name: data[f"see_{name}"] for name in self.publish},
            "numbers": {},
            "on_behalf_of": person_in(self.people, data.get("for_whom", "")),
        }
