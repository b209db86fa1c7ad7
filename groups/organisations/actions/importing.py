"""Organisations from a list that was kept elsewhere become records here, waiting to be admitted."""

from django.db import IntegrityError, transaction

from camk import audit
from camk.accounts.actions import person_for
from camk.actions import action
from camk.drafts import Draft, save_draft
from camk.errors import RuleBroken
from groups.organisations.actions.contacts import give_role
from groups.organisations.actions.records import create_organisation, set_identifier
from groups.organisations.importing import Row
from groups.organisations.models import Organisation, OrganisationRole


@action
def import_rows(*, rows: list[Row], filename: str, by=None) -> tuple[list[Organisation], list[tuple[int, str]]]:
    """Store `rows`; returns what was made and, by line, what was not. One bad row loses nothing else."""
    made, failed = [], []
    for row in rows:
        if not row.is_good:
            failed.append((row.line, " ".join(row.errors)))
            continue
        try:
            with transaction.atomic():
                made.append(_store(row, f"imported: {filename}", by=by))
        except (RuleBroken, IntegrityError) as wrong:
            failed.append((row.line, getattr(wrong, "sentence", "This row clashes with another record.")))
    for organisation in made[:1]:
        audit.record("organisation.list_imported", organisation, by=by, made=len(made), failed=len(failed))
    return made, failed


def _store(row: Row, source: str, *, by) -> Organisation:
    values = row.values
    fields = {name: values[name] for name in ("description", "postcode", "website")}
    fields |= {"public_email": values["email"], "public_phone": values["phone"]}
    organisation = create_organisation(name=values["name"], values=fields, source=source, by=by)
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
    return save_draft(kind="import_organisations", key=None, data=data, user=by)


@action
def store_upload(*, draft: Draft, lines: list[int], by) -> tuple[list[Organisation], list[tuple[int, str]]]:
    """Store the previewed rows of these lines; a second press finds nothing left to do."""
    draft = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if draft is None:
        raise RuleBroken("This list was stored already.")
    rows = [Row(**{**raw, "likenesses": []}) for raw in draft.data["rows"] if raw["line"] in lines]
    result = import_rows(rows=rows, filename=draft.data["filename"], by=by)
    draft.delete()
    return result
