"""The page of an external evaluator: what was agreed, and the counts to take, each taking written down."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from camk.spreadsheet import csv_response, xlsx_response
from camk.views import OfficeRequiredMixin
from insights.evaluations import export
from insights.evaluations.actions import note_export
from insights.evaluations.models import EvaluatorAccess, EvaluatorExport
from insights.evaluations.permissions import keeps_evaluations, may_take
from insights.initiatives.models import Initiative

FORMS = {"csv": csv_response, "xlsx": xlsx_response}


@method_decorator(never_cache, name="dispatch")
class EvaluatorView(OfficeRequiredMixin, TemplateView):
    """GET shows what may be taken; POST `access` and `form` ("csv" or "xlsx") takes it."""

    template_name = "insights/evaluations/evaluator.html"

    @staticmethod
    def allowed(user):
        return True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.initiative = get_object_or_404(Initiative, slug=kwargs["slug"])
        self.mine = may_take(EvaluatorAccess.objects.filter(initiative=self.initiative), request.user)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not (keeps_evaluations(request.user) or self.mine.exists()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        log = EvaluatorExport.objects.filter(initiative=self.initiative).select_related("by")
        keeps = keeps_evaluations(self.request.user)
        return super().get_context_data(
            initiative=self.initiative,
            agreed=self.mine.select_related("user"),
            keeps=keeps,
            log=(log if keeps else log.filter(by=self.request.user))[:50],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        form, key = request.POST.get("form"), request.POST.get("access", "")
        if form not in FORMS or not key.isascii() or not key.isdigit() or len(key) > 15:
            return self.get(request, *args, **kwargs)
        access = get_object_or_404(self.mine, pk=key)
        rows = export.rows(self.initiative, access.first_day, access.last_day)
        period = {"first_day": access.first_day, "last_day": access.last_day}
        note_export(initiative=self.initiative, **period, form=form, rows=len(rows) - 1, by=request.user)
        return FORMS[form](f"{self.initiative.slug}-counts.{form}", rows)
