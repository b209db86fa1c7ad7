"""How often meetings come again, and for which of them a change is."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone

from meetings.series.models import Scope, Series


class Longer(forms.Form):
    """More dates of a series."""

    last_day = forms.DateField(label="Last day", widget=AdminDateWidget, help_text="The last one is on or before it.")
    skip_holidays = forms.BooleanField(label="Leave out bank holidays", required=False, initial=True)
    publish = forms.BooleanField(
        label="Publish them at once", required=False, help_text="Otherwise they are drafts, to be published together."
    )

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if day <= timezone.localdate():
            raise forms.ValidationError("Choose a day to come.")
        return day


class Again(Longer):
    """A meeting that is to come again."""

    every = forms.ChoiceField(label="How often", choices=Series.Every, widget=forms.RadioSelect)
    field_order = ("every",)


class WhichDates(forms.Form):
    """Which of a series a step is for."""

    scope = forms.ChoiceField(
        label="Which", choices=[(s.value, s.label) for s in (Scope.FOLLOWING, Scope.ALL)], widget=forms.RadioSelect
    )


class WhichDatesAndWhy(WhichDates):
    """Why several are called off."""

    reason = forms.CharField(max_length=250, widget=forms.Textarea(attrs={"rows": 2}))


def with_scope(form_class):
    """The form of a meeting that belongs to a series."""

    class Scoped(form_class):
        scope = forms.ChoiceField(
            label="This change is for",
            choices=Scope,
            initial=Scope.THIS,
            required=False,
            widget=forms.RadioSelect,
            help_text="Only what you change goes to the others. One that was changed on its own keeps its own, and "
            "meetings that are over or called off stay as they are. The programme is each meeting’s own.",
        )

        def clean_scope(self):
            return self.cleaned_data["scope"] or Scope.THIS

    return Scoped
