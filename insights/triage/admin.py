"""Staff page of triage: the queue, one issue with its voices, and keying in for somebody."""

from django.contrib import admin
from django.db.models import F, Prefetch
from django.urls import reverse
from django.utils import timezone

from camk.accounts.actions import person_for
from camk.admin_tools import ActionAdmin
from insights.issues.actions import tell
from insights.issues.models import Issue, Voice
from insights.issues.timeline import timeline
from insights.triage.actions import classify
from insights.triage.duplicates import likely_duplicates
from insights.triage.filters import ClusterFilter, OwnerFilter, QueueFilter
from insights.triage.forms import ClassifyForm, KeyInForm, summary
from insights.triage.steps import STEPS

CLASSIFY = (
    ("What it is about", {"fields": ["themes", "main_theme", "beneficiaries"]}),
    ("Where", {"fields": ["places", "main_place"]}),
    ("How hard and how wide (priority is one times the other)", {"fields": ["severity", "reach"]}),
)
KEY_IN = (
    ("What they told us", {"fields": ["kind", "words", "what_would_help", "place", "affected", "lived_experience"]}),
    ("Who told us", {"fields": ["channel", "name", "email", "organisation", "consents"]}),
)


@admin.register(Issue)
class IssueAdmin(ActionAdmin):
    """What we heard, oldest first; each decision is a step that writes to the people behind it."""

    list_display = [
        "reference",
        "kind",
        "words",
        "where",
        "main_theme",
        "state",
        "age",
        "priority_column",
        "voices_told",
        "owner",
    ]
    list_filter = [QueueFilter, OwnerFilter, "state", "kind", "for_report", ClusterFilter, "main_theme"]
    list_per_page = 50
    search_fields = ["reference", "lead_wording", "voices__words"]
    ordering = ["created_at", "pk"]
    change_form_template = "admin/insights/issue/change_form.html"
    steps = STEPS

    def get_queryset(self, request):
        issues = Issue.objects.visible_to(request.user).select_related("owner", "main_theme", "main_place")
        voices = Prefetch("voices", queryset=Voice.objects.visible_to(request.user))
        issues = issues.prefetch_related(voices, "places")
        return issues.annotate(priority_order=F("severity") * F("reach"))

    # -- the queue -------------------------------------------------------------------------------------
    @admin.display(description="in their words")
    def words(self, issue):
        return summary(issue)

    @admin.display(description="where")
    def where(self, issue):
        return ", ".join(place.label for place in issue.places.all()[:2]) or issue.main_place or "-"

    @admin.display(description="days", ordering="-created_at")
    def age(self, issue):
        return (timezone.now() - issue.created_at).days

    @admin.display(description="priority", ordering="priority_order")
    def priority_column(self, issue):
        if not issue.priority:
            return "-"
        return f"{issue.priority} of 16"

    @admin.display(description="voices", ordering="voice_count")
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
            voices = Voice.objects.visible_to(request.user).of_issue(obj)
            context |= {
                "voices": voices.select_related("user", "organisation", "place", "keyed_in_by", "first_issue")
                .prefetch_related("consents")
                .distinct(),
                "entries": timeline(obj, insider=True),
                "likely": [(like, summary(like.issue)) for like in likely_duplicates(obj, limit=3)],
                "joined_here": obj.joined.all(),
                "show_save_and_add_another": False,
                "page_url": reverse("insights:issue-detail", args=[obj.reference]),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def add_view(self, request, form_url="", extra_context=None):
        title = {"title": "Key in for somebody"}
        return super().add_view(request, form_url, (extra_context or {}) | title)

    # -- writing ---------------------------------------------------------------------------------------
    def write(self, request, obj, form, change):
        if change:
            classify(issue=obj, by=request.user, **form.cleaned_data)
            return
        data = dict(form.cleaned_data)
        name, email = data.pop("name"), data.pop("email")
        person = person_for(email=email, name=name, by=request.user) if email else None
        issue = tell(**data, user=person, keyed_in_by=request.user, by=request.user)
        obj.pk, obj.reference, obj.state = issue.pk, issue.reference, issue.state
