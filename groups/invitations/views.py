"""The page behind an invitation's link, and the pages on which a contact invites a colleague."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from camk.accounts.signing_in import send_code
from camk.limits import consume
from camk.views import ActionFormView, link_or_404, perform, private_page
from groups.invitations.actions import answering, inviting
from groups.invitations.forms import AcceptForm, InviteForm
from groups.invitations.models import Invitation
from groups.organisations.permissions import edits
from groups.organisations.views import OwnOrganisationMixin, own_or_404


def invitation_or_404(request, token) -> Invitation:
    """The invitation whose link this is, while somebody can still answer it."""
    link = link_or_404(request, inviting.LINK_PURPOSE, token)
    rows = Invitation.objects.live().select_related("organisation__kind", "organisation__home", "invited_by")
    return get_object_or_404(rows, pk=link.target_id)


class InvitationView(ActionFormView):
    """ "You are invited": who, for which organisation, by whom. Opening it changes nothing; the buttons do."""

    template_name = "groups/invitations/invitation.html"
    form_class = AcceptForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.invitation = invitation_or_404(request, kwargs["token"])

    def dispatch(self, request, *args, **kwargs):
        return private_page(super().dispatch(request, *args, **kwargs))

    def get_initial(self):
        return {"name": self.invitation.name}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            invitation=self.invitation,
            organisation=self.invitation.organisation,
            token=self.kwargs["token"],
            **kwargs,
        )

    def act(self, form):
        user = answering.accept(invitation=self.invitation, **form.cleaned_data, by=None)
        organisation = self.invitation.organisation
        page = "groups:organisation-profile" if edits(user, organisation) else "groups:people"
        onward = reverse(page, args=[organisation.slug])
        messages.success(self.request, f"You act for {organisation} now. Thank you.")
        if self.request.user.is_authenticated and self.request.user.pk == user.pk:
            return redirect(onward)
        return send_code(self.request, user, onward)


@require_POST
def not_now(request, token):
    """Perhaps later."""
    return _said(request, token, answering.say_not_now)


@require_POST
def not_us(request, token):
    """Wrong address, or wrong organisation."""
    return _said(request, token, answering.say_not_us)


def _said(request, token, say):
    invitation = invitation_or_404(request, token)
    worked = perform(request, say, invitation=invitation, by=None)
    later = say is answering.say_not_now
    context = {
        "organisation": invitation.organisation,
        "later": later,
        "until": invitation.expires_at,
        "worked": worked,
    }
    return private_page(render(request, "groups/invitations/said.html", context))


class InviteView(OwnOrganisationMixin, ActionFormView):
    """A contact invites a colleague."""

    template_name = "groups/invitations/invite.html"
    form_class = InviteForm

    def act(self, form):
        consume(self.request, "invite", key=self.request.user.email)
        inviting.invite(
            organisation=self.organisation,
            **form.cleaned_data,
            purpose=Invitation.Purpose.COLLEAGUE,
            by=self.request.user,
        )
        messages.success(self.request, f"We have written to {form.cleaned_data['email']}.")
        return redirect("groups:people", self.organisation.slug)


@require_POST
@login_required
def again(request, slug, pk):
    """Send the invitation once more."""
    return _change(request, slug, pk, inviting.resend, "Sent again.")


@require_POST
@login_required
def take_back(request, slug, pk):
    """The link of this invitation closes."""
    return _change(request, slug, pk, inviting.take_back, "Taken back: the link opens nothing any more.")


def _change(request, slug, pk, run, success):
    organisation = own_or_404(request.user, slug)
    if pk > 2**31:
        raise Http404
    invitation = get_object_or_404(organisation.invitations, pk=pk)
    perform(request, run, success=success, invitation=invitation, by=request.user)
    return redirect("groups:people", organisation.slug)
