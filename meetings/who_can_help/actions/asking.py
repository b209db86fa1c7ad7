"""Putting a question to the network: by somebody signed in, or by a guest whose address a link proves first."""

from django.utils import timezone

from camk import audit
from camk.accounts.actions import person_for, prove_address
from camk.accounts.models import User
from camk.actions import action
from camk.drafts import Draft, save_draft
from camk.errors import RuleBroken
from camk.links import link_for, revoke_links
from camk.outbox.actions import post
from groups.organisations.models import Organisation
from groups.organisations.permissions import reader_for
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from meetings.introductions.notices import contacts_of
from meetings.who_can_help.matching import Question, who_can
from meetings.who_can_help.models import HelpAsked, HelpRequest
from meetings.who_can_help.notices import GUEST, address, tell_asker, tell_contact

State = HelpRequest.State
MOST_ASKED = 5  # organisations one question is put to by mail
DRAFT = "help"


@action
def ask(*, asker: User, question: Question, organisation: Organisation | None = None, by) -> HelpRequest:
    """Put a question to the network: the organisations that fit best are asked by mail. Sent twice it is one."""
    if not question.words.strip():
        raise RuleBroken("Write down what you are looking for.")
    same = HelpRequest.objects.open().filter(asker=asker, words=question.words).first()
    if same is not None:
        return same
    row = HelpRequest.objects.create(
        asker=asker,
        organisation=organisation,
        words=question.words,
        theme=question.theme,
        beneficiary=question.beneficiary,
        place=question.place,
    )
    audit.record("help.asked", row, by=by, words=len(row.words), theme=row.theme, place=row.place)
    _put_to_organisations(row, question)
    tell_asker(row, "received", key="received", number=row.asked.count())
    return row


def _put_to_organisations(row: HelpRequest, question: Question) -> None:
    """Ask the contacts of those that fit best, as far as the asker may see why they fit."""
    own = set(Organisation.objects.of(row.asker).values_list("pk", flat=True))
    for found in who_can(question, reader_for(row.asker), but=own, most=MOST_ASKED):
        contacts = contacts_of(found.organisation)
        if contacts:
            asked = HelpAsked.objects.create(request=row, organisation=found.organisation)
            for user in contacts:
                tell_contact(asked, user)
    if row.asked.exists():
        row.state = State.MATCHED
        row.save(update_fields=["state"])


@action
def hold_for_guest(*, email: str, name: str, question: Question, by=None) -> None:
    """Keep what a guest typed until the link in their mailbox is pressed; nothing is asked before."""
    user = person_for(email=email, name=name)
    if not user.is_active:
        return
    chosen = {name: getattr(question, name) for name in ("theme", "beneficiary", "place")}
    data = {"words": question.words} | {name: row.pk for name, row in chosen.items() if row}
    draft = save_draft(kind=DRAFT, key=None, data=data, user=user)
    link = link_for(purpose=GUEST, target=draft, user=user)
    hour = timezone.now().strftime("%Y%m%d%H")
    post(
        event="meetings/help_confirm",
        key=f"help-confirm:{user.pk}:{hour}:{len(question.words)}:{draft.pk}",
        user=user,
        context={"link": address("help-confirm", link.token)},
    )


def question_of(draft: Draft) -> Question:
    """What a guest typed, as it was kept."""
    data = draft.data
    return Question(
        words=data.get("words", ""),
        theme=Theme.objects.filter(pk=data.get("theme")).first(),
        beneficiary=Beneficiary.objects.filter(pk=data.get("beneficiary")).first(),
        place=Place.objects.filter(pk=data.get("place")).first(),
    )


@action
def confirm(*, draft: Draft, by: User) -> HelpRequest:
    """The guest pressed the button behind the link: the address is proved and the question is put."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    prove_address(user=by, by=by)
    row = ask(asker=by, question=question_of(draft), by=by)
    revoke_links(target=draft, purpose=GUEST, by=by)
    draft.delete()
    return row
