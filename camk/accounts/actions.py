"""What happens to people: first seen, address proved, named, given an office, forgotten."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.utils import timezone

from camk import audit
from camk.accounts.models import OfficeHolding, User
from camk.accounts.offices import ADMINISTRATOR, OFFICES, SAFEGUARDING
from camk.accounts.signals import access_closed
from camk.actions import action
from camk.errors import RuleBroken
from camk.links import SecretLink
from camk.locks import wait_in_line
from camk.outbox.actions import post

FORGOTTEN = "forgotten.invalid"  # no mailbox can ever have such an address (RFC 2606)


@action
def person_for(*, email: str, name: str = "", phone: str = "", by=None) -> User:
    """The person with this address, made (unproved) when there is none.

    A name or phone typed by a stranger never replaces what is already there.
    """
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is None:
        wait_in_line("person", email)  # a form sent twice at once
        user = User.objects.filter(email=email).first()
    if user is None:
        user = User(email=email, name=name.strip(), phone=phone.strip())
        user.set_unusable_password()
        user.save()
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
        audit.record("person.first_seen", user, by=by)
    return user


@action
def prove_address(*, user: User, by=None) -> None:
    """A code or link showed that the person reads this mailbox."""
    if user.verified_at is None:
        user.verified_at = timezone.now()
        user.save(update_fields=["verified_at"])
        EmailAddress.objects.filter(user=user, email=user.email).update(verified=True)
        audit.record("person.address_proved", user, by=by or user)


@action
def change_own_details(*, user: User, name: str, phone: str, reminders: str = "", by) -> None:
    """A person corrects their own name and phone, and says how they want to be reminded (left out: as before)."""
    user.name, user.phone, user.reminders = name.strip(), phone.strip(), reminders or user.reminders
    user.save(update_fields=["name", "phone", "reminders"])
    audit.record("person.details_changed", user, by=by)


@action
def choose_password(*, user: User, password: str, by) -> None:
    """Set a first or another password; every other session of this person ends with it."""
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record("person.password_chosen", user, by=by)


@action
def give_office(*, user: User, office: str, by) -> None:
    """Put somebody into an office; what it allows is theirs from the next request on."""
    if office not in OFFICES:
        raise RuleBroken("There is no such office.")
    if office == SAFEGUARDING and by is not None and by.pk == user.pk:
        # Sealed records open to the lead alone: nobody lets themselves in.
        raise RuleBroken("Somebody else must make you safeguarding lead.")
    user.groups.add(Group.objects.get(name=office))
    _, made = OfficeHolding.objects.get_or_create(
        user=user, office=office, ended_at=None, defaults={"by": by if by and by.pk else None}
    )
    _open_staff_pages(user)
    if made:
        audit.record("office.given", user, by=by, office=office)


@action
def take_office(*, user: User, office: str, by) -> None:
    """End somebody's office; access ends with the running request."""
    if office == ADMINISTRATOR and by is not None and by.pk == user.pk:
        raise RuleBroken("Ask another administrator to take this office from you, so that one always stays.")
    user.groups.remove(*Group.objects.filter(name=office))
    OfficeHolding.objects.filter(user=user, office=office, ended_at=None).update(ended_at=timezone.now())
    _open_staff_pages(user)
    audit.record("office.taken", user, by=by, office=office)


def _open_staff_pages(user: User) -> None:
    user.__dict__.pop("offices", None)
    user.is_staff = user.is_superuser or any(
        OFFICES[name].staff_pages for name in user.groups.values_list("name", flat=True) if name in OFFICES
    )
    user.save(update_fields=["is_staff"])


@action
def make_administrator(*, email: str, name: str, password: str, by=None) -> User:
    """The first administrator of a new portal (first-run page); refuses when somebody holds the office."""
    if User.objects.filter(is_superuser=True).exists():
        raise RuleBroken("This portal already has an administrator.")
    user = person_for(email=email, name=name)
    user.name = name
    user.is_superuser = user.is_staff = True
    user.verified_at = timezone.now()
    user.set_password(password)
    user.save()
    EmailAddress.objects.filter(user=user).update(verified=True)
    audit.record("office.first_administrator", user, by=user)
    return user


@action
def switch_off(*, user: User, by) -> None:
    """Close somebody's access at once: no sign-in, and every open session ended."""
    if by is not None and by.pk == user.pk:
        raise RuleBroken("You cannot switch yourself off. Ask another administrator.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
    audit.record("person.switched_off", user, by=by)
    access_closed.send(sender=User, user=user, by=by)


@action
def switch_on(*, user: User, by) -> None:
    """Open somebody's access again; they sign in as before."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("person.switched_on", user, by=by)


@action
def remove_second_factor(*, user: User, by) -> None:
    """Somebody lost phone and recovery codes; another person checked who they are. They are told by mail."""
    if by is None or by.pk == user.pk:
        raise RuleBroken("Somebody else must remove your second factor.")
    Authenticator.objects.filter(user=user).delete()
    audit.record("person.second_factor_removed", user, by=by)
    post(
        event="camk/second_factor_removed",
        key=f"second-factor-removed:{user.pk}:{timezone.now().timestamp()}",
        user=user,
        context={"sign_in_url": f"{settings.SITE_URL}/accounts/login/"},
    )


@action
def forget_person(*, row: User, now: datetime, by=None) -> None:
    """Nothing else is kept of somebody: the person goes."""
    audit.record("person.forgotten", row, by=by)
    row.delete()


@action
def forget_name(*, row: User, now: datetime, by=None) -> None:
    """Name, address and phone go, with every way in; what they did still counts as one person's."""
    EmailAddress.objects.filter(user=row).delete()
    SecretLink.objects.live().filter(user=row).update(revoked_at=now)
    row.name, row.phone, row.email = "", "", f"{row.pk}@{FORGOTTEN}"
    row.is_active, row.verified_at = False, None
    row.set_unusable_password()
    row.save()
