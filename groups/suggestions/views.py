"""Suggesting an organisation, and the page on which it says whether it wants to hear more."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from camk.errors import RuleBroken
from camk.limits import consume
from camk.views import ActionFormView, link_or_404, private_page
from groups.organisations.finding import matches
from groups.suggestions import actions
from groups.suggestions.forms import LookForm, SuggestionForm, VisitorSuggestionForm
from groups.suggestions.models import Suggestion


class SuggestView(ActionFormView):
    """First look whether it is here already, then say whom we may ask."""

    template_name = "groups/suggestions/new.html"

    def get_form_class(self):
        return SuggestionForm if self.request.user.is_authenticated else VisitorSuggestionForm

    def get_initial(self):
        return {"name": self.look.asked}

    @property
    def look(self) -> LookForm:
        return LookForm(self.request.GET)

    def get_context_data(self, **kwargs):
        look = self.look
        asked = look.asked
        user = self.request.user
        mine = user.suggestions.all()[:20] if user.is_authenticated else []
        found = matches(asked) if asked and self.request.method == "GET" else []
        open_form = bool(asked) or self.request.method == "POST"
        return super().get_context_data(look=look, found=found, open_form=open_form, mine=mine, **kwargs)

    def act(self, form):
        user, typed = self.request.user, form.cleaned_data
        consume(self.request, "suggest_organisation", key=str(user.pk or typed["own_email"].lower()))
        if user.is_authenticated:
            suggestion = actions.suggest(**typed, by=user)
        else:
            suggestion = actions.suggest_as_visitor(**typed, by=None)
        messages.success(self.request, _thanks(suggestion))
        return redirect("groups:suggestion-new")


def _thanks(suggestion):
    if suggestion.state == Suggestion.State.ASKED:
        return f"Thank you. We have written to {suggestion}. We tell you whether they join."
    return f"Thank you. We look at it and then write to {suggestion}. We tell you whether they join."


ANSWERS = {"yes": actions.say_yes, "not_now": actions.say_not_now, "never": actions.say_never}


@require_http_methods(["GET", "HEAD", "POST"])
def suggestion_answer(request, token):
    """Behind the link in the mail. Opening it changes nothing; pressing a button does."""
    link = link_or_404(request, actions.PURPOSE, token)
    suggestion = Suggestion.objects.select_related("by", "for_organisation").filter(pk=link.target_id).first()
    if suggestion is None or suggestion.state not in Suggestion.OPEN:
        raise Http404
    answer = request.POST.get("answer", "")
    sentence = ""
    if request.method == "POST":
        try:
            return private_page(_answered(link, suggestion, answer))
        except RuleBroken as broken:
            sentence = broken.sentence
    context = {"suggestion": suggestion, "who": actions.named(suggestion), "sentence": sentence}
    page = render(request, "groups/suggestions/answer.html", context, status=409 if sentence else 200)
    return private_page(page)


def _answered(link, suggestion, answer):
    """Carry out one of the three answers; "yes" leads on to the joining pages with the name filled in."""
    if answer not in ANSWERS:
        raise RuleBroken("Please press one of the three buttons.")
    ANSWERS[answer](suggestion=suggestion, by=link.user)
    if answer == "yes":
        return redirect(f"{reverse('groups:join')}?{urlencode({'suggested': link.token})}")
    return redirect("groups:suggestion-thanks")


def suggestion_thanks(request):
    """ "Not now" is kept, and nothing else."""
    return private_page(render(request, "groups/suggestions/thanks.html"))
