"""Nothing anybody can type, post or write into an address breaks a page: every answer stays below 500."""

import logging
import re
import traceback
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.access.conftest import undone
from tests.access.forms import WORDS, PageForm, post_forms_of
from tests.access.test_access import cases, wanted

pytestmark = [pytest.mark.walk, pytest.mark.django_db]

HUGE = str(10**30)
LONG = "x" * 21_000  # longer than any box takes
SUPERSCRIPT = "²"  # str.isdigit() says yes, int() says no
BAD = ["a\0b", HUGE, LONG, SUPERSCRIPT, ["a", "b"]]
MORE = ["-1", "1e9", "😀", "' OR 1=1 --"]
LINE = "x" * 3000  # no server lets a longer line of an address in

# What each page reads from its address.
READ = {
    "camk:mail-list": "page kind",
    "groups:join": "cag from check next suggested",
    "groups:join-organisation": "cag from check suggested",
    "groups:join-matches": "organisation",
    "groups:organisation-list": "q place theme who kind cag reach size share needs page",
    "groups:organisation-list-csv": "q place cag share",
    "groups:action-group-leave": "membership",
    "groups:action-group-pause": "membership",
    "groups:action-group-detail": "from",
    "groups:action-group-short": "from",
    "groups:action-group-history": "page",
    "groups:suggestion-new": "name",
    "groups:support-ask": "kind",
    "groups:support-counts": "year",
    "groups:support-counts-csv": "year",
    "groups:update-list": "page",
    "groups:network-list": "kind theme origin",
    "groups:resource-list": "q kind theme adapting page",
    "groups:workspace-resources": "q kind theme adapting page",
    "groups:workspace-announcements": "page",
    "groups:thread-list": "kind page",
    "groups:thread-new": "kind",
    "meetings:meeting-list": "cag theme mode page",
    "meetings:meeting-past": "cag theme mode page",
    "meetings:meeting-detail": "change",
    "meetings:guest-answer": "answer",
    "meetings:answer-link": "answered answer",
    "meetings:speaker": "saved",
    "meetings:speaking": "saved",
    "meetings:planned-list": "page",
    "meetings:introduction-link": "said",
    "meetings:desk-list": "q",
    "meetings:door-list": "q",
    "meetings:sheet": "size",
    "meetings:connection-list": "page",
    "meetings:who-can-help": "q theme who place",
    "meetings:help-ask": "q theme who place",
    "meetings:help-sent": "asked",
    "meetings:help-list": "page",
    "meetings:help-contact": "passed",
    "meetings:listing-list": "q kind theme place page",
    "meetings:listing-new": "kind",
    "insights:contribution-list": "state meeting page",
    "insights:issue-list": "kind theme area state after before",
    "insights:issue-us-too": "mine",
    "insights:issue-tell": "kind",
    "insights:issue-safeguarding": "from",
    "insights:dialogue-list": "month area promised page",
    "insights:dialogue-new": "like",
    "insights:dialogue-time": "month",
    "insights:dialogue-time-csv": "month",
    "insights:figures": "period kind programme funder",
    "insights:figures-issues": "period kind programme funder theme area state severity",
    "insights:figures-pdf": "period kind programme funder",
    "insights:figure": "period kind programme funder theme area state severity",
    "insights:figure-csv": "period kind programme funder theme area state severity",
    "insights:pack-list": "page",
    "insights:return": "year",
    "insights:return-pdf": "year",
    "insights:return-xlsx": "year",
    "insights:return-csv": "year",
    "insights:edition-list": "page",
    "insights:month-list": "page",
    "insights:conversation-list": "page",
    "insights:power-place": "holder",
    "insights:report-list": "page",
    "insights:story-list": "page kind",
}
ALL = sorted({parameter for parameters in READ.values() for parameter in parameters.split()})
# Forms that only stand on another page, or that only a script fills in.
POSTED = {
    "meetings:meeting-answer": {"answer": "yes", "party_size": "2", "organisation": "1"},
    "meetings:answer-link": {"answer": "yes", "party_size": "2", "organisation": "1"},
    "meetings:day-link": {"do": "code", "code": "B7K 9QW"},
    "meetings:desk-list": {"do": "here", "rsvp": "1", "arrival": "1", "people": "1", "q": WORDS},
    "meetings:door-list": {"do": "here", "rsvp": "1", "arrival": "1", "people": "1", "q": WORDS},
    "meetings:door-points": {"take_out": "1", "words": WORDS},
    "meetings:help-detail": {"organisation": "1", "words": WORDS, "helped": "yes"},
    "meetings:help-contact": {"organisation": "1", "words": WORDS},
    "meetings:listing-respond": {"organisation": "1"},
    "meetings:introduction-link": {"met": "met", "came_of_it": WORDS},
    "groups:action-group-join": {"who": "self", "from": "poster"},
    "groups:action-group-back": {"membership": "1"},
    "groups:action-group-lead": {"show": "1"},
    "groups:network-decide": {"answer": "yes"},
    "groups:network-leave": {"answer": "yes"},
    "groups:organisation-profile-confirm": {"organisation": "1", "for_whom": "1"},
    "groups:people-role": {"kind": "trustee"},
    "groups:thread-follow": {"wish": "follow"},
    "groups:resource-pass-on": {"close": "1"},
    "groups:mail-stop": {"again": "1", "List-Unsubscribe": "One-Click"},
    "groups:enquiry-more": {"words": WORDS},
    "groups:enquiry-helped": {"helped": "no"},
    "groups:enquiry-be-asked": {"organisation": "1", "how": WORDS},
    "insights:issue-similar-words": {"words": "The lights of the underpass are out again"},
    "insights:contribution-decide": {"do": "suggest", "title": WORDS, "name": WORDS, "why": WORDS},
    "insights:issue-answer": {"words": WORDS},
    "insights:issue-confirm": {"done": "yes", "words": WORDS},
    "insights:told-answer": {"words": WORDS},
    "insights:told-confirm": {"done": "no", "words": WORDS},
}
SIGNING_IN = (
    "account_login account_login_password account_request_login_code account_reset_password "
    "account_confirm_login_code account_reauthenticate account_reauthenticate_code "
    "account_change_password account_set_password account_logout "
    "mfa_authenticate mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp"
).split()


@pytest.fixture(autouse=True)
def _no_log():
    """Thousands of refusals are wanted here; nobody reads their log lines."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def ask(broken, browser, method, address, *args, **kwargs):
    """Send it, note what broke, and roll back whatever it did; returns the answer, or None."""
    shown = f"{method} {address[:150]} {str(args)[:200]} {str(kwargs)[:80]}"
    with undone():
        try:
            answer = getattr(browser, method)(address, *args, **kwargs)
        except Exception as error:  # the browser passes a view's exception on
            last = traceback.extract_tb(error.__traceback__)[-1]
            broken.append(f"{shown}: {type(error).__name__} {str(error)[:150]} ({last.filename}:{last.lineno})")
            return None
        answer.close()
        if answer.status_code >= 500:
            broken.append(f"{shown}: {answer.status_code}")
        return answer


def begin(browser):
    """Start joining and telling us, so that the later steps of both open."""
    browser.post(reverse("groups:join"), {"name": "Nell", "email": "nell@example.org"})
    browser.post(reverse("groups:join-organisation"), {"organisation": "Own Organisation", "choice": "self"})
    browser.post(reverse("groups:join-action-groups"), {})
    browser.post(reverse("insights:issue-tell"), {"kind": "issue"})
    browser.post(reverse("insights:issue-tell-where"), {"place": ""})
    browser.post(reverse("insights:issue-tell-what"), {"words": "The lights are out, ring Sue on 01908 123456."})
    browser.post(reverse("insights:issue-tell-who"), {"consents": "count"})


def bad_versions(form):
    """All fields bad at once; none at all; then each alone, the others as they should be."""
    for bad in BAD:
        yield dict.fromkeys(form.fields, bad)
    yield {}
    unpressed = {name: value for name, value in form.fields.items() if name not in form.buttons}
    for name in form.fields:
        yield {**form.fields, name: ["1", HUGE] if name in form.chosen else "a\0b"}
    for name in unpressed:
        if unpressed[name] != WORDS:  # where a number or a choice is read
            yield {**unpressed, name: SUPERSCRIPT}


def asker(case) -> str:
    """Who asks this address: a visitor where one gets the page, else staff. The same code answers both."""
    return "visitor" if wanted(case, "get", "visitor") == 200 else "staff"


@pytest.mark.parametrize("role", ["visitor", "staff"])
def test_bad_questions(world, browsers, role):
    """Every address with nonsense in every parameter; where a page reads some, with nonsense in each alone."""
    broken, browser = [], browsers[role]
    for name, _, address, case in cases(world):
        if asker(case) != role:
            continue
        read = READ.get(name, "").split()
        ask(broken, browser, "get", address, dict.fromkeys(ALL, "a\0b"))
        for bad in [HUGE, LINE, *MORE] if read else []:
            ask(broken, browser, "get", address, dict.fromkeys(read, bad))
        for parameter in read:
            for bad in (HUGE, SUPERSCRIPT):
                ask(broken, browser, "get", address, {parameter: bad})
    assert not broken, "\n".join(broken[:40])


@pytest.mark.parametrize("role", ["visitor", "staff"])
def test_bad_addresses(world, browsers, role):
    """The parts of an address itself: slugs, numbers, tokens and references that are none."""
    broken, browser = [], browsers[role]
    for name, label, address, case in cases(world):
        if asker(case) != role:
            continue
        for value in case["arguments"].values():
            good = str(value(world))
            odd = [HUGE, SUPERSCRIPT] if good.isdigit() else [HUGE, good + "\0", f"{'x' * 3000}-{SUPERSCRIPT}"]
            for bad in odd:
                before, _, after = address.rpartition(good)
                spoiled = before + quote(bad, safe="") + after
                assert spoiled != address, (name, label)
                if bad == HUGE:  # who is asked looks for the record in the same way
                    ask(broken, browser, "post", spoiled)
                answer = ask(broken, browser, "get", spoiled)
                if answer is not None and bad == HUGE:
                    assert answer.status_code in (302, 404, 405), (name, answer.status_code)
    assert not broken, "\n".join(broken[:40])


@pytest.mark.parametrize("role", ["visitor", "coordinator", "mobiliser"])
def test_bad_forms(world, browsers, role):
    """Every form of every page this role can open, with its own field names."""
    broken, browser, seen = [], browsers[role], set()
    with undone():
        begin(browser)
        for name, _, address, _ in cases(world):
            if role == "mobiliser" and "dialogue" not in name:
                continue
            for form in forms_here(browser, name, address):
                if (form.action, *form.fields) in seen:
                    continue
                seen.add((form.action, *form.fields))
                for data in bad_versions(form):
                    ask(broken, browser, "post", form.action, data)
                for field in form.files:
                    for content in (b"", b"\0" * 70_000, b"\xff\xd8\xff\xe0 no picture", b"GIF89a"):
                        upload = SimpleUploadedFile("a\0b.jpg", content, content_type="image/jpeg")
                        ask(broken, browser, "post", form.action, {**form.fields, field: upload})
        person = {"name": "Nell", "email": "nell@example.org"}
        ask(broken, browser, "post", reverse("groups:join") + "?cag=%00", person)
    assert len(seen) > (1 if role == "mobiliser" else 8)
    assert not broken, "\n".join(broken[:40])


def forms_here(browser, name, address) -> list[PageForm]:
    """The forms on the page itself, and the one that other pages send there."""
    found = [PageForm(address, "post", dict(POSTED[name]))] if name in POSTED else []
    with undone():
        answer = browser.get(address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found += post_forms_of(answer.content.decode(), address)
        answer.close()
    return found


@pytest.mark.parametrize("role", ["visitor", "coordinator"])
def test_bad_signing_in(world, browsers, role):
    """allauth's pages in our words."""
    broken, browser = [], browsers[role]
    names = ("login", "email", "password", "oldpassword", "password1", "password2", "code", "next", "action")
    for name in SIGNING_IN:
        ask(broken, browser, "get", reverse(name), {"next": "a\0b"})
        for bad in BAD:
            ask(broken, browser, "post", reverse(name), dict.fromkeys(names, bad))
    assert not broken, "\n".join(broken[:40])


# -- the staff pages -------------------------------------------------------------------------------------


def admins_of(world):
    """Every record type, the first of these people who may open it, and its first row, if there is one."""
    for model, page in admin.site._registry.items():
        names = model._meta.app_label, model._meta.model_name
        for role in ("staff", "safeguarding_lead", "superuser"):
            if world.people[role].has_perm("{}.view_{}".format(*names)):
                row = model._default_manager.order_by("pk").first()
                yield "admin:{}_{}".format(*names), role, page, row
                break


def filters_of(page) -> list[str]:
    """The parameters of a list's filters and of its dates."""
    names = [f for f in page.list_filter if isinstance(f, str)]
    own = [f.parameter_name for f in page.list_filter if hasattr(f, "parameter_name")]
    return own + [f"{name}{end}" for name in names for end in ("__exact", "__id__exact", "__isnull")]


def test_bad_staff_lists(world, browsers, without_menu):
    """Search words, page numbers, orders, dates and lookups of each list."""
    broken = []
    for name, role, page, _ in admins_of(world):
        address, browser = reverse(f"{name}_changelist"), browsers[role]
        for parameter in ("p", "o", "_to_field", "pk__in", "password__startswith"):
            ask(broken, browser, "get", address, {parameter: HUGE})
        for words in ("a\0b", "' OR 1=1 --"):
            ask(broken, browser, "get", address, {"q": words})
        for parameter in filters_of(page):
            ask(broken, browser, "get", address, {parameter: HUGE})
        ask(broken, browser, "get", address, dict.fromkeys(filters_of(page), "a\0b"))
        for year, month in ((HUGE, "1"), ("2026", "13"), ("9999", "12"), ("x", HUGE)):
            if page.date_hierarchy:
                parts = {f"{page.date_hierarchy}__year": year, f"{page.date_hierarchy}__month": month}
                ask(broken, browser, "get", address, parts)
    assert not broken, "\n".join(broken[:40])


def test_bad_staff_forms(world, browsers, without_menu):
    """Adding, changing and each step of each record, with nothing and with nonsense."""
    broken, steps = [], 0
    for name, role, page, row in admins_of(world):
        browser, addresses = browsers[role], [reverse(f"{name}_add")]
        if row is not None:
            addresses.append(reverse(f"{name}_change", args=[row.pk]))
            addresses += [reverse(f"{name}_step", args=[row.pk, step.name]) for step in getattr(page, "steps", ())]
        for odd in (HUGE, "a\0b"):
            ask(broken, browser, "get", f"{reverse(f'{name}_changelist')}{quote(odd)}/change/")
        for address in addresses:
            with undone():
                answer = browser.get(address)
                html = answer.content.decode() if answer.status_code == 200 else ""
            steps += "/step/" in address
            for form in post_forms_of(html, address):
                if form.action == address:
                    for data in bad_staff_versions(form):
                        ask(broken, browser, "post", address, data)
            ask(broken, browser, "post", address)
            if "/step/" in address:
                ask(broken, browser, "get", address, {"ask": SUPERSCRIPT, "recipient": SUPERSCRIPT})
    assert steps > 20
    assert not broken, "\n".join(broken[:40])


def bad_staff_versions(form):
    """All that is typed bad at once; then only what is chosen from lists, with a number nobody offered."""
    keep = {name: value for name, value in form.fields.items() if re.search(r"_FORMS$|^_", name)}
    typed = form.fields.keys() - keep.keys()
    for bad in ("a\0b", *([] if form.action.endswith("/add/") else [HUGE])):
        yield {**keep, **dict.fromkeys(typed, bad)}
    yield {**form.fields, **dict.fromkeys(form.chosen, ["1", HUGE])}
