"""What staff choose an audience by."""

from django import forms
from django.utils import timezone

from groups.action_groups.models import ActionGroup
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from meetings.inviting.audience import CAME, Audience
from meetings.meetings.models import Meeting

PAST_SHOWN = 30
KINDS = ("action_groups", "place", "themes", "beneficiaries", "meetings", "came")


class HeldField(forms.ModelMultipleChoiceField):
    """Meetings that were held, each with its day: many have the same title."""

    def label_from_instance(self, obj):
        day = timezone.localtime(obj.starts_at)
        return f"{day.day} {day:%B %Y}: {obj.title}"


class InviteForm(forms.Form):
    """Within one kind any will do; different kinds must all hold."""

    action_groups = forms.ModelMultipleChoiceField(
        ActionGroup.objects.running().order_by("name"),
        label="In one of these CAGs",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
    )
    place = forms.ModelChoiceField(
        Place.objects.choosable().order_by("label"),
        label="At home or at work in",
        required=False,
        empty_label="Anywhere",
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.offered(),
        label="Works on one of these themes",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
    )
    beneficiaries = forms.ModelMultipleChoiceField(
        Beneficiary.objects.offered(),
        label="Is there for",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
    )
    came = forms.ChoiceField(
        label="Earlier meetings",
        required=False,
        choices=[("", "Whether they came or not"), *((code, f"Who {words}") for code, words in CAME.items())],
    )
    meetings = HeldField(
        Meeting.objects.none(),
        label="Came to one of these meetings",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    words = forms.CharField(
        label="A few words of your own, on top of the mail",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    asks_again = forms.BooleanField(
        label="Ask once more after 5 days who has not answered", required=False, initial=True
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The latest ones with who came marked: a subquery, for a list cut short cannot be looked up in.
        held = Meeting.objects.going_ahead().past(timezone.now()).order_by("-starts_at").values("pk")[:PAST_SHOWN]
        rows = Meeting.objects.filter(pk__in=list(held.values_list("pk", flat=True)))
        self.fields["meetings"].queryset = rows.order_by("-starts_at")

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data.get(kind) for kind in KINDS):
            raise forms.ValidationError("Choose whom to invite: at least one of these.")
        return data


def audience_of(data: dict) -> Audience:
    """What was chosen, from the form's clean values."""
    lists = {kind: list(data[kind]) for kind in ("action_groups", "themes", "beneficiaries", "meetings")}
    return Audience(**lists, place=data["place"], came=data["came"])
