"""Forms of meetings: the filter of the list, and what staff fill in to plan one."""

from django import forms
from django.db.models import CharField, Value

from camk.lately import lately
from camk.questions import question
from camk.widgets import ShortSelect
from groups.action_groups.models import ActionGroup
from groups.themes.models import Theme
from meetings.meetings.models import Meeting


class MeetingFilter(forms.Form):
    """Narrows the list of meetings by CAG, theme and how one takes part. A value nobody offers finds nothing."""

    hide_optional = True
    use_required_attribute = False
    cag = forms.ChoiceField(label="Collaborative Action Group", required=False, widget=ShortSelect)
    theme = forms.ChoiceField(label="About", required=False, widget=ShortSelect)
    mode = forms.ChoiceField(
        label="How",
        required=False,
        widget=ShortSelect,
        choices=[("", "In person or online"), ("room", "In person"), ("online", "Online")],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        groups, themes = _options()
        self.fields["cag"].choices = [("", "All CAGs"), *groups]
        self.fields["theme"].choices = [("", "Anything"), *themes]

    def wanted(self) -> dict:
        """The arguments of `MeetingQuerySet.about` that were chosen."""
        self.is_valid()
        asked = {"action_group": "cag", "theme": "theme", "mode": "mode"}
        return {name: self.cleaned_data[box] for name, box in asked.items() if self.cleaned_data.get(box)}

    @property
    def is_active(self) -> bool:
        return bool(self.wanted())


@lately
def _options() -> tuple[list, list]:
    """Running CAGs and offered themes, in one statement; both change seldom."""
    rows = sorted(_cags_and_themes(), key=lambda row: row[2].lower())
    return [row[1:] for row in rows if row[0] == "cag"], [row[1:] for row in rows if row[0] == "theme"]


@question
def _cags_and_themes():
    groups = ActionGroup.objects.running().order_by()
    groups = groups.values_list(Value("cag", output_field=CharField()), "slug", "name")
    themes = Theme.objects.offered().order_by()
    return groups.union(themes.values_list(Value("theme", output_field=CharField()), "code", "label"), all=True)


WIDE = ("title", "strapline", "summary", "access")


class MeetingForm(forms.ModelForm):
    """What staff fill in; agenda and speakers have a page of their own (`meetings/programme/`)."""

    joining_url = forms.URLField(label="Joining link", required=False, help_text="Seen only by people who are going.")

    class Meta:
        model = Meeting
        fields = [
            "title", "type", "starts_at", "ends_at", "mode", "venue", "joining_url", "phone_in", "room_capacity",
            "online_capacity", "strapline", "summary", "description", "themes", "pairing_reason", "action_groups",
            "programme", "access", "host", "places_each", "places_each_days",
        ]  # fmt: skip
        widgets = {name: forms.TextInput(attrs={"class": "vLargeTextField"}) for name in WIDE}

    def clean_places_each_days(self):
        days = self.cleaned_data["places_each_days"]
        return Meeting._meta.get_field("places_each_days").default if days is None else days

    def clean(self):
        data = super().clean()
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "The end must come after the start.")
        return data
