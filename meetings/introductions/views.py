"""The page of one side of an introduction: by the link in the mail, or signed in. Opening it changes nothing."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from camk.errors import RuleBroken
from camk.views import link_or_404, private_page
from meetings.introductions import actions
from meetings.introductions.forms import WhatCameForm
from meetings.introductions.models import Introduction, IntroductionSide
from meetings.introductions.notices import PURPOSE

GOOD_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@GOOD_METHODS
def introduction_link(request, token):
    """Whoever holds the link from the mail answers for their organisation, without signing in."""
    link = link_or_404(request, PURPOSE, token)
    if not (link.user and link.user.is_active):
        raise Http404
    return _side(request, IntroductionSide.objects.visible_to(link.user), link.target_id, link.user)


@login_required
@GOOD_METHODS
def introduction(request, pk):
    """The same, from "What waits for you"."""
    return _side(request, IntroductionSide.objects.visible_to(request.user), pk, request.user)


def _side(request, sides, pk, person):
    side = get_object_or_404(sides.with_pair(), pk=pk)
    form, sentence = WhatCameForm(), ""
    if request.method == "POST":
        form = WhatCameForm(request.POST) if "answer" not in request.POST else form
        try:
            _say(request, side, form, person)
        except RuleBroken as broken:
            sentence = broken.sentence
        else:
            if not form.errors:
                return private_page(HttpResponseRedirect(f"{request.path}?said=1"))
    return _page(request, side, person, form, sentence)


def _say(request, side, form, person) -> None:
    """What was pressed: an answer to the question, or what came of it."""
    if "answer" in request.POST:
        given = request.POST["answer"]
        if given not in IntroductionSide.Answer.values:
            raise RuleBroken("Choose one of the two answers.")
        actions.answer(side=side, yes=given == IntroductionSide.Answer.YES, by=person)
    elif form.is_valid():
        actions.tell_what_came(side=side, by=person, **form.cleaned_data)


def _page(request, side, person, form, sentence):
    pair = side.introduction
    introduced = pair.state == Introduction.State.INTRODUCED
    if introduced and not form.is_bound:
        form = WhatCameForm(initial={"met": side.met, "came_of_it": side.came_of_it})
    theirs = pair.sides.exclude(pk=side.pk).select_related("answered_by").first() if introduced else None
    context = {
        "side": side,
        "pair": pair,
        "person": person,
        "other": side.other,
        "contact": theirs.answered_by if theirs else None,
        "is_open": pair.state == Introduction.State.PROPOSED,
        "introduced": introduced,
        "form": form,
        "sentence": sentence,
        "said": "said" in request.GET,
    }
    status = 409 if sentence else 200
    return private_page(render(request, "meetings/introductions/detail.html", context, status=status))
