"""The page behind the link of the yearly mail: what we say about the organisation, and one Yes button."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from camk.views import link_or_404, perform, private_page
from groups.organisations.actions.contacts import end_role
from groups.organisations.actions.records import confirm_profile
from groups.organisations.models import OrganisationRole
from groups.yearly.actions import LINK_PURPOSE


def role_or_404(request, token) -> OrganisationRole:
    """The role of whoever holds the link; gone when they do not act for the organisation any more."""
    link = link_or_404(request, LINK_PURPOSE, token)
    roles = OrganisationRole.objects.editing().filter(user=link.user, user__is_active=True)
    role = roles.filter(organisation=link.target_id).select_related("organisation__kind", "user").first()
    if role is None:
        raise Http404
    return role


class StillRightView(TemplateView):
    """ "Is this still right?" Opening it changes nothing; the button does."""

    template_name = "groups/yearly/still_right.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.role = role_or_404(request, kwargs["token"])

    def dispatch(self, request, *args, **kwargs):
        return private_page(super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **kwargs):
        organisation = self.role.organisation
        rows = [
            ("Name", organisation.name),
            ("Kind", str(organisation.kind or "")),
            ("What it does", organisation.description),
            ("How far it reaches", organisation.get_reach_display()),
            ("E-mail", organisation.public_email),
            ("Phone", organisation.public_phone),
            ("Website", organisation.website),
        ]
        shown = [{"label": label, "value": value} for label, value in rows]
        said = "yes" in self.request.GET
        return super().get_context_data(organisation=organisation, role=self.role, rows=shown, said=said, **kwargs)

    def post(self, request, token):
        worked = perform(request, confirm_profile, organisation=self.role.organisation, by=self.role.user)
        return redirect(request.path + ("?yes" if worked else ""))


@require_POST
def left(request, token):
    """ "I do not act for it any more"."""
    role = role_or_404(request, token)
    perform(request, end_role, role=role, by=role.user)
    messages.success(request, "Thank you for telling us.")
    return private_page(render(request, "groups/yearly/left.html", {"organisation": role.organisation}))
