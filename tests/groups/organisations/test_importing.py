"""A list kept elsewhere comes in: columns guessed, bad rows told, likely duplicates shown, the rest stored."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from camk.drafts import Draft
from groups.organisations.actions import importing as actions
from groups.organisations.actions import records
from groups.organisations.importing import Unreadable, guess_columns, preview, read
from groups.organisations.models import Organisation, OrganisationRole
from tests.factories.organisations import make_organisation

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
real_lists = pytest.mark.skipif(
    not (DATA / "mk_charities").is_dir(), reason="the lists of real organisations are not here"
)

LIST = b"""Organisation name;Contact name;E-mail;Postcode;Charity no.;Web;What we do
Netherfield Lunch Club Ltd;;;MK6 3AA;;;Lunch
Bradwell Bakers;Bea;BEA@example.org;mk138pl;GB-CHC-1090095;www.bakers.example;Bread
;Nobody;;;;;
Broken;;not an address;Bradwell;12;;
Bradwell Bakers CIC;;;;;;
"""


def test_columns_are_guessed_from_what_people_call_them():
    assert guess_columns(["Organisation name", "Contact name", "E-mail", "Post Code", "Charity no.", "Web"]) == {
        "name": "Organisation name",
        "contact": "Contact name",
        "email": "E-mail",
        "postcode": "Post Code",
        "number": "Charity no.",
        "website": "Web",
    }


def test_a_list_of_an_old_spreadsheet_is_read():
    headers, rows = read("Name\tPostcode\nCaf\xe9 Club\tMK1 1AA\n".encode("cp1252"))
    assert headers == ["Name", "Postcode"] and rows[0]["Name"] == "Café Club"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\x00\x00", b"Colour,Size\nred,1\n"])
@pytest.mark.django_db
def test_what_is_no_list_is_refused_in_words(content):
    with pytest.raises(Unreadable):
        preview(content)


@pytest.mark.django_db
def test_each_row_is_checked_on_its_own(organisation):
    _, rows = preview(LIST)
    assert [row.line for row in rows if row.is_new] == [3]
    like = rows[0].likenesses[0]
    assert (like.pk, like.reason) == (organisation.pk, "the same name")
    assert rows[2].errors == ["The name is missing."]
    assert len(rows[3].errors) == 3
    assert (rows[4].likenesses[0].line, rows[4].likenesses[0].reason) == (3, "the same name")


@pytest.mark.django_db
def test_the_same_number_and_website_are_seen(organisation, staff):
    records.set_identifier(organisation=organisation, scheme="GB-CHC", value="1090095", by=staff)
    make_organisation(name="Quite Other", website="https://bakers.example/about")
    _, rows = preview(LIST)
    assert [like.reason for like in rows[1].likenesses] == ["the same number in a register", "the same website"]


@pytest.mark.django_db
def test_one_bad_row_loses_nothing_else(staff, organisation):
    _, rows = preview(LIST)
    twice = [rows[1], rows[3], rows[1]]
    made, failed = actions.import_rows(rows=twice, filename="list.csv", by=staff)
    assert [row.name for row in made] == ["Bradwell Bakers"]
    assert [line for line, _ in failed] == [5, 3]
    bakers = made[0]
    assert (bakers.state, bakers.source, bakers.postcode) == ("unverified", "imported: list.csv", "MK13 8PL")
    assert bakers.website == "https://www.bakers.example"
    assert OrganisationRole.objects.get().user.email == "bea@example.org"


@pytest.mark.django_db
def test_the_command_shows_first_and_stores_when_told(tmp_path, organisation):
    path = tmp_path / "list.csv"
    path.write_bytes(LIST)
    out = StringIO()
    call_command("import_organisations", path, stdout=out)
    assert "5 rows: 1 new, 2 likely duplicates, 2 with errors." in out.getvalue()
    assert Organisation.objects.count() == 1
    call_command("import_organisations", path, "--commit", stdout=out)
    assert "1 organisations stored" in out.getvalue() and Organisation.objects.count() == 2
    assert "1 of 1 rows" in out.getvalue()
    wrong = tmp_path / "wrong.csv"
    call_command("import_organisations", path, "--commit", "--failed-file", wrong, stdout=out)
    assert "The name is missing." in wrong.read_text() and "Netherfield" not in wrong.read_text()
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_organisations", tmp_path / "missing.csv", stdout=out)


@pytest.mark.django_db
def test_the_staff_pages_show_then_store(client_of, staff, organisation):
    browser = client_of(staff)
    assert "Import a list" in browser.get("/admin/groups/organisation/").content.decode()
    assert browser.get("/admin/groups/organisation/import/").status_code == 200
    upload = {"file": SimpleUploadedFile("list.csv", LIST, content_type="text/csv")}
    page = browser.post("/admin/groups/organisation/import/", upload, follow=True)
    words = page.content.decode()
    assert "5 rows: 1 new, 2 likely duplicates, 2 with errors." in words and "the same name" in words
    assert Organisation.objects.count() == 1
    url = page.redirect_chain[-1][0]
    page = browser.post(url, {"line": "2"}, follow=True).content.decode()
    assert "2 organisations stored" in page
    assert Organisation.objects.count() == 3 and Draft.objects.get().kind == "import_failed"
    assert browser.post(url, {"line": "2"}).status_code == 404
    link = re.search(r'href="([^"]+failed.csv)"', page)[1]
    table = browser.get(link).content.decode("utf-8-sig").splitlines()
    assert table[0].endswith("What we do,What was wrong") and len(table) == 3
    assert table[1].startswith(",Nobody") and table[1].endswith("The name is missing.")
    again = SimpleUploadedFile("again.csv", browser.get(link).content)
    page = browser.post("/admin/groups/organisation/import/", {"file": again}, follow=True).content.decode()
    assert "2 rows: 0 new, 0 likely duplicates, 2 with errors." in page


@pytest.mark.django_db
def test_of_a_row_that_is_a_record_here_only_what_is_empty_is_filled_in(client_of, staff, organisation):
    browser, was = client_of(staff), organisation.description
    upload = {"file": SimpleUploadedFile("list.csv", LIST, content_type="text/csv")}
    url = browser.post("/admin/groups/organisation/import/", upload)["Location"]
    answers = {"is": [f"2:{organisation.pk}", "3:999999", "x"], "skip": "3"}
    page = browser.post(url, answers, follow=True).content.decode()
    assert "0 organisations stored" in page and "Filled in at records that were here already: 1." in page
    organisation.refresh_from_db()
    assert (organisation.postcode, organisation.description) == ("MK6 3AA", was)
    assert [alias.name for alias in organisation.aliases.all()] == ["Netherfield Lunch Club Ltd"]
    assert Organisation.objects.count() == 1


@pytest.mark.django_db
def test_a_bad_upload_gets_a_sentence(client_of, staff, coordinator):
    upload = {"file": SimpleUploadedFile("list.csv", b"Colour\nred\n")}
    page = client_of(staff).post("/admin/groups/organisation/import/", upload).content.decode()
    assert "No column holds the names" in page
    assert client_of(coordinator).get("/admin/groups/organisation/import/").status_code == 302


@real_lists
@pytest.mark.django_db
def test_the_29_real_charities_come_in():
    columns, rows = preview((DATA / "mk_charities" / "mk_charities.csv").read_bytes())
    assert columns["number"] == "org_id" and columns["company"] == "company_number"
    assert len(rows) == 29 and all(row.is_new for row in rows)
    made, failed = actions.import_rows(rows=rows, filename="mk_charities.csv")
    assert len(made) == 29 and failed == []
    parks = Organisation.objects.get(name="MILTON KEYNES PARKS TRUST LIMITED")
    assert parks.normalised_name == "parks trust"
    assert sorted(str(row) for row in parks.identifiers.all()) == ["GB-CHC-1007183", "GB-COH-02519659"]


@real_lists
@pytest.mark.django_db
def test_the_known_duplicates_of_the_real_participants_are_found():
    make_organisation(name="MILTON KEYNES PARKS TRUST LIMITED")
    _, rows = preview((DATA / "mk_community_data" / "organisations.csv").read_bytes())
    alike = {row.values["name"]: row.likenesses[0] for row in rows if row.likenesses}
    assert len(rows) == 68
    assert alike["Walton Community Council"].reason == "the same name"
    assert alike["Sensory Advice resource center"].name == "BID (Sensory Advice Resource Centre)"
    assert alike["Parks Trust"].pk is not None
    assert len(alike) <= 6, "too many false alarms"
