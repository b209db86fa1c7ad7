"""Taking out of everything about an issue what shows who somebody is."""

from camk.admin_tools import Step
from insights.issues.actions import redact_evidence, redact_move, redact_voice
from insights.triage.actions import redact_beside
from insights.triage.forms import redact_form

REDACT = {"voice": redact_voice, "evidence": redact_evidence, "move": redact_move, "beside": redact_beside}


def _redact(request, issue, data):
    for change in data["changes"]:
        run = next(run for what, run in REDACT.items() if what in change)
        run(**change, by=request.user)
    return "Taken out. What stood there before is gone."


REDACTING = (
    Step(
        "redact",
        "Take out what shows who somebody is",
        run=_redact,
        form=redact_form,
        explain="What you take out is gone for good, from reports that quote it too.",
    ),
)
