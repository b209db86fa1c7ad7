"""A step on the page of what came of a meeting: which issues were talked about."""

from django import forms

from camk.admin_tools import Step
from insights.agenda.actions import NEVER
from insights.agenda.models import AgendaIssue
from insights.discussions import actions
from insights.discussions.models import Discussion
from insights.issues.models import Issue
from meetings.outcomes.admin import OutcomeAdmin

MOST_ISSUES = 40


def discussed_form(meeting):
    """References, one a line; at first those that stood on the agenda."""
    rows = Discussion.objects.filter(meeting=meeting)
    if not rows.exists():
        rows = AgendaIssue.objects.at(meeting)
    known = (
        rows.exclude(issue__state__in=NEVER).order_by("issue__reference").values_list("issue__reference", flat=True)
    )

    class DiscussedForm(forms.Form):
        issues = forms.CharField(
            label="References",
            required=False,
            max_length=MOST_ISSUES * 25,
            initial="\n".join(known),
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text="One a line, like MK-2026-00017. What stood on the agenda is filled in.",
        )

        def clean_issues(self):
            wanted = list(dict.fromkeys(self.cleaned_data["issues"].upper().split()))
            found = list(Issue.objects.filter(reference__in=wanted).exclude(state__in=NEVER))
            if unknown := sorted(set(wanted) - {issue.reference for issue in found}):
                raise forms.ValidationError(f"We have no open issue {unknown[0][:40]}.")
            return found

    return DiscussedForm


def _note(request, obj, data):
    actions.note_discussed(meeting=obj, issues=data["issues"], by=request.user)
    return f"{len(data['issues'])} noted. The people behind them are told once what came of the meeting is shown."


# The lower app's page gains what only this room knows.
OutcomeAdmin.steps = (
    *OutcomeAdmin.steps,
    Step(
        "issues",
        "Issues talked about",
        _note,
        form=lambda request, obj: discussed_form(obj),
        explain="Each shows on its page where it was talked about. Whoever told us gets one mail, without any words.",
    ),
)
