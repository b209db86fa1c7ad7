"""Staff forms of stakeholders and their contacts."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget

from insights.stakeholders.models import StakeholderContact


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
        start, end = data.get("term_start"), data.get("term_end")
        if start and end and end < start:
            self.add_error("term_end", "The term ends before it starts. Please check the two dates.")
        return data


class NewContact(forms.Form):
    """A contact of the stakeholder whose page staff are on."""

    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="E-mail address", max_length=254)
    office = forms.CharField(label="Office", max_length=120, required=False, help_text="Chair, Head of Housing, ...")
    is_senior = forms.BooleanField(label="Senior: hears when nobody answers", required=False)
    term_start = forms.DateField(label="In office from", required=False, widget=AdminDateWidget)
    term_end = forms.DateField(label="In office until", required=False, widget=AdminDateWidget)
