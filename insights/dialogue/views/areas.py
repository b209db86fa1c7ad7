"""Where we listen, for everybody: the list of communities, and for each what was said there and what came of it."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.views.generic import ListView, TemplateView

from camk.charts import columns
from groups.action_groups.sharing import qr_code
from groups.places.models import Place
from insights.dialogue.models import AreaAssignment, AreaNeed, DialogueReport
from insights.dialogue.snapshot import ANSWERS, answers_of, said

MONTHS_SHOWN = 12


class AreasView(ListView):
    """Which communities we are working in, and since when; nobody is named (ledger A102)."""

    template_name = "insights/dialogue/areas.html"
    context_object_name = "areas"

    def get_queryset(self):
        return AreaAssignment.objects.current().by_place()


class AreaView(TemplateView):
    """What people of one community said, told back to them from the reports that were sent (ledger A105)."""

    template_name = "insights/dialogue/area.html"

    def get_context_data(self, **kwargs):
        area = Place.objects.filter(code=self.kwargs["code"]).first()
        working = AreaAssignment.objects.current().filter(place=area).by_place()
        reports = DialogueReport.objects.sent().filter(area=area).defer("page_html").order_by("-month")
        reports = list(reports[:MONTHS_SHOWN])
        if area is None or not (working or reports):
            raise Http404
        latest = said(reports[0].snapshot) if reports else None
        months = [(f"{r.month:%b %Y}", r.snapshot["figures"]["people"]) for r in reversed(reports)]
        chart = columns(months) if len(months) > 1 else None
        since = working[0]["since"] if working else None
        if latest:
            latest["needs"] = with_answers_of_today(latest["needs"])
        quotes = [quote for quote in latest["quotes"] if quote["public"]] if latest else []
        return super().get_context_data(area=area, r=latest, quotes=quotes, chart=chart, since=since, **kwargs)


def with_answers_of_today(needs: list[dict]) -> list[dict]:
    """The needs as they were sent, with what partners have said to them since."""
    rows = AreaNeed.objects.filter(pk__in=[need["id"] for need in needs])
    answers = {row.pk: answers_of(row) for row in rows.prefetch_related(ANSWERS)}
    return [{**need, "answers": answers.get(need["id"], [])} for need in needs]


class AreaCardView(AreaView):
    """A card to leave at a door: what was said, what came of it, and the way to the page (ledger A105)."""

    template_name = "insights/dialogue/card.html"

    def get_context_data(self, **kwargs):
        data = super().get_context_data(**kwargs)
        address = settings.SITE_URL + reverse("insights:dialogue-area", args=[data["area"].code])
        return data | {"qr": qr_code(address), "typed_link": address}
