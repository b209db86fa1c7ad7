"""Networks beyond CAGs, organisations that somebody suggested, and news that organisations share."""

from datetime import datetime, time, timedelta

from camk.accounts.actions import person_for
from camk.addresses import free_slug
from camk.templatetags.ui import LONDON
from groups.duplicates.actions.pairs import refresh_pairs
from groups.networks.models import Network, NetworkMembership, NetworkStep, NetworkSupport
from groups.organisations.actions.records import create_organisation
from groups.suggestions.actions import ask
from groups.suggestions.marks import marks_of
from groups.suggestions.models import Suggestion
from groups.updates.models import Update
from insights.demo.actions.stage import DOMAIN, Stage, codes
from insights.demo.data import neighbours as told


def make_networks(stage: Stage) -> None:
    """Older ones and those of the pandemic, with what we did and what we promised."""
    rows = {}
    for key, name, kind, origin, year, state, lead, themes, place, purpose, how, boards in told.NETWORKS:
        row = rows[key] = Network.objects.create(
            name=name,
            slug=free_slug(Network, name),
            kind=kind,
            origin=origin,
            started_in=year,
            state=state,
            purpose=purpose,
            lead_organisation=stage.organisations.get(lead),
            lead_contact=stage.contacts.get(lead),
            staff_contact=stage.people["staff"],
            place=stage.places.get(place),
            how_to_join=how,
            represents=boards,
            created_at=stage.ago(420),
        )
        row.themes.set([stage.themes[code] for code in codes(themes)])
    _fill_networks(stage, rows)


def _fill_networks(stage: Stage, rows: dict[str, Network]) -> None:
    for key, members in told.NETWORK_MEMBERS.items():
        for member in codes(members):
            organisation = stage.organisations[member]
            since = {"asked_at": stage.ago(200), "decided_at": stage.ago(198), "decided_by": stage.people["staff"]}
            NetworkMembership.objects.create(network=rows[key], organisation=organisation, state="confirmed", **since)
    for key, member, name, words in told.NETWORK_ASKED:
        asked = {"asked_by": stage.by_name[name], "asked_at": stage.ago(4), "words": words}
        NetworkMembership.objects.create(network=rows[key], organisation=stage.organisations[member], **asked)
    for key, days, words in told.NETWORK_SUPPORT:
        on = stage.today - timedelta(days=days)
        NetworkSupport.objects.create(network=rows[key], on=on, words=words, by=stage.people["staff"])
    for key, words, days, owner, state, outcome in told.NETWORK_STEPS:
        due = stage.today + timedelta(days=days)
        settled = due - timedelta(days=2) if state != "open" else None
        step = {"words": words, "due_on": due, "owner": stage.people[owner], "state": state, "outcome": outcome}
        NetworkStep.objects.create(network=rows[key], settled_on=settled, created_at=stage.ago(150), **step)


def make_suggestions(stage: Stage) -> None:
    """One that waits for us, one that was asked, one that joined, one that said not now."""
    for name, contact, why, maker, may_name, state, days, became in told.SUGGESTIONS:
        email = f"{contact.lower().replace(' ', '.')}@{DOMAIN}"
        settled = stage.ago(days - 4) if state in ("joined", "not_now") else None
        by, acts_for = stage.by_name[maker], stage.by_name[maker].organisation_roles.first()
        row = Suggestion.objects.create(
            name=name,
            contact=person_for(email=email, name=contact) if state != "not_now" else None,
            address_mark=marks_of(email)[0],
            why=why,
            by=by,
            for_organisation=acts_for.organisation if acts_for else None,
            may_name=may_name,
            state="checking" if state == "asked" else state,
            created_at=stage.ago(days),
            asked_at=stage.ago(days) if settled else None,
            settled_at=settled,
            organisation=stage.organisations.get(became),
        )
        if state == "asked":
            with stage.happened(stage.ago(days)):
                ask(suggestion=row, by=by)
            Suggestion.objects.filter(pk=row.pk).update(asked_at=stage.ago(days))


def make_updates(stage: Stage) -> None:
    """What some of them share of their work."""
    Update.objects.bulk_create(
        Update(
            organisation=stage.organisations[key],
            title=title,
            words=words,
            audience=audience,
            by=stage.contacts[key],
            created_at=datetime.combine(stage.today - timedelta(days=days), time(16, 20), tzinfo=LONDON),
        )
        for key, days, audience, title, words in told.UPDATES
    )


def make_doubles(stage: Stage) -> None:
    """What a list from elsewhere brought a second time, for staff to look at: one is a double, one is not."""
    for name, description, source in told.DOUBLES:
        create_organisation(name=name, values={"description": description}, source=source, by=stage.people["staff"])
    refresh_pairs(by=stage.people["staff"])
