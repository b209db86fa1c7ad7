"""What came of a meeting on its page, its minutes and files, for each reader; and the staff pages."""

from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.meetings.models import AgendaItem
from meetings.outcomes.models import Material, Record
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation
from tests.factories.outcomes import make_material, make_past, make_record
from tests.factories.workspace import make_resource
from tests.guard import fixture_writes
from tests.meetings.rsvps.counting import data_statements

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 canary slides"


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_decisions_and_minutes_stand_on_the_page_once_shown(client):
    meeting = make_past(title="Lunch")
    make_record(meeting=meeting, shown=False)
    assert "We buy a bench." not in page(client, "/meetings/lunch/")
    page(client, "/meetings/lunch/minutes/", 404)
    make_record(meeting=meeting, minutes="We met again.", decisions=[])
    words = page(client, "/meetings/lunch/")
    assert "We buy a bench." in words and "/meetings/lunch/minutes/" in words
    assert "We met again." in page(client, "/meetings/lunch/minutes/")


def test_who_may_read_the_minutes(client, client_of, member, supporter, staff, action_group):
    meeting = make_past(title="Lunch", action_groups=[action_group])
    record = make_record(meeting=meeting, audience="members")
    address = "/meetings/lunch/minutes/"
    for user, status in [(member, 200), (staff, 200), (supporter, 404)]:
        words = page(client_of(user), address, status)
        assert ("It was good." in words) == (status == 200)
        assert ("We buy a bench." in page(client_of(user), "/meetings/lunch/")) == (status == 200)
    client.logout()
    page(client, address, 404)
    make_record(meeting=meeting, minutes="", decisions=[], audience="staff")
    assert Record.objects.get(pk=record.pk).audience == "staff"
    page(client_of(member), address, 404)
    page(client_of(staff), address)


def test_of_a_meeting_without_a_cag_the_whole_network_reads_what_is_for_members(client_of, member, supporter):
    make_record(meeting=make_past(title="Lunch"), audience="members")
    page(client_of(member), "/meetings/lunch/minutes/")
    page(client_of(supporter), "/meetings/lunch/minutes/", 404)


def test_earlier_versions_of_the_minutes_stay_readable_and_drafts_do_not_show(client, client_of, staff):
    meeting = make_past(title="Lunch")
    make_record(meeting=meeting, minutes="First version.")
    record = make_record(meeting=meeting, minutes="Second version.", decisions=[])
    assert "Second version." in page(client, "/meetings/lunch/minutes/")
    assert "An earlier version" in page(client, "/meetings/lunch/minutes/1/")
    page(client, "/meetings/lunch/minutes/3/", 404)
    make_record(meeting=meeting, minutes="A draft.", decisions=[], shown=False)
    make_record(meeting=meeting, minutes="", decisions=[], published_at=record.published_at)
    page(client, "/meetings/lunch/minutes/3/", 404)
    assert "A draft: only staff see it" in page(client_of(staff), "/meetings/lunch/minutes/3/")


def test_materials_say_what_they_are_and_on_which_terms(client):
    meeting = make_past(title="Lunch")
    make_material(meeting=meeting, content=PDF, credit="Rootstock", licence="cc_by")
    make_material(meeting=meeting, kind="recording", url="https://video.example.org/1", captions=True)
    make_material(meeting=meeting, words="More benches, said four tables.")
    words = page(client, "/meetings/lunch/")
    for said in ("Thanks to Rootstock.", "CC BY 4.0", "With captions", "video.example.org", "said four tables"):
        assert said in words


def test_a_file_is_an_attachment_for_who_may_see_it(client_of, visitor, member, supporter, staff, action_group):
    meeting = make_past(action_groups=[action_group])
    public = make_material(meeting=meeting, content=PDF)
    members = make_material(meeting=meeting, content=PDF, audience="members")
    ours = make_material(meeting=meeting, content=PDF, audience="staff")
    for user, seen in [
        (visitor, [public]),
        (supporter, [public]),
        (member, [public, members]),
        (staff, [public, members, ours]),
    ]:
        for row in (public, members, ours):
            with closing(client_of(user).get(row.get_absolute_url())) as response:
                assert response.status_code == (200 if row in seen else 404)
                if row in seen:
                    assert response["Content-Disposition"].startswith("attachment") and response.getvalue() == PDF


def test_what_lies_in_the_library_is_shown_to_who_may_see_it_there(client, client_of, member, action_group):
    resource = make_resource(action_group=action_group)
    meeting = make_past(title="Lunch", action_groups=[action_group])
    make_material(meeting=meeting, resource=resource, title="Our fridge guide")
    assert "Our fridge guide" not in page(client, "/meetings/lunch/")
    assert resource.get_absolute_url() in page(client_of(member), "/meetings/lunch/")


def test_an_annual_general_meeting_is_counted_on_its_page(client, client_of, staff):
    meeting = make_meeting(title="Many small things", type="agm")
    assert "Annual general meeting" in page(client, meeting.get_absolute_url())
    step = reverse("admin:meetings_meeting_step", args=[meeting.pk, "ordinal"])
    client_of(staff).post(step, {"ordinal": 27})
    assert "27th annual general meeting" in page(client, meeting.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 12])
def test_the_page_of_a_meeting_that_is_over_asks_the_same_whatever_was_kept(client, rows):
    meeting = make_past(title="Lunch")
    make_record(meeting=meeting, decisions=[f"Thing {n}" for n in range(rows)])
    for _ in range(rows):
        make_material(meeting=meeting, content=PDF)
    page(client, "/meetings/lunch/")
    with data_statements() as seen:
        page(client, "/meetings/lunch/")
    ours = ("meetings_record", "meetings_decision", "meetings_todo", "meetings_material")
    planned = ("beside", "for_visitors")  # PostgreSQL asks by these names
    named = tuple(f"EXECUTE {name}" for name in planned)
    asked = [sql for sql in seen if sql.startswith(named) or any(f'FROM "{table}"' in sql for table in ours)]
    assert len(asked) == 5, asked


# -- staff pages ----------------------------------------------------------------------------------------------


def step(meeting, name):
    return reverse("admin:meetings_outcome_step", args=[meeting.pk, name])


def test_staff_write_a_meeting_up_from_the_list_of_those_that_wait(client_of, staff):
    client = client_of(staff)
    meeting = make_past(title="Lunch", mode="both")
    make_rsvp(meeting=meeting, user=make_user(), organisation=make_organisation(name="Club"), attendance="attended")
    listed = reverse("admin:meetings_outcome_changelist")
    assert "Lunch" in page(client, listed)
    data = {"decisions": "A bench.\n\nA lamp.", "notes": "", "minutes": "We met.", "audience": "public"}
    data |= {"spoke_room": "7", "spoke_online": "2", "show": "on"}
    assert client.post(step(meeting, "write-up"), data).status_code == 302
    assert client.post(step(meeting, "close")).status_code == 302
    assert "Lunch" not in page(client, listed) and "Lunch" in page(client, listed + "?written=yes")
    words = page(client, reverse("admin:meetings_outcome_change", args=[meeting.pk]))
    assert "1 people" in words and "Club (1)" in words
    for said in ("In the room: 1 came, 7 spoke", "Online: 0 came, 2 spoke", "Decided: A bench."):
        assert said in words
    assert "A lamp." in page(client, "/meetings/lunch/")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"notes": "1\n2\n3\n4\n5\n6"}, "5 lines at most"),
        ({"decisions": "x" * 300}, "is too long"),
        ({"decisions": "\n".join("a" * 40)}, "30 decisions at most"),
        ({"audience": "nobody"}, "Select a valid choice"),
        ({"notes": "", "decisions": ""}, "nothing to show"),
        ({"spoke_room": "-4"}, "greater than or equal to 0"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing_typed(client_of, staff, changes, sentence):
    meeting = make_past(mode="both")
    data = {"decisions": "A bench.", "notes": "Good.", "minutes": "Typed for an hour.", "audience": "public"}
    response = client_of(staff).post(step(meeting, "write-up"), data | {"show": "on"} | changes)
    words = response.content.decode()
    assert response.status_code == 200 and sentence in words and "Typed for an hour." in words
    assert not Record.objects.exists()


def test_staff_add_slides_and_take_them_off_again(client_of, staff, client):
    meeting = make_past(title="Lunch")
    with fixture_writes():
        part = AgendaItem.objects.create(meeting=meeting, title="Looking back")
        elsewhere = AgendaItem.objects.create(meeting=make_past(), title="Looking on")
    data = {"kind": "slides", "title": "Our year", "licence": "cc_by", "audience": "public", "part": part.pk}
    upload = SimpleUploadedFile("year.pdf", PDF, content_type="application/pdf")
    signed_in = client_of(staff)
    wrong = signed_in.post(step(meeting, "material"), data | {"url": "https://a.example", "part": elsewhere.pk})
    assert "valid choice" in wrong.text
    assert signed_in.post(step(meeting, "material"), data | {"file": upload}).status_code == 302
    words = page(client, "/meetings/lunch/")
    assert "Our year" in words and "Belongs to “Looking back” on the agenda" in words
    row = Material.objects.get()
    signed_in.post(reverse("admin:meetings_material_step", args=[row.pk, "take-back"]))
    assert "Our year" not in page(client, "/meetings/lunch/")
    assert client.get(row.get_absolute_url()).status_code == 404


def test_a_wrong_file_and_a_recording_without_a_word_on_captions_are_refused(client_of, staff):
    meeting = make_past()
    data = {"kind": "recording", "title": "All of it", "licence": "cc_by", "audience": "public"}
    upload = SimpleUploadedFile("year.exe", b"MZ", content_type="application/pdf")
    words = client_of(staff).post(step(meeting, "material"), data | {"file": upload}).content.decode()
    assert "This file is something else" in words and "Say whether it has captions" in words
    words = client_of(staff).post(step(meeting, "material"), data | {"url": "http://a.example"}).content.decode()
    assert "Only links that begin with https" in words
    assert not Material.objects.exists()


def test_the_meeting_in_the_staff_pages_leads_to_its_write_up(client_of, staff, action_group):
    meeting = make_past(action_groups=[make_action_group()])
    words = page(client_of(staff), reverse("admin:meetings_meeting_change", args=[meeting.pk]))
    assert reverse("admin:meetings_outcome_change", args=[meeting.pk]) in words
    page(client_of(staff), reverse("admin:meetings_meeting_step", args=[meeting.pk, "write-up"]), 404)
