"""Who of those who spoke has been told what came of it: by mail, or by hand as staff noted it."""

from django.conf import settings
from django.db import models
from django.db.models import Case, CharField, Exists, F, Max, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from camk.outbox.models import OutboundMail
from groups.workspace.models import MailChoice
from insights.issues.models import Follower, IssueMove, Voice
from insights.issues.states import OUTCOMES


class Standing(models.TextChoices):
    """Whether one voice has been told the outcome, and why not."""

    KNOWS = "knows", "Did the last step themselves"
    MAIL = "mail", "Told by mail"
    HAND = "hand", "Told by hand"
    NO_MAIL = "no_mail", "Asked for no mail about it"
    UNREACHABLE = "unreachable", "No account and no place"
    CARD = "card", "No account: needs a card or a word in person"
    QUEUED = "queued", "The mail has not gone yet"
    UNKNOWN = "unknown", "Nobody knows whether the mail went: settle it in the outbox, or tell them in person"
    NOT_SENT = "not_sent", "No mail reached them: tell them in person"


TOLD = (Standing.KNOWS, Standing.MAIL, Standing.HAND)
CANNOT = (Standing.NO_MAIL, Standing.UNREACHABLE)
WAITS = (Standing.CARD, Standing.QUEUED, Standing.UNKNOWN, Standing.NOT_SENT)


class ToldByHand(models.Model):
    """Somebody was told the outcome without a mail: a card through the door, a word in person or by phone."""

    class How(models.TextChoices):
        CARD = "card", "A card was delivered"
        IN_PERSON = "in_person", "Told in person"
        PHONE = "phone", "Told by phone"

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="told_by_hand")
    # The step they were told of: an issue that comes back and ends again has another, and is told anew.
    outcome = models.ForeignKey(IssueMove, on_delete=models.CASCADE, related_name="told_by_hand")
    how = models.CharField(max_length=10, choices=How)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "outcome told by hand"
        verbose_name_plural = "outcomes told by hand"
        constraints = [models.UniqueConstraint(fields=["voice", "outcome"], name="told_an_outcome_by_hand_once")]

    def __str__(self):
        return f"{self.voice}: {self.get_how_display()}"


class ToldChange(models.Model):
    """Who was told under this issue may have changed: `triggers.py` writes it in the transaction of the change."""

    issue_id = models.BigIntegerField()
    is_taken = models.BooleanField(default=False, db_default=False)

    def __str__(self):
        return f"change {self.pk}"


class ToldCount(models.Model):
    """How many voices under one issue were told, wait and cannot be told; those without an issue add up to all."""

    issue_id = models.BigIntegerField(null=True, unique=True)
    told = models.IntegerField()
    waits = models.IntegerField()
    cannot = models.IntegerField()

    def __str__(self):
        return f"counted {self.issue_id}"


def owed(voices=None, issues=None):
    """Voices that stand under an issue with an outcome, each with its `outcome` (a step) and `standing`.

    Somebody with several voices under one issue, because two issues became one, is owed it once: for the first.

    `issues` (numbers) narrows it to what stands under these, at no more than their cost.
    """
    rows = Voice.objects.all() if voices is None else voices
    rows = rows.standing().unsealed().filter(issue__state__in=OUTCOMES)
    same = Voice.objects.standing().unsealed().filter(issue=OuterRef("issue"), user=OuterRef("user"))
    rows = rows.exclude(Exists(same.filter(pk__lt=OuterRef("pk"))))
    # The last step into the state it has now. Asked for all issues at once: PostgreSQL, which does not know a table
    # that was just filled, took minutes when it was asked beside each voice.
    into = IssueMove.objects.filter(issue__state__in=OUTCOMES, new_state=F("issue__state"))
    if issues is not None:
        rows, into = rows.filter(issue__in=issues), into.filter(issue__in=issues)
    last = into.exclude(old_state=F("new_state")).order_by().values("issue").annotate(last=Max("pk")).values("last")
    rows = rows.annotate(outcome=F("issue__moves"), outcome_by=F("issue__moves__by")).filter(outcome__in=last)
    return rows.annotate(standing=_standing())


def _standing() -> Case:
    """What is asked of each voice of `owed`: the first line that is true."""
    key = Concat(
        Value("issue_moved:"),
        Cast(OuterRef("outcome"), CharField()),
        Value(":"),
        Cast(OuterRef("user"), CharField()),
        output_field=CharField(),
    )
    mails, state = OutboundMail.objects.filter(key=key), OutboundMail.State
    # The same family as in insights/issues/actions/people.py: a stop at what was joined holds for the wider issue.
    # Three questions, each answered once for all voices; as one with an "or" it was asked anew beside each voice.
    gone = Follower.objects.filter(user=OuterRef("user"), stopped_at__isnull=False)
    stopped = Q(Exists(gone.filter(issue=OuterRef("issue"))))
    stopped |= Q(Exists(gone.filter(issue__joined_to=OuterRef("issue"))))
    stopped |= Q(Exists(gone.filter(issue__joined_to__joined_to=OuterRef("issue"))))
    by_hand = ToldByHand.objects.filter(voice=OuterRef("pk"), outcome=OuterRef("outcome"))
    return Case(
        When(Exists(by_hand), then=Value(Standing.HAND)),
        When(user__isnull=True, place__isnull=True, then=Value(Standing.UNREACHABLE)),
        When(user__isnull=True, then=Value(Standing.CARD)),
        When(outcome_by=F("user"), then=Value(Standing.KNOWS)),
        When(Exists(mails.went(state.SENT)), then=Value(Standing.MAIL)),
        When(Exists(mails.went(state.QUEUED, state.SENDING)), then=Value(Standing.QUEUED)),
        When(Exists(mails.went(state.UNKNOWN)), then=Value(Standing.UNKNOWN)),
        When(stopped, then=Value(Standing.NO_MAIL)),
        When(user__mail_choice__issues=MailChoice.IssueNews.NEVER, then=Value(Standing.NO_MAIL)),
        default=Value(Standing.NOT_SENT),
        output_field=CharField(),
    )
