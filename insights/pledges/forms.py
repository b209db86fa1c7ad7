"""Staff forms of promises."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget

from insights.pledges.models import Pledge
from insights.reports.models import Ask, StakeholderReport
from insights.stakeholders.models import StakeholderContact


class AskChoice(forms.ModelChoiceField):
    """An ask by its partner, report and first words."""

    def label_from_instance(self, ask):
        return f"{ask.report.stakeholder}, {ask.report.number}: {ask.words[:80]}"


class PledgeForm(forms.ModelForm):
    """A promise that answers an agreed ask."""

    ask = AskChoice(queryset=Ask.objects.none(), required=True)

    class Meta:
        model = Pledge
        fields = ["ask", "words", "holder", "due_on", "asked_by", "where", "witnesses"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "ask" not in self.fields:
            return
        open_reports = [StakeholderReport.State.SENT, StakeholderReport.State.RESPONDED]
        agreed = Ask.objects.filter(state__in=Ask.AGREED, report__state__in=open_reports)
        self.fields["ask"].queryset = agreed.select_related("report__stakeholder")
        bodies = agreed.values("report__stakeholder")
        self.fields["holder"].queryset = StakeholderContact.objects.current().filter(stakeholder__in=bodies)

    def clean(self):
        data = super().clean()
        ask, holder = data.get("ask"), data.get("holder")
        if ask and holder and holder.stakeholder_id != ask.report.stakeholder_id:
            self.add_error("holder", f"{holder.name} is not a contact of {ask.report.stakeholder}.")
        return data


class EvidenceForm(forms.Form):
    """What shows that a promise is done."""

    evidence = forms.CharField(label="What shows that it is done", widget=forms.Textarea(attrs={"rows": 4}))


class OutcomeForm(forms.Form):
    """How far the promise was kept, in a sentence for the people behind it."""

    words = forms.CharField(
        label="What was not done",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The people behind the issues read this.",
    )


class CheckInForm(forms.Form):
    """What was said when somebody asked."""

    words = forms.CharField(label="What was said", widget=forms.Textarea(attrs={"rows": 3}))


class DisputeForm(forms.Form):
    """Who sees it differently, for the people behind it."""

    words = forms.CharField(
        label="Who sees it differently, and why",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The people behind the issues read this.",
    )


class RenegotiateForm(forms.Form):
    """The new words both sides agreed on."""

    words = forms.CharField(label="The new promise, in its exact words", widget=forms.Textarea(attrs={"rows": 3}))
    due_on = forms.DateField(label="By when", required=False, widget=AdminDateWidget)


def hand_over_form(request, pledge):
    """Who of the same body answers for the promise from now on."""
    current = StakeholderContact.objects.current().filter(stakeholder=pledge.partner)

    class HandOver(forms.Form):
        holder = forms.ModelChoiceField(label="Who answers for it now", queryset=current.exclude(pk=pledge.holder_id))

    return HandOver
