"""Fields nobody offered, forms from elsewhere, and forms sent twice: none of them does more than the form may."""

import hashlib
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from camk.links import link_for
from camk.outbox.models import OutboundMail
from groups.organisations.models import Organisation, OrganisationRole
from groups.organisations.profile import TASKS
from groups.places.models import Place
from groups.suggestions.models import Suggestion
from insights.dialogue.models import Dialogue
from insights.issues.models import Issue, SafeguardingAlert, Voice
from insights.reports.models import Response
from meetings.rsvps.models import Rsvp
from tests.access.conftest import undone
from tests.access.forms import WORDS, post_forms_of
from tests.access.resolver import all_names
from tests.access.rules import RULES
from tests.access.test_access import cases
from tests.guard import fixture_writes

pytestmark = [pytest.mark.walk, pytest.mark.django_db]

KEPT = (
    "name slug state merged_into source created_by created_at admitted_at admitted_by decision_reason "
    "normalised_name checked_at"
).split()


def rows_of(organisation) -> str:
    """A fingerprint of everything that hangs on an organisation: its own row, every row that points at it."""
    parts = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            columns = [f.column for f in model._meta.concrete_fields if f.related_model is Organisation]
            if model is Organisation:
                columns = ["id", "merged_into_id"]
            for column in columns:
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}" WHERE "{column}" = %s', [organisation.pk])
                parts.append((model._meta.db_table, column, sorted(map(repr, cursor.fetchall()))))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def kept(organisation) -> tuple:
    """What no profile form may change, and who acts for it."""
    row = Organisation.objects.filter(pk=organisation.pk).values_list(*KEPT).get()
    roles = OrganisationRole.objects.filter(organisation=organisation).order_by("pk")
    return row, list(roles.values_list("user", "kind", "state"))


def smuggled(world) -> dict:
    """Names of columns and foreign keys that some model has, with values somebody would like."""
    other, stranger = world.other.pk, world.people["other_coordinator"].pk
    wanted = {
        "organisation": other,
        "organisation_id": other,
        "org": other,
        "merged_into": other,
        "user": stranger,
        "user_id": stranger,
        "by": world.people["superuser"].pk,
        "owner": stranger,
        "created_by": stranger,
        "keyed_in_by": stranger,
        "answered_by": stranger,
        "meeting": world.past.pk,
        "action_group": world.cag.pk,
        "issue": world.hidden.pk,
        "report": world.report.pk,
        "contact": world.contact.pk,
        "pk": other,
        "id": other,
        "slug": "smuggled",
        "name": "Smuggled",
        "state": "archived",
        "source": "smuggled",
        "is_staff": "on",
        "is_superuser": "on",
        "groups": "1",
        "admitted_at": "2001-01-01 00:00",
        "admitted_by": stranger,
        "decision_reason": "smuggled",
        "released_at": "2001-01-01 00:00",
        "lead_wording": "smuggled",
        "voice_count": "999",
        "who": other,
        "attendance": "attended",
        "is_active": "",
        "verified_at": "",
    }
    return {name: str(value) for name, value in wanted.items()}


def test_a_contact_changes_nothing_of_another_organisation(world, browsers):
    """Every form of every page, with every smuggled field, by a lead contact: the other one's rows stay."""
    browser, extra, sent = browsers["coordinator"], smuggled(world), 0
    before = rows_of(world.other), kept(world.own)  # all that is sent is undone again
    for name, _, address, _ in cases(world):
        with undone():
            answer = browser.get(address)
            is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
            found = post_forms_of(answer.content.decode(), address) if is_page else []
            answer.close()
        targets = [(form.action, form.fields) for form in found] + [(address, {})]
        for action, fields in targets:
            with undone():
                status = browser.post(action, {**fields, **extra}).status_code
                sent += status < 400
                after = rows_of(world.other), kept(world.own)
                me = world.people["coordinator"]
                me.refresh_from_db()
            assert before[0] == after[0], (name, action)
            if any(part in action for part in ("profile/confirm", "still-right", "/people/", "/invitations/")):
                continue  # "all is still right", and who acts for it: what these are for
            assert before == after, (name, action)
            assert not (me.is_staff or me.is_superuser or not me.is_active)
    assert sent > 20


@pytest.mark.parametrize("task", [task.code for task in TASKS])
def test_profile_pages_save_their_own_fields_only(world, browsers, task):
    """A page of the profile that does save: nothing but its own fields changes, and of no other organisation."""
    address = reverse("groups:organisation-profile-task", args=[world.own.slug, task])
    with undone():
        (form,) = [
            f for f in post_forms_of(browsers["coordinator"].get(address).text, address) if f.action == address
        ]
        # Numbers and addresses that are right, for those fields that are checked.
        right = {"charity": "1059003", "company": "", "postcode": "MK9 3EJ", "website": "https://example.org"}
        fields = {name: right.get(name, value) for name, value in form.fields.items()}
        extra = {name: value for name, value in smuggled(world).items() if name not in fields}
        before = rows_of(world.other), kept(world.own)[0][:-1], kept(world.own)[1], rows_of(world.own)
        answer = browsers["coordinator"].post(address, fields | extra)
        assert answer.status_code == 302, answer.context["form"].errors
        assert before[:3] == (rows_of(world.other), kept(world.own)[0][:-1], kept(world.own)[1])
        assert rows_of(world.own) != before[3] or task == "contact", "the control: something was saved"


def test_an_answer_cannot_name_another_organisation_or_person(world, browsers):
    address = reverse("meetings:meeting-answer", args=[world.meeting.slug])
    with undone():
        before = rows_of(world.other)
        browsers["coordinator"].post(address, {"answer": "no", "organisation": str(world.other.pk)})
        browsers["coordinator"].post(address, {"answer": "yes", "user": str(world.people["other_coordinator"].pk)})
        assert rows_of(world.other) == before
        assert not Rsvp.objects.filter(user=world.people["other_coordinator"]).exists()
        link = link_for_answering(world)
        browsers["visitor"].post(link, {"answer": "maybe", "organisation": str(world.other.pk)})
        assert rows_of(world.other) == before


def link_for_answering(world) -> str:
    return reverse("meetings:answer-link", args=[world.answer_link.token])


def test_us_too_cannot_speak_for_another_organisation(world, browsers):
    address = reverse("insights:issue-us-too", args=[world.released.reference])
    with undone():
        before = rows_of(world.other)
        typed = {"consents": "count", "organisation": str(world.other.pk)}
        assert browsers["member"].post(address, typed).status_code == 200, "it is not offered"
        browsers["supporter"].post(address, typed | {"user": str(world.people["other_coordinator"].pk)})
        assert rows_of(world.other) == before
        assert not Voice.objects.filter(user=world.people["other_coordinator"]).exists()


def test_telling_cannot_speak_for_another_organisation(world, browsers):
    with undone():
        before, browser = rows_of(world.other), browsers["coordinator"]
        tell_up_to_check(browser, organisation=str(world.other.pk), user=str(world.people["other_coordinator"].pk))
        browser.post(reverse("insights:issue-tell-check"), smuggled(world))
        assert rows_of(world.other) == before
        told = Issue.objects.order_by("-pk").first()
        assert told.state == Issue.State.SUBMITTED and not told.lead_wording and told.voice_count == 1


def tell_up_to_check(browser, **who):
    browser.post(reverse("insights:issue-tell"), {"kind": "issue"})
    browser.post(reverse("insights:issue-tell-where"), {"place": ""})
    browser.post(reverse("insights:issue-tell-what"), {"words": "The lights of the underpass are out."})
    browser.post(reverse("insights:issue-tell-words"), {})
    browser.post(reverse("insights:issue-tell-who"), {"consents": "count", **who})
    browser.post(reverse("insights:issue-tell-who"), {"consents": "count"})


def test_joining_cannot_enter_an_organisation_without_being_asked_about(world, browsers):
    """Choosing somebody else's organisation makes a request, never a role."""
    with undone():
        browser = browsers["supporter"]
        browser.post(reverse("groups:join"), {"name": "Sam", "choice": "self", "role": "lead"})
        typed = {
            "organisation": "Other Organisation",
            "choice": str(world.other.pk),
            "state": "current",
            "kind": "lead",
        }
        browser.post(reverse("groups:join-organisation"), typed)
        browser.post(reverse("groups:join-check"), smuggled(world))
        role = OrganisationRole.objects.get(organisation=world.other, user=world.people["supporter"])
        assert role.state == "asked"
        profile = reverse("groups:organisation-profile", args=[world.other.slug])
        assert browser.get(profile).status_code == 404


def test_leaving_takes_out_ones_own_side_only(world, browsers):
    with undone():
        membership = world.cag.memberships.get()
        address = reverse("groups:action-group-leave", args=[world.cag.slug])
        answer = browsers["other_coordinator"].post(f"{address}?membership={membership.pk}")
        membership.refresh_from_db()
        assert answer.status_code == 404 and membership.state == "active"


# -- forms of other sites ----------------------------------------------------------------------------------

# RFC 8058: a mail program sends no cookie and knows no form; the secret link is the proof, and it stops one list.
PRESSED_BY_MAIL_PROGRAMS = {"groups:mail-stop"}


@pytest.mark.parametrize("role", ["visitor", "staff"])
def test_a_post_without_the_pages_own_key_is_refused(world, role):
    browser = Client(enforce_csrf_checks=True)
    if role != "visitor":
        browser.force_login(world.people[role], backend="camk.accounts.backends.OfficeBackend")
    wrong = []
    addresses = [(name, address) for name, _, address, _ in cases(world) if name not in PRESSED_BY_MAIL_PROGRAMS]
    addresses += [(n, reverse(n)) for n in sorted(all_names() - set(RULES)) if takes_nothing(n)]
    for name, address in addresses:
        for headers in ({}, {"origin": "https://evil.example"}) if role == "visitor" else ({},):
            with undone():
                status = browser.post(address, {"csrfmiddlewaretoken": "x" * 64}, headers=headers).status_code
            if status != 403:
                wrong.append(f"{name}: {status}")
    assert not wrong, "\n".join(wrong)


def takes_nothing(name: str) -> bool:
    """Whether the address has no arguments."""
    try:
        return not name.startswith(("<", "admin:<")) and bool(reverse(name))
    except Exception:
        return False


# -- sent twice -------------------------------------------------------------------------------------------


@contextmanager
def one_more(*models):
    """Inside, exactly one row of each of these is made; the world is as before afterwards."""
    with undone():
        before = [model.objects.count() for model in models]
        yield
        assert [model.objects.count() for model in models] == [number + 1 for number in before]


def twice(browser, address, data) -> list[int]:
    """The same form sent two times, as a nervous finger or a browser's retry does."""
    return [browser.post(address, data).status_code for _ in range(2)]


def test_answering_twice_is_one_answer(world, browsers):
    address = reverse("meetings:meeting-answer", args=[world.meeting.slug])
    with one_more(Rsvp):
        assert twice(browsers["member"], address, {"answer": "yes", "party_size": "2"}) == [302, 302]


def test_a_guest_answering_twice_is_one_answer_and_one_person(world, browsers):
    address = reverse("meetings:guest-answer", args=[world.meeting.slug])
    typed = {"name": "Gus", "email": "gus@example.org", "answer": "yes", "party_size": "1"}
    with one_more(Rsvp, type(world.people["staff"])):
        assert twice(browsers["visitor"], address, typed) == [302, 302]


def test_suggesting_twice_is_one_suggestion_and_one_mail(world, browsers):
    address = reverse("groups:suggestion-new")
    typed = {"name": "Quite New Choir", "email": "choir@example.org", "why": "They sing.", "contact_name": "Chris"}
    with one_more(Suggestion, OutboundMail):
        assert twice(browsers["coordinator"], address, typed) == [302, 200]
    with one_more(Suggestion):
        typed |= {"own_name": "Gus", "own_email": "gus@example.org"}
        assert twice(browsers["visitor"], address, typed) == [302, 200]


def test_joining_twice_is_one_request_and_one_organisation(world, browsers):
    browser = browsers["supporter"]
    with one_more(Organisation, OrganisationRole):
        browser.post(reverse("groups:join"), {"name": "Sam"})
        browser.post(reverse("groups:join-organisation"), {"organisation": "Quite New Choir", "choice": "new"})
        address = reverse("groups:join-new-organisation")
        form = next(f for f in post_forms_of(browser.get(address).text, address) if "description" in f.fields)
        (kind,) = Organisation._meta.get_field("kind").related_model.objects.filter(code="informal")
        typed = {"name": "Quite New Choir", "kind": kind.pk, "description": "We sing.", "postcode": ""}
        assert browser.post(address, form.fields | typed | {"home": ""}).status_code == 302
        browser.post(reverse("groups:join-action-groups"), {})
        first, second = (browser.post(reverse("groups:join-check")) for _ in range(2))
        assert first.url == second.url == reverse("groups:join-done")


@pytest.mark.parametrize("role", ["coordinator", "visitor"])
def test_telling_twice_is_one_issue(world, browsers, role):
    with one_more(Issue, Voice):
        tell_up_to_check(browsers[role])
        first, second = (browsers[role].post(reverse("insights:issue-tell-check")) for _ in range(2))
        assert first.url == second.url and "/told/" in first.url, "the second press shows the first result"


def test_us_too_twice_is_one_voice(world, browsers):
    address = reverse("insights:issue-us-too", args=[world.released.reference])
    with one_more(Voice):
        assert twice(browsers["supporter"], address, {"consents": "count"}) == [302, 302]
    with one_more(Voice):
        typed = {"name": "Gus", "email": "gus@example.org", "consents": "count"}
        assert twice(browsers["visitor"], address, typed) == [302, 302]


def test_an_alert_sent_twice_rings_back_once(world, browsers):
    typed = {"name": "Gus", "phone": "01908 123456", "email": ""}
    with one_more(SafeguardingAlert):
        assert twice(browsers["visitor"], reverse("insights:issue-safeguarding"), typed) == [302, 302]


def test_a_note_sent_twice_is_one_note(world, browsers):
    address, browser = reverse("insights:dialogue-new"), browsers["mobiliser"]
    with one_more(Dialogue):
        (form,) = [f for f in post_forms_of(browser.get(address).text, address) if "words" in f.fields]
        typed = form.fields | {"area": Place.objects.get(code="central").pk, "themes": []}
        assert twice(browser, address, typed) == [302, 302]


def test_a_partners_answer_sent_twice_stands_once(world, browsers):
    ask = world.report.asks.first()
    address = reverse("insights:report-ask", args=[world.report_link.token, ask.pk])
    typed = {"answer": "accepted", "words": WORDS, "owner_name": "", "due_on": ""}
    typed["answer"] = Response.Answer.values[0]
    before = ask.responses.count()
    with one_more(Response):
        assert twice(browsers["visitor"], address, typed) == [302, 302]
    with undone():
        browsers["visitor"].post(address, typed)
        browsers["visitor"].post(address, typed | {"words": "On second thoughts, in spring."})
        assert ask.responses.count() == before + 2, "another answer is a new one"


def test_a_question_answered_twice_is_answered_once(world, browsers):
    with fixture_writes():
        link = link_for(purpose="told", target=world.asked, user=world.people["coordinator"])
    address = reverse("insights:told-answer", args=[link.token])
    with undone():
        moves = world.asked.moves.count()
        statuses = twice(browsers["visitor"], address, {"words": WORDS})
        assert statuses[0] == 302 and statuses[1] in (302, 404)
        assert world.asked.moves.count() == moves + 1
