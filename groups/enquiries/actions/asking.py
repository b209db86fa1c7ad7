"""What whoever asks can do: ask, say more, tell us whether it helped, agree to be asked by others."""

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.actions import person_for
from camk.accounts.models import User
from camk.actions import action
from camk.details import site_details
from camk.errors import RuleBroken
from camk.hours import working_day_after
from camk.links import link_for
from camk.numbers import next_number
from camk.outbox.actions import post
from camk.states import check_move
from groups.enquiries.models import Enquiry, EnquiryMessage, PeerHelp
from groups.organisations.models import Organisation

State = Enquiry.State
PURPOSE = "enquiry"
REPLY_WITHIN = 3  # working days: our promise
LINK_LIVES = timedelta(days=365)
MOST_MESSAGES = 50  # of whoever asked, to one enquiry


@action
def ask(
    *, kind: str, words: str, wants_search: bool = False, name: str = "", email: str = "", organisation=None,
    organisation_name: str = "", by: User | None,
) -> Enquiry:  # fmt: skip
    """Somebody asks on the site, signed in (`by`) or with a typed name and address; they get the link to its page."""
    person = by or person_for(email=email, name=name)
    return _take_in(
        kind=kind,
        words=words.strip(),
        wants_search=wants_search,
        person=person,
        organisation=organisation,
        organisation_name=organisation_name.strip(),
        by=by,
    )


@action
def key_in(
    *, kind: str, words: str, channel: str, wants_search: bool = False, name: str = "", email: str = "",
    phone: str = "", organisation=None, organisation_name: str = "", by: User,
) -> Enquiry:  # fmt: skip
    """Staff note what somebody asked by phone, by mail or in person; with an address they are told like others."""
    person = person_for(email=email, name=name, phone=phone, by=by) if email else None
    caller = "" if person else ", ".join(part for part in (name.strip(), phone.strip()) if part)
    if not (person or caller):
        raise RuleBroken("Say who asked: an e-mail address, or a name or phone number.")
    return _take_in(
        kind=kind,
        words=words.strip(),
        wants_search=wants_search,
        person=person,
        caller=caller,
        channel=channel,
        organisation=organisation,
        organisation_name=organisation_name.strip(),
        by=by,
    )


def _take_in(*, by, **values) -> Enquiry:
    now = timezone.now()
    enquiry = Enquiry.objects.create(
        reference=f"MK-S-{timezone.localdate().year}-{next_number('enquiry'):05d}",
        received_at=now,
        due_on=due(timezone.localdate()),
        **values,
    )
    audit.record("enquiry.received", enquiry, by=by, kind=enquiry.kind, channel=enquiry.channel)
    tell(enquiry, "enquiry_received", key="received", due_on=enquiry.due_on)
    office = site_details().email
    if office and enquiry.channel == Enquiry.Channel.WEB:
        post(
            event="groups/enquiry_new",
            key=f"enquiry:{enquiry.pk}:office",
            user=None,
            address=office,
            context={"enquiry": enquiry, "url": settings.SITE_URL + staff_page(enquiry)},
        )
    return enquiry


def due(today: date) -> date:
    """The day by which we reply to what came today."""
    return working_day_after(today, REPLY_WITHIN)


def staff_page(enquiry: Enquiry) -> str:
    return reverse("admin:groups_enquiry_change", args=[enquiry.pk])


def page_of(enquiry: Enquiry) -> str:
    """The private page of whoever asked. Call inside an action."""
    link = link_for(purpose=PURPOSE, target=enquiry, user=enquiry.person, expires_at=timezone.now() + LINK_LIVES)
    return settings.SITE_URL + reverse("groups:enquiry", args=[link.token])


def tell(enquiry: Enquiry, event: str, *, key: str, **context) -> None:
    """Mail whoever asked, with the link to its page and no word of it; nobody when we have no address."""
    if enquiry.person is None or not enquiry.person.is_active:
        return
    context |= {"enquiry": enquiry, "url": page_of(enquiry), "days": REPLY_WITHIN}
    post(event=f"groups/{event}", key=f"enquiry:{enquiry.pk}:{key}", user=enquiry.person, context=context)


@action
def say_more(*, enquiry: Enquiry, words: str, by: User) -> None:
    """Whoever asked answers us or asks again: it is our turn, with the promise from today."""
    enquiry = lock(enquiry)
    if enquiry.messages.filter(from_us=False).count() >= MOST_MESSAGES:
        raise RuleBroken("This has become long. Please ring us, and we talk about it.")
    message = EnquiryMessage.objects.create(enquiry=enquiry, words=words.strip(), by=by)
    audit.record("enquiry.more_said", enquiry, by=by, message=message.pk)
    _our_turn(enquiry, by=by)


@action
def rate(*, enquiry: Enquiry, helped: str, by: User) -> None:
    """Whether our answer helped. "No" opens it again: somebody looks at it, with the promise from today."""
    enquiry = lock(enquiry)
    if enquiry.state not in (State.ANSWERED, State.CLOSED):
        raise RuleBroken("We have not answered yet.")
    if helped not in Enquiry.Helped.values:
        raise RuleBroken("Please press one of the three buttons.")
    enquiry.helped = helped
    enquiry.save(update_fields=["helped"])
    audit.record("enquiry.rated", enquiry, by=by, helped=helped)
    if helped == Enquiry.Helped.NO:
        _our_turn(enquiry, by=by)


def _our_turn(enquiry: Enquiry, *, by) -> None:
    """Back with us: opened again when it was settled; who is on it is told."""
    if enquiry.state in (State.ANSWERED, State.CLOSED):
        move(enquiry, State.REOPENED, by=by)
        enquiry.reopened += 1
    elif enquiry.state == State.WAITING:
        move(enquiry, State.ASSIGNED, by=by)
    else:
        return  # it is our turn already, and the promise runs
    enquiry.due_on = due(timezone.localdate())
    enquiry.save(update_fields=["due_on", "reopened"])
    if enquiry.handler is not None:
        post(
            event="groups/enquiry_more",
            key=f"enquiry:{enquiry.pk}:more:{enquiry.messages.count()}:{enquiry.reopened}",
            user=enquiry.handler,
            context={"enquiry": enquiry, "url": settings.SITE_URL + staff_page(enquiry)},
        )


@action
def agree_to_be_asked(*, organisation: Organisation, kind: str, how: str, by: User) -> PeerHelp:
    """Others who ask us about this kind of thing may be given this organisation's name and how to reach it."""
    if not organisation.is_admitted:
        raise RuleBroken("Only organisations of the network can be asked by others.")
    values = {"how": how.strip(), "agreed_by": by, "agreed_at": timezone.now(), "ended_at": None}
    row, _ = PeerHelp.objects.update_or_create(organisation=organisation, kind=kind, defaults=values)
    audit.record("peer_help.agreed", row, by=by, organisation=organisation.pk, kind=kind)
    return row


@action
def be_asked_no_more(*, peer_help: PeerHelp, by: User) -> None:
    """Taken back: nobody is given its name from now on, and how to reach it is forgotten."""
    peer_help.ended_at, peer_help.how = timezone.now(), ""
    peer_help.save(update_fields=["ended_at", "how"])
    audit.record("peer_help.taken_back", peer_help, by=by)


def lock(enquiry: Enquiry) -> Enquiry:
    """The row as it is now, held until the end of the action."""
    rows = Enquiry.objects.select_for_update(of=("self",)).select_related("person", "organisation", "handler")
    return rows.get(pk=enquiry.pk)


def move(enquiry: Enquiry, new: str, *, by) -> None:
    """To the next state, where the table allows it."""
    old = enquiry.state
    check_move(Enquiry.MOVES, old, new, dict(State.choices))
    enquiry.state = new
    enquiry.save(update_fields=["state"])
    audit.record("enquiry.moved", enquiry, by=by, old=old, new=new)
