"""Organisations known from a list, some of them invited; a colleague who was invited; a request with a question."""

from camk.addresses import free_slug
from groups.contacts.actions.applications import ask
from groups.contacts.models import RoleMessage
from groups.invitations.actions import answering, inviting
from groups.invitations.models import Invitation
from groups.organisations.models import Organisation, OrganisationRole
from groups.organisations.naming import normalise
from groups.yearly.actions import ask as ask_whether_right
from insights.demo.actions.stage import DOMAIN, Stage
from insights.demo.data import organisations as told


def make_recruits(stage: Stage) -> None:
    """The pipeline of recruitment has something at its first stages."""
    staff, at = stage.people["staff"], stage.ago(12, 11)
    with stage.happened(at):
        for number, (name, home, about, answer) in enumerate(told.LISTED):
            organisation = Organisation.objects.create(
                name=name,
                slug=free_slug(Organisation, name),
                normalised_name=normalise(name),
                description=about,
                home=stage.places[home],
                public_email=f"listed{number}@{DOMAIN}",
                source="imported: clubs-and-societies.csv",
                created_at=stage.ago(14),
                created_by=staff,
            )
            if answer:
                chosen = [(organisation, organisation.public_email, "")]
                inviting.invite_to_claim(chosen=chosen, by=staff)
                _answer(organisation.invitations.get(), answer)
        _between_colleagues(stage)
        yearly = stage.organisations["fridge"]
        Organisation.objects.filter(pk=yearly.pk).update(checked_at=stage.ago(380))
        ask_whether_right(organisation=yearly, now=at)
    Invitation.objects.update(created_at=at, sent_at=at)
    for purpose, lasts in inviting.LASTS.items():
        Invitation.objects.filter(purpose=purpose).update(expires_at=at + lasts)
    RoleMessage.objects.update(at=stage.ago(1, 15))


def _answer(invitation: Invitation, answer: str) -> None:
    if answer == "not_now":
        answering.say_not_now(invitation=invitation)
    elif answer == "not_us":
        answering.say_not_us(invitation=invitation)


def _between_colleagues(stage: Stage) -> None:
    """Cora has invited somebody; Pippa has asked who wants to act for her organisation."""
    cora, pippa = stage.contacts["kitchen"], stage.contacts["doorstep"]
    inviting.invite(
        organisation=stage.organisations["kitchen"],
        email=f"wendy.tolliver@{DOMAIN}",
        name="Wendy Tolliver",
        kind=OrganisationRole.Kind.FINANCE,
        purpose=Invitation.Purpose.COLLEAGUE,
        by=cora,
    )
    asked = OrganisationRole.objects.asked().get(organisation=stage.organisations["doorstep"])
    ask(role=asked, words="Hello Bea. Which of our two drop-ins do you help at?", by=pippa)
