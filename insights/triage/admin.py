"""Staff page of triage: the list, one issue with its voices, and keying in for somebody."""

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from camk.admin_lists import ListAdmin
from camk.admin_tools import ActionAdmin
from insights.issues.indexes import PRIORITY
from insights.issues.models import Issue, Voice
from insights.issues.timeline import timeline
from insights.triage.actions import classify, key_in, last_decision
from insights.triage.admin_bulk import BulkPages
from insights.triage.admin_import import ImportPages
from insights.triage.admin_workbench import come_back, leave
from insights.triage.clock import due_words
from insights.triage.filters import CappedPaginator, ClusterFilter, MainAreaFilter, OwnerFilter, QueueFilter
from insights.triage.forms import READY, ClassifyForm, KeyInForm, summary
from insights.triage.holding import hold, let_go
from insights.triage.models import Parking, ResponseTemplate
from insights.triage.queues import QUEUES
from insights.triage.searching import MOST_ROW_BY_ROW, search
from insights.triage.staleness import happened_since, step_stamp
from insights.triage.steps import STEPS

BESIDE = ("take", "check", "note")  # pressed on the way to a decision
DONE_WITH = "triage_done_with"
CLASSIFY = (
    ("What it is about", {"fields": ["seen", "themes", "main_theme", "beneficiaries"]}),
    ("Where", {"fields": ["places", "main_place"]}),
    ("How hard and how wide (priority is one times the other)", {"fields": ["severity", "reach"]}),
)
KEY_IN = (
    (
        "What they told us",
        {
            "description": "The same as one we know? Find it among the issues; there, “Us too” for somebody.",
            "fields": ["kind", "words", "what_would_help", "place", "affected", "lived_experience"],
        },
    ),
    ("Who told us", {"fields": ["channel", "name", "email", "organisation", "consents", "asked"]}),
)


@admin.register(Issue)
class IssueAdmin(ImportPages, BulkPages, ActionAdmin):
    """What we heard, oldest first; each decision is a step that writes to the people behind it."""

    view_on_site = True
    list_display = [
        "reference",
        "words",
        "stands",
        "due",
        "age",
        "priority_column",
        "voices_told",
    ]
    # Only what an index holds in order: at a million rows a list sorted by anything else would be read whole.
    sortable_by = ["age", "priority_column"]
    list_filter = [QueueFilter, OwnerFilter, "state", "kind", "for_report"]
    list_filter += [ClusterFilter, MainAreaFilter, "main_theme"]
    list_per_page = 50
    paginator = CappedPaginator
    search_fields = ["reference", "lead_wording", "voices__words"]  # said by the box; asked by get_search_results
    ordering = ["created_at", "pk"]
    change_form_template = "admin/insights/issue/change_form.html"
    change_list_template = "admin/insights/issue/change_list.html"
    step_template = "admin/insights/issue/step.html"
    steps = STEPS

    def get_queryset(self, request):
        issues = Issue.objects.visible_to(request.user).select_related("owner", "main_theme", "main_place")
        voices = Prefetch("voices", queryset=Voice.objects.visible_to(request.user))
        issues = issues.prefetch_related(voices, "places")
        if request.GET.get("queue") == "parked":
            issues = issues.prefetch_related(Prefetch("parkings", Parking.objects.awake(), to_attr="awake"))
        return issues.annotate(priority_order=PRIORITY)

    def get_search_results(self, request, queryset, search_term):
        found, request.is_read_row_by_row = search(queryset, search_term)
        return found, False

    def get_paginator(self, request, *args, **kwargs):
        paginator = super().get_paginator(request, *args, **kwargs)
        if getattr(request, "is_read_row_by_row", False):
            paginator.most = MOST_ROW_BY_ROW
        return paginator

    # -- the list --------------------------------------------------------------------------------------
    @admin.display(description="in their words")
    def words(self, issue):
        """With kind, place and theme beneath: as columns they pushed what is due off the screen."""
        where = ", ".join(place.label for place in issue.places.all()[:2]) or issue.main_place
        about = ". ".join(str(part) for part in (issue.get_kind_display(), where, issue.main_theme) if part)
        return format_html('{}<br><span class="quiet">{}</span>', summary(issue), about)

    @admin.display(description="state")
    def stands(self, issue):
        """With whoever looks after it beneath."""
        return format_html('{}<br><span class="quiet">{}</span>', issue.get_state_display(), issue.owner or "")

    @admin.display(description="due")
    def due(self, issue):
        """What is parked and due says what brought it back."""
        back = [row.get_woken_by_display() for row in getattr(issue, "awake", ())]
        return back[0].capitalize() if back else due_words(issue) or "-"

    @admin.display(description="days", ordering="-created_at")
    def age(self, issue):
        return (timezone.now() - issue.created_at).days

    @admin.display(description="priority", ordering="priority_order")
    def priority_column(self, issue):
        if not issue.priority:
            return "-"
        return f"{issue.severity} x {issue.reach} = {issue.priority}"

    @admin.display(description="voices")
    def voices_told(self, issue):
        return issue.voice_count

    # -- one issue -------------------------------------------------------------------------------------
    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = ClassifyForm if obj else KeyInForm
        form = super().get_form(request, obj, change=change, **kwargs)
        for field in form.base_fields.values():  # themes and places are edited on their own pages
            for may in ("can_add_related", "can_change_related", "can_view_related", "can_delete_related"):
                if hasattr(field.widget, may):
                    setattr(field.widget, may, False)
        return form

    def get_fieldsets(self, request, obj=None):
        return CLASSIFY if obj else KEY_IN

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            may_change = self.has_change_permission(request, obj)
            context |= self.desk(request, obj)
            context |= {
                "entries": timeline(obj, is_staff=True),
                "joined_here": obj.joined.all(),
                "show_save_and_add_another": False,
                "page_url": reverse("insights:issue-detail", args=[obj.reference]),
                "colleague": self._take_up(request, obj) if may_change else None,
                "may_change": may_change,
                "differences": context["adminform"].form.differences,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _take_up(self, request, obj):
        """A colleague who has it on the desk; whoever has just done their step only sees what came of it."""
        return None if request.session.pop(DONE_WITH, None) == obj.pk else hold(obj, request.user)

    def add_view(self, request, form_url="", extra_context=None):
        title = {"title": "Key in for somebody"}
        return super().add_view(request, form_url, (extra_context or {}) | title)

    # -- steps -----------------------------------------------------------------------------------------
    def step_view(self, request, object_id, name):
        """As everywhere, with a word about a colleague who has it on the desk, and the ready answers."""
        response = super().step_view(request, object_id, name)
        if getattr(response, "template_name", "") == self.step_template:
            issue = response.context_data["original"]
            response.context_data |= {
                "colleague": hold(issue, request.user),
                "seen": request.POST.get("seen", "") if READY in request.POST else step_stamp(issue),
                "session": self._session_of(request),
            }
        return response

    def is_sent(self, request) -> bool:
        """A ready answer is put into the form with what was typed; nothing is decided by it."""
        return super().is_sent(request) and READY not in request.POST

    def step_refusal(self, request, obj, step) -> str:
        """Besides the table of states: a colleague did something since this page was opened."""
        refusal = super().step_refusal(request, obj, step)
        since = happened_since(obj, request.POST.get("seen", "")) if self.is_sent(request) else []
        if not since:
            return refusal
        more = refusal or "What you wrote is still here: press again if it still holds."
        return " ".join(["While you were at it:", *since, more])

    def after_step(self, request, obj):
        """In a session the next item comes by itself, unless only something beside the issue was pressed."""
        session = self._session_of(request)
        name = request.resolver_match.kwargs["name"]
        if name not in BESIDE:
            let_go(obj.pk, request.user)
        if not session:
            request.session[DONE_WITH] = None if name in BESIDE else obj.pk
            return super().after_step(request, obj)
        if name == "undo-decision":
            come_back(request, obj.pk)
        elif name not in BESIDE:
            leave(request, obj.pk)
            if last_decision(obj, request.user):  # its page is gone from the screen, so the way back is told here
                back = self.step_url(obj, "undo-decision") + f"?session={session}"
                messages.info(request, format_html('<a href="{}">Take back what was decided on {}</a>', back, obj))
        return reverse("admin:insights_issue_session", args=[session])

    def _session_of(self, request) -> str:
        code = request.GET.get("session", "")
        return code if code in QUEUES else ""

    # -- writing ---------------------------------------------------------------------------------------
    def write(self, request, obj, form, change):
        data = dict(form.cleaned_data)
        if change:
            data.pop("seen")
            classify(issue=Issue.objects.get(pk=obj.pk), by=request.user, **data)
            return
        data.pop("asked")
        issue = key_in(**data, by=request.user)
        obj.pk, obj.reference, obj.state = issue.pk, issue.reference, issue.state


@admin.register(ResponseTemplate)
class ResponseTemplateAdmin(ListAdmin):
    """Ready answers by step, kind and theme; retired, never deleted."""

    list_display = ["label", "state", "kind", "theme", "position", "in_use"]
    list_filter = ["state", "kind"]
    list_select_related = ["theme"]
