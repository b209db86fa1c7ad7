"""The agenda: parts in their order, their times, who leads them; and two meetings that belong together."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from meetings.meetings.actions import clone
from meetings.meetings.models import AgendaItem, MeetingPair, Speaker
from meetings.programme import actions
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_venue
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    starts = (timezone.now() + timedelta(days=9)).replace(hour=10, minute=0, second=0, microsecond=0)
    return make_meeting(title="Lunch", starts_at=starts, ends_at=starts + timedelta(hours=1), venue=make_venue())


def address(meeting):
    return reverse("admin:meetings_programme", args=[meeting.pk])


def titles(meeting):
    return [part.title for part in meeting.agenda.all()]


def fill(meeting, staff, lines="Welcome | 10\nTea | 20\nTalk"):
    parts = [line.partition(" | ") for line in lines.splitlines()]
    rows = [{"title": title, "minutes": int(minutes) if minutes else None} for title, _, minutes in parts]
    actions.add_parts(meeting=meeting, lines=rows, by=staff)


def test_staff_paste_a_plan_and_see_how_long_it_takes(client_of, staff, meeting):
    client = client_of(staff)
    assert "Nothing yet" in client.get(address(meeting)).text
    client.post(address(meeting), {"lines": "Welcome | 10\n\nOne list of warm rooms | 30\nTea"})
    assert titles(meeting) == ["Welcome", "One list of warm rooms", "Tea"]
    words = client.get(address(meeting)).text
    assert "The parts take 40 of 60 minutes; 20 are left." in words
    assert "1 part has no minutes" in words
    client.post(address(meeting), {"lines": "A long talk | 45"})
    assert "The parts take 85 minutes, the meeting 60: 25 too many." in client.get(address(meeting)).text
    assert (
        f"/admin/meetings/agendaitem/of/{meeting.pk}/"
        in client.get(f"/admin/meetings/meeting/{meeting.pk}/change/").text
    )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("Tea | many", "is not a number of minutes"),
        ("Tea | 0", "is not a number of minutes"),
        ("Tea | ²", "is not a number of minutes"),
        ("Tea | 99999999999999", "is not a number of minutes"),
        ("| 5", "says no what"),
        ("x" * 201, "too long"),
        ("\n".join(["Tea"] * 41), "40 at a time"),
        ("", "at least one part"),
    ],
)
def test_a_plan_that_cannot_be_read_is_kept_in_its_box(client_of, staff, meeting, lines, said):
    answer = client_of(staff).post(address(meeting), {"lines": lines})
    assert answer.status_code == 200 and said in answer.text
    assert lines.strip()[:20] in answer.text and not meeting.agenda.exists()


def test_parts_move_up_and_down_without_dragging(client_of, staff, meeting):
    fill(meeting, staff)
    with fixture_writes():
        AgendaItem.objects.update(position=0)  # as older ones may stand
    client, tea = client_of(staff), meeting.agenda.get(title="Tea")
    client.post(address(meeting), {"do": f"part-up:{tea.pk}"})
    assert titles(meeting) == ["Tea", "Welcome", "Talk"]
    client.post(address(meeting), {"do": f"part-up:{tea.pk}"})  # first already
    client.post(address(meeting), {"do": f"part-down:{tea.pk}"})
    client.post(address(meeting), {"do": f"part-down:{tea.pk}"})
    assert titles(meeting) == ["Welcome", "Talk", "Tea"]


@pytest.mark.parametrize("do", ["", "part-up", "part-up:", "part-up:²", "burn:1", "part-up:" + "9" * 30, "part-up:0"])
def test_a_button_nobody_offered_does_nothing(client_of, staff, meeting, do):
    fill(meeting, staff)
    assert client_of(staff).post(address(meeting), {"do": do}).status_code == 404
    assert titles(meeting) == ["Welcome", "Tea", "Talk"]


def test_parts_of_another_meeting_are_out_of_reach(client_of, staff, meeting):
    other = make_meeting()
    fill(other, staff)
    part = other.agenda.last()
    assert client_of(staff).post(address(meeting), {"do": f"part-up:{part.pk}"}).status_code == 404
    assert titles(other)[-1] == "Talk"


def test_staff_add_change_and_take_off_one_part(client_of, staff, meeting):
    client = client_of(staff)
    speaker = actions.store_speaker(speaker=Speaker(meeting=meeting, name="Ann"), by=staff)
    stranger = actions.store_speaker(speaker=Speaker(meeting=make_meeting(), name="Bo"), by=staff)
    add = f"/admin/meetings/agendaitem/add/?meeting={meeting.pk}"
    form = {"title": "Walks", "minutes": "20", "kind": "showcase", "speaker": speaker.pk, "led_by": "the chair"}
    refused = client.post(add, form | {"speaker": stranger.pk})
    assert refused.status_code == 200 and "Select a valid choice" in refused.text
    assert client.post(add, form).url == address(meeting)
    part = meeting.agenda.get()
    assert (part.kind, part.speaker, part.minutes) == ("showcase", speaker, 20)
    client.post(f"/admin/meetings/agendaitem/{part.pk}/change/", form | {"title": "Short walks"})
    assert titles(meeting) == ["Short walks"]
    client.post(f"/admin/meetings/agendaitem/{part.pk}/step/remove/")
    assert titles(meeting) == []
    for nowhere in ("", "?meeting=x", f"?meeting={10**30}", "?meeting=0"):
        assert client.get(f"/admin/meetings/agendaitem/add/{nowhere}").status_code == 403
    with pytest.raises(RuleBroken, match="same meeting"):
        actions.store_part(part=AgendaItem(meeting=meeting, title="x", speaker=stranger), by=staff)


def test_the_page_says_when_each_part_begins_and_who_leads_it(client, staff, meeting):
    shown = actions.store_speaker(speaker=Speaker(meeting=meeting, name="Ann Shown"), by=staff)
    actions.note_answer(speaker=shown, answer="yes", by=staff)
    hidden = actions.store_speaker(speaker=Speaker(meeting=meeting, name="Bo Hidden"), by=staff)
    begin = timezone.localtime(meeting.starts_at)
    for title, minutes, more in (
        ("Welcome", 10, {"led_by": "the chair", "kind": "formal"}),
        ("Walks", 20, {"speaker": shown, "kind": "showcase"}),
        ("Gardens", None, {"speaker": hidden}),
        ("Tea", 5, {}),
    ):
        actions.store_part(part=AgendaItem(meeting=meeting, title=title, minutes=minutes, **more), by=staff)
    words = client.get(meeting.get_absolute_url()).text
    hour = begin.hour % 12 or 12
    ending = "am" if begin.hour < 12 else "pm"
    assert f"{hour}.10{ending}, 20 minutes" in words and f"{hour}.30{ending}" in words
    assert "Formal business, led by the chair" in words and "Showcase, led by Ann Shown" in words
    assert "Bo Hidden" not in words
    assert '<span class="when">5 minutes</span><strong>Tea' in words  # after Gardens nobody knows when


def test_a_copy_takes_the_agenda_along_and_asks_speakers_anew(staff, meeting):
    speaker = actions.store_speaker(speaker=Speaker(meeting=meeting, name="Ann"), by=staff)
    part = AgendaItem(meeting=meeting, title="Walks", minutes=5, kind="showcase", led_by="us", speaker=speaker)
    actions.store_part(part=part, by=staff)
    later = meeting.starts_at + timedelta(days=30)
    copy = clone(meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=1), by=staff)
    taken = copy.agenda.get()
    assert (taken.title, taken.kind, taken.led_by, taken.speaker) == ("Walks", "showcase", "us", None)
    assert not copy.speakers.exists()


# -- two meetings that belong together ----------------------------------------------------------------------------


def test_two_meetings_lead_to_each_other_with_the_reason(client, client_of, staff, meeting):
    later = make_meeting(title="Gardens", starts_at=meeting.starts_at + timedelta(days=7))
    client_of(staff).post(
        f"/admin/meetings/meeting/{later.pk}/step/pair/", {"other": meeting.pk, "reason": "Walks end in gardens."}
    )
    pair = MeetingPair.objects.get()
    assert (pair.first, pair.second) == (meeting, later), "the earlier one is part 1"
    client.logout()
    first, second = client.get(meeting.get_absolute_url()).text, client.get(later.get_absolute_url()).text
    assert "Part 1 of 2" in first and later.get_absolute_url() in first and "Walks end in gardens." in first
    assert "Part 2 of 2" in second and meeting.get_absolute_url() in second and "Walks end in gardens." in second
    client_of(staff).post(f"/admin/meetings/meeting/{meeting.pk}/step/take-apart/")
    client.logout()
    assert "Part 1 of 2" not in client.get(meeting.get_absolute_url()).text


def test_a_draft_is_not_given_away_by_the_other_part(client, staff, meeting):
    draft = make_meeting(title="Secret plan", state="draft", starts_at=meeting.starts_at + timedelta(days=7))
    actions.pair(meeting=meeting, other=draft, reason="So", by=staff)
    assert "Secret plan" not in client.get(meeting.get_absolute_url()).text


def test_a_meeting_belongs_to_one_pair(staff, meeting):
    second, third = make_meeting(), make_meeting()
    actions.pair(meeting=meeting, other=second, reason="So", by=staff)
    for wrong in (third, second):
        with pytest.raises(RuleBroken, match="already"):
            actions.pair(meeting=meeting, other=wrong, reason="So", by=staff)
    with pytest.raises(RuleBroken, match="another meeting"):
        actions.pair(meeting=third, other=third, reason="So", by=staff)
    with pytest.raises(IntegrityError), fixture_writes(), transaction.atomic():
        MeetingPair.objects.create(first=third, second=third, reason="So")


def test_only_staff_of_meetings_reach_the_programme(client_of, trustee, safeguarding_lead, meeting):
    for user in (make_user(), trustee, safeguarding_lead):
        assert client_of(user).get(address(meeting)).status_code in (302, 403)
        assert client_of(user).post(address(meeting), {"lines": "Tea"}).status_code in (302, 403)
    assert not meeting.agenda.exists()
