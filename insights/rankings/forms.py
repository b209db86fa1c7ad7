"""Up to five themes in order, one list each: nothing has to be dragged."""

from django import forms

from camk.widgets import ShortSelect
from groups.themes.models import Theme
from insights.rankings.counting import MOST

PLACES = ["Most important", "Second", "Third", "Fourth", "Fifth"]


class RankForm(forms.Form):
    """What matters most to us at present; for whom it is said when somebody is here for several."""

    speaker = forms.ModelChoiceField(queryset=None, label="For whom do you say this?", empty_label=None)

    def __init__(self, *args, speakers, name_of, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["speaker"]
        field.queryset = speakers
        field.label_from_instance = name_of
        if len(speakers) == 1:
            field.initial, field.widget = speakers[0], forms.HiddenInput()
        for number, label in enumerate(PLACES[:MOST], 1):
            self.fields[f"theme_{number}"] = forms.ModelChoiceField(
                Theme.objects.offered(),
                label=label,
                required=number == 1,
                empty_label="Choose a theme" if number == 1 else "Nothing more",
                widget=ShortSelect,
                error_messages={"required": "Choose the theme that matters most.", "invalid_choice": "Choose again."},
            )

    def clean(self):
        data = super().clean()
        names = [f"theme_{number}" for number in range(1, MOST + 1)]
        chosen = [data[name] for name in names if data.get(name)]
        for name in names:
            if data.get(name) and chosen.count(data[name]) > 1 and not self.errors:
                self.add_error(name, f"“{data[name]}” stands here twice. Choose each theme once.")
        return data | {"themes": chosen}
