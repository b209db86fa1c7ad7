"""Staff forms of stakeholders and their contacts."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone

from camk.fields import check_order
from insights.stakeholders.models import PartnerMeeting, RelationshipNote, StakeholderContact


class ContactForm(forms.ModelForm):
    """Who holds an office; a new one is known by their e-mail address, which never changes hands later."""

    email = forms.EmailField(label="E-mail address", max_length=254)

    class Meta:
        model = StakeholderContact
        fields = ["stakeholder", "name", "office", "is_senior", "term_start", "term_end"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["email"]

    def clean(self):
        data = super().clean()
        check_order(self, "term_start", "term_end", "The term ends before it starts. Please check the two dates.")
        return data


class NewContact(forms.Form):
    """A contact of the stakeholder whose page staff are on."""

    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="E-mail address", max_length=254)
    office = forms.CharField(label="Office", max_length=120, required=False, help_text="Chair, Head of Housing, ...")
    is_senior = forms.BooleanField(label="Senior: hears when nobody answers", required=False)
    term_start = forms.DateField(label="In office from", required=False, widget=AdminDateWidget)
    term_end = forms.DateField(label="In office until", required=False, widget=AdminDateWidget)


class MeetingDate(forms.Form):
    """A day on which the partner meets."""

    held_on = forms.DateField(
        label="Meets on", widget=AdminDateWidget, help_text="A day that stands there already is corrected."
    )
    papers_due_on = forms.DateField(label="Papers by", required=False, widget=AdminDateWidget)
    what = forms.CharField(label="What kind of meeting", max_length=120, required=False)

    def clean(self):
        data = super().clean()
        held, papers = data.get("held_on"), data.get("papers_due_on")
        if held and papers and papers > held:
            self.add_error("papers_due_on", "Papers are due before the meeting, not after it.")
        return data


def which_meeting_form(request, stakeholder):
    """Which of the days ahead to take out."""
    ahead = PartnerMeeting.objects.filter(stakeholder=stakeholder, held_on__gte=timezone.localdate())

    class WhichMeeting(forms.Form):
        meeting = forms.ModelChoiceField(label="Meeting", queryset=ahead.order_by("held_on"))

    return WhichMeeting


def note_form(request, stakeholder):
    """An entry of the log, about one of this partner's people or about the body."""

    class Note(forms.Form):
        on = forms.DateField(label="When", initial=timezone.localdate, widget=AdminDateWidget)
        how = forms.ChoiceField(label="How", choices=RelationshipNote.How.choices)
        contact = forms.ModelChoiceField(
            label="With whom", queryset=stakeholder.contacts.all(), required=False, empty_label="The body as a whole"
        )
        words = forms.CharField(label="What was said or done", widget=forms.Textarea(attrs={"rows": 4}))

    return Note
