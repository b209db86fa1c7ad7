"""Members propose, staff take it up or say why not; both hear of it."""

import pytest

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.action_groups.actions import proposing
from groups.action_groups.models import ActionGroupProposal
from tests.factories.action_groups import make_proposal
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
BASE = "/admin/groups/actiongroupproposal/"


@pytest.fixture
def with_contact(action_group, staff):
    with fixture_writes():
        action_group.staff_contact = staff
        action_group.save()
    return action_group


def test_a_member_proposes_a_meeting_and_staff_say_what_came_of_it(client_of, member, staff, with_contact):
    url = f"{with_contact.get_absolute_url()}propose/"
    browser = client_of(member)
    assert "Propose something" in browser.get(with_contact.get_absolute_url()).content.decode()
    bad = browser.post(url, {"kind": "meeting", "title": "", "words": "In January."}).content.decode()
    assert "Say in a few words" in bad and "In January." in bad
    for _ in range(2):
        browser.post(url, {"kind": "meeting", "title": "Winter & lunch", "words": "In January."})
    proposal = ActionGroupProposal.objects.get()
    assert OutboundMail.objects.get(kind="groups/proposal_received").user == staff
    office = client_of(staff)
    assert "Winter" in office.get(BASE, {"waiting": "yes"}).content.decode()
    office.post(f"{BASE}{proposal.pk}/step/accept/", {"note": "Room booked."})
    result = "http://127.0.0.1:8000/meetings/winter/"
    office.post(f"{BASE}{proposal.pk}/step/result/", {"result_url": result})
    mails = [mail.text for mail in OutboundMail.objects.filter(kind="groups/proposal_decided").order_by("pk")]
    assert "Room booked." in mails[0] and result in mails[1]
    assert "See what came of it" in client_of(member).get(url).content.decode()


def test_a_no_says_why_to_whoever_proposed_it(client_of, member, staff, action_group):
    proposal = make_proposal(action_group=action_group, proposed_by=member)
    with pytest.raises(RuleBroken, match="reason"):
        proposing.decline(proposal=proposal, reason=" ", by=staff)
    client_of(staff).post(f"{BASE}{proposal.pk}/step/decline/", {"reason": "We did that in May."})
    assert "We did that in May." in OutboundMail.objects.get(kind="groups/proposal_decided").text
    page = client_of(member).get(f"{action_group.get_absolute_url()}propose/").content.decode()
    assert "Not taken up" in page and "We did that in May." in page


def test_it_is_taken_back_by_its_own_person_while_undecided(client_of, member, coordinator, action_group, staff):
    proposal = make_proposal(action_group=action_group, proposed_by=member)
    url = f"{action_group.get_absolute_url()}propose/{proposal.pk}/take-back/"
    assert client_of(coordinator).post(url).status_code == 404
    client_of(member).post(url)
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    with pytest.raises(RuleBroken):
        proposing.accept(proposal=proposal, by=staff)


def test_only_people_in_the_cag(client_of, supporter, action_group):
    assert client_of(supporter).get(f"{action_group.get_absolute_url()}propose/").status_code == 404
    with pytest.raises(RuleBroken, match="Join it first"):
        proposing.propose(action_group=action_group, kind="topic", title="X", words="", by=supporter)
