"""Programmes, organisations with their contacts, Collaborative Action Groups with their members."""

from datetime import date, timedelta

from camk.addresses import free_slug
from groups.action_groups.models import ActionGroup, ActionGroupChange, ActionGroupLead, ActionGroupMembership
from groups.organisations.models import Organisation, OrganisationKind, OrganisationRole, PublishChoice
from groups.organisations.naming import normalise
from groups.places.models import Venue
from groups.programmes.models import Programme
from insights.demo.actions.stage import DOMAIN, Stage, codes
from insights.demo.data import action_groups as cags
from insights.demo.data import meetings as held
from insights.demo.data import organisations as told

State = ActionGroupMembership.State


def make_programmes(stage: Stage) -> None:
    """What pays for it, from a fund that does not exist."""
    for key, name, purpose, goals, outcomes, month in cags.PROGRAMMES:
        stage.programmes[key] = Programme.objects.create(
            name=name,
            slug=free_slug(Programme, name),
            funder=cags.FUND,
            acknowledgement=f"Supported by the {cags.FUND}, which is made up for this demonstration.",
            purpose=purpose,
            goals=goals,
            outcomes=outcomes,
            starts_on=date(stage.today.year - 2, month, 1),
            year_starts_in_month=month,
        )


def make_venues(stage: Stage) -> None:
    """The buildings that organisations use and meetings are held in."""
    stage.venues = {
        key: Venue(name=name, address=address, place=stage.places[place], access=access, travel=travel)
        for key, name, address, place, access, travel in held.VENUES
    }
    Venue.objects.bulk_create(stage.venues.values())


def make_organisations(stage: Stage) -> None:
    """Admitted ones with full profiles (the coordinator's is half filled), and those that wait."""
    kinds = {kind.code: kind for kind in OrganisationKind.objects.all()}
    rows = [(*row, "") for row in told.ORGANISATIONS] + list(told.WAITING)
    links = {name: [] for name in ("themes", "places", "beneficiaries", "venues")}
    for number, row in enumerate(rows):
        key, name, kind, home, themes, who, reach, size, about, contact, waits = row
        place, user = stage.places[home], stage.by_name[contact]
        since = stage.ago(3 if waits else 420 - number * 5, 9, 30)
        organisation = Organisation(
            name=name,
            slug=free_slug(Organisation, name),
            normalised_name=normalise(name),
            kind=kinds.get(kind),
            description=about,
            reach=reach,
            size=size,
            paid_staff="" if waits else told.PAID_STAFF.get(size, ""),
            volunteers="" if waits else told.VOLUNTEERS[number % 3],
            peer_support=told.PEER_SUPPORT.get(key, ("", ""))[0],
            peer_topics=told.PEER_SUPPORT.get(key, ("", ""))[1],
            home=place,
            public_email=f"{key}@{DOMAIN}",
            can_share=told.CAN_SHARE.get(key, ""),
            support_needed=told.SUPPORT_NEEDED.get(key, ""),
            venues_used=told.VENUES_USED.get(key, ""),
            safeguarding_policy=("yes", "yes", "help", "not_yet")[number % 4],
            created_at=since,
            created_by=user,
        )
        if waits:
            _strip(organisation, "size safeguarding_policy public_email")
        else:
            organisation.state = "dormant" if key == "giffard" else "active"
            organisation.admitted_at = since + timedelta(days=2)
            organisation.admitted_by = stage.people["staff"]
            organisation.checked_at = stage.ago(number % 200 + 5)
        if key == "kitchen":
            _strip(organisation, "size safeguarding_policy public_email can_share support_needed venues_used")
            _strip(organisation, "paid_staff volunteers")
            organisation.checked_at = None
        stage.organisations[key], stage.contacts[key] = organisation, user
        links["themes"].append((organisation, [stage.themes[code] for code in codes(themes)]))
        links["places"].append((organisation, [place]))
        links["venues"].append((organisation, [stage.venues[one] for one in codes(told.VENUES_OF.get(key, ""))]))
        links["beneficiaries"].append((organisation, [stage.beneficiaries[code] for code in codes(who)]))
    Organisation.objects.bulk_create(stage.organisations.values())
    for name, pairs in links.items():
        fill(Organisation, name, pairs)
    _make_roles(stage)
    _publish(stage)


def _strip(organisation: Organisation, fields: str) -> None:
    for name in codes(fields):
        setattr(organisation, name, "")


def fill(model, name: str, pairs) -> None:
    """Link many rows to many others in one statement."""
    through = getattr(model, name).through
    mine, other = f"{model._meta.model_name}_id", f"{model._meta.get_field(name).related_model._meta.model_name}_id"
    through.objects.bulk_create(through(**{mine: row.pk, other: one.pk}) for row, many in pairs for one in many)


def _make_roles(stage: Stage) -> None:
    """A lead contact for each, second contacts, and somebody who asked to act for one."""
    Kind = OrganisationRole.Kind
    pairs = [(organisation, stage.contacts[key], Kind.LEAD) for key, organisation in stage.organisations.items()]
    pairs += [(stage.organisations[key], stage.by_name[name], Kind.CONTACT) for key, name in told.SECOND_CONTACTS]
    rows = [
        OrganisationRole(
            organisation=organisation,
            user=user,
            kind=kind,
            state=OrganisationRole.State.CURRENT,
            created_at=organisation.created_at,
            started_at=organisation.created_at,
        )
        for organisation, user, kind in pairs
    ]
    rows += [
        OrganisationRole(organisation=stage.organisations[key], user=stage.by_name[name], created_at=stage.ago(2, 11))
        for key, name in told.ASKED_TO_ACT
    ]
    OrganisationRole.objects.bulk_create(rows)


def _publish(stage: Stage) -> None:
    """Two in three let everybody see their e-mail address."""
    PublishChoice.objects.bulk_create(
        PublishChoice(
            organisation=organisation,
            field="public_email",
            audience=PublishChoice.Audience.PUBLIC,
            at=organisation.created_at,
            by=stage.contacts[key],
        )
        for number, (key, organisation) in enumerate(stage.organisations.items())
        if organisation.public_email and number % 3
    )


def make_action_groups(stage: Stage) -> None:
    """Eight CAGs of all three kinds."""
    for key, name, focus, place, themes, programme, contact, months, purpose, achieved in cags.ACTION_GROUPS:
        row = stage.action_groups[key] = ActionGroup.objects.create(
            name=name,
            slug=free_slug(ActionGroup, name),
            focus=focus,
            purpose=purpose,
            achieved=achieved,
            programme=stage.programmes[programme],
            place=stage.places.get(place),
            staff_contact=stage.people[contact],
            asks_own_approval=focus == ActionGroup.Focus.INITIATIVE,
            started_on=stage.today - timedelta(days=30 * months),
        )
        row.themes.set([stage.themes[code] for code in codes(themes)])
    for key, name in cags.LEADS:
        user = stage.by_name[name]
        started = stage.today - timedelta(days=200)
        ActionGroupLead.objects.create(
            action_group=stage.action_groups[key], user=user, started_on=started, is_published=True
        )
    key, name, focus, purpose = cags.BEFORE
    ActionGroupChange.objects.create(
        action_group=stage.action_groups[key],
        at=stage.ago(380),
        by=stage.people["staff2"],
        name=name,
        focus=focus,
        purpose=purpose,
        state=ActionGroup.State.ACTIVE,
    )


def make_memberships(stage: Stage) -> None:
    """Who is in which CAG, in every state a membership can have had."""
    rows = []
    for key, members in cags.MEMBERS.items():
        for member in codes(members):
            applied = stage.organisations[member].created_at + timedelta(days=len(key))
            rows.append(_membership(stage, key, State.ACTIVE, applied, organisation=stage.organisations[member]))
    for key, name in cags.SUPPORTERS:
        rows.append(_membership(stage, key, State.ACTIVE, stage.ago(150), user=stage.by_name[name]))
    for number, (key, member, state, reason) in enumerate(cags.OTHER_MEMBERSHIPS):
        applied = stage.ago(4 + number if state == State.APPLIED else 260)
        row = _membership(stage, key, state, applied, organisation=stage.organisations[member])
        row.reason = reason
        rows.append(row)
    for waiting in told.WAITING:
        for key in codes(waiting[-1]):
            organisation = stage.organisations[waiting[0]]
            rows.append(_membership(stage, key, State.APPLIED, organisation.created_at, organisation=organisation))
    ActionGroupMembership.objects.bulk_create(rows)


def _membership(stage: Stage, key: str, state: str, applied, **who) -> ActionGroupMembership:
    row = ActionGroupMembership(action_group=stage.action_groups[key], state=state, applied_at=applied, **who)
    if row.organisation:
        row.applied_by = row.organisation.created_by
    if state not in (State.APPLIED, State.WITHDRAWN):
        row.decided_at, row.decided_by = applied + timedelta(days=2), stage.people["staff"]
    if state in (State.LEFT, State.WITHDRAWN, State.REJECTED):
        row.ended_at = applied + timedelta(days=90 if state == State.LEFT else 3)
    return row
