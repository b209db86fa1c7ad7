"""The charity's own details: name, phone, logo, safeguarding numbers; one row, edited by the administrator."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from camk.bank_holidays import BANK_HOLIDAYS, LAST_KNOWN, read_days
from camk.files import StoredFile
from camk.lately import lately


def check_days(text: str) -> None:
    """Days off, one a line, can be read."""
    try:
        read_days(text)
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from wrong


class SiteDetails(models.Model):
    """What every page says about the charity that runs this network."""

    name = models.CharField(max_length=120, default="Community Action: MK")
    strapline = models.CharField(max_length=120, default="Local organisations, one network", blank=True)
    phone = models.CharField(max_length=30, default="01908 661623")
    email = models.EmailField(default="support@communityactionmk.org")
    opening_hours = models.CharField(max_length=120, default="Monday to Friday, 9am to 5pm", blank=True)
    address = models.TextField(blank=True)
    charity_number = models.CharField(max_length=20, blank=True)
    logo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    safeguarding_adults = models.CharField(max_length=30, default="01908 252835")
    safeguarding_adults_out_of_hours = models.CharField(max_length=30, default="01908 725005")
    safeguarding_children = models.CharField(max_length=30, default="01908 253169")
    safeguarding_children_out_of_hours = models.CharField(max_length=30, default="01908 265545")
    safeguarding_checked_on = models.DateField(null=True, blank=True)
    banner = models.CharField("banner on every page", max_length=200, blank=True)
    mail_held = models.BooleanField(
        "hold all mail",
        default=False,
        help_text="Nothing leaves while this is ticked; it waits in the outbox.",
    )
    links_checked = models.BooleanField(
        "look once a week whether links still open",
        default=False,
        help_text="The portal then asks the sites that resources link to. Nothing is asked while this is not ticked.",
    )
    first_look_days = models.PositiveSmallIntegerField(
        "first look within (working days)",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Counted from the day somebody told us. A change holds for what is told from then on.",
    )
    decision_days = models.PositiveSmallIntegerField(
        "decision within (working days)",
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    more_days_off = models.TextField(
        "more days off",
        blank=True,
        validators=[check_days],
        help_text="Bank holidays after those of our list, which ends on 28 December 2027, and days on which you are "
        "closed, one a line: 3 January 2028, New Year’s Day. They are no working days for what is told from then on, "
        "and dates of meetings on them are pointed out.",
    )
    is_demo = models.BooleanField(default=False, editable=False)
    set_up_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "charity details"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="site_details_one_row")]

    def __str__(self):
        return self.name

    @property
    def phone_link(self) -> str:
        """The phone number as a tel: address, in international form when it is a UK number."""
        digits = "".join(c for c in self.phone if c.isdigit())
        return f"tel:+44{digits[1:]}" if digits.startswith("0") else f"tel:+{digits}"

    @cached_property
    def days_off(self) -> dict[str, str]:
        """Bank holidays and the days the administrator added: ISO date -> name."""
        return BANK_HOLIDAYS | read_days(self.more_days_off)

    @cached_property
    def weekdays_off(self) -> list[date]:
        """Those of them that would be working days, in order."""
        return sorted(day for day in map(date.fromisoformat, self.days_off) if day.weekday() < 5)

    @property
    def last_day_known(self) -> date:
        """Past it nobody has said which days are bank holidays."""
        return max(LAST_KNOWN, *map(date.fromisoformat, self.days_off))

    @property
    def logo_url(self) -> str:
        return "/logo/" if self.logo_id else ""


@lately
def site_details() -> SiteDetails:
    """The details, as they were at most 15 seconds ago; unsaved defaults before the first set-up."""
    return SiteDetails.objects.select_related("logo").filter(pk=1).first() or SiteDetails(pk=1)
