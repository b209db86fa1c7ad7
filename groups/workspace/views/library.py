"""The library of the network, the page of one resource, and its files, each served by a page that asks who may."""

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import DetailView, ListView, View

from camk.files import serve
from camk.links import SecretLink
from camk.views import link_or_404, private_page
from groups.workspace.actions.resources import SHARE
from groups.workspace.forms import LibraryFilter
from groups.workspace.models import Resource
from groups.workspace.permissions import may_enter, may_manage


def narrowed(rows, form):
    """The rows as the filter asks; a wrong filter narrows nothing."""
    data = form.cleaned_data if form.is_valid() else {}
    if words := data.get("q"):
        rows = rows.filter(Q(title__icontains=words) | Q(purpose__icontains=words))
    if data.get("kind"):
        rows = rows.filter(kind=data["kind"])
    if data.get("theme"):
        rows = rows.filter(themes=data["theme"])
    return rows.filter(adapting=True) if data.get("adapting") else rows


class Library(ListView):
    """Everything this reader may see: public resources, and those of one's own CAGs."""

    template_name = "groups/workspace/library.html"
    context_object_name = "resources"
    paginate_by = 20

    def get_queryset(self):
        self.form = LibraryFilter(self.request.GET or None)
        return narrowed(Resource.objects.shown().visible_to(self.request.user), self.form).for_lists()

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=self.form, is_narrowed=any(self.request.GET.values()), **kwargs)


class ResourcePage(DetailView):
    """One resource: what it is for, its latest version, the older ones."""

    template_name = "groups/workspace/resource.html"
    context_object_name = "resource"

    def get_queryset(self):
        return Resource.objects.shown().visible_to(self.request.user).with_versions()

    def get_context_data(self, **kwargs):
        user, resource = self.request.user, self.object
        manages = user.is_authenticated and may_manage(user, resource)
        link = share_link_of(resource) if manages else None
        address = reverse("groups:resource-shared", args=[link.token]) if link else ""
        return super().get_context_data(
            may_manage=manages,
            is_member=may_enter(user, resource.action_group),
            share_url=settings.SITE_URL + address if link else "",
            versions=sorted(resource.versions.all(), key=lambda version: -version.number),
            **kwargs,
        )


def share_link_of(resource) -> SecretLink | None:
    """The live link under which this resource is passed on, if there is one."""
    rows = SecretLink.objects.live().filter(purpose=SHARE, target_type="groups.resource", target_id=str(resource.pk))
    return rows.first()


def opened(version):
    """The version itself: its file as a download, or the way to its link."""
    if version is None:
        raise Http404
    return serve(version.file) if version.file else redirect(version.url)


class LatestFile(View):
    """The newest version, under an address that stays."""

    def get(self, request, pk):
        rows = Resource.objects.shown().visible_to(request.user).with_versions()
        return opened(get_object_or_404(rows, pk=pk).latest)


class VersionFile(View):
    """One version by its number; older ones too."""

    def get(self, request, pk, number):
        resource = get_object_or_404(Resource.objects.shown().visible_to(request.user), pk=pk)
        return opened(get_object_or_404(resource.versions.select_related("file"), number=number))


def shared_or_404(request, token):
    """The resource that was passed on by this link, while it may be."""
    link = link_or_404(request, SHARE, token)
    rows = Resource.objects.shown().exclude(audience=Resource.Audience.MEMBERS).with_versions()
    return get_object_or_404(rows, pk=link.target_id)


class SharedPage(View):
    """What somebody without an account sees who got the link: this one thing and nothing else of the CAG."""

    def get(self, request, token):
        resource = shared_or_404(request, token)
        context = {"resource": resource, "token": token, "version": resource.latest}
        return private_page(render(request, "groups/workspace/shared.html", context))


class SharedFile(View):
    """Its newest version."""

    def get(self, request, token):
        return private_page(opened(shared_or_404(request, token).latest))
