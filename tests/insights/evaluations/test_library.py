"""The library of evaluations: staff keep it, each reader finds what is theirs to read, on the page of its subject."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from insights.evaluations import actions
from insights.evaluations.models import Evaluation
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.evaluations import make_evaluation
from tests.factories.initiatives import make_initiative
from tests.factories.organisations import make_organisation, make_role

pytestmark = pytest.mark.django_db
LIST = reverse("insights:evaluation-list")
ADD = reverse("admin:insights_evaluation_add")


def values(about, **changes):
    """What staff type about one report."""
    typed = {"title": "The first year", "kind": "interim", "evaluator": "A university", "audience": "public"}
    typed |= {"dated_on": "2026-10-01", "first_day": "2025-09-01", "last_day": "2026-08-31", "method": "Interviews"}
    return typed | {"initiative": about.pk, "learnt": "Ask twice.", "changed": "We ask twice now."} | changes


def step(row, name):
    return reverse("admin:insights_evaluation_step", args=[row.pk, name])


def test_staff_keep_a_report_with_its_file_and_everybody_finds_it(client_of, staff):
    browser, initiative, client = client_of(staff), make_initiative(), Client()
    pdf = SimpleUploadedFile("Year one.pdf", b"%PDF-1.7 what was found", content_type="application/pdf")
    browser.post(ADD, values(initiative, new_file=pdf))
    row = Evaluation.objects.get()
    assert row.file.name == "Year one.pdf" and row.by == staff and row.published_at is None
    assert row.title not in client.get(LIST).text
    browser.post(step(row, "publish"))
    assert row.title in client.get(LIST).text
    page = client.get(row.get_absolute_url()).text
    assert "We ask twice now." in page and "Ask twice." in page and initiative.name in page
    assert client.get(reverse("insights:evaluation-file", args=[row.pk])).getvalue().startswith(b"%PDF")
    assert row.title in client.get(initiative.get_absolute_url()).text
    browser.post(step(row, "take-down"))
    assert client.get(row.get_absolute_url()).status_code == 404
    kept = AuditEvent.objects.filter(verb__startswith="evaluation.").values_list("verb", flat=True)
    assert sorted(kept) == ["evaluation.kept", "evaluation.published", "evaluation.taken_down"]


def test_what_is_missing_or_wrong_is_said_and_nothing_is_lost(client_of, staff):
    browser, initiative = client_of(staff), make_initiative()
    page = browser.post(ADD, values(initiative, initiative="")).text
    assert "Choose what it is about" in page and "We ask twice now." in page
    assert "before the first one" in browser.post(ADD, values(initiative, last_day="2025-01-01")).text
    wrong = SimpleUploadedFile("x.exe", b"MZ")
    assert "We take PDF" in browser.post(ADD, values(initiative, new_file=wrong)).text
    assert not Evaluation.objects.exists()
    empty = make_evaluation(words="")
    with pytest.raises(RuleBroken, match="nothing to read"):
        actions.publish_evaluation(evaluation=empty, by=staff)


def test_a_published_one_stays_readable_and_a_stranger_changes_nothing(staff):
    row = make_evaluation(published=True)
    row.words = ""
    with pytest.raises(RuleBroken, match="leave words or a file"):
        actions.save_evaluation(evaluation=row, by=staff)
    row.words, row.last_day = "So", date(2000, 1, 1)
    with pytest.raises(RuleBroken, match="before it begins"):
        actions.save_evaluation(evaluation=row, by=staff)
    with pytest.raises(RuleBroken, match="Only staff"):
        actions.take_down_evaluation(evaluation=row, by=make_user())


def test_what_is_for_people_of_the_network_is_read_by_them_alone(client_of, staff):
    row = make_evaluation(published=True, audience="members", content=b"Found")
    member, organisation = make_user(), make_organisation()
    make_role(user=member, organisation=organisation)
    file = reverse("insights:evaluation-file", args=[row.pk])
    for user in (None, make_user(), member):
        browser = client_of(user) if user else Client()
        assert browser.get(row.get_absolute_url()).status_code == browser.get(file).status_code == 404
        assert row.title not in browser.get(LIST).text
    make_membership(action_group=make_action_group(), organisation=organisation)
    for user in (member, staff):
        assert client_of(user).get(file).getvalue() == b"Found"
        assert row.title in client_of(user).get(LIST).text


def test_the_page_of_its_subject_leads_to_it_and_an_unpublished_initiative_is_not_named(client):
    hidden, cag = make_initiative(is_published=False), make_action_group()
    row = make_evaluation(published=True, initiative=hidden, action_group=cag)
    placed = make_evaluation(published=True)
    assert hidden.name not in client.get(row.get_absolute_url()).text
    assert row.title in client.get(cag.get_absolute_url()).text
    assert placed.title in client.get(placed.place.get_absolute_url()).text
    assert LIST in client.get(reverse("insights:edition-list")).text
