"""An organisation's page, and the short pages its contacts fill in."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView, TemplateView

from camk.addresses import redirect_old
from camk.views import ActionFormView, perform, typed
from groups.organisations.actions import records
from groups.organisations.history import last_change
from groups.organisations.models import Organisation
from groups.organisations.permissions import acts_for, edits, may_edit_profile, reader_of
from groups.organisations.profile import BY_CODE, TASKS, done_of, minutes_left
from groups.organisations.profile_base import ForWhomForm, person_in
from groups.organisations.publishing import choices_of, published


class OrganisationDetailView(DetailView):
    """An organisation's page, with each field as far as its contacts chose to show it."""

    template_name = "groups/organisations/detail.html"
    context_object_name = "organisation"

    def get_queryset(self):
        rows = Organisation.objects.visible_to(self.request.user).select_related("kind", "home")
        return rows.prefetch_related("themes", "beneficiaries", "places", "publish_choices")

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            return _moved(request.user, kwargs["slug"])

    def get_context_data(self, **kwargs):
        user, organisation = self.request.user, self.object
        reader = reader_of(user, organisation)
        done = done_of(organisation)
        return super().get_context_data(
            shown=published(organisation, reader),
            own=acts_for(user, organisation),
            edits=edits(user, organisation),
            done=sum(done.values()),
            tasks=len(done),
            **kwargs,
        )


def _moved(user, slug):
    """Where a record went that was joined with another one or renamed."""
    visible = Organisation.objects.visible_to(user)
    survivor = visible.survivor_of(slug)
    if survivor:
        return HttpResponsePermanentRedirect(survivor.get_absolute_url())
    return redirect_old(Organisation, slug, visible)


class OwnOrganisationMixin(LoginRequiredMixin):
    """Pages of an organisation's own contacts (and of staff who help them)."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.organisation = own_or_404(request.user, kwargs["slug"])
            self.people = helped_people(request.user, self.organisation)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.organisation, **kwargs)


def own_or_404(user, slug) -> Organisation:
    rows = Organisation.objects.visible_to(user).prefetch_related("themes", "publish_choices", "identifiers")
    organisation = get_object_or_404(rows, slug=slug)
    if not may_edit_profile(user, organisation):
        raise Http404
    return organisation


def helped_people(user, organisation) -> list | None:
    """Whom staff may write something down for; None for its own contacts, who speak for themselves."""
    if acts_for(user, organisation):
        return None
    roles = organisation.roles.current().filter(user__is_active=True).select_related("user")
    return [role.user for role in roles.order_by("user__name", "pk")]


class ProfileView(OwnOrganisationMixin, ListView):
    """The profile as a list of tasks, to do in any order and over several visits."""

    template_name = "groups/organisations/profile.html"

    def get_queryset(self):
        done = done_of(self.organisation)
        return [self._row(task, done[task.code]) for task in TASKS]

    def _row(self, task, done):
        url = reverse("groups:organisation-profile-task", args=[self.organisation.slug, task.code])
        state, tone = ("Done", "done") if done else ("Not done yet", "wait")
        return {"label": task.label, "url": url, "state": state, "tone": tone, "done": done}

    def get_context_data(self, **kwargs):
        done = sum(row["done"] for row in self.object_list)
        return super().get_context_data(
            tasks=self.object_list,
            done=done,
            minutes=minutes_left(done_of(self.organisation)),
            last_change=last_change(self.organisation),
            helping=ForWhomForm(people=self.people) if self.people is not None else None,
            **kwargs,
        )


class ProfileTaskView(OwnOrganisationMixin, ActionFormView):
    """One task of the profile, saved on its own."""

    template_name = "groups/organisations/profile_task.html"

    def dispatch(self, request, *args, **kwargs):
        self.task = BY_CODE.get(kwargs["task"])
        if self.task is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        return self.task.form

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"organisation": self.organisation, "people": self.people}

    def get_context_data(self, **kwargs):
        return super().get_context_data(task=self.task, **kwargs)

    def act(self, form):
        records.save_profile(organisation=self.organisation, **form.what_to_save(), by=self.request.user)
        messages.success(self.request, f"Saved: {self.task.label}.")
        return redirect("groups:organisation-profile", self.organisation.slug)


@require_POST
def profile_confirm(request, slug):
    """ "Is this still right?" - "Yes"."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={reverse('groups:organisation-profile', args=[slug])}")
    organisation = own_or_404(request.user, slug)
    people = helped_people(request.user, organisation) or []
    perform(
        request,
        records.confirm_profile,
        success="Thank you. We will ask again in a year.",
        organisation=organisation,
        on_behalf_of=person_in(people, typed(request.POST, "for_whom", 20)),
        by=request.user,
    )
    return redirect("groups:organisation-profile", slug)


class WhoSeesView(OwnOrganisationMixin, TemplateView):
    """Who may see which field, since when and by whose choice: the proof of consent, for its own contacts."""

    template_name = "groups/organisations/who_sees.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=choices_of(self.organisation), **kwargs)
