"""Speaking to Slack: the lines that are due, one request each, through the portal's one door to other sites."""

from django.utils import timezone

from camk import outbound
from groups.workspace.actions.slack import HOST, claim_notice, note_answer
from groups.workspace.models import SlackNotice

BATCH = 20
GONE = {400, 403, 404, 410}  # the webhook was taken away, or Slack does not want this line


def send_lines() -> int:
    """Send up to twenty lines; returns how many were tried."""
    now = timezone.now()
    due = SlackNotice.objects.filter(state=SlackNotice.State.QUEUED, next_attempt_at__lte=now, mirror__is_on=True)
    tried = 0
    for notice in due.select_related("mirror").order_by("next_attempt_at", "pk")[:BATCH]:
        if claim_notice(notice=notice, now=now):
            error, final = _send(notice)
            note_answer(notice=notice, error=error, final=final)
            tried += 1
    return tried


def _send(notice: SlackNotice) -> tuple[str, bool]:
    """What went wrong ("" when nothing did), and whether it is for good."""
    try:
        status = outbound.ask("POST", notice.mirror.webhook_url, body={"text": notice.text}, hosts={HOST})
    except outbound.Refused as refused:
        return str(refused), True
    except outbound.NoAnswer as silence:
        return f"No answer: {silence}", False
    return ("", False) if 200 <= status < 300 else (f"Slack answered {status}", status in GONE)
