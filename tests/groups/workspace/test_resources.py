"""The library: who sees what, versions, passing on, review, files through one door."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.files import StoredFile
from camk.outbox.models import OutboundMail
from groups.action_groups.actions import joining
from groups.themes.models import Theme
from groups.workspace.actions import resources
from groups.workspace.models import Resource
from groups.workspace.tasks import look_at_links, remind_owners
from tests.factories.live import make_details
from tests.factories.workspace import add_version, make_resource, pdf
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def typed(**changes):
    values = {
        "title": "Running a stall",
        "purpose": "For anybody with a table.",
        "kind": "guide",
        "audience": "members",
    }
    return values | changes


def address(name, *args):
    return reverse(f"groups:{name}", args=args)


@pytest.fixture
def new(action_group):
    return address("resource-new", action_group.slug)


def get(browser, url):
    answer = browser.get(url)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return answer, body


def test_a_member_shares_a_guide_and_another_downloads_it(
    client_of, member, colleague, organisation, action_group, new
):
    theme = Theme.objects.offered().first()
    answer = client_of(member).post(new, typed(file=pdf("../My guide.pdf"), themes=[theme.pk], adapting="on"))
    resource = Resource.objects.get()
    assert answer.url == resource.get_absolute_url()
    assert (resource.by, resource.organisation, resource.adapting) == (member, organisation, True)
    assert resource.review_on == timezone.localdate() + timedelta(days=365)
    browser = client_of(colleague)
    for page in (address("workspace-resources", action_group.slug), address("workspace", action_group.slug)):
        assert "Running a stall" in browser.get(page).text
    shown = browser.get(resource.get_absolute_url()).text
    assert "Mo Member, Netherfield Lunch Club" in shown and "My guide.pdf" in shown
    answer, body = get(browser, address("resource-file", resource.pk))
    assert body == b"%PDF-1.7 words"
    assert answer["Content-Disposition"] == 'attachment; filename="My guide.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert "My guide" not in StoredFile.objects.get().file.name, "it lies under a random name"


def test_a_file_or_a_link_and_nothing_typed_is_lost(client_of, member, new):
    browser = client_of(member)
    for content in ({}, {"file": pdf(), "url": "https://example.org/"}):
        answer = browser.post(new, typed(**content))
        assert "Give a file or a link" in answer.text and "For anybody with a table." in answer.text
    bad = SimpleUploadedFile("page.html", b"<script>alert(1)</script>")
    assert "This file is something else" in browser.post(new, typed(file=bad)).text
    assert "begin with https://" in browser.post(new, typed(url="http://example.org/")).text
    for scheme in ("javascript:alert(1)", "data:text/html,x", "ftp://example.org/x"):
        assert browser.post(new, typed(url=scheme)).status_code == 200
    assert not Resource.objects.exists() and not StoredFile.objects.exists()
    browser.post(new, typed(url="example.org/guide"))
    assert Resource.objects.get().latest.url == "https://example.org/guide"


def test_leaving_ends_access_to_files_at_once(client_of, member, organisation, action_group):
    resource = make_resource(action_group=action_group, by=member)
    places = [
        resource.get_absolute_url(),
        address("resource-file", resource.pk),
        address("resource-version", resource.pk, 1),
    ]
    places.append(address("resource-edit", resource.pk))
    browser = client_of(member)
    assert {get(browser, place)[0].status_code for place in places} == {200}
    joining.leave(membership=action_group.memberships.get(organisation=organisation), by=member)
    assert {get(browser, place)[0].status_code for place in places} == {404}
    with pytest.raises(RuleBroken):
        resources.replace(resource=resource, url="https://example.org/", by=member)


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("members", {"member", "staff"}),
        ("pass_on", {"member", "staff"}),
        ("public", {"visitor", "other", "member", "staff"}),
    ],
)
def test_each_audience(client_of, visitor, other_coordinator, member, staff, action_group, audience, readers):
    resource = make_resource(action_group=action_group, audience=audience)
    people = {"visitor": visitor, "other": other_coordinator, "member": member, "staff": staff}
    for place in (resource.get_absolute_url(), address("resource-file", resource.pk)):
        found = {name for name, user in people.items() if get(client_of(user), place)[0].status_code == 200}
        assert found == readers
    listed = {n for n, user in people.items() if resource.title in client_of(user).get(address("resource-list")).text}
    assert listed == readers


def test_public_waits_for_staff_and_ends_when_the_owner_narrows_it(
    client_of, visitor, member, staff, action_group, new
):
    answer = client_of(member).post(new, typed(file=pdf(), audience="public"), follow=True)
    assert "once our staff have looked at it" in answer.text
    resource = Resource.objects.get()
    assert get(client_of(visitor), resource.get_absolute_url())[0].status_code == 404
    listed = client_of(staff).get(reverse("admin:groups_resource_changelist"), {"waiting": "yes"})
    assert listed.context["cl"].result_count == 1
    client_of(staff).post(reverse("admin:groups_resource_step", args=[resource.pk, "publish"]))
    assert "Running a stall" in client_of(visitor).get(address("resource-list")).text
    assert "Mo Member" not in client_of(visitor).get(resource.get_absolute_url()).text, "people are for members"
    client_of(member).post(address("resource-edit", resource.pk), typed())
    assert get(client_of(visitor), resource.get_absolute_url())[0].status_code == 404
    client_of(member).post(address("resource-edit", resource.pk), typed(audience="public"))
    assert get(client_of(visitor), resource.get_absolute_url())[0].status_code == 404, "asked again, looked at again"


def test_the_library_is_searched_by_words_kind_theme_and_change(client, action_group):
    theme = Theme.objects.get(code="food")
    wanted = make_resource(
        action_group=action_group, audience="public", title="Cold chain", kind="tool", themes=[theme], adapting=True
    )
    other = make_resource(action_group=action_group, audience="public", title="Other", purpose="Something else.")
    for query in ({"q": "COLD"}, {"q": "stall"}, {"kind": "tool"}, {"theme": "food"}, {"adapting": "on"}):
        shown = client.get(address("resource-list"), query).text
        assert wanted.title in shown and f">{other.title}<" not in shown, query
    assert "We found none like that" in client.get(address("resource-list"), {"q": "zebra"}).text


def test_a_newer_version_stands_at_the_same_address_and_older_ones_stay(client_of, member, colleague, action_group):
    resource = make_resource(action_group=action_group, by=member)
    with fixture_writes():
        Resource.objects.update(review_on=timezone.localdate() - timedelta(days=1))
    assert "May be out of date" in client_of(member).get(address("workspace-resources", action_group.slug)).text
    newer = {"file": pdf("new.pdf", b"%PDF-1.7 newer"), "note": "New prices"}
    assert client_of(member).post(address("resource-replace", resource.pk), newer).status_code == 302
    browser = client_of(colleague)
    assert get(browser, address("resource-file", resource.pk))[1] == b"%PDF-1.7 newer"
    assert get(browser, address("resource-version", resource.pk, 1))[1] == b"%PDF-1.7 words"
    shown = browser.get(resource.get_absolute_url()).text
    assert "New prices" in shown and "Earlier versions" in shown and "out of date" not in shown
    assert get(browser, address("resource-version", resource.pk, 3))[0].status_code == 404


def test_only_owner_lead_and_staff_look_after_it(client_of, member, colleague, staff, action_group):
    resource = make_resource(action_group=action_group, by=member)
    names = ("resource-edit", "resource-replace", "resource-withdraw")
    assert {client_of(colleague).get(address(name, resource.pk)).status_code for name in names} == {404}
    for run in (resources.confirm_right, resources.withdraw, resources.open_share_link):
        with pytest.raises(RuleBroken):
            run(resource=resource, by=colleague)
    with fixture_writes():
        action_group.leads.create(user=colleague)
    for user in (member, colleague, staff):
        assert {client_of(user).get(address(name, resource.pk)).status_code for name in names} == {200}
    assert "Yes, take it out" in client_of(colleague).get(address("resource-withdraw", resource.pk)).text
    client_of(colleague).post(address("resource-withdraw", resource.pk))
    assert get(client_of(member), resource.get_absolute_url())[0].status_code == 404


def test_a_link_is_passed_on_works_without_an_account_and_is_closed(client_of, visitor, member, action_group):
    resource = make_resource(action_group=action_group, by=member, audience="pass_on", title="Running a stall")
    add_version(resource=resource, content=b"%PDF-1.7 newest")
    browser = client_of(member)
    assert "Here is a link" in browser.post(address("resource-pass-on", resource.pk), follow=True).text
    link = resources.open_share_link(resource=resource, by=member)
    place, file = address("resource-shared", link.token), address("resource-shared-file", link.token)
    assert f"http://127.0.0.1:8000{place}" in browser.get(resource.get_absolute_url()).text
    page = client_of(visitor).get(place)
    assert (
        "Running a stall" in page.text
        and "Mo Member" not in page.text
        and page["X-Robots-Tag"] == "noindex, nofollow"
    )
    assert get(client_of(visitor), file)[1] == b"%PDF-1.7 newest"
    client_of(member).post(address("resource-pass-on", resource.pk), {"close": "1"})
    assert [get(client_of(visitor), url)[0].status_code for url in (place, file)] == [404, 404]


def test_narrowing_or_withdrawing_closes_the_link(client_of, visitor, member, action_group):
    narrowed = make_resource(action_group=action_group, by=member, audience="pass_on")
    withdrawn = make_resource(action_group=action_group, by=member, audience="pass_on")
    places = [
        address("resource-shared", resources.open_share_link(resource=r, by=member).token)
        for r in (narrowed, withdrawn)
    ]
    client_of(member).post(address("resource-edit", narrowed.pk), typed())
    client_of(member).post(address("resource-withdraw", withdrawn.pk))
    assert [get(client_of(visitor), url)[0].status_code for url in places] == [404, 404]


def test_what_is_for_members_only_has_no_link(member, action_group):
    with pytest.raises(RuleBroken, match="members only"):
        resources.open_share_link(resource=make_resource(action_group=action_group, by=member), by=member)


def test_one_person_cannot_fill_the_disk(client_of, member, new, monkeypatch):
    monkeypatch.setattr(resources, "MOST_BYTES_EACH", 20)
    browser = client_of(member)
    browser.post(new, typed(file=pdf()))
    answer = browser.post(new, typed(title="Another", file=pdf()))
    assert "more than 300 MB" in answer.text and Resource.objects.count() == 1


def test_its_owner_is_asked_once_for_each_date_and_answers_with_one_press(client_of, member, action_group):
    resource = make_resource(
        action_group=action_group, by=member, review_on=timezone.localdate() + timedelta(days=13)
    )
    make_resource(action_group=action_group, by=member, review_on=timezone.localdate() + timedelta(days=15))
    remind_owners()
    remind_owners()
    mail = OutboundMail.objects.get()
    assert (mail.user, mail.kind, mail.category) == (member, "groups/resource_review", "service")
    client_of(member).post(address("resource-still-right", resource.pk))
    resource.refresh_from_db()
    assert resource.review_on == timezone.localdate() + timedelta(days=365)


def test_when_the_owner_left_the_named_staff_are_asked(member, staff, organisation, action_group):
    with fixture_writes():
        action_group.staff_contact = staff
        action_group.save()
    make_resource(action_group=action_group, by=member, review_on=timezone.localdate())
    joining.leave(membership=action_group.memberships.get(organisation=organisation), by=member)
    remind_owners()
    mail = OutboundMail.objects.get()
    assert mail.user == staff and "no longer in the CAG" in mail.text


# -- links ------------------------------------------------------------------------------------------------


def test_links_are_asked_only_when_the_details_say_so(client_of, member, action_group, monkeypatch):
    asked = []
    answers = {"https://good.example.org/": 301, "https://gone.example.org/": 404}

    def ask(method, url, **kwargs):
        asked.append((method, url))
        return answers[url]

    monkeypatch.setattr("groups.workspace.links.outbound.ask", ask)
    for url in answers:
        make_resource(action_group=action_group, by=member, url=url)
    make_resource(action_group=action_group, by=member)
    look_at_links()
    assert asked == []
    make_details(links_checked=True)
    look_at_links()
    assert sorted(asked) == [("HEAD", url) for url in sorted(answers)]
    assert [r.latest.url for r in Resource.objects.filter(link_broken_at__isnull=False)] == [
        "https://gone.example.org/"
    ]
    assert "The link may not open" in client_of(member).get(address("workspace-resources", action_group.slug)).text


def test_a_link_leads_out_and_is_never_fetched_by_a_page(client_of, member, action_group):
    resource = make_resource(action_group=action_group, by=member, url="https://good.example.org/guide")
    answer = client_of(member).get(address("resource-file", resource.pk))
    assert (answer.status_code, answer.url) == (302, "https://good.example.org/guide")
