"""When words leave the portal nothing is found by them; who told us goes when it is long over (domain C7)."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.dispatch import receiver

from camk.accounts.actions import FORGOTTEN, forget_name
from camk.accounts.models import User
from camk.drafts import Draft
from camk.retention.rules import Rule, keep
from groups.organisations.models import OrganisationRole
from insights.issues.actions import forget_evidence, forget_old_drafts, forget_wordings, old_drafts
from insights.issues.models import IssueMove, Voice
from insights.issues.signals import SEALED, words_removed
from insights.issues.states import OPEN
from meetings.rsvps.models import Rsvp

TELLERS_KEPT = timedelta(days=365)  # after the last of what they told us was closed


@receiver(words_removed)
def nothing_is_found_by_them(sender, issues, voices, why, **more):
    forget_wordings(issues=issues)
    if why == SEALED:
        forget_evidence(voices=voices)


def tellers(now: datetime) -> QuerySet[User]:
    """People who told us something, all of it closed for a year, and who take no other part here.

    Whoever is a contact of an organisation, answered a meeting of the last year or signed in since keeps their place;
    so does whoever told us something that is sealed.
    """
    before = now - TELLERS_KEPT
    told = Voice.objects.filter(user=OuterRef("pk"))
    lately = IssueMove.objects.filter(issue=OuterRef("issue"), at__gte=before)
    people = User.objects.filter(Exists(told), is_staff=False, is_superuser=False, groups=None)
    people = people.exclude(email__endswith=f"@{FORGOTTEN}").exclude(last_login__gte=before)
    people = people.exclude(Exists(told.filter(issue__state__in=OPEN)))
    people = people.exclude(Exists(told.filter(sealed_at__isnull=False)))
    people = people.exclude(Exists(told.filter(Exists(lately)))).exclude(Exists(told.filter(created_at__gte=before)))
    people = people.exclude(Exists(OrganisationRole.objects.filter(user=OuterRef("pk"))))
    return people.exclude(Exists(Rsvp.objects.filter(user=OuterRef("pk"), meeting__starts_at__gte=before))).order_by(
        "pk"
    )


keep(
    Rule(
        code="issue-contacts",
        what="name and address of people who told us about an issue and take no other part",
        kept="12 months after it was closed",
        model=User,
        due=tellers,
        forget=forget_name,
        tied=("voices__issue", "voices__first_issue"),
    )
)
keep(
    Rule(
        code="drafts",
        what="what somebody began and did not send",
        kept="14 days after they last touched it",
        model=Draft,
        due=old_drafts,
        forget=forget_old_drafts,
        tied=("user",),
        by_the_lot=True,
    )
)
