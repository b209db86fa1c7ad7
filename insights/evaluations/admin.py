"""Staff pages of evaluations: the library is kept here."""

from datetime import timedelta

from django import forms
from django.contrib import admin
from django.utils import timezone

from camk.admin_tools import ActionAdmin, ReadOnlyAdmin, Step, does
from insights.evaluations import actions
from insights.evaluations.forms import EvaluationForm
from insights.evaluations.forms_reviews import AccessForm, SharingForm, sent_form
from insights.evaluations.models import Evaluation, EvaluatorAccess, EvaluatorExport, ReviewAnswer, Sharing
from insights.stakeholders.admin import ReadHere


class SharingInline(ReadHere):
    """To whom the findings go and went."""

    model = Sharing
    fields = readonly_fields = ["to_whom", "sent_on", "how"]


def _went_out(request, evaluation, data):
    actions.went_out(**data, by=request.user)
    return "Written down."


@admin.register(Evaluation)
class EvaluationAdmin(ActionAdmin):
    """Evaluation reports, what was learnt from each, and what changed because of it."""

    form = EvaluationForm
    list_display = ["title", "kind", "evaluator", "dated_on", "audience", "published_at"]
    list_filter = ["kind", "audience"]
    search_fields = ["title", "evaluator", "words"]
    raw_id_fields = ["place"]
    readonly_fields = ["file", "published_at"]
    view_on_site = True
    fieldsets = [
        (None, {"fields": ["title", "kind", "evaluator", "dated_on", "first_day", "last_day", "method"]}),
        ("What it is about", {"fields": list(Evaluation.SUBJECTS)}),
        ("To read", {"fields": ["words", "file", "new_file", "audience", "published_at"]}),
        ("What came of it", {"fields": ["learnt", "changed"]}),
    ]
    steps = (
        Step(
            "publish",
            "Publish",
            run=does(actions.publish_evaluation, "Its readers find it on the site now.", to="evaluation"),
            when=lambda request, obj: not obj.published_at,
            explain="It stands in the list of evaluations, and on the page of what it is about.",
        ),
        Step(
            "take-down",
            "Take off the site",
            run=does(actions.take_down_evaluation, "Only staff see it now.", to="evaluation"),
            when=lambda request, obj: bool(obj.published_at),
            danger=True,
        ),
        Step(
            "share",
            "Add who is to hear of it",
            run=does(actions.plan_sharing, "On the list. Write down when it went to them.", to="evaluation"),
            form=SharingForm,
        ),
        Step(
            "went-out",
            "It went to them",
            run=_went_out,
            form=lambda request, obj: sent_form(obj),
            when=lambda request, obj: obj.sharings.filter(sent_on=None).exists(),
        ),
    )

    def get_inlines(self, request, obj):
        return [SharingInline] if obj else []

    def write(self, request, obj, form, change):
        actions.save_evaluation(evaluation=obj, document=form.cleaned_data["new_file"], by=request.user)


@admin.register(EvaluatorAccess)
class EvaluatorAccessAdmin(ActionAdmin):
    """Which evaluator may take the counts of which initiative and period, without names."""

    form = AccessForm
    list_display = ["initiative", "user", "first_day", "last_day", "until"]
    list_select_related = ["initiative", "user"]
    steps = (
        Step(
            "end",
            "End it today",
            run=lambda request, obj, data: (
                actions.end_access(access=obj, day=timezone.localdate() - timedelta(days=1), by=request.user)
                or "They can take nothing more."
            ),
            when=lambda request, obj: obj.until >= timezone.localdate(),
            danger=True,
        ),
    )

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change=change, **({"form": forms.ModelForm} if obj else {}), **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return ["initiative", "user", "first_day", "last_day", "until", "by"] if obj else []

    def write(self, request, obj, form, change):
        if not change:
            obj.pk = actions.give_access(**form.cleaned_data, by=request.user).pk


@admin.register(EvaluatorExport)
class EvaluatorExportAdmin(ReadOnlyAdmin):
    """Who took which counts, and when."""

    list_display = ["initiative", "first_day", "last_day", "form", "rows", "by", "at"]
    list_select_related = ["initiative", "by"]


@admin.register(ReviewAnswer)
class ReviewAnswerAdmin(ReadOnlyAdmin):
    """What was said after actions; words that show who somebody is are taken out here."""

    list_display = ["review", "scale", "well", "change", "at"]
    list_select_related = ["review"]
    steps = (
        Step(
            "take-out",
            "Take the words out",
            run=does(actions.take_out_answer, "The words are gone; the number stays.", to="answer"),
            when=lambda request, obj: bool(obj.well or obj.change),
            danger=True,
        ),
    )
