"""The page of one task: done, longer, or cannot; by the link or signed in. Opening it changes nothing."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from camk.errors import RuleBroken
from camk.views import link_or_404, private_page
from meetings.outcomes.actions import to_dos as actions
from meetings.outcomes.forms_answers import DONE, LONGER, ToDoForm
from meetings.outcomes.models import ToDo

GOOD_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@GOOD_METHODS
def to_do_link(request, token):
    """Whoever holds the link from the mail says how it goes, while the task is theirs."""
    link = link_or_404(request, actions.LINK_PURPOSE, token)
    if not (link.user and link.user.is_active):
        raise Http404
    return _page(request, link.target_id, link.user)


@login_required
@GOOD_METHODS
def to_do(request, pk):
    """The same, from "What waits for you"."""
    return _page(request, pk, request.user)


def _page(request, pk, person):
    rows = ToDo.objects.visible_to(person).select_related("meeting", "organisation", "user")
    row, form, status = get_object_or_404(rows, pk=pk), ToDoForm(), 200
    if request.method == "POST":
        form = ToDoForm(request.POST)
        if form.is_valid() and _say(row, form, person):
            return private_page(HttpResponseRedirect(f"{request.path}?said=1"))
        status = 409
    context = {"to_do": row, "form": form, "said": "said" in request.GET, "person": person}
    return private_page(render(request, "meetings/outcomes/to_do.html", context, status=status))


def _say(row, form, person) -> bool:
    """What was pressed; a broken rule becomes an error of the form."""
    data = form.cleaned_data
    try:
        if data["say"] == DONE:
            actions.finish(to_do=row, by=person)
        elif data["say"] == LONGER:
            actions.need_longer(to_do=row, due_on=data["due_on"], by=person)
        else:
            actions.let_go(to_do=row, reason=data["reason"], by=person)
    except RuleBroken as broken:
        form.add_error(None, broken.sentence)
    return not form.errors
