"""The list of places holds together: a broken row would lose an organisation's home."""

import csv
from datetime import date
from pathlib import Path

import pytest

from groups.places import data

SOURCE = Path(__file__).resolve().parents[3].parent / "shared/data"
CLUSTER_CODES = {code for code, _, _ in data.CLUSTERS}
PARISH_CODES = {code for code, _, _ in data.PARISHES}
ESTATE_CODES = {code for code, _, _ in data.ESTATES}


def rows(name):
    path = SOURCE / name
    if not path.exists():
        pytest.skip("the source lists are not beside this copy of the project")
    with path.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def test_counts_are_those_of_the_city():
    counts = [len(data.CLUSTERS), len(data.PARISHES), len(data.ESTATES), len(data.WARDS_2014)]
    assert counts == [8, 48, 170, 19]


def test_every_parish_lies_in_one_known_cluster_and_no_cluster_is_empty():
    assert len(PARISH_CODES) == 48
    assert {cluster for _, _, cluster in data.PARISHES} == CLUSTER_CODES


def test_every_estate_lies_in_a_known_parish():
    assert {parish for _, _, parish in data.ESTATES} <= PARISH_CODES


def test_a_code_means_one_place_in_all_layers():
    layers = [
        [data.CITY],
        data.CLUSTERS,
        data.PARISHES,
        data.ESTATES,
        data.WARDS_2014,
        data.SPECIAL,
    ]
    codes = [row[0] for layer in layers for row in layer]
    assert len(codes) == len(set(codes))


def test_codes_are_fit_for_an_address():
    codes = CLUSTER_CODES | PARISH_CODES | ESTATE_CODES | {code for code, _ in data.SPECIAL}
    assert [code for code in codes if not code.replace("-", "").isalnum() or code.lower() != code] == []
    assert max(len(code) for code in codes) <= 50


def test_aliases_point_to_places_and_add_a_name():
    names = {name.lower() for _, name, _ in data.PARISHES + data.ESTATES}
    assert {code for code, _ in data.ALIASES} <= PARISH_CODES | ESTATE_CODES
    assert [alias for _, alias in data.ALIASES if alias.lower() in names] == []
    assert len({alias.lower() for _, alias in data.ALIASES}) == len(data.ALIASES)


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("Neatherfield", "netherfield"),
        ("Pennylands", "pennyland"),
        ("Gifford Park", "giffard-park"),
        ("Lower Meald", "lower-weald"),
        ("Upper Meald", "upper-weald"),
        ("Lakes Estate", "water-eaton"),
        ("CMK", "central-milton-keynes"),
    ],
)
def test_a_name_people_use_is_known(alias, code):
    assert (code, alias) in data.ALIASES


def test_grid_has_every_parish_once_and_no_two_on_one_square():
    assert sorted(code for code, _, _ in data.GRID) == sorted(PARISH_CODES)
    assert len({(column, row) for _, column, row in data.GRID}) == 48
    assert min(min(column, row) for _, column, row in data.GRID) == 0


def test_grid_keeps_north_above_south_and_west_left_of_east():
    at = {code: (column, row) for code, column, row in data.GRID}
    assert at["olney"][1] < at["newport-pagnell"][1] < at["central-milton-keynes"][1]
    assert at["central-milton-keynes"][1] < at["west-bletchley"][1]
    assert at["stony-stratford"][0] < at["central-milton-keynes"][0] < at["woburn-sands"][0]


def test_postcode_sectors_are_unique_and_reach_every_cluster():
    sectors = [sector for sector, _ in data.POSTCODE_SECTORS]
    assert len(sectors) == len(set(sectors)) == 65
    assert {cluster for _, cluster in data.POSTCODE_SECTORS} == CLUSTER_CODES


@pytest.mark.parametrize(
    ("sector", "cluster"),
    [
        ("MK9 1", "central"),
        ("MK2 3", "bletchley"),
        ("MK46 5", "rural-north"),
        ("MK16 8", "stantonbury-linford-newport"),
        ("MK15 9", "central"),
        ("MK11 4", "west-flank"),
        ("MK10 7", "east-flank"),
    ],
)
def test_a_postcode_suggests_the_cluster_it_lies_in(sector, cluster):
    assert dict(data.POSTCODE_SECTORS)[sector] == cluster


def test_old_wards_end_on_the_day_the_new_ones_began():
    assert {row[2:] for row in data.WARDS_2014} == {(date(2014, 5, 22), date(2026, 5, 7))}


def test_parishes_and_estates_are_those_of_the_source_list():
    aliases = {(code, alias) for code, alias in data.ALIASES}
    ours = {(name, parish) for _, name, parish in data.ESTATES}
    ours |= {(alias, parish) for code, _, parish in data.ESTATES for c, alias in aliases if c == code}
    parish_names = {code: name for code, name, _ in data.PARISHES}
    ours = {(name, parish_names[parish]) for name, parish in ours}
    named = {name for name, _ in ours}
    source = rows("mk_community_data/estates.csv")
    assert {row["parish"] for row in rows("mk_community_data/parishes.csv")} == set(parish_names.values())
    assert len(source) == len(data.ESTATES)
    for row in source:
        if row["parish"]:
            assert (row["name_in_source"], row["parish"]) in ours
        else:
            assert row["name_in_source"] in named


def test_wards_and_sectors_are_those_of_the_source_list():
    wards = {(row["ward_code"], row["ward_name"]) for row in rows("mk_postcodes/mk_wards_2014-2026.csv")}
    sectors = {row["sector"] for row in rows("mk_postcodes/mk_postcode_sectors.csv")}
    assert {row[:2] for row in data.WARDS_2014} == wards
    assert {sector for sector, _ in data.POSTCODE_SECTORS} == sectors
