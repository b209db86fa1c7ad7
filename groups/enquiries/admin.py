"""The desk of support enquiries: whose turn it is, the oldest promise first; each step is one action."""

from django.contrib import admin
from django.utils import timezone

from camk.admin_lists import ListAdmin
from camk.admin_tools import ActionAdmin, Step, does
from camk.errors import RuleBroken
from camk.hours import working_days
from camk.templatetags.ui import count, plaindate
from groups.enquiries import actions, forms
from groups.enquiries.models import Enquiry, PeerHelp, ReadyReply

State = Enquiry.State


class QueueFilter(admin.SimpleListFilter):
    """Whose turn it is."""

    title = "queue"
    parameter_name = "queue"
    QUEUES = {
        "ours": ("Our turn", lambda rows, user: rows.ours()),
        "nobody": ("Nobody is on it", lambda rows, user: rows.unassigned()),
        "mine": ("Mine", lambda rows, user: rows.ours().filter(handler=user)),
        "overdue": ("Our reply is late", lambda rows, user: rows.overdue(timezone.localdate())),
        "waiting": ("Waiting for them", lambda rows, user: rows.filter(state=State.WAITING)),
    }

    def lookups(self, request, model_admin):
        return [(code, label) for code, (label, _) in self.QUEUES.items()]

    def queryset(self, request, queryset):
        if self.value() not in self.QUEUES:
            return queryset
        _, narrow = self.QUEUES[self.value()]
        return narrow(queryset, request.user)


def due_words(enquiry: Enquiry) -> str:
    """ "due 12 November 2026", "was due ..., 2 working days ago"; empty when nothing is."""
    today = timezone.localdate()
    if enquiry.due_on is None:
        return ""
    if enquiry.due_on >= today:
        return "due today" if enquiry.due_on == today else f"due {plaindate(enquiry.due_on)}"
    late = working_days(enquiry.due_on, today)
    ago = f", {count(late, 'working day,working days')} ago" if late else ""
    return f"was due {plaindate(enquiry.due_on)}{ago}"


def _is_ours(request, enquiry):
    return enquiry.state in Enquiry.OURS


def _is_not_closed(request, enquiry):
    return enquiry.state != State.CLOSED


def _is_kept(request, enquiry):
    return enquiry.forgotten_at is None


def _told(enquiry, told: bool) -> str:
    return "They are told by mail." if told else f"We have no e-mail address: tell them ({enquiry.who})."


def _take(request, enquiry, data):
    actions.assign(enquiry=enquiry, to=request.user, by=request.user)
    return "You are on it."


def _assign(request, enquiry, data):
    actions.assign(enquiry=enquiry, to=data["to"], by=request.user)
    return f"{data['to']} is on it."


def _ask_back(request, enquiry, data):
    return f"Asked. {_told(enquiry, actions.ask_back(enquiry=enquiry, **data, by=request.user))}"


def _answer(request, enquiry, data):
    return f"Answered. {_told(enquiry, actions.answer(enquiry=enquiry, **data, by=request.user))}"


def _note(request, enquiry, data):
    actions.note(enquiry=enquiry, **data, by=request.user)
    return "Noted, for us only."


def _find(request, enquiry, data):
    actions.add_find(enquiry=enquiry, find=forms.FundingFind(**data), by=request.user)
    return "It stands on their page. Add the next, or answer when the search is done."


def _drop_find(request, enquiry, data):
    actions.drop_find(find=data["find"], by=request.user)
    return "Taken off."


def _file(request, enquiry, data):
    actions.file_under(enquiry=enquiry, **data, by=request.user)
    return "Filed."


def _they_said(request, enquiry, data):
    actions.say_more(enquiry=enquiry, words=data["words"], by=request.user)
    return "Noted as said by them. It is our turn."


def _close(request, enquiry, data):
    actions.close(enquiry=enquiry, by=request.user)
    return "Closed."


@admin.register(Enquiry)
class EnquiryAdmin(ActionAdmin):
    """What organisations ask us for help with."""

    change_form_template = "admin/groups/enquiry/change_form.html"
    list_display = ["reference", "kind", "of", "state", "due", "handler", "received_at"]
    list_filter = [QueueFilter, "kind", "state", "channel", ("handler", admin.RelatedOnlyFieldListFilter), "helped"]
    list_select_related = ["person", "organisation", "handler"]
    search_fields = ["reference", "words", "organisation__name", "organisation_name", "person__name", "person__email"]
    fields = [
        *("reference", "kind", "words", "wants_search", "who", "of", "channel", "state", "handler", "received_at"),
        *("due", "answered_at", "helped", "reopened"),
    ]
    steps = (
        Step("take", "I am on it", _take, when=lambda request, e: _is_ours(request, e) and e.handler != request.user),
        Step(
            "answer",
            "Answer",
            _answer,
            form=lambda request, e: forms.answer_form(e, _start(request, e)),
            when=_is_not_closed,
            explain="They read it on a page of their own; the mail holds only the link.",
        ),
        Step("ask-back", "Ask them", _ask_back, form=forms.AskBackForm, when=_is_ours),
        Step("find", "Add a fund", _find, form=forms.FindForm, when=_is_not_closed),
        Step(
            "drop-find",
            "Take a fund off",
            _drop_find,
            form=lambda request, e: forms.drop_form(e),
            when=lambda request, e: e.finds.exists(),
            danger=True,
        ),
        Step("note", "Note for us", _note, form=forms.NoteForm, when=_is_kept),
        Step(
            "they-said",
            "They told us more",
            _they_said,
            form=forms.MoreForm,
            when=_is_kept,
            explain="Said by phone, by mail or in person: it stands on their page as theirs.",
        ),
        Step(
            "assign",
            "Give to a colleague",
            _assign,
            form=lambda request, e: forms.colleague_form(),
            when=_is_ours,
        ),
        Step("file", "Which organisation it is about", _file, form=forms.FileForm),
        Step(
            "close",
            "Close",
            _close,
            when=_is_not_closed,
            danger=True,
            explain="Nobody is told. Whoever asked can open it again from their page.",
        ),
        Step(
            "forget",
            "Take all words out",
            run=does(actions.forget_now, "Words and names are gone; only the count stays.", to="enquiry"),
            when=_is_kept,
            danger=True,
            explain=(
                "For words that show who somebody is. Everything written goes at once and cannot be brought back: "
                "what they asked, what we answered, our notes, and who asked."
            ),
        ),
    )

    def get_ordering(self, request):
        """In a queue the promise that ends first; otherwise the newest."""
        return ["due_on", "received_at"] if QueueFilter.parameter_name in request.GET else ["-received_at"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = forms.KeyInForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request, obj=None):
        return self.fields if obj else [*forms.KeyInForm.Meta.fields, "name", "email", "phone"]

    def get_readonly_fields(self, request, obj=None):
        return self.fields if obj else []

    def write(self, request, obj, form, change):
        if change:
            raise RuleBroken("This record is not edited here; use the buttons above it.")
        stored = actions.key_in(**form.cleaned_data, by=request.user)
        obj.pk, obj.reference = stored.pk, stored.reference

    def changelist_view(self, request, extra_context=None):
        """Above the list: whose turn it is."""
        rows = Enquiry.objects.all()
        said = f"{rows.ours().count()} our turn, {rows.overdue(timezone.localdate()).count()} late"
        return super().changelist_view(request, {**(extra_context or {}), "subtitle": said})

    def render_change_form(self, request, context, obj=None, **kwargs):
        if obj:
            context |= {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
            context |= {"enquiry": obj, "ready": forms.ready_replies(obj)}
            context["answer_url"] = self.step_url(obj, "answer") if obj.state != State.CLOSED else ""
        return super().render_change_form(request, context, obj=obj, **kwargs)

    @admin.display(description="who asked")
    def who(self, obj):
        return obj.who

    @admin.display(description="organisation")
    def of(self, obj):
        return obj.of or "none named"

    @admin.display(description="our reply")
    def due(self, obj):
        return due_words(obj)


def _start(request, enquiry) -> str:
    """The words of the ready reply the page was opened with."""
    asked = request.GET.get("start", "")
    reply = forms.ready_replies(enquiry).filter(code=asked).first() if asked else None
    return reply.words if reply else ""


@admin.register(ReadyReply)
class ReadyReplyAdmin(ListAdmin):
    """What answers are started from."""

    list_display = ["label", "kind", "position", "in_use"]


@admin.register(PeerHelp)
class PeerHelpAdmin(ActionAdmin):
    """Organisations that solved something and agreed to be asked."""

    list_display = ["organisation", "kind", "agreed_at", "ended_at"]
    list_filter = ["kind"]
    list_select_related = ["organisation"]
    search_fields = ["organisation__name"]
    fields = ["organisation", "kind", "how"]
    steps = (
        Step(
            "stop",
            "Taken back",
            lambda request, row, data: (
                actions.be_asked_no_more(peer_help=row, by=request.user) or "Nobody is given its name any more."
            ),
            when=lambda request, row: row.ended_at is None,
            danger=True,
        ),
    )

    def write(self, request, obj, form, change):
        row = actions.agree_to_be_asked(organisation=obj.organisation, kind=obj.kind, how=obj.how, by=request.user)
        obj.pk = row.pk
