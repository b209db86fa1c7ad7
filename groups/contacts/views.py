"""People of an organisation: who acts for it, who is invited, who asked; handing over, leaving, taking over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from camk.views import ActionFormView, perform
from groups.contacts.actions import applications
from groups.contacts.forms import KindForm, ReasonForm, WordsForm
from groups.organisations.actions import contacts
from groups.organisations.models import Organisation, OrganisationRole
from groups.organisations.permissions import acts_for, edits, may_decide_on_people

MOST = 2**31  # no row has a larger number, and a database refuses one


def organisation_or_404(user, slug, allowed) -> Organisation:
    """The organisation, for whom `allowed(user, organisation)` holds."""
    organisation = get_object_or_404(Organisation.objects.visible_to(user), slug=slug)
    if not allowed(user, organisation):
        raise Http404
    return organisation


def may_read(user, organisation) -> bool:
    """Everybody who acts for it, and staff."""
    return acts_for(user, organisation) or user.has_perm("groups.change_organisation")


def role_or_404(roles, pk) -> OrganisationRole:
    return get_object_or_404(roles.select_related("user", "organisation"), pk=pk if pk < MOST else None)


class OfOrganisationMixin(LoginRequiredMixin):
    """A page about the people of one organisation, for whom `allowed` says."""

    allowed = staticmethod(may_read)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.organisation = organisation_or_404(request.user, kwargs["slug"], self.allowed)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.organisation, **kwargs)


class PeopleView(OfOrganisationMixin, TemplateView):
    """Who acts for the organisation, who is invited, who asked to, and who did before."""

    template_name = "groups/contacts/people.html"

    def get_context_data(self, **kwargs):
        user, organisation = self.request.user, self.organisation
        roles = list(organisation.roles.select_related("user").order_by("started_at", "pk"))
        states = OrganisationRole.State
        current = [role for role in roles if role.state == states.CURRENT]
        speaks = edits(user, organisation) or user.has_perm("groups.change_organisation")
        return super().get_context_data(
            current=current,
            lead_missing=not any(r.kind == r.Kind.LEAD and r.user.is_active for r in current),
            past=[role for role in roles if role.state == states.ENDED],
            asked=[role for role in roles if role.state == states.ASKED],
            mine=next((role for role in current if role.user_id == user.pk), None),
            speaks=speaks,
            decides=may_decide_on_people(user, organisation),
            invitations=organisation.invitations.open(timezone.now()) if speaks else [],
            kinds=KindForm().fields["kind"].choices,
            **kwargs,
        )


@require_POST
@login_required
def take_over(request, slug):
    """One button: she leads the organisation from now on, because nobody does."""
    organisation = organisation_or_404(request.user, slug, acts_for)
    role = get_object_or_404(organisation.roles.current(), user=request.user)
    done = f"You are the lead contact of {organisation} now. Thank you."
    perform(request, contacts.take_over, success=done, role=role, by=request.user)
    return redirect("groups:people", slug)


@require_POST
@login_required
def change_kind(request, slug, pk):
    """The lead contact says what somebody does."""
    organisation = organisation_or_404(request.user, slug, may_decide_on_people)
    role, form = role_or_404(organisation.roles.current(), pk), KindForm(request.POST)
    if form.is_valid():
        done = f"Saved: {role.user}."
        perform(request, contacts.change_kind, success=done, role=role, **form.cleaned_data, by=request.user)
    else:
        messages.error(request, "Choose one of the roles in the list.")
    return redirect("groups:people", slug)


class SureView(OfOrganisationMixin, TemplateView):
    """ "Are you sure?" before something about one person."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            organisation = organisation_or_404(request.user, kwargs["slug"], may_read)
            self.role = role_or_404(organisation.roles.current(), kwargs["pk"])
            if self.role.user_id != request.user.pk and not may_decide_on_people(request.user, organisation):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(role=self.role, own=self.role.user_id == self.request.user.pk, **kwargs)


class HandOverView(SureView):
    """The lead contact hands the lead to somebody who acts for the organisation."""

    template_name = "groups/contacts/hand_over.html"
    allowed = staticmethod(may_decide_on_people)

    def post(self, request, slug, pk):
        done = f"{self.role.user} is the lead contact now, and is told."
        perform(request, contacts.make_lead, success=done, role=self.role, by=request.user)
        return redirect("groups:people", slug)


class EndView(SureView):
    """Somebody leaves, or is taken off the list by the lead contact."""

    template_name = "groups/contacts/end.html"

    def get_context_data(self, **kwargs):
        others = self.organisation.roles.current().exclude(pk=self.role.pk).exists()
        return super().get_context_data(others=others, **kwargs)

    def post(self, request, slug, pk):
        own = self.role.user_id == request.user.pk
        done = f"{'You act' if own else f'{self.role.user} acts'} for {self.organisation} no more."
        perform(request, contacts.end_role, success=done, role=self.role, by=request.user)
        return redirect("camk:me") if own else redirect("groups:people", slug)


class ApplicationView(LoginRequiredMixin, ActionFormView):
    """A request to act for an organisation: for who asked, its lead contact, and staff."""

    template_name = "groups/contacts/application.html"
    form_class = WordsForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            roles = OrganisationRole.objects.filter(organisation__slug=kwargs["slug"])
            self.role = role_or_404(roles, kwargs["pk"])
            self.own = self.role.user_id == request.user.pk
            if not (self.own or may_decide_on_people(request.user, self.role.organisation)):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.own:
            form.fields["words"].label = "Your answer"
        return form

    def get_context_data(self, **kwargs):
        thread = self.role.messages.select_related("by")
        open_ = self.role.state == OrganisationRole.State.ASKED
        more = {"role": self.role, "own": self.own, "thread": thread, "is_open": open_}
        return super().get_context_data(organisation=self.role.organisation, **more, **kwargs)

    def act(self, form):
        run = applications.reply if self.own else applications.ask
        run(role=self.role, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Sent.")
        return redirect(self.request.path)


@require_POST
@login_required
def accept(request, slug, pk):
    """Yes, this person acts for us."""
    organisation = organisation_or_404(request.user, slug, may_decide_on_people)
    role = role_or_404(organisation.roles, pk)
    done = f"{role.user} acts for {organisation} now, and is told."
    perform(request, contacts.accept_role, success=done, role=role, by=request.user)
    return redirect("groups:people", slug)


class RefuseView(OfOrganisationMixin, ActionFormView):
    """No, with a reason."""

    template_name = "groups/contacts/refuse.html"
    form_class = ReasonForm
    allowed = staticmethod(may_decide_on_people)

    def get_context_data(self, **kwargs):
        role = role_or_404(self.organisation.roles.asked(), self.kwargs["pk"])
        return super().get_context_data(role=role, **kwargs)

    def act(self, form):
        role = role_or_404(self.organisation.roles.asked(), self.kwargs["pk"])
        contacts.refuse_role(role=role, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "They are told, with your reason.")
        return redirect("groups:people", self.organisation.slug)
