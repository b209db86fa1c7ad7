"""Staff pages of questions to the network: the oldest without an answer first."""

from django import forms
from django.contrib import admin
from django.db.models import F
from django.utils import timezone
from django.utils.text import Truncator

from camk.accounts.models import User
from camk.admin_tools import ReadOnlyAdmin, Step
from camk.hours import working_days_before
from groups.organisations.models import Organisation
from groups.organisations.publishing import Audience, Reader
from meetings.programme.choosing import action_groups_about, agenda_form
from meetings.who_can_help import actions
from meetings.who_can_help.actions.following import ANSWER_WITHIN
from meetings.who_can_help.matching import Question, who_can
from meetings.who_can_help.models import HelpRequest

State = HelpRequest.State


class AssignForm(forms.Form):
    """Who sees to it."""

    owner = forms.ModelChoiceField(User.objects.of_our_office(), label="Who sees to it")


def answer_form(request, obj):
    """Words for the asker, and organisations to name: those that seem to fit come ticked by nobody."""
    question = Question(obj.words, obj.theme, obj.beneficiary, obj.place)
    fitting = [found.organisation.pk for found in who_can(question, Reader(Audience.STAFF))]

    class AnswerForm(forms.Form):
        words = forms.CharField(label="Your answer", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
        organisations = forms.ModelMultipleChoiceField(
            Organisation.objects.filter(pk__in=fitting),
            label="Name these organisations",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="They seem to fit. The mail gives the address of their page.",
        )

    return AnswerForm


def on_agenda_form(request, obj):
    """A meeting to come, those of the CAGs it concerns first, and the words everybody will read."""
    concerned = action_groups_about([obj.theme] if obj.theme else [], [obj.place] if obj.place else [])
    return agenda_form(concerned, words="Who can help? " + obj.about)


def _assign(request, obj, data):
    actions.assign(request=obj, by=request.user, **data)
    return f"{data['owner']} sees to it."


def _answer(request, obj, data):
    organisations = list(data["organisations"])
    actions.answer_by_office(request=obj, words=data["words"], organisations=organisations, by=request.user)
    return "Sent by mail. In two weeks we ask whether it helped."


def _agenda(request, obj, data):
    actions.put_on_agenda(request=obj, by=request.user, **data)
    return f"On the agenda of {data['meeting']}. Whoever asked is told, as soon as it is published."


def _close(request, obj, data):
    actions.close(request=obj, by=request.user)
    return "Closed."


def _is_open(request, obj):
    return obj.state != State.CLOSED


class WaitingFilter(admin.SimpleListFilter):
    """What waits too long, and what is still open."""

    title = "what waits"
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [("late", f"No answer for {ANSWER_WITHIN} working days"), ("open", "Open"), ("none", "No answer yet")]

    def queryset(self, request, queryset):
        if self.value() == "late":
            since = working_days_before(timezone.now(), ANSWER_WITHIN)
            return queryset.unanswered().filter(created_at__lte=since)
        return {"open": queryset.open, "none": queryset.unanswered}.get(self.value(), queryset.all)()


@admin.register(HelpRequest)
class HelpRequestAdmin(ReadOnlyAdmin):
    """ "Who can help with ...?": what was asked, by whom, and what came of it."""

    list_display = ["question", "about", "asker", "state", "created_at", "owner", "helped"]
    list_filter = [WaitingFilter, "state", "helped"]
    list_select_related = ["asker", "owner", "theme", "beneficiary", "place"]
    search_fields = ["words", "asker__name", "asker__email", "organisation__name"]
    date_hierarchy = "created_at"
    ordering = [F("answered_at").asc(nulls_first=True), "created_at", "pk"]
    fields = ["words", "asker", "organisation", "theme", "beneficiary", "place", "state", "created_at", "owner",
              "passed_on_at", "put_to", "answers", "meeting", "helped", "helped_words", "closed_at"]  # fmt: skip
    steps = (
        Step("answer", "Answer", _answer, form=answer_form, when=_is_open, explain="Whoever asked gets it by mail."),
        Step("assign", "Who sees to it", _assign, form=AssignForm, when=_is_open),
        Step(
            "agenda",
            "Put on an agenda",
            _agenda,
            form=on_agenda_form,
            when=_is_open,
            explain="The question becomes the last part of a meeting to come.",
        ),
        Step("close", "Close", _close, when=_is_open, danger=True),
    )

    @admin.display(description="question")
    def question(self, obj):
        return Truncator(obj.words).words(14)

    @admin.display(description="about")
    def about(self, obj):
        return obj.about

    @admin.display(description="put to")
    def put_to(self, obj):
        rows = obj.asked.select_related("organisation")
        return (
            "; ".join(f"{row.organisation}{' (not for them)' if row.passed_at else ''}" for row in rows) or "Nobody"
        )

    @admin.display(description="answers")
    def answers(self, obj):
        rows = obj.answers.select_related("organisation", "by")
        return "; ".join(f"{row.organisation or 'Our office'} ({row.by}): {row.words}" for row in rows) or "None yet"
