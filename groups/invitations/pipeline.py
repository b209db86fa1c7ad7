"""The recruitment pipeline: from an organisation we know of to one that came to a meeting (A043, A071)."""

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf

from groups.invitations.models import Invitation
from groups.organisations.models import Organisation, OrganisationRole

State = Invitation.State


class Stage(TextChoices):
    """How far an organisation has come."""

    IDENTIFIED = "identified", "We know of it"
    INVITED = "invited", "Invited"
    BOUNCED = "bounced", "The mail came back"
    DECLINED = "declined", "Not now, or not us"
    ACCEPTED = "accepted", "Somebody acts for it"
    ATTENDED = "attended", "Came to a meeting"


def pipeline() -> QuerySet[Organisation]:
    """Organisations we put here ourselves or invited, with `stage`, and the `address` and `contact` we know."""
    gone = (Organisation.State.MERGED, Organisation.State.DECLINED, Organisation.State.ARCHIVED)
    claims = Invitation.objects.filter(organisation=OuterRef("pk"), purpose=Invitation.Purpose.CLAIM)
    rows = Organisation.objects.exclude(state__in=gone)
    rows = rows.filter(~Q(source="joined online") | Exists(claims))
    rows = rows.annotate(stage=_stage(claims), **_known_contact(claims))
    return rows.annotate(refused=Exists(claims.filter(state=State.NOT_US, email=OuterRef("address"))))


def _stage(claims) -> Case:
    # What a higher room knows is asked through the relation it added: who of an organisation came to a meeting.
    came = Organisation.objects.filter(pk=OuterRef("pk"), rsvps__attendance="attended")
    people = OrganisationRole.objects.current().proven().filter(organisation=OuterRef("pk"))
    invited = claims.filter(state=State.INVITED)
    return Case(
        When(Exists(came), then=Value(Stage.ATTENDED)),
        When(Exists(people), then=Value(Stage.ACCEPTED)),
        When(Exists(invited.filter(mail__state="failed")), then=Value(Stage.BOUNCED)),
        When(Exists(invited), then=Value(Stage.INVITED)),
        When(Exists(claims.filter(state__in=[State.NOT_NOW, State.NOT_US])), then=Value(Stage.DECLINED)),
        default=Value(Stage.IDENTIFIED),
        output_field=CharField(),
    )


def _known_contact(claims) -> dict:
    """The contact a list named (who has not signed in), else the organisation's own address; never "not us"."""
    named = OrganisationRole.objects.current().filter(organisation=OuterRef("pk"), user__verified_at=None)
    named = named.order_by("pk")
    address = Coalesce(Subquery(named.values("user__email")[:1]), NullIf(F("public_email"), Value("")), Value(""))
    return {
        "address": address,
        "contact": Coalesce(Subquery(named.values("user__name")[:1]), Value("")),
        "last_sent": Subquery(claims.order_by("-sent_at").values("sent_at")[:1]),
        "last_until": Subquery(claims.order_by("-sent_at").values("expires_at")[:1]),
    }


def counts() -> list[dict]:
    """Each stage with how many organisations stand there now."""
    found = dict(pipeline().order_by().values_list("stage").annotate(number=Count("pk")))
    return [{"code": code, "label": label, "number": found.get(code, 0)} for code, label in Stage.choices]


def why_not(organisation: Organisation) -> str:
    """Why this row of the pipeline is not invited; "" when it can be."""
    if not organisation.address:
        return "We know no address."
    if organisation.stage in (Stage.ACCEPTED, Stage.ATTENDED):
        return "Somebody acts for it already."
    if organisation.refused:
        return "They said that this is not them. Put another address into the record first."
    return ""
