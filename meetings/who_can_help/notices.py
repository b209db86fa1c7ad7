"""The mails of questions to the network; none of them holds the words of the question."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk.hours import next_open
from camk.links import link_for
from camk.outbox.actions import post
from meetings.who_can_help.models import HelpAsked, HelpRequest

ASKER, CONTACT, GUEST = "help-asker", "help-contact", "help-guest"


def address(name: str, *arguments) -> str:
    return settings.SITE_URL + reverse(f"meetings:{name}", args=arguments)


def tell_asker(request: HelpRequest, event: str, *, key: str, **context) -> None:
    """One mail to whoever asked, with the link to the question. Call inside an action."""
    link = link_for(purpose=ASKER, target=request, user=request.asker)
    post(
        event=f"meetings/help_{event}",
        key=f"help:{request.pk}:{key}",
        user=request.asker,
        context={"about": request.about, "link": address("help-link", link.token), **context},
        not_before=next_open(timezone.now()),
    )


def tell_contact(asked: HelpAsked, user) -> None:
    """Ask a contact whether their organisation can help. Call inside an action."""
    link = link_for(purpose=CONTACT, target=asked, user=user)
    post(
        event="meetings/help_asked",
        key=f"help:{asked.request_id}:asked:{asked.pk}:{user.pk}",
        user=user,
        context={
            "about": asked.request.about,
            "organisation": asked.organisation.name,
            "link": address("help-contact", link.token),
        },
        not_before=next_open(timezone.now()),
    )
