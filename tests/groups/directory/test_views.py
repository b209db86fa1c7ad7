"""The directory: found, narrowed, shown to each reader as far as it was chosen, saved as a table."""

import csv
import io
from itertools import product

import pytest
from django.core.cache import cache

from camk.audit import AuditEvent
from groups.directory.spreadsheet import CHOSEN
from groups.organisations.actions import records
from groups.organisations.models import Organisation, PublishChoice
from groups.organisations.permissions import reader_for
from groups.organisations.publishing import ORDER, Reader, published, readable
from groups.places.models import Place
from groups.themes.models import Theme
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.organisations import a_kind, make_organisation
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def names(client, **query):
    return [row.name for row in client.get("/organisations/", query).context["cards"]]


def test_the_directory_shows_the_network_only(client, organisation):
    make_organisation(name="Waits", state="unverified")
    make_organisation(name="Left", state="archived")
    assert names(client) == ["Netherfield Lunch Club"]


def test_search_forgives_slips_and_knows_other_names_and_what_it_does(client, organisation, other_organisation):
    make_organisation(name="Sunny Side", aliases=["Helping Hands"], description="We mend bicycles.")
    assert names(client, q="netherfeild") == ["Netherfield Lunch Club"]
    assert names(client, q="helping hands") == ["Sunny Side"]
    assert names(client, q="bicycles") == ["Sunny Side"]
    page = client.get("/organisations/", {"q": "astronomy"}).content.decode()
    assert "We found none like that" in page and 'value="astronomy"' in page


def test_it_is_narrowed_by_place_theme_kind_and_who_benefits(client):
    estate = Place.objects.filter(kind="estate", parish__isnull=False).select_related("parish", "cluster").first()
    food = Theme.objects.get(code="food")
    make_organisation(name="At home there", home=estate, themes=[food])
    make_organisation(name="Works there", places=[estate.cluster], kind=a_kind("cio"))
    make_organisation(name="Elsewhere")
    assert names(client, place=estate.parish.code) == ["At home there"]
    assert names(client, place=estate.cluster.code) == ["At home there", "Works there"]
    assert names(client, theme="food") == ["At home there"]
    assert names(client, kind="cio") == ["Works there"]
    assert names(client, theme="food", kind="cio") == []
    assert "not in the list any more" in client.get("/organisations/?theme=nothing").content.decode()


@pytest.mark.parametrize("query", [{}, {"q": "club"}, {"theme": "food"}])
@pytest.mark.parametrize("rows", [1, 31])
def test_the_directory_asks_four_questions(client, rows, query, django_assert_max_num_queries):
    food = Theme.objects.get(code="food")
    for number in range(rows):
        make_organisation(name=f"Club {number}", themes=[food], kind=a_kind())
    client.get("/organisations/", query)
    with django_assert_max_num_queries(4):
        assert len(names(client, **query)) == min(rows, 30)


def test_a_row_is_light(client):
    food = Theme.objects.get(code="food")
    client.get("/organisations/")
    empty = len(client.get("/organisations/").content)
    for number in range(30):
        make_organisation(
            name=f"A club with a name {number}", themes=[food], kind=a_kind(), description="Words " * 40
        )
    assert (len(client.get("/organisations/").content) - empty) / 30 <= 1024


def choose(organisation, by, **audience):
    records.save_profile(organisation=organisation, values={}, audience=audience, by=by)


def test_it_is_narrowed_by_reach_and_cag(client, organisation, other_organisation, action_group):
    make_membership(action_group=action_group, organisation=organisation)
    make_membership(action_group=action_group, organisation=other_organisation, state="left")
    make_organisation(name="Wide", reach="wider")
    assert names(client, cag=action_group.slug) == ["Netherfield Lunch Club"]
    assert names(client, reach="wider") == ["Wide"]
    assert names(client, reach="wider", cag=action_group.slug) == []


def test_what_is_shared_and_needed_is_asked_of_readers_fields_only(client_of, visitor, supporter, member, staff):
    """Members see what is shared with members; nobody learns the size of one that keeps it for the office."""
    make_organisation(name="Van Club", can_share="A Van with a lift", support_needed="Two drivers", size="micro")
    open_one = make_organisation(name="Open Van", can_share="a van", size="micro")
    choose(open_one, staff, can_share="public", size="public")
    seen = {who: names(client_of(who), share="van") for who in (visitor, supporter, member, staff)}
    assert seen[visitor] == seen[supporter] == ["Open Van"]
    assert seen[member] == seen[staff] == ["Open Van", "Van Club"]
    assert names(client_of(visitor), needs="drivers") == []
    assert names(client_of(member), needs="drivers two") == ["Van Club"]
    assert names(client_of(member), size="micro") == ["Open Van"]
    assert names(client_of(staff), size="micro") == ["Open Van", "Van Club"]
    page = client_of(member).get("/organisations/").content.decode()
    assert "A Van with a lift" in page and "Two drivers" in page
    page = client_of(visitor).get("/organisations/").content.decode()
    assert "A Van with a lift" not in page and "a van" in page


def test_ones_own_is_found_by_what_it_keeps_for_itself(client_of, coordinator, organisation):
    with fixture_writes():
        Organisation.objects.filter(pk=organisation.pk).update(size="small")
    assert names(client_of(coordinator), size="small") == ["Netherfield Lunch Club"]


def test_page_and_database_keep_one_rule(staff):
    """Every history of choices, every reader: the condition finds exactly what `published` shows."""
    for number, history in enumerate([(), *product(ORDER), *product(ORDER, ORDER)]):
        organisation = make_organisation(name=f"Choice {number}", can_share="Something", size="micro")
        with fixture_writes():
            for audience in history:
                for field in ("can_share", "size"):
                    PublishChoice.objects.create(organisation=organisation, field=field, audience=audience)
    rows = Organisation.objects.prefetch_related("publish_choices")
    for level, field in product(ORDER, ("can_share", "size")):
        shown = {row.pk for row in rows if field in published(row, level)}
        assert shown == set(Organisation.objects.filter(readable(field, Reader(level))).values_list("pk", flat=True))


def test_filters_stay_while_leafing_and_saving(client_of, supporter):
    for number in range(31):
        make_organisation(name=f"Club {number:02}", reach="city")
    page = client_of(supporter).get("/organisations/", {"reach": "city", "page": "2"}).content.decode()
    assert "?reach=city&amp;page=1" in page and "/organisations/list.csv?reach=city" in page
    assert "31 organisations found" in page


def table(browser, **query):
    rows = list(csv.reader(io.StringIO(browser.get("/organisations/list.csv", query).getvalue().decode("utf-8-sig"))))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_the_table_holds_what_its_reader_may_see(client_of, visitor, supporter, member, staff):
    make_organisation(
        name="=cmd()", can_share="-A hall", public_email="in@example.org", website="https://h.org", size="micro"
    )
    make_organisation(name="Waits", state="unverified")
    answer = client_of(visitor).get("/organisations/list.csv")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/")
    seen = {who: table(client_of(who), q="cmd") for who in (supporter, member, staff)}
    assert all([row["Name"] for row in rows] == ["'=cmd()"] for rows in seen.values())
    (plain,), (more,), (everything,) = seen[supporter], seen[member], seen[staff]
    assert (plain["Website"], plain["Can share"], plain["E-mail"]) == ("https://h.org", "", "")
    assert (more["Can share"], more["E-mail"], more["Yearly income"]) == ("'-A hall", "", "")
    assert (everything["E-mail"], everything["Yearly income"]) == ("in@example.org", "Under £10,000 a year")
    assert "Waits" not in [row["Name"] for row in table(client_of(staff))]


def test_staff_save_the_chosen_ones_whole_and_that_is_written_down(client_of, staff, coordinator, organisation):
    waiting = make_organisation(name="Waits", state="unverified", public_phone="01908 1", source="imported: list.csv")
    typed = {"action": "save_chosen", "_selected_action": [organisation.pk, waiting.pk]}
    answer = client_of(staff).post("/admin/groups/organisation/", typed)
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    first, second = sorted(rows, key=lambda row: row["Name"])
    assert (first["Contacts"], first["State"]) == ("Cora Coordinator <coordinator@example.org>", "In the network")
    assert (second["Phone"], second["Where it came from"]) == ("01908 1", "imported: list.csv")
    event = AuditEvent.objects.get(verb="organisation.list_saved")
    assert (event.by, event.data) == (staff, {"rows": 2})


def test_the_table_has_a_column_for_each_field_with_a_choice():
    assert set(CHOSEN) == set(PublishChoice.FIELDS)


def test_the_table_costs_the_same_with_one_and_with_thirty(client_of, member, django_assert_max_num_queries):
    for number in range(30):
        make_organisation(name=f"Club {number}", themes=[Theme.objects.get(code="food")])
    browser = client_of(member)
    with django_assert_max_num_queries(13):
        assert len(table(browser)) == 31


def test_saving_again_and_again_is_stopped(client_of, supporter):
    cache.clear()
    browser = client_of(supporter)
    statuses = [browser.get("/organisations/list.csv").status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429]


def test_a_reader_is_read_once(client_of, member, staff, supporter, django_assert_max_num_queries):
    assert reader_for(staff).level == "staff"
    with django_assert_max_num_queries(1):
        assert reader_for(member).level == "members"
    make_membership(action_group=make_action_group(), user=supporter)
    with django_assert_max_num_queries(1):
        assert reader_for(supporter).level == "members"
