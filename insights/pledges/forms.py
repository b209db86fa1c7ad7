"""Staff forms of promises."""

from django import forms

from insights.pledges.models import Pledge
from insights.reports.models import Ask, StakeholderReport
from insights.stakeholders.models import StakeholderContact


class AskChoice(forms.ModelChoiceField):
    """An ask by its partner, report and first words."""

    def label_from_instance(self, ask):
        return f"{ask.report.stakeholder}, {ask.report.number}: {ask.words[:80]}"


class PledgeForm(forms.ModelForm):
    """A promise that answers an agreed ask."""

    ask = AskChoice(queryset=Ask.objects.none())

    class Meta:
        model = Pledge
        fields = ["ask", "words", "holder", "due_on"]

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
