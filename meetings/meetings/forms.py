"""Forms of meetings: the filter of the list, and what staff fill in to plan one."""

from django import forms
from django.db.models import CharField, Value

from camk.questions import question
from camk.widgets import ShortSelect
from groups.action_groups.models import ActionGroup
from groups.themes.models import Theme
from meetings.meetings.models import Meeting, Speaker


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


def _options() -> tuple[list, list]:
    """Running CAGs and offered themes, in one statement."""
    rows = sorted(_cags_and_themes(), key=lambda row: row[2].lower())
    return [row[1:] for row in rows if row[0] == "cag"], [row[1:] for row in rows if row[0] == "theme"]


@question
def _cags_and_themes():
    groups = ActionGroup.objects.running().order_by()
    groups = groups.values_list(Value("cag", output_field=CharField()), "slug", "name")
    themes = Theme.objects.offered().order_by()
    return groups.union(themes.values_list(Value("theme", output_field=CharField()), "code", "label"), all=True)


class MeetingForm(forms.ModelForm):
    """What staff fill in; speakers and agenda are lines of text, so that a plan can be pasted in."""

    joining_url = forms.URLField(
        label="Joining link", required=False, assume_scheme="https", help_text="Seen only by people who are going."
    )
    speakers_lines = forms.CharField(
        label="Speakers",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line: Name | organisation | topic | consent yes | e-mail. Only with “consent yes” are they "
        "shown; with an address they are reminded.",
    )
    agenda_lines = forms.CharField(
        label="Agenda",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One a line: What | minutes. The minutes may be left out.",
    )

    class Meta:
        model = Meeting
        fields = [
            "title", "type", "starts_at", "ends_at", "mode", "venue", "joining_url", "phone_in", "room_capacity",
            "online_capacity", "summary", "description", "themes", "pairing_reason", "action_groups", "programme",
            "access", "host",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["speakers_lines"] = "\n".join(
                _speaker_line(s) for s in self.instance.speakers.select_related("user")
            )
            self.initial["agenda_lines"] = "\n".join(
                f"{item.title} | {item.minutes}" if item.minutes else item.title
                for item in self.instance.agenda.all()
            )

    def clean_speakers_lines(self):
        return [_speaker(line) for line in _lines(self.cleaned_data["speakers_lines"])]

    def clean_agenda_lines(self):
        return [_agenda(line) for line in _lines(self.cleaned_data["agenda_lines"])]

    def clean(self):
        data = super().clean()
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "The end must come after the start.")
        return data


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _speaker_line(speaker: Speaker) -> str:
    consent = "consent yes" if speaker.consented_at else "consent no"
    parts = [speaker.name, speaker.organisation_name, speaker.topic, consent]
    return " | ".join([*parts, speaker.user.email] if speaker.user else parts)


def _speaker(line: str) -> dict:
    parts = [part.strip() for part in line.split("|")] + [""] * 4
    name, organisation, topic, consent, email = parts[:5]
    for words, limit in ((name, 120), (organisation, 150), (topic, 200)):
        if len(words) > limit:
            raise forms.ValidationError(f"“{words[:30]}…” is too long: {limit} letters at most.")
    if email:
        forms.EmailField(error_messages={"invalid": f"“{email[:60]}” is no e-mail address."}).clean(email)
    return {
        "email": email,
        "name": name,
        "organisation": organisation,
        "topic": topic,
        "consent": consent.lower().removeprefix("consent").strip() == "yes",
    }


def _agenda(line: str) -> dict:
    title, _, minutes = (part.strip() for part in line.partition("|"))
    if minutes and not (minutes.isascii() and minutes.isdigit() and int(minutes) <= 600):
        raise forms.ValidationError(f"“{minutes[:20]}” is not a number of minutes.")
    if len(title) > 200:
        raise forms.ValidationError(f"“{title[:30]}…” is too long: 200 letters at most.")
    return {"title": title, "minutes": int(minutes) if minutes else None}
