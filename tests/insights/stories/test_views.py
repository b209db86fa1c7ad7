"""The public stories, the tag for other pages, and the staff page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone

from insights.stories.models import Story
from tests.factories.stories import make_story

pytestmark = pytest.mark.django_db


def test_everybody_reads_published_stories_only(client_of, visitor, staff):
    make_story(published=True, said="The path floods.")
    make_story(said="Not for reading yet.")
    make_story(published_at=timezone.now() + timedelta(days=1), said="Tomorrow.")
    for user in (visitor, staff):
        page = client_of(user).get(reverse("insights:story-list"))
        assert page.status_code == 200
        assert "The path floods." in page.text
        assert "Not for reading yet." not in page.text
        assert "Tomorrow." not in page.text


def test_the_list_costs_the_same_with_one_and_with_thirty(client, django_assert_num_queries):
    make_story(published=True)
    with django_assert_num_queries(3):  # the charity's details, how many, the stories
        client.get(reverse("insights:story-list"))
    for _ in range(29):
        make_story(published=True)
    with django_assert_num_queries(2):
        client.get(reverse("insights:story-list"))


def test_the_tag_shows_the_newest_pairs_in_one_statement(django_assert_num_queries):
    for _ in range(3):
        make_story(published=True)
    template = Template("{% load stories %}{% what_changed user 2 %}")
    with django_assert_num_queries(1):
        text = template.render(Context({"user": AnonymousUser()}))
    newest, second, third = Story.objects.published()
    assert newest.said in text and second.changed in text and third.said not in text


def test_without_stories_the_first_page_says_that_they_will_stand_here():
    shown = Template("{% load stories %}{% what_changed user %}").render(Context({"user": AnonymousUser()}))
    assert "Nothing to tell yet" in shown
    assert "<a " not in shown


def test_staff_write_agree_and_publish_on_the_staff_pages(client_of, staff):
    browser = client_of(staff)
    values = {
        "kind": "change",
        "title": "Lights",
        "said": "It is dark.",
        "who": "A walker",
        "changed": "Lights came.",
    }
    browser.post(reverse("admin:insights_story_add"), values)
    story = Story.objects.get()
    assert story.by == staff and story.published_at is None
    for step in ("consent", "publish"):
        browser.post(reverse("admin:insights_story_step", args=[story.pk, step]), {"go": "1"})
    assert Story.objects.published().get() == story
