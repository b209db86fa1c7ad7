"""The people of the demonstration: accounts that can sign in, offices, residents."""

import re
import unicodedata
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from camk.accounts.actions import give_office
from camk.accounts.models import OfficeHolding, User
from insights.demo.actions.stage import DOMAIN, Stage
from insights.demo.data import organisations as told
from insights.demo.data import people, reports


def make_people(stage: Stage) -> None:
    """Everybody at once, all with the one printed password; then the offices."""
    wanted = [(before, name, phone) for before, name, _, phone in people.OFFICE_HOLDERS]
    wanted += [(_address(name), name, "") for name in _names()]
    wanted += [(before, name, "") for _, before, name, _, _ in reports.CONTACTS]
    password = make_password(people.PASSWORD)
    rows = {}
    for number, (before, name, phone) in enumerate(wanted):
        since = stage.ago(430 - number % 60, 9)
        rows.setdefault(
            before,
            User(
                email=f"{before}@{DOMAIN}",
                name=name,
                phone=phone,
                password=password,
                verified_at=since,
                date_joined=since,
            ),
        )
    for user in User.objects.bulk_create(rows.values()):
        stage.people[user.email.split("@")[0]] = stage.by_name[user.name] = user
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in stage.people.values()
    )
    for before, _, office, _ in people.OFFICE_HOLDERS:
        give_office(user=stage.people[before], office=office, by=None)
    OfficeHolding.objects.filter(user__in=stage.people.values()).update(started_at=stage.now - timedelta(days=400))


def _names() -> list[str]:
    """Contacts of organisations and residents, each once."""
    names = [row[-1] for row in told.ORGANISATIONS] + [row[-2] for row in told.WAITING]
    names += [name for _, name in told.SECOND_CONTACTS] + [name for name, _ in people.RESIDENTS]
    return [name for name in dict.fromkeys(names) if name not in _office_names()]


def _office_names() -> set[str]:
    return {name for _, name, _, _ in people.OFFICE_HOLDERS}


def _address(name: str) -> str:
    """ "Dr Nell Asante" is nell.asante, unless the name stands among the sign-ins."""
    if name in told.ADDRESSES:
        return told.ADDRESSES[name]
    plain = unicodedata.normalize("NFKD", name.removeprefix("Dr ")).encode("ascii", "ignore").decode().lower()
    return ".".join(re.findall(r"[a-z]+", plain))
