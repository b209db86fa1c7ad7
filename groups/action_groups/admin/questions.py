"""Staff pages: what people ask about CAGs, answered here, the oldest first."""

from django import forms
from django.contrib import admin

from camk.admin_tools import ReadOnlyAdmin, Step
from groups.action_groups.actions import asking
from groups.action_groups.admin.action_groups import is_in
from groups.action_groups.models import ActionGroupQuestion

State = ActionGroupQuestion.State


class AnswerForm(forms.Form):
    """Our answer."""

    answer = forms.CharField(
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="It is mailed to whoever asked. It stands on the CAG's page only if you publish it afterwards.",
    )


class PublicForm(forms.Form):
    """The question as others read it."""

    public_question = forms.CharField(
        label="The question, as others read it",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In your own words: no names, nobody recognisable. The answer stands below it word for word.",
    )


class WaitingFilter(admin.SimpleListFilter):
    """What waits for our answer."""

    title = "waiting"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", "Waiting for our answer")]

    def queryset(self, request, queryset):
        return queryset.waiting().order_by("asked_at") if self.value() == "yes" else queryset


def _answer(request, question, data):
    told = asking.answer(question=question, answer=data["answer"], by=request.user)
    return "Answered; they are told." if told else "Answered. They left no address, so nobody is told."


def _close(request, question, data):
    asking.close(question=question, by=request.user)
    return "Closed without an answer."


def _publish(request, question, data):
    asking.publish(question=question, public_question=data["public_question"], by=request.user)
    return "Question and answer stand on the CAG's page."


def _unpublish(request, question, data):
    asking.unpublish(question=question, by=request.user)
    return "It stands on the page no more."


@admin.register(ActionGroupQuestion)
class ActionGroupQuestionAdmin(ReadOnlyAdmin):
    """How CAGs could run better, and who would like to know more."""

    list_display = ["action_group", "kind", "state", "asked_at", "who"]
    list_filter = [WaitingFilter, "kind", "state", "action_group"]
    list_select_related = ["action_group", "asked_by"]
    search_fields = ["words", "action_group__name", "asked_by__name", "asked_by__email"]
    steps = (
        Step("answer", "Answer", _answer, form=AnswerForm, when=is_in(State.ASKED, State.CLOSED)),
        Step(
            "publish",
            "Publish question and answer",
            _publish,
            form=PublicForm,
            when=lambda request, question: question.state == State.ANSWERED and not question.published_at,
        ),
        Step(
            "unpublish",
            "Take off the page",
            _unpublish,
            when=lambda request, question: question.published_at is not None,
        ),
        Step("close", "Close without an answer", _close, when=is_in(State.ASKED), danger=True),
    )

    @admin.display(description="from")
    def who(self, obj):
        return obj.asked_by or obj.asked_name or "no name left"
