"""The first-run page: the only page of a new live portal, and gone as soon as it is filled in."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from camk import details
from camk.accounts.models import User
from camk.details import SiteDetails
from groups.action_groups.models import ActionGroup
from groups.first_run.keys import setup_key
from tests.camk.pages.test_views import picture
from tests.factories.live import go_live
from tests.guard import fixture_writes


def answers(**changes):
    return {
        "setup_key": setup_key(),
        "name": "Fay First",
        "email": "first@example.org",
        "password1": "quiet river green door",
        "password2": "quiet river green door",
        "charity": "Volunteer Centre",
        "charity_phone": "01908 111222",
        "charity_email": "hello@example.org",
        "opening_hours": "",
        "safeguarding_adults": "01908 000001",
        "safeguarding_adults_out_of_hours": "01908 000002",
        "safeguarding_children": "01908 000003",
        "safeguarding_children_out_of_hours": "01908 000004",
        "cag1_name": "North",
        "cag1_focus": "area",
        "cag1_purpose": "Neighbours of the north.",
        **changes,
    }


@pytest.fixture
def fresh(db, settings):
    go_live(settings, set_up=False)


@pytest.mark.parametrize("path", ["/", "/meetings/", "/accounts/login/", "/admin/", "/outbox/"])
def test_every_way_leads_to_the_first_run_page(fresh, client, path):
    assert client.get(path)["Location"] == "/setup/"


def test_the_page_says_where_the_key_is(fresh, client):
    page = client.get("/setup/").content.decode()
    assert "manage.py setup_key" in page
    assert setup_key() not in page


def test_the_key_is_printed_on_the_server(db):
    out = io.StringIO()
    call_command("setup_key", stdout=out)
    assert out.getvalue().strip() == setup_key()


def test_the_key_hangs_on_the_secret_key(settings):
    before = setup_key()
    settings.SECRET_KEY = "another server's key"
    assert setup_key() != before


def test_filled_in_it_opens_the_portal(fresh, client):
    answer = client.post("/setup/", answers(logo=SimpleUploadedFile("l.jpg", picture())))
    assert answer["Location"] == "/accounts/login/password/"
    assert User.objects.get().is_superuser
    row = SiteDetails.objects.get()
    assert (row.name, row.safeguarding_children) == ("Volunteer Centre", "01908 000003")
    assert row.logo is not None
    assert ActionGroup.objects.get().name == "North"
    assert client.get("/").status_code == 200
    assert client.get("/setup/").status_code == 404
    assert client.post("/setup/", answers()).status_code == 404


def test_another_process_that_remembers_the_closed_portal_asks_again(fresh, client):
    assert details.site_details().set_up_at is None
    with fixture_writes():
        SiteDetails.objects.update_or_create(pk=1, defaults={"set_up_at": timezone.now()})
    assert details.site_details().set_up_at is None, "this process remembers"
    assert client.get("/").status_code == 200


def test_the_first_administrator_signs_in_and_pairs_a_phone(fresh, client):
    client.post("/setup/", answers())
    client.post("/accounts/login/password/", {"login": "first@example.org", "password": "quiet river green door"})
    assert client.get("/admin/")["Location"] == "/accounts/2fa/totp/activate/"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"setup_key": "wrong"}, "setup_key"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password2": "something else entirely"}, "password2"),
        ({"email": "nonsense"}, "email"),
        ({"cag2_name": "South"}, "cag2_purpose"),
        ({"cag2_purpose": "For the south."}, "cag2_name"),
        ({"safeguarding_adults": ""}, "safeguarding_adults"),
    ],
)
def test_bad_answers_get_a_sentence_and_lose_nothing(fresh, client, changes, field):
    page = client.post("/setup/", answers(**changes))
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert 'value="Fay First"' in page.content.decode()
    assert not User.objects.exists()


def test_a_logo_that_is_no_picture_gets_a_sentence(fresh, client):
    page = client.post("/setup/", answers(logo=SimpleUploadedFile("l.svg", b"<svg/>")))
    assert "logo" in page.context["form"].errors


def test_the_key_cannot_be_guessed_at_leisure(fresh, client):
    codes = [client.post("/setup/", answers(setup_key=str(number))).status_code for number in range(21)]
    assert codes == [200] * 20 + [429]


def test_a_demonstration_has_no_such_page(client, db):
    assert client.get("/setup/").status_code == 404
    assert client.post("/setup/", answers()).status_code == 404
