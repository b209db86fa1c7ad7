"""An organisation's updates: read, shared, taken back; their photos."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView

from camk.files import clean_picture, serve
from camk.limits import consume
from camk.views import ActionFormView, perform
from groups.organisations.models import Organisation
from groups.organisations.permissions import may_edit_profile
from groups.organisations.views import OwnOrganisationMixin
from groups.updates import actions
from groups.updates.forms import UpdateForm
from groups.updates.models import Update


class UpdateListView(ListView):
    """All that this reader may see of one organisation's updates, the newest first."""

    template_name = "groups/updates/list.html"
    context_object_name = "updates"
    paginate_by = 10

    def get_queryset(self):
        user = self.request.user
        self.organisation = get_object_or_404(Organisation.objects.visible_to(user), slug=self.kwargs["slug"])
        return Update.objects.visible_to(user).filter(organisation=self.organisation).select_related("organisation")

    def get_context_data(self, **kwargs):
        own = may_edit_profile(self.request.user, self.organisation)
        return super().get_context_data(organisation=self.organisation, own=own, **kwargs)


class ShareView(OwnOrganisationMixin, ActionFormView):
    """Sharing an update."""

    template_name = "groups/updates/new.html"
    form_class = UpdateForm

    def get_initial(self):
        return {"audience": Update.Audience.MEMBERS}

    def act(self, form):
        typed = dict(form.cleaned_data)
        photo = typed.pop("photo")
        picture = clean_picture(photo) if photo else None
        consume(self.request, "share_update", key=str(self.request.user.pk))
        update = actions.share(organisation=self.organisation, photo=picture, **typed, by=self.request.user)
        messages.success(self.request, "Shared. You can take it back at any time.")
        return redirect(update)


@require_POST
@login_required
def update_take_back(request, pk):
    """Its own contacts (and staff) take it back."""
    update = get_object_or_404(Update.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    if not may_edit_profile(request.user, update.organisation):
        raise Http404
    perform(request, actions.take_back, success="Taken back. Nobody reads it now.", update=update, by=request.user)
    return redirect("groups:update-list", update.organisation.slug)


@require_safe
def update_photo(request, pk):
    """The photo, for whoever may read the update."""
    rows = Update.objects.visible_to(request.user).filter(photo__isnull=False).select_related("photo")
    return serve(get_object_or_404(rows, pk=pk).photo, inline=True)
