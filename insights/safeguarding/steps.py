"""What triage offers when somebody may be at risk: seal what was told."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from camk.admin_tools import Step
from insights.issues.models import Issue
from insights.safeguarding.actions import seal_issue, seal_voice
from insights.safeguarding.forms import seal_form


def _seal(request, issue, data):
    voice = data["what"]
    if voice is None:
        seal_issue(issue=issue, wording_is_safe=data["wording_is_safe"], by=request.user)
    else:
        seal_voice(voice=voice, wording_is_safe=data["wording_is_safe"], by=request.user)
    issue.refresh_from_db()
    said = "Sealed. The safeguarding lead has been written to; nobody else can read it now."
    if issue.state != Issue.State.SEALED:
        return said
    messages.success(request, said)  # the record is out of reach from here on
    return HttpResponseRedirect(reverse("admin:insights_issue_changelist"))


STEPS = (
    Step(
        "seal",
        "Route as safeguarding",
        run=_seal,
        form=seal_form,
        danger=True,
        explain="Somebody may be at risk. The words leave every list, search, report and mail at once; the "
        "safeguarding lead alone can read them. Ring the lead as well, and 999 if there is danger now.",
    ),
)
