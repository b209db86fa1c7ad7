"""Looking through past meetings by words: what this reader may read of them; slips forgiven in titles."""

from django.db.models import Q

from groups.organisations.naming import normalise
from groups.organisations.search import rank
from meetings.meetings.models import Meeting
from meetings.outcomes.models import Decision, Material, Minutes, Record

MOST_WORDS = 6


def found(meetings, words: str, user) -> list[int]:
    """Keys of `meetings` in which all the words stand; when there are none, those whose titles may be meant."""
    rows, records = meetings, Record.objects.readable_by(user).order_by().values("pk")
    for word in words.split()[:MOST_WORDS]:
        decided = Decision.objects.filter(words__icontains=word, record__in=records).order_by()
        minuted = Minutes.objects.filter(words__icontains=word, published_at__isnull=False, record__in=records)
        material = Material.objects.visible_to(user).filter(Q(title__icontains=word) | Q(words__icontains=word))
        about = Meeting.objects.filter(themes__label__icontains=word).order_by()
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(summary__icontains=word)
            | Q(notes__icontains=word, notes_published_at__isnull=False)
            | Q(pk__in=about.values("pk"))
            | Q(pk__in=decided.values("record__meeting"))
            | Q(pk__in=minuted.order_by().values("record__meeting"))
            | Q(pk__in=material.order_by().values("meeting"))
        )
    keys = list(rows.values_list("pk", flat=True))
    return keys or rank(words, [(pk, normalise(title)) for pk, title in meetings.values_list("pk", "title")])
