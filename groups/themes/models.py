"""Themes in families with their keywords, and the list of who benefits."""

from django.db import models

from camk.querysets import ListItem


class ThemeFamily(ListItem):
    """About ten wide subjects; published figures are counted by these."""

    class Meta(ListItem.Meta):
        verbose_name_plural = "theme families"


class Theme(ListItem):
    """What an issue, a meeting or an organisation is about."""

    family = models.ForeignKey(ThemeFamily, on_delete=models.PROTECT, related_name="themes")


class ThemeKeyword(models.Model):
    """A word people use for a theme; suggestions and search know it."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="keywords")
    word = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "word"], name="theme_keyword_once")]

    def __str__(self):
        return self.word


class Beneficiary(ListItem):
    """Who an organisation is for."""

    charity_commission_code = models.CharField(max_length=10, blank=True)

    class Meta(ListItem.Meta):
        verbose_name_plural = "who benefits"
