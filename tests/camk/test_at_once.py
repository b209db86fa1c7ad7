"""A button pressed twice at the same moment: the second press waits for the first and adds nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from camk.accounts.actions import person_for
from camk.accounts.models import User
from camk.drafts import Draft, drop_draft, save_draft
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.joining.actions import finish
from groups.suggestions.actions import suggest_as_visitor
from groups.suggestions.models import Suggestion
from insights.issues.actions import raise_alert, send_draft
from insights.issues.models import Issue, SafeguardingAlert
from tests.factories.camk import make_user
from tests.polling import until

ALERT = {"name": "Gita", "phone": "01908 123456"}
SUGGESTED = {"name": "Choir", "email": "choir@example.org", "contact_name": "Chris", "why": "They sing."}


def waiting() -> bool:
    """Whether somebody stands in line for one of our locks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone()[0] > 0


def twice_at_once(press) -> list:
    """The second press comes while the first has not ended: it stands in line until then."""

    def second():
        try:
            return press()
        except RuleBroken as broken:
            return broken
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            first = press()
            late = other.submit(second)
            until(waiting, 60, "nobody stands in line: the second press does not wait for the first")
        return [first, late.result(60)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_call_back_is_asked_for_once():
    first, second = twice_at_once(lambda: raise_alert(**ALERT))
    assert first == second == SafeguardingAlert.objects.get()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_guest_seen_for_the_first_time_is_one_person():
    first, second = twice_at_once(lambda: person_for(email="gita@example.org", name="Gita"))
    assert first == second == User.objects.get(email="gita@example.org")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_suggestion_is_made_once_and_the_second_press_is_told_so():
    who = {"own_name": "Gus", "own_email": "gus@example.org"}
    first, second = twice_at_once(lambda: suggest_as_visitor(**SUGGESTED, **who))
    assert first == Suggestion.objects.get()
    assert isinstance(second, RuleBroken)


def told(user) -> dict:
    return {"kind": "issue", "words": "The lights are out.", "user": user, "organisation": None}


@pytest.mark.django_db
def test_what_somebody_told_us_is_sent_once_and_the_second_press_leads_to_the_same_page():
    """Both presses had read the draft before either was done with it."""
    user = make_user()
    draft = save_draft(kind="tell", key=None, data={"words": "The lights are out."}, user=user)
    links = [send_draft(draft=draft, told=told(user), by=user) for _ in range(2)]
    assert links[0] == links[1] and links[0].user == user
    assert Issue.objects.count() == OutboundMail.objects.count() == 1
    left = Draft.objects.get()
    assert (left.kind, left.data, left.user) == ("told", {"link": links[0].pk}, None), "no word of it stays"


@pytest.mark.django_db
def test_a_draft_given_up_meanwhile_tells_nothing():
    user = make_user()
    draft = save_draft(kind="tell", key=None, data={"words": "x"}, user=user)
    drop_draft(draft=Draft.objects.get(pk=draft.pk))
    assert send_draft(draft=draft, told=told(user), by=user) is None
    assert not Issue.objects.exists()


@pytest.mark.django_db
def test_joining_is_carried_out_once_though_both_presses_had_read_the_draft():
    user = make_user()
    answers = {"name": "Sam", "choice": "self", "action_groups": [], "organisation": None}
    draft = save_draft(kind="join", key=None, data=answers, user=user)
    done = [finish(draft=draft, user=user, answers=answers, by=user) for _ in range(2)]
    assert done == [True, False]
    assert not Draft.objects.exists()
