"""Organisations from a list that was kept elsewhere become records here, waiting to be admitted."""

from django.db import DataError, IntegrityError, transaction

from camk import audit
from camk.accounts.actions import person_for
from camk.actions import action
from camk.drafts import Draft, save_draft
from camk.errors import RuleBroken
from groups.organisations.actions.contacts import give_role
from groups.organisations.actions.records import add_alias, change_organisation, create_organisation, set_identifier
from groups.organisations.finder import comparable
from groups.organisations.importing import Row, failed_table
from groups.organisations.models import Organisation, OrganisationRole

# Kinds of the draft that holds an uploaded list: between preview and button, and what is left of it afterwards.
PREVIEW, FAILED = "import_organisations", "import_failed"


@action
def import_rows(
    *, rows: list[Row], filename: str, same: dict[int, int] | None = None, progress=None, by=None
) -> tuple[list[Organisation], list[tuple[int, str]]]:
    """Store `rows`; returns what was made and, by line, what was not. One bad row loses nothing else.

    `same` says of lines which record they are: of that one, only what is empty is filled in. `progress` is told
    after each row how many are done.
    """
    made, failed, filled = [], [], 0
    for done, row in enumerate(rows, start=1):
        if not row.is_good:
            failed.append((row.line, " ".join(row.errors)))
            continue
        try:
            with transaction.atomic():
                if row.line in (same or {}):
                    _fill_in(row, same[row.line], by=by)
                    filled += 1
                else:
                    made.append(_store(row, f"imported: {filename}", by=by))
        except (RuleBroken, IntegrityError, DataError) as wrong:
            failed.append((row.line, getattr(wrong, "sentence", "This row clashes with another record.")))
        if progress:
            progress(done, len(rows))
    for organisation in made[:1]:
        audit.record(
            "organisation.list_imported", organisation, by=by, made=len(made), failed=len(failed), filled=filled
        )
    return made, failed


def _fields(row: Row) -> dict[str, str]:
    values = row.values
    fields = {name: values[name] for name in ("description", "postcode", "website")}
    return fields | {"public_email": values["email"], "public_phone": values["phone"]}


def _fill_in(row: Row, key: int, *, by) -> None:
    """The row is a record we have: what is empty there is filled, its spelling becomes another name."""
    organisation = comparable().select_for_update().filter(pk=key).first()
    if organisation is None:
        raise RuleBroken("The record it was said to be is not here any more.")
    for field, value in _fields(row).items():
        if not getattr(organisation, field):
            setattr(organisation, field, value)
    change_organisation(organisation=organisation, by=by)
    known = set(organisation.identifiers.values_list("scheme", flat=True))
    for scheme, value in row.values["numbers"]:
        if scheme not in known:
            set_identifier(organisation=organisation, scheme=scheme, value=value, by=by)
    if row.values["name"] != organisation.name:
        add_alias(organisation=organisation, name=row.values["name"], by=by)


def _store(row: Row, source: str, *, by) -> Organisation:
    values = row.values
    organisation = create_organisation(name=values["name"], values=_fields(row), source=source, by=by)
    for scheme, value in values["numbers"]:
        set_identifier(organisation=organisation, scheme=scheme, value=value, by=by)
    if values["contact"] and values["email"]:
        person = person_for(email=values["email"], name=values["contact"], by=by)
        give_role(organisation=organisation, user=person, kind=OrganisationRole.Kind.LEAD, by=by)
    return organisation


@action
def keep_upload(*, filename: str, rows: list[Row], columns: dict, by) -> Draft:
    """An uploaded list between its preview and the button that stores it."""
    data = {"filename": filename[:50], "columns": columns, "rows": [row.as_dict() for row in rows]}
    return save_draft(kind=PREVIEW, key=None, data=data, user=by)


@action
def store_upload(
    *, draft: Draft, lines: list[int], same: dict[int, int] | None = None, by
) -> tuple[list[Organisation], list[tuple[int, str]]]:
    """Store the previewed rows of these lines; a second press finds nothing left to do.

    What was not stored, and what could not be, stays in the draft for the file of failed rows.
    """
    draft = Draft.objects.select_for_update().filter(pk=draft.pk, kind=PREVIEW).first()
    if draft is None:
        raise RuleBroken("This list was stored already.")
    every = [Row(**{**raw, "likenesses": []}) for raw in draft.data["rows"]]
    rows = [row for row in every if row.line in lines or row.line in (same or {})]
    made, failed = import_rows(rows=rows, filename=draft.data["filename"], same=same, by=by)
    failed += [(row.line, " ".join(row.errors)) for row in every if row.errors and row not in rows]
    draft.kind = FAILED
    draft.data = {"filename": draft.data["filename"], "table": failed_table(every, failed)}
    if failed:
        draft.save()
    else:
        draft.delete()
    return made, failed
