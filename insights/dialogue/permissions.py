"""Who reads and writes conversation notes."""

from camk.accounts.permissions import is_mobiliser, is_staff_connector
from groups.places.models import Place
from insights.dialogue.models import AreaAssignment, Dialogue


def may_read_notes(user) -> bool:
    """Community mobilisers (their own areas, see `visible_to`) and staff connectors."""
    return is_mobiliser(user) or is_staff_connector(user)


def may_write_notes(user) -> bool:
    """Community mobilisers; staff connectors key in what they wrote on paper. Where, `areas_of` says."""
    return is_mobiliser(user) or is_staff_connector(user)


def areas_of(user):
    """The areas one may write notes of: one's own of today; for staff every area that has been somebody's."""
    assignments = AreaAssignment.objects.all()
    if not is_staff_connector(user):
        assignments = assignments.current().filter(user=user) if is_mobiliser(user) else assignments.none()
    return Place.objects.filter(pk__in=assignments.order_by().values("place"))


def may_follow_up(user, note: Dialogue) -> bool:
    """Whoever works in the note's area, or staff: promises are settled and notes become voices."""
    return may_write_notes(user) and areas_of(user).filter(pk=note.area_id).exists()


def may_take_out_words(user) -> bool:
    """Staff connectors."""
    return is_staff_connector(user)
