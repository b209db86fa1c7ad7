"""People: everyone with an e-mail address is one row, whether member, guest, invitee or partner."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from camk.accounts.offices import CONNECTOR


class UserQuerySet(models.QuerySet):
    """People by what they do for the charity today."""

    def holding(self, *codes: str):
        """Who holds one of these offices (camk.accounts.offices) and is still with us; each person once."""
        return self.filter(is_active=True, pk__in=Group.objects.filter(name__in=codes).values("user"))

    def of_our_office(self):
        """Who may open the staff pages and is still with us."""
        return self.filter(is_staff=True, is_active=True)

    def connectors(self):
        """All staff connectors."""
        return self.holding(CONNECTOR)

    def colleagues(self):
        """Whom a piece of work can be given to: staff connectors and superusers."""
        return self.connectors() | self.filter(is_active=True, is_superuser=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Finds people by address; used by Django's own commands to make one."""

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())

    def create_superuser(self, email, password=None, **extra):
        """For `manage.py createsuperuser` on the server's own console."""
        user = self.model(email=email.strip().lower(), is_staff=True, is_superuser=True, **extra)
        user.verified_at = timezone.now()
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person by their e-mail address; `verified_at` is empty until a code or link proved the address."""

    class Invites(models.TextChoices):
        MAIL = "mail", "A calendar file with each mail about a meeting"
        FEED = "feed", "One calendar that you subscribe to; it follows by itself"
        NONE = "none", "Neither: you write them down yourself"

    class Reminders(models.TextChoices):
        USUAL = "usual", "As usual: a week, a day and an hour before"
        DAY_BEFORE = "day_before", "Only the day before"
        NONE = "none", "Not at all"

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField("your name", max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    calendar_choice = models.CharField(max_length=10, choices=Invites, default=Invites.MAIL)
    calendar_alarm = models.PositiveSmallIntegerField("alarm in the calendar, minutes before", null=True, blank=True)
    feed_hides_cancelled = models.BooleanField("leave cancelled meetings out", default=False)
    reminders = models.CharField(max_length=10, choices=Reminders, default=Reminders.USUAL)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("may open the staff pages", default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        ordering = ["name", "email"]
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case_once"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower_case"),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.email

    @cached_property
    def offices(self) -> frozenset[str]:
        """Codes of the offices this person holds now (one query a request)."""
        if not (self.is_active and self.pk):
            return frozenset()
        return frozenset(self.groups.values_list("name", flat=True))

    def holds(self, *codes: str) -> bool:
        """True when the person holds one of these offices (camk.accounts.offices)."""
        return self.is_active and bool(self.offices.intersection(codes))


class OfficeHolding(models.Model):
    """When somebody took an office and laid it down again, and by whose hand."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="office_holdings")
    office = models.CharField(max_length=40)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "office"],
                condition=models.Q(ended_at__isnull=True),
                name="office_held_once_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.office}"
