"""The form in which staff key in an organisation."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from groups.organisations import postcodes
from groups.organisations.finder import Finder
from groups.organisations.identifiers import BadNumber, charity_number, company_number
from groups.organisations.models import Organisation, OrganisationIdentifier

Scheme = OrganisationIdentifier.Scheme


class OrganisationForm(forms.ModelForm):
    """An organisation as staff key it in, with its numbers and other names."""

    charity = forms.CharField(label="Charity number", required=False, max_length=40)
    company = forms.CharField(label="Company or CIC number", required=False, max_length=40)
    other_names = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line: names it is also found under.",
    )

    none_of_these = forms.BooleanField(
        label="It is not here yet", required=False, help_text="Tick this when you have looked at records like it."
    )

    class Meta:
        model = Organisation
        fields = [
            *("name", "kind", "description", "reach", "size", "paid_staff", "volunteers", "home", "places", "themes"),
            *("beneficiaries", "postcode", "website", "public_email", "public_phone", "can_share", "support_needed"),
            *("peer_support", "peer_topics", "venues", "venues_used", "safeguarding_policy"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["none_of_these"].widget = forms.HiddenInput()
            numbers = {row.scheme: row.value for row in self.instance.identifiers.all()}
            self.fields["charity"].initial = numbers.get(Scheme.CHARITY, "")
            self.fields["company"].initial = numbers.get(Scheme.COMPANY, "")
            self.fields["other_names"].initial = "\n".join(row.name for row in self.instance.aliases.all())

    def _tidied(self, name, tidy):
        try:
            return tidy(self.cleaned_data[name])
        except (BadNumber, ValueError) as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean_postcode(self):
        return self._tidied("postcode", postcodes.tidy)

    def clean_charity(self):
        return self._number("charity", Scheme.CHARITY, charity_number)

    def clean_company(self):
        return self._number("company", Scheme.COMPANY, company_number)

    def _number(self, name, scheme, tidy):
        value = self._tidied(name, tidy)
        taken = OrganisationIdentifier.objects.filter(scheme=scheme, value=value).exclude(
            organisation=self.instance.pk
        )
        other = taken.select_related("organisation").first() if value else None
        if other:
            raise forms.ValidationError(f"{other.organisation} has that number.")
        return value

    def clean(self):
        data = super().clean()
        if not self.instance.pk and data.get("name") and not data.get("none_of_these"):
            numbers = [(Scheme.CHARITY, data.get("charity")), (Scheme.COMPANY, data.get("company"))]
            where = {"website": data.get("website") or "", "postcode": data.get("postcode") or ""}
            found = Finder().like(name=data["name"], numbers=[row for row in numbers if row[1]], **where)
            if found:
                links = [(reverse(_CHANGE, args=[m.who.pk]), m.who.name, m.reason) for m in found[:5]]
                said = format_html_join("; ", '<a href="{}">{}</a> ({})', links)
                words = "This may be here already: {}. If it is none of these, tick the box."
                self.add_error("none_of_these", format_html(words, said))
        return data


_CHANGE = "admin:groups_organisation_change"
