"""What follows when somebody's access is closed; what is kept of contacts and of who was not admitted (C7)."""

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.dispatch import receiver

from camk.accounts.signals import access_closed
from camk.audit import AuditEvent
from camk.retention.rules import Rule, keep
from groups.organisations.actions.contacts import ask_for_lead, forget_applicants, forget_role
from groups.organisations.models import Organisation, OrganisationRole


@receiver(access_closed)
def on_access_closed(sender, user, by, **kwargs):
    """Those who still act for it are asked whether one of them takes over."""
    led = OrganisationRole.objects.current().filter(user=user, kind=OrganisationRole.Kind.LEAD)
    for role in led.select_related("organisation", "user"):
        ask_for_lead(organisation=role.organisation, because=role, by=by)


DECLINED_KEPT = timedelta(days=182)  # six months
IDLE_AFTER = timedelta(days=730)
State = OrganisationRole.State


def past_contacts(now: datetime) -> QuerySet[OrganisationRole]:
    """Acted for it until two years ago; or still does, of an archived one, and was not here for two years."""
    before = now - IDLE_AFTER
    away = Q(user__last_login__lt=before) | Q(user__last_login=None, created_at__lt=before)
    silent = Q(state=State.CURRENT, organisation__state=Organisation.State.ARCHIVED) & away
    ended = Q(state=State.ENDED, ended_at__lt=before)
    return OrganisationRole.objects.filter(ended | silent).order_by("pk")


def refused(now: datetime) -> QuerySet[OrganisationRole]:
    """Asked to act for an organisation, and were not accepted six months ago."""
    rows = OrganisationRole.objects.filter(state=State.REFUSED)
    rows = rows.annotate(since=Coalesce("ended_at", "created_at"))
    return rows.filter(since__lt=now - DECLINED_KEPT).order_by("pk")


def declined(now: datetime) -> QuerySet[Organisation]:
    """Not admitted six months ago, and something of who asked is still here."""
    decided = AuditEvent.objects.filter(
        verb="organisation.declined", target_type="groups.organisation", target_id=OuterRef("number")
    )
    rows = Organisation.objects.filter(state=Organisation.State.DECLINED)
    rows = rows.annotate(number=Cast("pk", CharField())).filter(~Exists(decided.filter(at__gte=now - DECLINED_KEPT)))
    roles = OrganisationRole.objects.filter(organisation=OuterRef("pk"))
    kept = ~Q(public_email="", public_phone="", decision_reason="") | Exists(roles)
    return rows.filter(kept, created_at__lt=now - DECLINED_KEPT).order_by("pk")


keep(
    Rule(
        code="past-contacts",
        what="who acted for an organisation",
        kept="24 months after they did, or were last here",
        model=OrganisationRole,
        due=past_contacts,
        forget=forget_role,
        tied=("organisation", "user"),
    )
)
keep(
    Rule(
        code="refused-contacts",
        what="who asked to act for an organisation and was not accepted",
        kept="6 months after that",
        model=OrganisationRole,
        due=refused,
        forget=forget_role,
        tied=("organisation", "user"),
    )
)
keep(
    Rule(
        code="declined-applications",
        what="contacts of organisations that were not admitted",
        kept="6 months after that",
        model=Organisation,
        due=declined,
        forget=forget_applicants,
        tied=("roles", "roles__user"),
    )
)
