"""Updates of an organisation: shared, read by whom they are for, taken back, hidden by our office."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from PIL import Image

from camk.files import StoredFile
from camk.outbox.models import OutboundMail
from groups.action_groups.actions.joining import leave
from groups.updates.actions import take_back
from groups.updates.models import Update
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.organisations import make_organisation, make_role
from tests.factories.updates import make_update

pytestmark = pytest.mark.django_db
TYPED = {"title": "A new freezer", "words": "It hums quietly.", "audience": "members"}


def picture():
    out = BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "PNG")
    return SimpleUploadedFile("freezer.png", out.getvalue(), content_type="image/png")


def shares_a_cag(action_group):
    """Somebody of another organisation in the same CAG."""
    friend = make_user("friend@example.org")
    organisation = make_organisation(name="Friends")
    make_role(user=friend, organisation=organisation)
    make_membership(action_group=action_group, organisation=organisation)
    return friend


def test_a_contact_shares_one_with_a_photo_and_takes_it_back(client_of, member, organisation, action_group):
    browser, url = client_of(member), organisation.get_absolute_url()
    assert "Share an update" in browser.get(url).content.decode()
    page = browser.post(f"{url}updates/new/", TYPED | {"photo": picture()}).content.decode()
    assert "Say in a few words what the photo shows." in page and "It hums quietly." in page
    for _ in range(2):
        typed = TYPED | {"photo": picture(), "photo_says": "A freezer"}
        page = browser.post(f"{url}updates/new/", typed, follow=True).content.decode()
    update = Update.objects.get()
    assert 'alt="A freezer"' in page and "A new freezer" in page
    for reader in (shares_a_cag(action_group), member):
        photo = client_of(reader).get(f"/updates/{update.pk}/photo/")
        assert photo["Content-Type"] == "image/jpeg"
        photo.close()
    assert browser.post(f"/updates/{update.pk}/take-back/").status_code == 302
    assert "A new freezer" not in browser.get(f"{url}updates/").content.decode()
    assert browser.get(f"/updates/{update.pk}/photo/").status_code == 404
    assert not StoredFile.objects.exists()


def test_each_reads_what_is_for_them(client_of, visitor, supporter, other_coordinator, member, staff, organisation):
    action_group = organisation.memberships.get().action_group
    make_update(organisation=organisation, title="For members")
    make_update(organisation=organisation, title="For everybody", audience="public")
    friend = shares_a_cag(action_group)
    make_membership(action_group=make_action_group(), user=supporter)  # a member, but of another CAG
    url = f"{organisation.get_absolute_url()}updates/"
    for who, sees in ((visitor, 0), (supporter, 0), (other_coordinator, 0), (friend, 1), (member, 1), (staff, 1)):
        page = client_of(who).get(url).content.decode()
        assert "For everybody" in page and ("For members" in page) == bool(sees), who


def test_leaving_the_cag_ends_the_reading_at_once(client_of, member, organisation, action_group):
    make_update(organisation=organisation, title="For members")
    friend = shares_a_cag(action_group)
    url = f"{organisation.get_absolute_url()}updates/"
    assert "For members" in client_of(friend).get(url).content.decode()
    membership = action_group.memberships.get(organisation__name="Friends")
    leave(membership=membership, by=friend)
    assert "For members" not in client_of(friend).get(url).content.decode()


def test_the_cag_shows_what_its_organisations_share(member, organisation, action_group, django_assert_num_queries):
    other = make_organisation(name="Not in it")
    make_update(organisation=other, title="Elsewhere", audience="public")
    for number in range(7):
        make_update(organisation=organisation, title=f"News {number}")
    show = Template("{% load updates %}{% organisation_updates user cag %}")
    with django_assert_num_queries(1):
        page = show.render(Context({"user": member, "cag": action_group}))
    assert page.count("<article") == 5 and "News 6" in page and "Elsewhere" not in page
    assert organisation.get_absolute_url() in page


def test_our_office_hides_one_and_says_why(client_of, visitor, member, staff, organisation):
    update = make_update(organisation=organisation, audience="public", by=member)
    url, base = f"{organisation.get_absolute_url()}updates/", f"/admin/groups/update/{update.pk}/step/"
    office = client_of(staff)
    assert office.post(f"{base}hide/", {"reason": ""}).status_code == 200
    office.post(f"{base}hide/", {"reason": "It names somebody."})
    (mail,) = OutboundMail.objects.all()
    assert mail.user == member and "It names somebody." in mail.text and "It hums" not in mail.text
    assert "A new freezer" not in client_of(visitor).get(url).content.decode()
    page = client_of(member).get(url).content.decode()
    assert "Our office has hidden this" in page and "It names somebody." in page
    client_of(staff).post(f"{base}show/")
    assert "A new freezer" in client_of(visitor).get(url).content.decode()


def test_who_waits_cannot_share_and_nobody_shares_for_another(
    client_of, supporter, other_coordinator, organisation, staff
):
    waiting = make_organisation(name="Waits", state="unverified")
    make_role(user=supporter, organisation=waiting)
    page = client_of(supporter).post(f"{waiting.get_absolute_url()}updates/new/", TYPED).content.decode()
    assert "as soon as that is done" in page and "It hums quietly." in page
    url = f"{organisation.get_absolute_url()}updates/new/"
    assert client_of(other_coordinator).post(url, TYPED).status_code == 404
    update = make_update(organisation=organisation, audience="public")
    assert client_of(other_coordinator).post(f"/updates/{update.pk}/take-back/").status_code == 404
    take_back(update=update, by=staff)
    take_back(update=update, by=staff)
    assert not Update.objects.shown().exists()
