"""The lists staff start from: places, themes, who benefits, kinds of organisation."""

from django.db import migrations

from groups.organisations.data import KINDS
from groups.places import data as places
from groups.themes.data import BENEFICIARIES, FAMILIES, KEYWORDS, THEMES


def fill_places(apps):
    """City, clusters, parishes, estates, wards and the three special answers."""
    Place = apps.get_model("groups", "Place")
    made = {}

    def add(code, label, kind, **more):
        made[code] = Place.objects.create(code=code.lower(), label=label, kind=kind, **more)
        return made[code]

    city = add(*places.CITY, "city")
    grid = {code: (column, row) for code, column, row in places.GRID}
    for code, label, _summary in places.CLUSTERS:
        add(code, label, "cluster", parent=city)
    for code, label, cluster in places.PARISHES:
        column, row = grid[code]
        parent = made[cluster]
        add(code, label, "parish", parent=parent, cluster=parent, grid_column=column, grid_row=row)
    for code, label, parish in places.ESTATES:
        parent = made[parish]
        add(code, label, "estate", parent=parent, parish=parent, cluster=parent.cluster)
    for code, label, start, end in places.WARDS_2014:
        add(code, label, "ward", parent=city, valid_from=start, valid_to=end)
    for position, (code, label) in enumerate(places.SPECIAL):
        add(code, label, "special", position=position)
    apps.get_model("groups", "PlaceAlias").objects.bulk_create(
        apps.get_model("groups", "PlaceAlias")(place=made[code], name=alias) for code, alias in places.ALIASES
    )
    apps.get_model("groups", "PostcodeSector").objects.bulk_create(
        apps.get_model("groups", "PostcodeSector")(sector=sector, cluster=made[cluster])
        for sector, cluster in places.POSTCODE_SECTORS
    )


def fill_lists(apps, schema_editor):
    """Runs once on an empty portal; from then on staff edit these in the admin."""
    fill_places(apps)
    families = {}
    for position, (code, label) in enumerate(FAMILIES):
        family = apps.get_model("groups", "ThemeFamily")(code=code, label=label, position=position)
        family.save()
        families[code] = family
    for position, (code, label, family) in enumerate(THEMES):
        theme = apps.get_model("groups", "Theme")(
            code=code, label=label, family=families[family], position=position
        )
        theme.save()
        for word in KEYWORDS.get(code, []):
            apps.get_model("groups", "ThemeKeyword").objects.create(theme=theme, word=word)
    for position, (code, label, number) in enumerate(BENEFICIARIES):
        apps.get_model("groups", "Beneficiary").objects.create(
            code=code, label=label, position=position, charity_commission_code=number or ""
        )
    for position, (code, label, affiliate) in enumerate(KINDS):
        apps.get_model("groups", "OrganisationKind").objects.create(
            code=code, label=label, position=position, is_affiliate=affiliate
        )


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_first")]
    operations = [migrations.RunPython(fill_lists, migrations.RunPython.noop, elidable=False)]
