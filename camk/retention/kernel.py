"""What the kernel itself keeps for how long: addresses, people, mails, drafts, the audit trail (domain C7)."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from camk.accounts.actions import FORGOTTEN, forget_person
from camk.accounts.models import User
from camk.audit import AuditEvent
from camk.outbox.actions import blank_old, old_mails
from camk.outbox.models import OutboundMail
from camk.retention.actions import forget_entries
from camk.retention.models import Hold
from camk.retention.rules import Rule, keep

FORGET_AFTER = timedelta(days=30)  # an address nobody proved
IDLE_AFTER = timedelta(days=730)  # somebody who has not been here
AUDIT_KEPT = timedelta(days=730)
OWN = {"account", "mfa", "camk", "admin"}  # apps whose rows name somebody without a reason to keep them


def nobody_names(people: QuerySet[User]) -> QuerySet[User]:
    """Those of whom no row outside the kernel says anything; rows that offer no way back (related_name="+") count."""
    for relation in User._meta.get_fields(include_hidden=True):
        is_from_elsewhere = relation.auto_created and not relation.concrete
        if is_from_elsewhere and relation.related_model._meta.app_label not in OWN:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            people = people.filter(~Exists(rows))
    return people


def unproved(now: datetime) -> QuerySet[User]:
    """Addresses that nobody proved and of which nothing else is kept."""
    people = User.objects.filter(verified_at=None, is_staff=False, last_login=None)
    return nobody_names(people.filter(date_joined__lt=now - FORGET_AFTER)).order_by("pk")


def idle(now: datetime) -> QuerySet[User]:
    """People who have not been here for two years and of whom nothing else is kept."""
    people = User.objects.filter(verified_at__isnull=False, is_staff=False, is_superuser=False, groups=None)
    people = people.annotate(seen_at=Coalesce("last_login", "date_joined")).filter(seen_at__lt=now - IDLE_AFTER)
    return nobody_names(people.exclude(email__endswith=f"@{FORGOTTEN}")).order_by("pk")


def old_entries(now: datetime) -> QuerySet[AuditEvent]:
    """Two years old; not about what is sealed or held, as long as it is."""
    rows = AuditEvent.objects.filter(at__lt=now - AUDIT_KEPT).exclude(verb__startswith="safeguarding.")
    held = Q(pk__in=[])
    for target_type, target_id in Hold.objects.standing().values_list("target_type", "target_id"):
        held |= Q(target_type=target_type, target_id=target_id)
    return rows.exclude(held)


keep(
    Rule(
        code="unproved",
        what="addresses that nobody proved",
        kept="30 days after they were typed in",
        model=User,
        due=unproved,
        forget=forget_person,
    )
)
keep(
    Rule(
        code="idle-people",
        what="people of whom we keep nothing else",
        kept="24 months after they were last here",
        model=User,
        due=idle,
        forget=forget_person,
    )
)
keep(
    Rule(
        code="mails",
        what="address and words of mails",
        kept="90 days after they were written",
        model=OutboundMail,
        due=old_mails,
        forget=blank_old,
        tied=("user",),
        by_the_lot=True,
    )
)
keep(
    Rule(
        code="audit",
        what="entries of the audit trail",
        kept="24 months after what they tell of",
        model=AuditEvent,
        due=old_entries,
        forget=forget_entries,
        by_the_lot=True,
    )
)
