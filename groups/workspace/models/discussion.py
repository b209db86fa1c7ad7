"""Discussion in a CAG: news, questions, offers and needs, project ideas; and what others say to them."""

from datetime import timedelta

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import carry
from groups.action_groups.models import ActionGroup
from groups.organisations.models import Organisation
from groups.workspace.models.shown import Shown, ShownQuerySet

EDITABLE_FOR = timedelta(days=2)


class Words(Shown):
    """Words of a member, as an organisation or alone; they can be mended for two days."""

    words = models.TextField()
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def can_be_mended(self) -> bool:
        return self.is_shown and timezone.now() < self.created_at + EDITABLE_FOR

    @property
    def first_line(self) -> str:
        """What a list or a digest says of it beside the title."""
        return first_line(self.words)


class ThreadQuerySet(ShownQuerySet):
    """Threads by their CAG, and with what lists say about them."""

    def for_lists(self):
        """With author, organisation and the number of replies members see (one statement)."""
        replies = Count("replies", filter=Q(replies__state=Shown.State.SHOWN))
        rows = self.select_related("by", "organisation", "action_group").annotate(reply_count=replies)
        return rows.order_by(*Thread._meta.ordering)

    def unanswered(self):
        """Questions to which nobody but their author has said anything."""
        others = Reply.objects.shown().filter(thread=OuterRef("pk")).exclude(by=OuterRef("by"))
        return self.shown().filter(~Exists(others), kind=Thread.Kind.QUESTION)


class Thread(Words):
    """A post that starts something: its title and first words, in one CAG."""

    class Kind(models.TextChoices):
        NEWS = "news", "News"
        QUESTION = "question", "Question"
        OFFER = "offer", "Offer or need"
        IDEA = "idea", "Project idea"

    action_group = models.ForeignKey(ActionGroup, on_delete=models.PROTECT, related_name="threads")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=120)
    active_at = models.DateTimeField("last word in it", default=timezone.now)
    passed_on_at = models.DateTimeField("passed to staff as unanswered", null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-active_at", "-pk"]
        verbose_name = "discussion"
        indexes = [models.Index(fields=["action_group", "-active_at"], name="thread_list")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"

    def get_absolute_url(self):
        return reverse("groups:thread-detail", args=[self.action_group.slug, self.pk])


class Reply(Words):
    """What somebody says to a post."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="replies")

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name_plural = "replies"

    def __str__(self):
        return f"Reply {self.pk}"

    def get_absolute_url(self):
        return f"{self.thread.get_absolute_url()}#reply-{self.pk}"


def first_line(words: str, most: int = 140) -> str:
    """The first line of `words`, cut between words."""
    line = next((line.strip() for line in words.splitlines() if line.strip()), "")
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " ..."


carry("groups.Thread.organisation", "posts in discussions")
carry("groups.Reply.organisation", "replies in discussions")
carry("groups.Thread.action_group", "posts")
