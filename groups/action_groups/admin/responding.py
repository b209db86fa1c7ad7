"""Staff pages: a response to an emergency, opened in a minute by one short form."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from camk.at_risk import careful
from camk.errors import RuleBroken
from groups.action_groups.actions.responding import open_response
from groups.places.models import Place

USUAL_DAYS, MOST_DAYS = 28, 366


class ResponseForm(forms.Form):
    """What is needed to open it; everything else can follow."""

    name = forms.CharField(
        max_length=150,
        widget=forms.TextInput(attrs={"size": 50}),
        help_text="For example: Stony Stratford flood response.",
    )
    happened = forms.CharField(
        label="What happened",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One or two sentences. Everybody reads them. Name nobody.",
    )
    place = forms.ModelChoiceField(Place.objects.none(), required=False, empty_label="All of Milton Keynes")
    until = forms.DateField(label="Until when", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.choosable().order_by("label")
        self.fields["until"].initial = timezone.localdate() + timedelta(days=USUAL_DAYS)

    def clean_until(self):
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= until <= today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError("Choose a day between today and a year from now.")
        return until


class ResponsePages:
    """Adds "Open a response" to the staff page of CAGs."""

    change_list_template = "admin/groups/actiongroup/change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.response_view)
        return [path("response/", view, name="groups_actiongroup_response"), *super().get_urls()]

    def response_view(self, request):
        """Name, what happened, where, until when: public as soon as it is sent."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = careful(ResponseForm, notice=True)(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                response = open_response(**form.cleaned_data, today=timezone.localdate(), by=request.user)
            except RuleBroken as broken:
                form.add_error(None, broken.sentence)
            else:
                messages.success(request, f"{response} is open, and the banner stands on the first page.")
                return HttpResponseRedirect(reverse("admin:groups_actiongroup_change", args=[response.pk]))
        context = {**self.admin_site.each_context(request), "title": "Open a response", "form": form}
        return TemplateResponse(request, "admin/groups/actiongroup/response.html", context)
