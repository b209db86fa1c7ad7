"""Who reads and writes conversation notes."""

from camk.accounts.permissions import is_mobiliser, is_staff_connector
from groups.places.models import Place
from insights.dialogue.models import AreaAssignment, Dialogue, DialogueReport
from insights.reports.permissions import may_read_reports


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
    return works_in(user, note.area)


def works_in(user, area: Place) -> bool:
    """Somebody whose area it is today, or staff."""
    return areas_of(user).filter(pk=area.pk).exists()


def may_write_month(user, report: DialogueReport) -> bool:
    """Whoever works in the area today writes its monthly report, or staff for them."""
    return works_in(user, report.area)


def may_approve_month(user) -> bool:
    """Staff connectors approve what mobilisers hand in, and say who gets it."""
    return is_staff_connector(user)


def may_read_months(user) -> bool:
    """Who reads notes, and trustees what was sent."""
    return may_read_notes(user) or may_read_reports(user)


def may_take_out_words(user) -> bool:
    """Staff connectors."""
    return is_staff_connector(user)
