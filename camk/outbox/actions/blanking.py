"""Words must leave the portal at once: mails that hold them lose theirs, and those that wait never go."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from camk.actions import action
from camk.outbox.actions.bundling import take_apart
from camk.outbox.models import BundlePart, OutboundMail

State = OutboundMail.State


@action
def blank_mails_with(*, texts: set[str]) -> int:
    """Mails that hold one of `texts`."""
    return sum(
        _blank(OutboundMail.objects.filter(Q(subject__contains=text) | Q(text__contains=text))) for text in texts
    )


@action
def blank_mails_about(*, keys_start: str) -> int:
    """Mails of which the key begins like this, and those they went as part of."""
    about = OutboundMail.objects.filter(key__startswith=keys_start)
    wholes = list(about.filter(part_of__isnull=False).values_list("part_of", flat=True))
    return _blank(OutboundMail.objects.filter(pk__in=wholes)) + _blank(about)


def _blank(holding: QuerySet[OutboundMail]) -> int:
    take_apart(holding)
    holding.filter(state=State.QUEUED).update(state=State.DROPPED)
    BundlePart.objects.filter(mail__in=holding).delete()
    words = dict.fromkeys(["subject", "text", "html", "calendar"], "")
    return holding.update(**words, attachment=None, blanked_at=timezone.now())
