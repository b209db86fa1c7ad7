"""Ready answers: the words people read on the page, and apart from them what the mail says."""

from django.db import models

from camk.querysets import ListItem
from groups.themes.models import Theme
from insights.issues.models import Issue
from insights.issues.states import IssueState

ANSWERABLE = (
    IssueState.NEEDS_INFORMATION,
    IssueState.ANSWERED,
    IssueState.ACCEPTED,
    IssueState.PARKED,
    IssueState.REDIRECTED,
    IssueState.DECLINED,
    IssueState.JOINED,
    IssueState.CLOSED,
    IssueState.REOPENED,
)


class ResponseTemplate(ListItem):
    """Words staff start from when an issue takes a step; for one kind and theme, or for all."""

    state = models.CharField(
        "for the step", max_length=20, choices=[(state.value, state.label) for state in ANSWERABLE]
    )
    kind = models.CharField("for", max_length=10, choices=Issue.Kind, blank=True, help_text="Empty: for all kinds.")
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: for all themes."
    )
    words = models.TextField("what stands on the page", help_text="Staff change it to fit before it is sent.")
    mail_words = models.CharField(
        "what the mail says",
        max_length=400,
        blank=True,
        help_text="One or two general sentences; sent as they stand. A mail never holds what anybody told us.",
    )

    class Meta(ListItem.Meta):
        verbose_name = "ready answer"
