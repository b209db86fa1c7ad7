"""Sharing a CAG: the short link, words to copy, a poster to print."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from camk.views import typed
from groups.action_groups.models import ActionGroup
from groups.action_groups.sharing import POSTER, SHORT, came_from, qr_code, short_link
from groups.organisations.models import Organisation


def open_or_404(user, slug) -> ActionGroup:
    """A CAG that runs, to be shown to others."""
    rows = ActionGroup.objects.visible_to(user).running_or_paused().select_related("programme", "place")
    return get_object_or_404(rows, slug=slug)


@require_safe
def action_group_share(request, slug):
    """The link, words to copy, and the way to the poster; the link says which organisation shared it."""
    cag = open_or_404(request.user, slug)
    own = Organisation.objects.of(request.user).admitted().first() if request.user.is_authenticated else None
    link = short_link(cag, came_from(own.slug) if own else "")
    return render(request, "groups/action_groups/share.html", {"action_group": cag, "link": link, "own": own})


@require_safe
def action_group_poster(request, slug):
    """One A4 page to print and pin up."""
    cag = open_or_404(request.user, slug)
    context = {"action_group": cag, "qr": qr_code(short_link(cag, POSTER)), "typed_link": short_link(cag)}
    return render(request, "groups/action_groups/poster.html", context)


@require_safe
def action_group_short(request, pk):
    """The short address on posters and in messages leads to the CAG's page, and keeps where it was found."""
    if pk > 2**63 - 1:
        raise Http404
    cag = get_object_or_404(ActionGroup.objects.select_related("merged_into"), pk=pk)
    while cag.merged_into:
        cag = cag.merged_into
    get_object_or_404(ActionGroup.objects.visible_to(request.user), pk=cag.pk)
    source = came_from(typed(request.GET, "from", 100)) or SHORT
    return redirect(f"{cag.get_absolute_url()}?{urlencode({'from': source})}")
