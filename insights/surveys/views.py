"""A survey as somebody answers it: its first page, a page a question, who they are, thank you."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import TemplateView

from camk.limits import consume
from camk.views import ActionFormView, link_or_404, perform, private_page
from groups.action_groups.sharing import qr_code
from insights.surveys import actions, forms
from insights.surveys.models import Survey, SurveyResponse
from insights.surveys.sessions import begin, forget, mine, on_kiosk

KIOSK_RESTS = 180  # seconds without a touch, after which a device in a room shows the first page again


def survey_or_404(request, slug) -> Survey:
    return get_object_or_404(Survey.objects.visible_to(request.user).select_related("programme"), slug=slug)


class SurveysView(TemplateView):
    """What is asked now, and what was asked before."""

    template_name = "insights/surveys/list.html"

    def get_context_data(self, **kwargs):
        rows, today = Survey.objects.select_related("programme"), timezone.localdate()
        return super().get_context_data(running=rows.open(today), over=rows.over(today)[:20], **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
def survey(request, slug):
    """The first page: why we ask, and the button to begin or to go on."""
    row = survey_or_404(request, slug)
    if request.method == "POST":
        return _begin(request, row, kiosk=False)
    context = {"survey": row, "response": mine(request, row), "pages": row.questions.count()}
    return private_page(render(request, "insights/surveys/survey.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request, slug):
    """The same on a device in a room: whoever presses the button begins anew."""
    row = survey_or_404(request, slug)
    if request.method == "POST":
        return _begin(request, row, kiosk=True)
    return private_page(render(request, "insights/surveys/kiosk.html", {"survey": row}))


def _begin(request, row: Survey, *, kiosk: bool):
    consume(request, "survey")
    going_on = None if kiosk or on_kiosk(request, row) else mine(request, row)
    by = request.user if request.user.is_authenticated and not kiosk else None
    started = []
    if going_on is None and not perform(
        request, lambda **more: started.append(actions.start(**more)), survey=row, by=by, kiosk=kiosk
    ):
        return redirect(row)
    begin(request, going_on or started[0])
    return redirect("insights:survey-page", row.slug, 1)


class AnswerView(ActionFormView):
    """A page of somebody's answers; whoever has none begun is led to the first page."""

    @cached_property
    def survey(self) -> Survey:
        return survey_or_404(self.request, self.kwargs["slug"])

    @cached_property
    def response(self) -> SurveyResponse | None:
        return mine(self.request, self.survey)

    @cached_property
    def questions(self) -> list:
        return list(self.survey.questions.all())

    def dispatch(self, request, *args, **kwargs):
        if self.response is None or not self.survey.is_open:
            return redirect(self.survey)
        answer = private_page(super().dispatch(request, *args, **kwargs))
        if on_kiosk(request, self.survey):
            answer["Refresh"] = f"{KIOSK_RESTS}; url={self.survey.get_absolute_url()}kiosk/"
        return answer

    @property
    def by(self):
        return self.response.user

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            survey=self.survey,
            pages=len(self.questions),
            steps=len(self.questions) + 1,
            is_kiosk=on_kiosk(self.request, self.survey),
            **kwargs,
        )


class PageView(AnswerView):
    """One question; kept when they go on."""

    template_name = "insights/surveys/page.html"

    @cached_property
    def question(self):
        if not 1 <= self.kwargs["step"] <= len(self.questions):
            raise Http404
        return self.questions[self.kwargs["step"] - 1]

    def get_form_class(self):
        self.form_class = forms.PAGES[self.question.kind]
        return super().get_form_class()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"question": self.question}

    def get_initial(self):
        return forms.initial(self.question, list(self.response.answers.filter(question=self.question)))

    def get_context_data(self, **kwargs):
        return super().get_context_data(question=self.question, step=self.kwargs["step"], **kwargs)

    def act(self, form):
        step = self.kwargs["step"]
        actions.keep(response=self.response, question=self.question, **form.said, by=self.by)
        if "later" in self.request.POST:
            return redirect("insights:survey-later", self.survey.slug)
        if step < len(self.questions):
            return redirect("insights:survey-page", self.survey.slug, step + 1)
        return redirect("insights:survey-who", self.survey.slug)


class WhoView(AnswerView):
    """The last page: for which organisation, and whether we may ask them."""

    template_name = "insights/surveys/who.html"
    form_class = forms.WhoForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.by}

    def get_initial(self):
        kept = self.response
        return {
            name: value
            for name in ("organisation", "organisation_name", "email", "may_ask")
            if (value := getattr(kept, name))
        }

    def get_context_data(self, **kwargs):
        steps = len(self.questions) + 1
        return super().get_context_data(step=steps, **kwargs)

    def act(self, form):
        if form.cleaned_data.get("email"):
            consume(self.request, "survey_mail", key=form.cleaned_data["email"].lower())
        actions.send(response=self.response, **form.cleaned_data, by=self.by)
        if on_kiosk(self.request, self.survey):
            forget(self.request, self.survey)
        return redirect("insights:survey-thanks", self.survey.slug)


class LaterView(AnswerView):
    """They stop here: the link to go on is sent to them."""

    template_name = "insights/surveys/later.html"
    form_class = forms.LaterForm

    def act(self, form):
        consume(self.request, "survey_mail", key=form.cleaned_data["email"].lower())
        actions.keep_address(response=self.response, **form.cleaned_data, by=self.by)
        messages.success(self.request, "We have sent you a link. What you answered so far is kept.")
        return redirect(self.survey)


@require_safe
def thanks(request, slug):
    """Sent. A device in a room goes back to its first page by itself."""
    row = survey_or_404(request, slug)
    is_kiosk = on_kiosk(request, row)
    answer = private_page(render(request, "insights/surveys/thanks.html", {"survey": row, "is_kiosk": is_kiosk}))
    if is_kiosk:
        answer["Refresh"] = f"15; url={row.get_absolute_url()}kiosk/"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def back(request, token):
    """Behind the link in the mail: one button, then on with the answers."""
    link = link_or_404(request, actions.PURPOSE, token)
    response = get_object_or_404(SurveyResponse.objects.select_related("survey"), pk=link.target_id)
    if request.method == "POST":
        found = []
        if perform(request, lambda **more: found.append(actions.come_back(**more)), link=link):
            begin(request, found[0])
            return redirect("insights:survey-page", response.survey.slug, 1)
    context = {"survey": response.survey, "token": token, "response": response}
    return private_page(render(request, "insights/surveys/back.html", context))


@require_safe
def poster(request, slug):
    """One page to print and pin up, with the QR code."""
    row = survey_or_404(request, slug)
    address = request.build_absolute_uri(row.get_absolute_url())
    return render(request, "insights/surveys/poster.html", {"survey": row, "qr": qr_code(address), "link": address})
