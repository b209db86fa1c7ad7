"""Telling us, in short pages: each one sent is kept in a draft, so that nothing typed is lost."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from camk.drafts import save_draft
from camk.errors import RuleBroken
from camk.limits import consume
from camk.personal_data import digest, find_personal, listed
from camk.views import ActionFormView, typed
from insights.issues.actions import forget_draft, keep_file
from insights.issues.forms import KindForm, MoreForm, WhatForm, WhereForm, WhoForm
from insights.issues.forms.places import MOST_PLACES
from insights.issues.hints import suggest_places, suggest_themes
from insights.issues.models import Issue
from insights.issues.similar import suggest
from insights.issues.views.begun import KEY, next_step, only_organisation, places_of, tell_draft

STEPS = ("kind", "where", "what", "more", "who", "check")


class TellStep(ActionFormView):
    """One short page: what it asks is kept in the draft, then the next page follows."""

    step = ""
    then = ""

    def dispatch(self, request, *args, **kwargs):
        self.draft = tell_draft(request)
        if self.draft is None and self.step != "kind":
            return redirect("insights:issue-tell")
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return dict(self.draft.data) if self.draft else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            step=STEPS.index(self.step) + 1,
            steps=len(STEPS),
            draft=self.draft,
            back_url=self.back(),
            on_url=reverse(next_step(self.draft.data)) if self.draft else "",
            **kwargs,
        )

    def back(self) -> str:
        before = STEPS[STEPS.index(self.step) - 1]
        return reverse("insights:issue-tell" if before == "kind" else f"insights:issue-tell-{before}")

    def keep(self, **data):
        """Add to the draft; the browser remembers which one is its own."""
        user = self.request.user if self.request.user.is_authenticated else None
        key = self.draft.key if self.draft else None
        all_data = (self.draft.data if self.draft else {}) | data
        self.draft = save_draft(kind="tell", key=key, data=all_data, user=user)
        self.request.session[KEY] = self.draft.key

    def act(self, form):
        self.keep(**self.data_of(form.cleaned_data))
        return redirect(self.then)

    def data_of(self, cleaned: dict) -> dict:
        return cleaned


class TellKind(TellStep):
    """Page 1: what sort of thing it is; ?kind=gap comes ticked."""

    template_name = "insights/issues/tell_kind.html"
    form_class = KindForm
    step, then = "kind", "insights:issue-tell-where"

    def get_initial(self):
        asked = self.request.GET.get("kind")
        return super().get_initial() | ({"kind": asked} if asked in Issue.Kind.values else {})

    def back(self):
        return ""


class TellWhere(TellStep):
    """Page 2: where it is, one place or several."""

    template_name = "insights/issues/tell_where.html"
    form_class = WhereForm
    step, then = "where", "insights:issue-tell-what"

    def get_initial(self):
        return {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(chosen=places_of(self.draft.data), **kwargs)

    def post(self, request, *args, **kwargs):
        gone = typed(request.POST, "remove", 20)
        if gone:
            self.keep(places=[number for number in self.draft.data.get("places", []) if str(number) != gone])
            return redirect("insights:issue-tell-where")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if form.found:  # a name or a postcode suggests, the person picks
            return self.render_to_response(self.get_context_data(form=form, found=form.found))
        return super().form_valid(form)

    def act(self, form):
        numbers, place = list(self.draft.data.get("places", [])), form.cleaned_data["place"]
        if place and place.pk not in numbers:
            if len(numbers) >= MOST_PLACES:
                raise RuleBroken(f"{MOST_PLACES} places are enough. Choose a larger area instead.")
            numbers.append(place.pk)
        self.keep(places=numbers)
        return redirect("insights:issue-tell-where" if self.request.POST.get("more") else self.then)


class TellWhat(TellStep):
    """Page 3: what is happening. The tick "somebody may be at risk" ends the telling and keeps nothing."""

    template_name = "insights/issues/tell_what.html"
    form_class = WhatForm
    step, then = "what", "insights:issue-tell-words"

    def get_initial(self):
        return {"words": self.draft.data.get("words", "")}  # the file sent before is kept, and no field's value

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["words"].widget.attrs |= {
            "hx-post": reverse("insights:issue-similar-words"),
            "hx-trigger": "input changed delay:900ms",
            "hx-target": "#similar",
            "hx-params": "words,csrfmiddlewaretoken",
        }
        return form

    def post(self, request, *args, **kwargs):
        if request.POST.get("at_risk"):
            forget_draft(draft=self.draft)
            request.session.pop(KEY, None)
            return redirect(reverse("insights:issue-safeguarding") + "?from=tell")
        return super().post(request, *args, **kwargs)

    def act(self, form):
        answer = super().act(form)
        same = Issue.objects.released().filter(reference=typed(self.request.POST, "us_too", 20)).first()
        return redirect(reverse("insights:issue-us-too", args=[same.reference]) + "?mine=1") if same else answer

    def data_of(self, cleaned):
        data = {"words": cleaned["words"]}
        if cleaned["photo"]:
            user = self.request.user if self.request.user.is_authenticated else None
            data["photo"] = keep_file(document=cleaned["photo"], draft=self.draft, by=user).pk
        return data


class TellMore(TellStep):
    """Page 4: a little more; what the words seem to say about place and theme is offered with the reason."""

    template_name = "insights/issues/tell_more.html"
    form_class = MoreForm
    step, then = "more", "insights:issue-tell-more-words"

    def get_form_kwargs(self):
        words = self.draft.data.get("words", "")
        places = [] if self.draft.data.get("places") else suggest_places(words)
        return super().get_form_kwargs() | {"places": places, "themes": suggest_themes(words)}

    def data_of(self, cleaned):
        asked = ("what_would_help", "suggested_action", "affected", "lived_experience")
        data = {name: cleaned[name] for name in asked}
        data["beneficiaries"] = [each.pk for each in cleaned["beneficiaries"]]
        data["themes"] = [int(number) for number in cleaned.get("themes", [])]
        if cleaned.get("places"):
            data["places"] = [int(number) for number in cleaned["places"]]
        return data


class TellWords(TellStep):
    """Shown once, when the words seem to say who somebody is: change them, or go on as they are."""

    template_name = "insights/issues/tell_words.html"
    step, field, then = "what", "words", "insights:issue-tell-similar"

    def found(self) -> list[str]:
        words = self.draft.data.get(self.field, "")
        return [] if self.draft.data.get(f"fine_{self.field}") == digest(words) else find_personal(words)

    def get(self, request, *args, **kwargs):
        found = self.found()
        if not found:
            return redirect(self.then)
        change = reverse(f"insights:issue-tell-{self.step}")
        context = {"found": listed(found), "words": self.draft.data[self.field], "change_url": change}
        context |= {"step": STEPS.index(self.step) + 1, "steps": len(STEPS)}
        return render(request, self.template_name, context)

    def post(self, request, *args, **kwargs):
        self.keep(**{f"fine_{self.field}": digest(self.draft.data.get(self.field, ""))})
        return redirect(self.then)


class TellMoreWords(TellWords):
    """The same for what would help."""

    step, field, then = "more", "what_would_help", "insights:issue-tell-who"


class TellSimilar(TemplateView):
    """Perhaps somebody told us already: one tap for "us too", one for "no, mine is another"."""

    template_name = "insights/issues/tell_similar.html"

    def get(self, request, *args, **kwargs):
        draft = tell_draft(request)
        if draft is None or not draft.data.get("words"):
            return redirect("insights:issue-tell")
        place = next(iter(places_of(draft.data)), None)
        found = suggest(draft.data["words"], place=place)
        if not found:
            return redirect("insights:issue-tell-more")
        return self.render_to_response(self.get_context_data(found=found, step=3, steps=len(STEPS)))


@require_POST
def similar_words(request):
    """The same suggestions while somebody types; the words travel in the body, so that no log keeps them."""
    consume(request, "suggest")
    words, draft = typed(request.POST, "words", 1000), tell_draft(request)
    place = next(iter(places_of(draft.data)), None) if draft else None
    found = suggest(words, place=place) if len(words) > 15 else []
    return render(request, "insights/issues/_similar.html", {"found": found})


class TellWho(TellStep):
    """Page 4: who you are, last; one may stay unknown."""

    template_name = "insights/issues/tell_who.html"
    form_class = WhoForm
    step, then = "who", "insights:issue-tell-check"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        initial = super().get_initial()
        if "organisation" not in initial and (own := only_organisation(self.request.user)):
            initial["organisation"] = own.pk
        return initial

    def data_of(self, cleaned):
        data = {name: cleaned.get(name, "") for name in ("name", "email")}
        chosen = cleaned.get("organisation")
        return data | {"consents": cleaned["consents"], "organisation": chosen.pk if chosen else ""}


@require_POST
def start_again(request):
    """Throw away what was begun and begin anew."""
    draft = tell_draft(request)
    if draft is not None:
        forget_draft(draft=draft)
    request.session.pop(KEY, None)
    messages.info(request, "We have thrown away what you began. You can start again.")
    return redirect("insights:issue-tell")
