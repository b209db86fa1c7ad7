"""The code was right: what the person sent on the joining pages before is carried out now."""

from django.contrib import messages
from django.dispatch import receiver

from camk.accounts.signals import signed_in
from camk.drafts import Draft
from camk.errors import RuleBroken
from groups.joining.actions import finish

SESSION_KEY = "join_draft"


@receiver(signed_in)
def on_signed_in(sender, request, user, **kwargs):
    """Only a draft sent from this very browser, for this very person: typing somebody's address does nothing."""
    key = request.session.get(SESSION_KEY)
    draft = Draft.objects.filter(kind="join", key=key, user=user).first() if key else None
    if draft is None or not draft.data.get("sent"):
        return
    try:
        finish(draft=draft, user=user, by=user)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    else:
        del request.session[SESSION_KEY]
