"""Staff pages of surveys: composed, opened, closed; the links to hand out."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from camk.accounts.permissions import is_safeguarding_lead
from camk.admin_lists import ListAdmin
from camk.admin_tools import ActionAdmin, ReadOnlyAdmin, Step, does
from camk.views import private_page
from insights.surveys import actions
from insights.surveys.forms import DaysForm, meeting_form, session_form
from insights.surveys.models import MOST_QUESTIONS, SealedAnswer, Survey, SurveyAnswer, SurveyQuestion, TrainingTopic


def _is_draft(request, survey) -> bool:
    return survey.is_draft


def _is_out(request, survey) -> bool:
    return not survey.is_draft


def _draft_session(request, survey, data):
    meeting = actions.draft_session(survey=survey, **data, by=request.user)
    messages.success(request, "Drafted. When you publish it, whoever waits for it is invited.")
    return HttpResponseRedirect(reverse("admin:meetings_meeting_change", args=[meeting.pk]))


@admin.register(Survey)
class SurveyAdmin(ActionAdmin):
    """Five-minute surveys."""

    list_display = ["title", "programme", "opens_on", "closes_on", "stands"]
    list_filter = ["programme"]
    list_select_related = ["programme"]
    search_fields = ["title"]
    fields = ["title", "intro", "programme", "opens_on", "closes_on", "enough"]
    steps = (
        Step(
            "publish",
            "Open it",
            does(actions.publish, "It can be answered from its first day on.", to="survey"),
            when=_is_draft,
            explain="From then on its questions stand, so that all answers are to the same ones.",
        ),
        Step(
            "days",
            "Another last day",
            does(actions.change_days, "Changed.", to="survey"),
            form=DaysForm,
            when=_is_out,
        ),
        Step(
            "close",
            "Close it now",
            does(actions.close, "Closed. The results are on its page.", to="survey"),
            when=lambda request, survey: survey.is_open,
            danger=True,
        ),
        Step(
            "draft-session",
            "Draft a session",
            _draft_session,
            form=lambda request, survey: session_form(survey),
            when=_is_out,
            explain="A draft meeting. Whoever waits for the topic is invited when you publish it.",
        ),
        Step(
            "name-meeting",
            "Name a meeting about a topic",
            does(actions.name_meeting, "It stands beside the need.", to="survey"),
            form=lambda request, survey: meeting_form(survey),
            when=_is_out,
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        more = ["questions", "to_hand_out", "answered"] if obj else []
        return [*more, *self.fields] if obj and not obj.is_draft else more

    def get_fields(self, request, obj=None):
        return [*self.fields, "questions", "to_hand_out", "answered"] if obj else self.fields

    def write(self, request, obj, form, change):
        actions.store_survey(survey=obj, by=request.user)

    @admin.display(description="where it stands")
    def stands(self, obj):
        return obj.stands

    @admin.display(description="questions")
    def questions(self, obj):
        """Each leads to its page; a new one is added at the end."""
        rows = [
            (reverse("admin:insights_surveyquestion_change", args=[row.pk]), row.words, row.get_kind_display())
            for row in obj.questions.all()
        ]
        listed = format_html_join("", '<li><a href="{}">{}</a> ({})</li>', rows)
        more = format_html("<p>{} of {} questions.</p>", len(rows), MOST_QUESTIONS)
        if obj.is_draft and len(rows) < MOST_QUESTIONS:
            add = reverse("admin:insights_surveyquestion_add")
            more += format_html('<p><a href="{}?survey={}">Add a question</a></p>', add, obj.pk)
        return format_html("<ol>{}</ol>{}", listed, more)

    @admin.display(description="to hand out")
    def to_hand_out(self, obj):
        links = [
            (reverse(f"insights:survey{name}", args=[obj.slug]), label)
            for name, label in (
                ("", "The page to answer it"),
                ("-poster", "A page to print, with the QR code"),
                ("-results", "What the answers say so far"),
                ("-plan", "Training plan: who waits for what"),
                ("-kiosk", "For a device in a room: one person after the other"),
            )
        ]
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a></li>', links))

    @admin.display(description="answers so far")
    def answered(self, obj):
        sent = obj.responses.sent().count()
        return f"{sent} sent, {obj.responses.exclude(state='sent').count()} begun"


class QuestionForm(forms.ModelForm):
    """A question of one kind; what the kind has no use for is left empty."""

    class Meta:
        model = SurveyQuestion
        fields = ["survey", "kind", "words", "hint", "topics", "options", "low", "high"]


@admin.register(SurveyQuestion)
class SurveyQuestionAdmin(ActionAdmin):
    """Questions; in a draft they are changed, moved and dropped."""

    form = QuestionForm
    list_display = ["words", "survey", "position", "kind"]
    list_filter = ["survey", "kind"]
    list_select_related = ["survey"]
    search_fields = ["words"]
    fields = QuestionForm.Meta.fields
    steps = (
        Step(
            "up",
            "Ask it one earlier",
            does(actions.move_up, "Moved.", to="question"),
            when=lambda request, question: question.survey.is_draft and question.position > 1,
        ),
        Step(
            "drop",
            "Ask it no more",
            run=lambda request, obj, data: (
                actions.drop_question(question=obj, by=request.user) or "It is asked no more."
            ),
            when=lambda request, question: question.survey.is_draft,
            danger=True,
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        return self.fields if obj and not obj.survey.is_draft else ["survey"] if obj else []

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "survey":
            kwargs["queryset"] = Survey.objects.filter(published_at=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["queryset"] = TrainingTopic.objects.offered()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def write(self, request, obj, form, change):
        actions.store_question(question=obj, topics=list(form.cleaned_data.get("topics", ())), by=request.user)

    def after_step(self, request, obj):
        """To the survey: a question that was dropped has no page."""
        return reverse("admin:insights_survey_change", args=[obj.survey_id])


@admin.register(TrainingTopic)
class TrainingTopicAdmin(ListAdmin):
    """What organisations can be trained in."""


def _seal(request, answer, data):
    actions.seal_answer(answer=answer, by=request.user)
    return "Sealed. The safeguarding lead has been written to; nobody else can read it now."


@admin.register(SurveyAnswer)
class SurveyAnswerAdmin(ReadOnlyAdmin):
    """The few words that were written, without who wrote them; what names somebody is taken out."""

    list_display = ["words", "question", "survey"]
    list_filter = ["question__survey"]
    list_select_related = ["question__survey"]
    fields = ["survey", "question", "words"]
    steps = (
        Step(
            "take-out",
            "Take the words out",
            does(actions.take_words_out, "The words are gone.", to="answer"),
            when=lambda request, answer: bool(answer.words),
            danger=True,
        ),
        Step(
            "seal",
            "Route as safeguarding",
            _seal,
            when=lambda request, answer: bool(answer.words),
            danger=True,
            explain="Somebody may be at risk. The words leave every page and file at once; the safeguarding lead "
            "alone can read them. Ring the lead as well, and 999 if there is danger now.",
        ),
    )

    def get_queryset(self, request):
        """Words alone; what was chosen is counted."""
        return super().get_queryset(request).filter(question__kind=SurveyQuestion.Kind.TEXT)

    @admin.display(description="survey")
    def survey(self, obj):
        return obj.question.survey


def _open_sealed(request, record, data):
    words = actions.open_sealed(record=record, by=request.user)
    context = admin.site.each_context(request) | {"title": f"Opened: {record}", "opts": SealedAnswer._meta}
    page = "admin/insights/sealedanswer/opened.html"
    return private_page(TemplateResponse(request, page, context | {"record": record, "words": words}))


@admin.register(SealedAnswer)
class SealedAnswerAdmin(ReadOnlyAdmin):
    """For the safeguarding lead: never the words in a list; "Open" shows them once, and that is written down."""

    list_display = ["__str__", "question", "sealed_at", "sealed_by", "ended_at"]
    list_filter = [("ended_at", admin.EmptyFieldListFilter)]
    list_select_related = ["question", "sealed_by"]
    fields = ["question", "sealed_at", "sealed_by", "ended_at", "end"]
    steps = (
        Step(
            "open",
            "Open",
            _open_sealed,
            when=lambda request, record: record.ended_at is None,
            explain="You read what was written. That you opened it is written down with the time.",
        ),
        Step(
            "put-back",
            "Put it back",
            does(actions.put_back_answer, "Put back among the answers.", to="record"),
            when=lambda request, record: record.ended_at is None,
            explain="It was no matter of safeguarding. Staff read the words again.",
        ),
        Step(
            "destroy",
            "Destroy the words",
            does(actions.destroy_answer, "Destroyed. The dates stay.", to="record"),
            when=lambda request, record: record.ended_at is None,
            danger=True,
            explain="The concern went the way it must go and is written down there. This cannot be undone.",
        ),
    )

    def get_queryset(self, request):
        return SealedAnswer.objects.visible_to(request.user)

    def has_module_permission(self, request):
        return is_safeguarding_lead(request.user)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    has_change_permission = has_view_permission
