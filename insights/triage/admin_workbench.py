"""The workbench and the session: what waits, and one item per screen until it is done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from camk.addresses import key_in
from insights.issues.models import Issue, Voice
from insights.issues.paging import counted
from insights.issues.states import IssueState
from insights.triage.actions.saying import may_become
from insights.triage.checklist import checklist
from insights.triage.clock import due_words, is_overdue
from insights.triage.forms import ParkForm, QuestionForm, RedirectForm, WordsForm, summary, told
from insights.triage.holding import held_by_others, hold, let_go
from insights.triage.models import JoinObjection
from insights.triage.queues import QUEUES, in_queue, narrowed, sealed_count
from insights.triage.staleness import step_stamp
from insights.triage.suggestions import duplicates, suggestions

S = IssueState
SOONEST = 8
SKIPPED = "triage_skipped"
LOOKED_THROUGH = 50  # of a queue, to find one that no colleague has on the desk
# Key, step, its name on the button, the state it leads to, its form; joining has a page of its own with a preview.
KEYS = (
    ("a", "accept", "Put on our list", S.ACCEPTED, WordsForm),
    ("j", "join", "Join with another", S.JOINED, None),
    ("q", "ask", "Ask a question", S.NEEDS_INFORMATION, QuestionForm),
    ("r", "redirect", "Pass it on", S.REDIRECTED, RedirectForm),
    ("p", "park", "Watch it", S.PARKED, ParkForm),
)


def leave(request, number: int) -> None:
    """This session is done with the issue, whether it was decided or left for later."""
    request.session[SKIPPED] = [*request.session.get(SKIPPED, []), number][-500:]


def come_back(request, number: int) -> None:
    """Its decision was taken back: it is the next again."""
    request.session[SKIPPED] = [left for left in request.session.get(SKIPPED, []) if left != number]


class WorkbenchPages:
    """Adds the workbench and the session to the staff page of issues."""

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("workbench/", view(self.workbench_view), name="insights_issue_workbench"),
            path("session/<slug:code>/", view(self.session_view), name="insights_issue_session"),
        ]
        return own + super().get_urls()

    def workbench_view(self, request):
        """Each queue with how many wait in it, and what is due next."""
        self._check(request)
        issues = Issue.objects.visible_to(request.user)
        listed = reverse("admin:insights_issue_changelist")
        queues = [
            {
                "queue": queue,
                "count": counted(narrowed(issues, queue.code, request.user)),
                "list_url": f"{listed}?queue={queue.code}",
                "session_url": reverse("admin:insights_issue_session", args=[queue.code]),
            }
            for queue in QUEUES.values()
        ]
        soonest = issues.filter(due_on__isnull=False).select_related("owner").prefetch_related("voices")
        soonest = soonest.order_by("due_on", "created_at", "pk")[:SOONEST]
        return self._page(
            request,
            "admin/insights/issue/workbench.html",
            title="Workbench",
            queues=queues,
            sealed=sealed_count(),
            soonest=[(issue, summary(issue), due_words(issue), is_overdue(issue)) for issue in soonest],
        )

    def session_view(self, request, code):
        """The next item of one queue; what is left for later comes when the session is begun again."""
        self._check(request)
        if code not in QUEUES:
            raise Http404
        if request.method == "POST":
            return self._leave_for_later(request, code)
        if "begin" in request.GET:
            request.session.pop(SKIPPED, None)
        issue = self._next(request, code)
        context = {"title": f"{QUEUES[code].label}, one by one", "queue": QUEUES[code], "keys": KEYS}
        if issue is None:
            return self._page(request, "admin/insights/issue/session_done.html", **context)
        context |= {"left": counted(in_queue(code, request.user)), "colleague": hold(issue, request.user)}
        return self._page(
            request, "admin/insights/issue/session.html", **context, **self.desk(request, issue, session=code)
        )

    def _leave_for_later(self, request, code):
        if (issue := key_in(request.POST.get("issue"))) is not None:
            let_go(issue, request.user)
            leave(request, issue)
            messages.info(request, "Left for later.")
        return HttpResponseRedirect(reverse("admin:insights_issue_session", args=[code]))

    def _next(self, request, code):
        """The oldest that was not left for later and that no colleague has on the desk."""
        waiting = in_queue(code, request.user).exclude(pk__in=request.session.get(SKIPPED, []))
        candidates = list(waiting.values_list("pk", flat=True)[:LOOKED_THROUGH])
        others = held_by_others(candidates, request.user)
        free = [number for number in candidates if number not in others] or candidates
        return self.get_queryset(request).filter(pk=free[0]).first() if free else None

    def desk(self, request, issue, *, session="") -> dict:
        """What lies beside an issue: voices, suggestions, checklist, notes, and what can be pressed."""
        voices = Voice.objects.visible_to(request.user).of_issue(issue)
        voices = voices.select_related("user", "organisation", "place", "keyed_in_by", "first_issue")
        base = f"?session={session}" if session else ""
        may_join = may_become(issue.state, S.JOINED)
        return {
            "original": issue,
            "voices": voices.prefetch_related("consents").distinct(),
            "due": due_words(issue),
            "overdue": is_overdue(issue),
            "likely": [(like, summary(like.issue)) for like in duplicates(issue)] if may_join else [],
            "suggested": suggestions(issue),
            "checklist": checklist(issue),
            "notes": issue.notes.select_related("by"),
            "parking": issue.parkings.live().first() if issue.state == S.PARKED else None,
            "acting": issue.who_can_act.select_related("action_group", "stakeholder"),
            "objections": JoinObjection.objects.filter(join__joined=issue).select_related("user", "settled_by"),
            "seen": step_stamp(issue),
            "take_url": self.step_url(issue, "take") + base,
            "check_url": self.step_url(issue, "check") + base,
            "join_url": self.step_url(issue, "join") + base,
            "decisions": [self._decision(request, issue, key, base) for key in KEYS] if session else [],
        }

    def _decision(self, request, issue, key, base) -> dict:
        """One of the five keys: its letter, name, address, and its form where it needs none but words."""
        letter, name, label, state, form = key
        step = next(step for step in self.steps if step.name == name)
        made = told(form, state)(request, issue)(auto_id=f"{name}_%s") if form else None
        return {
            "letter": letter,
            "label": label,
            "url": self.step_url(issue, name) + base,
            "form": made,
            "possible": step.when(request, issue),
        }

    def _check(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied

    def _page(self, request, template, **context):
        context |= {**self.admin_site.each_context(request), "title": context["title"], "opts": self.opts}
        return TemplateResponse(request, template, context)
