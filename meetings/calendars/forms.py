"""The choice of how meetings get into one's own calendar."""

from django import forms

from camk.accounts.models import User

ALARMS = [("", "No alarm"), (15, "15 minutes before"), (60, "1 hour before"), (24 * 60, "1 day before")]


class CalendarForm(forms.ModelForm):
    """One of three ways, an alarm or none, and what becomes of cancelled meetings."""

    calendar_alarm = forms.TypedChoiceField(
        label="Alarm in your calendar",
        choices=ALARMS,
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Your phone rings by itself then. Our reminders by mail have nothing to do with it.",
    )

    class Meta:
        model = User
        fields = ["calendar_choice", "calendar_alarm", "feed_hides_cancelled"]
        labels = {
            "calendar_choice": "How do you want meetings in your calendar?",
            "feed_hides_cancelled": "Leave cancelled meetings out at once",
        }
        help_texts = {
            "feed_hides_cancelled": "Otherwise a cancelled meeting stays for a week, marked as cancelled.",
        }
        widgets = {"calendar_choice": forms.RadioSelect}
