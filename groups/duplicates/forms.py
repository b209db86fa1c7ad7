"""What staff type and choose on the pages of likely pairs."""

from django import forms

from groups.duplicates.fields import GOES, STAYS, compare
from groups.organisations.models import Organisation
from groups.organisations.naming import normalise

SHOWN = 160  # letters of a long value beside its radio button


class RecordField(forms.CharField):
    """One organisation, by its name as it stands here or by the number in the address of its staff page."""

    def __init__(self, **options):
        super().__init__(
            max_length=200, help_text="Its name, or the number in the address of its page here.", **options
        )

    def clean(self, value):
        typed = super().clean(value)
        rows = Organisation.objects.exclude(state=Organisation.State.MERGED)
        if typed.isdecimal() and len(typed) < 10:
            found = list(rows.filter(pk=typed))
        else:
            found = list(rows.filter(name__iexact=typed)) or list(rows.filter(normalised_name=normalise(typed)))
        if not found:
            raise forms.ValidationError("No record here has that name or number.")
        if len(found) > 1:
            numbers = ", ".join(str(row.pk) for row in found)
            raise forms.ValidationError(f"Several records have that name. Type one of these numbers: {numbers}.")
        return found[0]


class PairForm(forms.ModelForm):
    """Two records that somebody knows to be one organisation."""

    one = RecordField(label="One record")
    other = RecordField(label="The other record")

    def clean(self):
        data = super().clean()
        if data.get("one") and data.get("one") == data.get("other"):
            self.add_error("other", "That is the same record. Choose another.")
        return data


class MergeForm(forms.Form):
    """For each field in which both records say something: whose value stays."""

    def __init__(self, *args, goes: Organisation, stays: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = compare(goes, stays)
        for row in self.rows:
            if row.differs:
                self.fields[row.name] = forms.ChoiceField(
                    label=row.label[:1].upper() + row.label[1:],
                    choices=[(STAYS, row.stays[:SHOWN]), (GOES, row.goes[:SHOWN])],
                    initial=STAYS,
                    widget=forms.RadioSelect,
                    error_messages={
                        "required": "Choose one of the two.",
                        "invalid_choice": "Choose one of the two.",
                    },
                )

    @property
    def filled(self):
        """What follows by itself, because the record that stays says nothing there."""
        return [row for row in self.rows if row.fills]
