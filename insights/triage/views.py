"""The page on which people behind an issue object to a joining: by their link, or signed in."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from camk.views import perform, private_page
from insights.issues.views.told import raiser
from insights.triage.actions import object_to_joining
from insights.triage.forms import ObjectForm


@require_http_methods(["GET", "HEAD", "POST"])
def object_view(request, reference="", token=""):
    """Say that it is not the same; staff look at it again."""
    who = raiser(request, reference=reference, token=token)
    if not who.issue.joined_to_id or not any(voice.withdrawn_at is None for voice in who.own):
        raise Http404
    form = ObjectForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        said = "Thank you. We look at it again and write to you."
        perform(request, object_to_joining, success=said, issue=who.issue, words=words, user=who.user, by=who.user)
        return redirect(who.home)
    context = {"form": form, "issue": who.issue, "home": who.home}
    return private_page(render(request, "insights/triage/object.html", context))
