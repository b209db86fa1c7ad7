"""Staff pages: who waits for the outcome of what they told us, cards to print, and what was told by hand."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from camk.admin_tools import ReadOnlyAdmin, Step
from camk.details import site_details
from camk.errors import RuleBroken
from camk.views import private_page
from groups.action_groups.sharing import qr_code
from insights.issues.models import IssueMove, Voice
from insights.issues.states import PUBLIC_WORDS
from insights.loop.actions import MOST, note_told, take_back
from insights.loop.counting import score
from insights.loop.forms import ChosenForm, NarrowForm, ToldForm
from insights.loop.models import WAITS, Standing, ToldByHand, owed

PER_PAGE = 25


def card(voice: Voice, words: str) -> dict:
    """What one card says: nothing of who spoke or what they said, and of the issue what everybody may read."""
    issue, is_public = voice.issue, voice.issue.released_at is not None
    page = issue.get_absolute_url() if is_public else ""
    return {
        "reference": voice.first_issue.reference,
        "wording": issue.lead_wording if is_public else "",
        "state": issue.get_state_display(),
        "next": issue.next_step if issue.state not in PUBLIC_WORDS else "",
        "words": words if is_public and issue.state in PUBLIC_WORDS else "",
        # Where a line ends is not left to the browser: nobody can tell a hyphen of the reference from a broken word.
        "site": settings.SITE_URL.split("//")[-1],
        "path": page,
        "qr": qr_code(settings.SITE_URL + page) if page else "",
    }


def _take_back(request, note, data):
    take_back(note=note, by=request.user)
    messages.success(request, "Taken back. They wait for the outcome again.")
    return HttpResponseRedirect(reverse("admin:insights_loop"))


@admin.register(ToldByHand)
class ToldByHandAdmin(ReadOnlyAdmin):
    """What was told by hand, and the way to who waits."""

    list_display = ["voice", "how", "at", "by"]
    list_select_related = ["voice__first_issue", "by"]
    list_filter = ["how"]
    search_fields = ["voice__first_issue__reference"]
    fields = ["voice", "how", "at", "by"]
    steps = (Step("take-back", "Take the note back", run=_take_back, explain="They were not told. They wait again."),)
    change_list_template = "admin/insights/toldbyhand/change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("waiting/", view(self.waiting_view), name="insights_loop"),
            path("cards/", view(self.cards_view), name="insights_loop_cards"),
        ]
        return own + super().get_urls()

    def _waiting(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied
        rows = owed(Voice.objects.visible_to(request.user)).filter(standing__in=WAITS)
        near = ("issue", "first_issue", "place", "organisation", "user")
        return rows.select_related(*near).order_by("issue__ended_at", "pk")

    def waiting_view(self, request):
        """Who waits, the longest first; a POST notes those ticked as told, or goes on to their cards."""
        rows = self._waiting(request)
        kind = ChosenForm if "print" in request.POST else ToldForm
        form = kind(request.POST or None, waiting=rows.values_list("pk", flat=True))
        if request.method == "POST" and form.is_valid():
            voices = form.cleaned_data["voice"]
            if kind is ChosenForm:
                ticked = urlencode({"voice": voices}, doseq=True)
                return HttpResponseRedirect(f"{reverse('admin:insights_loop_cards')}?{ticked}")
            try:
                count = note_told(voices=voices, how=form.cleaned_data["how"], by=request.user)
            except RuleBroken as broken:
                form.add_error(None, broken.sentence)
            else:
                messages.success(request, f"Noted as told: {count}.")
                return HttpResponseRedirect(reverse("admin:insights_loop"))
        return self._page(request, rows, form)

    def _page(self, request, rows, form):
        narrow = NarrowForm(request.GET)
        page = Paginator(narrow.narrow(rows), PER_PAGE).get_page(request.GET.get("page"))
        for row in page:
            row.why = Standing(row.standing).label
        context = self.admin_site.each_context(request) | {
            "title": "Who waits for the outcome",
            "opts": self.opts,
            "page": page,
            "most": MOST,
            "narrow": narrow,
            "query": urlencode({name: value for name, value in request.GET.items() if value and name != "page"}),
            "errors": [error for errors in form.errors.values() for error in errors],
            "ticked": request.POST.getlist("voice"),
            "hows": ToldByHand.How.choices,
            "score": score(),
        }
        return TemplateResponse(request, "admin/insights/toldbyhand/waiting.html", context)

    def cards_view(self, request):
        """Cards to print for those ticked who have no account, or for all of them in this list."""
        rows = self._waiting(request).filter(standing=Standing.CARD)
        chosen = list(self._chosen(request, rows)[:MOST])
        if not chosen:
            messages.error(request, "Tick people who need a card first; those who have an account get none.")
            return HttpResponseRedirect(reverse("admin:insights_loop"))
        words = dict(IssueMove.objects.filter(pk__in=[row.outcome for row in chosen]).values_list("pk", "words"))
        context = {"cards": [card(row, words[row.outcome]) for row in chosen], "details": site_details()}
        context |= {"voices": [row.pk for row in chosen], "back": reverse("admin:insights_loop")}
        return private_page(TemplateResponse(request, "insights/loop/cards.html", context))

    def _chosen(self, request, rows):
        if "all" in request.GET:
            return NarrowForm(request.GET).narrow(rows)
        form = ChosenForm(request.GET, waiting=rows.values_list("pk", flat=True))
        return rows.filter(pk__in=form.cleaned_data["voice"]) if form.is_valid() else rows.none()
