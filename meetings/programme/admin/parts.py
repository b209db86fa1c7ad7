"""Staff pages of one part of an agenda and of one speaker; both lead back to the programme of their meeting."""

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from camk.addresses import key_in
from camk.admin_tools import ActionAdmin, Step
from meetings.meetings.models import AgendaItem, Meeting, Speaker
from meetings.programme import actions
from meetings.programme.actions.speaking import NO, UNNAMED, YES
from meetings.programme.admin.overview import ProgrammePage
from meetings.programme.forms import PartForm, SpeakerForm


def programme_page(meeting_id: int):
    """Back to the programme of this meeting."""
    return HttpResponseRedirect(reverse("admin:meetings_programme", args=[meeting_id]))


class OfMeeting(ActionAdmin):
    """A row of a meeting: added from the meeting's programme (`?meeting=12`), and back there after each save."""

    def meeting_of(self, request, obj=None) -> Meeting | None:
        if obj is not None:
            return obj.meeting
        number = key_in(request.GET.get("meeting"))
        return Meeting.objects.filter(pk=number).first() if number else None

    def has_add_permission(self, request):
        return super().has_add_permission(request) and self.meeting_of(request) is not None

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        self.message_user(request, "Saved.", level="success")
        return programme_page(obj.meeting_id)

    def response_change(self, request, obj):
        return self.response_add(request, obj)


def _remove(run, name):
    def step(request, obj, data):
        meeting = obj.meeting_id
        run(**{name: obj}, by=request.user)
        return programme_page(meeting)

    return step


@admin.register(AgendaItem)
class AgendaItemAdmin(ProgrammePage, OfMeeting):
    """Parts of agendas."""

    form = PartForm
    list_display = ["title", "meeting", "minutes", "kind"]
    list_filter = ["kind"]
    list_select_related = ["meeting"]
    search_fields = ["title", "meeting__title"]
    ordering = ["-meeting__starts_at", "position"]
    steps = (Step("remove", "Take it off the agenda", _remove(actions.remove_part, "part"), danger=True),)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form, meeting = super().get_form(request, obj, change=change, **kwargs), self.meeting_of(request, obj)

        class OfThisMeeting(form):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, meeting=meeting, **kwargs)

        return OfThisMeeting

    def write(self, request, obj, form, change):
        if not change:
            obj.meeting = self.meeting_of(request)
        actions.store_part(part=obj, by=request.user)


class AgreedForm(forms.Form):
    """What they said."""

    answer = forms.ChoiceField(
        label="They said",
        choices=[
            (YES, "They will speak, and may be named on the page"),
            (UNNAMED, "They will speak, and are not named on the page"),
            (NO, "They cannot speak"),
        ],
        widget=forms.RadioSelect,
    )


def _ask(request, obj, data):
    actions.ask_speaker(speaker=obj, by=request.user)
    return f"{obj.name} gets the link by mail."


def _note(request, obj, data):
    actions.note_answer(speaker=obj, answer=data["answer"], by=request.user)
    return "Written down."


class AnswerFilter(admin.SimpleListFilter):
    """Where their answer stands."""

    title, parameter_name = "answer", "answer"

    def lookups(self, request, model_admin):
        return [("open", "No answer yet"), ("yes", "Agreed to be shown"), ("no", "Cannot speak")]

    def queryset(self, request, queryset):
        return {
            "open": queryset.filter(answered_at=None, consented_at=None),
            "yes": queryset.filter(consented_at__isnull=False),
            "no": queryset.filter(declined_at__isnull=False),
        }.get(self.value(), queryset)


@admin.register(Speaker)
class SpeakerAdmin(OfMeeting):
    """Who speaks, at which meeting, and whether they agreed to be shown."""

    form = SpeakerForm
    list_display = ["name", "meeting", "role", "topic", "answer_words"]
    list_filter = [AnswerFilter, "role"]
    list_select_related = ["meeting"]
    raw_id_fields = ["organisation"]
    search_fields = ["name", "topic", "organisation_name", "organisation__name", "meeting__title"]
    ordering = ["-meeting__starts_at", "position"]
    readonly_fields = ["answer_words", "needs", "asked_at", "consented_at"]
    fields = [*SpeakerForm.Meta.fields, *readonly_fields]
    steps = (
        Step(
            "ask",
            "Send the link",
            _ask,
            when=lambda request, obj: obj.user_id is not None and not obj.meeting.is_over,
            explain="They get a page of their own by mail: topic, a few words about them, what they need, and "
            "whether we may show them.",
        ),
        Step(
            "note",
            "Write down what they said",
            _note,
            form=AgreedForm,
            explain="For speakers who told us on the phone or on paper.",
        ),
        Step(
            "remove",
            "They do not speak",
            _remove(actions.remove_speaker, "speaker"),
            danger=True,
            explain="They are taken out of the programme, with what we wrote down about them.",
        ),
    )

    @admin.display(description="answer")
    def answer_words(self, obj):
        return obj.answer_words if obj.pk else "Not asked yet"

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else []

    def get_fields(self, request, obj=None):
        return self.fields if obj else SpeakerForm.Meta.fields

    def write(self, request, obj, form, change):
        if not change:
            obj.meeting = self.meeting_of(request)
        actions.store_speaker(speaker=obj, email=form.cleaned_data["email"], by=request.user)
