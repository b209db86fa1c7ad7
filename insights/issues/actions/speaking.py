"""One voice written down, be it the first under an issue or a "us too": who, what, where, for which use."""

from django.utils import timezone

from camk.errors import RuleBroken
from groups.organisations.models import Organisation
from insights.issues.models import Issue, Voice, VoiceConsent


def speak(*, issue: Issue, consents=(), places=(), beneficiaries=(), **told) -> Voice:
    """Write down one voice under `issue`. Call inside an action.

    Raises RuleBroken when its person does not act for its organisation (staff who key in may name any).
    """
    check_speaks_for(user=told["user"], organisation=told["organisation"], keyed_in_by=told["keyed_in_by"])
    places = list(dict.fromkeys([*([told["place"]] if told.get("place") else []), *places]))
    told["place"] = places[0] if places else None
    for name in ("words", "what_would_help"):
        told[name] = told.get(name, "").strip()
    voice = Voice.objects.create(issue=issue, first_issue=issue, **told)
    voice.places.set(places)
    voice.beneficiaries.set(beneficiaries)
    change_consents_of(voice, consents)
    return voice


def check_speaks_for(*, user, organisation, keyed_in_by) -> None:
    """Nobody speaks for an organisation they do not act for; staff write down what they were told."""
    if organisation is None or keyed_in_by is not None:
        return
    if user is None or not Organisation.objects.of(user).filter(pk=organisation.pk).exists():
        raise RuleBroken(f"You do not act for {organisation.name} here.")


def change_consents_of(voice: Voice, consents) -> tuple[list[str], list[str]]:
    """Give what is new, end what is no longer ticked; both, by audience. Call inside an action."""
    wanted = _allowed(voice, consents)
    standing = set(voice.consents.standing().values_list("audience", flat=True))
    given, ended = sorted(wanted - standing), sorted(standing - wanted)
    voice.consents.standing().filter(audience__in=ended).update(withdrawn_at=timezone.now())
    VoiceConsent.objects.bulk_create(VoiceConsent(voice=voice, audience=audience) for audience in given)
    return given, ended


def _allowed(voice: Voice, consents) -> set[str]:
    """Counting it is always part of telling us; a name needs an organisation."""
    wanted = {VoiceConsent.Audience.COUNT, *consents}
    return wanted if voice.organisation_id else wanted - {VoiceConsent.Audience.NAMED}
