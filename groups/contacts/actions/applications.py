"""A request to act for an organisation is a conversation: questions, answers, a decision with its reason."""

from django.conf import settings
from django.urls import reverse

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from groups.contacts.models import RoleMessage
from groups.organisations.models import OrganisationRole


@action
def ask(*, role: OrganisationRole, words: str, by: User) -> RoleMessage:
    """Ask the person who wants to act for the organisation something; they get it by mail."""
    role = _lock(role)
    message = _write(role, words, is_answer=False, by=by)
    post(
        event="groups/role_question",
        key=f"role_question:{message.pk}",
        user=role.user,
        context={"organisation": role.organisation.name, "words": message.words, "url": url_of(role)},
    )
    return message


@action
def reply(*, role: OrganisationRole, words: str, by: User) -> RoleMessage:
    """The answer; who asked hears that it is there, and reads it on the page."""
    role = _lock(role)
    if by.pk != role.user_id:
        raise RuleBroken("Only the person who asked can answer.")
    message = _write(role, words, is_answer=True, by=by)
    asked = User.objects.filter(pk__in=role.messages.filter(is_answer=False).values("by"), is_active=True)
    for user in asked:
        context = {"organisation": role.organisation.name, "name": role.user.name, "url": url_of(role)}
        post(event="groups/role_answered", key=f"role_answered:{message.pk}:{user.pk}", user=user, context=context)
    return message


def url_of(role: OrganisationRole) -> str:
    """The page of this request."""
    return settings.SITE_URL + reverse("groups:application", args=[role.organisation.slug, role.pk])


def _write(role: OrganisationRole, words: str, *, is_answer: bool, by) -> RoleMessage:
    message = RoleMessage.objects.create(role=role, by=by, is_answer=is_answer, words=words.strip())
    role.question_open = not is_answer
    role.save(update_fields=["question_open"])
    verb = "role.answered" if is_answer else "role.question_asked"
    audit.record(verb, role, by=by, message=message.pk, words_length=len(message.words))
    return message


def _lock(role: OrganisationRole) -> OrganisationRole:
    rows = OrganisationRole.objects.select_for_update(of=("self",)).select_related("organisation", "user")
    role = rows.get(pk=role.pk)
    if role.state != OrganisationRole.State.ASKED:
        raise RuleBroken("This was decided already.")
    return role
