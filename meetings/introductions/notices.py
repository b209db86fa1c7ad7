"""The mails of introductions: each with one person's own link; contact details only after two yeses."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk.hours import next_open
from camk.links import link_for
from camk.outbox.actions import post
from groups.organisations.models import Organisation, OrganisationRole
from meetings.introductions.models import IntroductionSide

PURPOSE = "introduction"


def contacts_of(organisation: Organisation) -> list:
    """The people who act for it now and may be written to, lead contacts first."""
    roles = OrganisationRole.objects.current().filter(organisation=organisation, user__is_active=True)
    return [role.user for role in roles.select_related("user").order_by("-kind", "started_at", "pk")]


def link_of(side: IntroductionSide, user) -> str:
    """This person's link to their organisation's side. Call inside an action."""
    link = link_for(purpose=PURPOSE, target=side, user=user)
    return settings.SITE_URL + reverse("meetings:introduction-link", args=[link.token])


def tell(side: IntroductionSide, event: str, people: list, *, by=None, **context) -> None:
    """Post `event` to each of `people` about their side, once; not at night. Whoever did the step is not told."""
    pair = side.introduction
    round_of = pair.proposed_at.strftime("%Y%m%d%H%M") if pair.proposed_at else ""
    for user in people:
        if user is None or not user.is_active or (by is not None and user.pk == by.pk):
            continue
        post(
            event=f"meetings/introduction_{event}",
            key=f"introduction:{side.pk}:{event}:{round_of}:{user.pk}",
            user=user,
            context={
                "own": side.organisation.name,
                "other": side.other.name,
                "other_url": settings.SITE_URL + side.other.get_absolute_url(),
                "reason": pair.reason,
                "link": link_of(side, user),
                **context,
            },
            not_before=next_open(timezone.now()),
        )
