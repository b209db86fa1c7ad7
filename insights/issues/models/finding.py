"""By which words a released wording is found: kept beside it, so that looking among many stays quick."""

from django.db import models

from insights.issues.models.issues import Issue


class Wording(models.Model):
    """What was read from one released wording: the bare form of each word, its meanings behind it.

    "lone/lonely old/older %lunch_club:9" (of which situation it is, and how surely) - written with the release, in
    the same transaction.
    """

    issue = models.OneToOneField(Issue, primary_key=True, on_delete=models.CASCADE, related_name="wording")
    words = models.TextField()

    def __str__(self):
        return f"words of {self.issue_id}"


class KnownTerm(models.Model):
    """A word ("lone"), meaning ("=lonely") or situation ("%lunch_club") of released wordings, and of how many."""

    text = models.CharField(max_length=60, unique=True)
    wordings = models.PositiveIntegerField(default=0)

    def __str__(self):
        return self.text


class WordingTerm(models.Model):
    """One term of one wording: what makes the list to look through short."""

    term = models.ForeignKey(KnownTerm, on_delete=models.CASCADE, related_name="+", db_index=False)
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="terms", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "wording"], name="wording_term_once")]
        indexes = [models.Index(fields=["wording", "term"], name="wording_terms")]

    def __str__(self):
        return f"{self.term_id} of {self.wording_id}"
