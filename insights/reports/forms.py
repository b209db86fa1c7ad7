"""Forms of the reports room: staff's steps in the admin, and the partner's answer."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import Case, When

from camk.accounts.models import User
from camk.accounts.offices import ADMINISTRATOR, CONNECTOR, TRUSTEE
from camk.fields import check_order
from camk.personal_data import find_personal, listed
from insights.reports.actions.drafting import issues_to_choose
from insights.reports.fitting import marked_for
from insights.reports.models import Ask, StakeholderReport
from insights.reports.snapshot import items_of, quotable_voices
from insights.stakeholders.models import StakeholderContact

LONG = {"rows": 4, "cols": 80, "class": "vLargeTextField"}


class ReportForm(forms.ModelForm):
    """What a report is, for whom and about which time."""

    class Meta:
        model = StakeholderReport
        fields = ["stakeholder", "title", "period_start", "period_end", "meeting_on", "programme", "summary"]
        help_texts = {
            "title": "What this is about, in a few plain words.",
            "summary": "Three sentences a busy person reads first.",
        }

    def clean(self):
        data = super().clean()
        check_order(
            self, "period_start", "period_end", "The period ends before it starts. Please check the two dates."
        )
        return data


class IssueChoices(forms.ModelMultipleChoiceField):
    """Issues by reference and the words that may be shown."""

    def label_from_instance(self, issue):
        words = issue.lead_wording if issue.released_at else "no released wording; has words that may be quoted"
        return f"{issue.reference}: {words} ({issue.voice_count})"


class FittingChoices(IssueChoices):
    """The same, with a word beside those that the partner of the report can act on (`fits`, by key)."""

    fits: frozenset[int] = frozenset()

    def label_from_instance(self, issue):
        label = super().label_from_instance(issue)
        return f"For this partner: {label}" if issue.pk in self.fits else label


class ContactChoices(forms.ModelMultipleChoiceField):
    """People in office by name and address."""

    def label_from_instance(self, contact):
        return f"{contact} ({contact.user.email})"


class AskChoice(forms.ModelChoiceField):
    """An ask by its words."""

    def label_from_instance(self, ask):
        return ask.words[:120]


class WordsForm(forms.Form):
    """A sentence or two; the step says what for."""

    words = forms.CharField(label="In a sentence or two", widget=forms.Textarea(attrs=LONG))


class PublishForm(forms.Form):
    """What of a report everybody reads."""

    with_answers = forms.BooleanField(
        label="Show what they answered, too",
        required=False,
        help_text="Their newest answer to each ask, and to asks of earlier reports. Tell them before you do.",
    )


def add_issues_form(request, report):
    """Which of the marked issues go in; those this partner can act on stand first."""
    fits = marked_for(report.stakeholder)
    first = Case(When(pk__in=fits, then=0), default=1)

    class AddIssues(forms.Form):
        issues = FittingChoices(
            queryset=issues_to_choose(report).order_by(first, "-voice_count", "pk"),
            widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
            label="Marked issues",
            help_text="Only issues marked for a report whose words may be shown; those that fit this partner stand "
            "first. In brackets: how many told us.",
            error_messages={"required": "Choose at least one issue."},
        )

    AddIssues.base_fields["issues"].fits = fits
    return AddIssues


def arrange_form(request, report):
    """Each item's number, its quote, and whether it goes out."""
    items = items_of(report)
    voices: dict[int, list] = {}
    for voice in quotable_voices([item.issue_id for item in items]).select_related("organisation"):
        voices.setdefault(voice.issue_id, []).append(voice)

    def fields():
        for number, item in enumerate(items, 1):
            words = item.issue.lead_wording or "no released wording"
            label = f"{item.issue.reference}: {words}"
            quotes = [("", "No quote"), *((v.pk, _quoted(v.words)) for v in voices.get(item.issue_id, []))]
            yield (
                f"position_{item.pk}",
                forms.IntegerField(label=f"Number of {label}", min_value=1, max_value=999, initial=number),
            )
            yield (
                f"quote_{item.pk}",
                forms.TypedChoiceField(
                    label="Quote",
                    choices=quotes,
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=item.quote_id or "",
                    help_text="" if len(quotes) > 1 else "Nobody has agreed to be quoted here.",
                ),
            )
            yield f"remove_{item.pk}", forms.BooleanField(label="Take it out of the report", required=False)

    return type("Arrange", (forms.Form,), {"items": items, **dict(fields())})


def _quoted(words: str) -> str:
    """How it begins, after what might show who somebody is: that is taken out of the words first."""
    found = find_personal(words)
    return f"{f'May hold {listed(found)}: ' if found else ''}“{words[:160]}”"


def ask_form(request, report):
    """Words, owner, date and issues of an ask; `?ask=` names the one to change."""
    ask = asked_for(request, report)

    class AskForm(forms.Form):
        words = forms.CharField(
            label="What we ask for",
            widget=forms.Textarea(attrs=LONG),
            initial=ask.words if ask else "",
            help_text="One thing somebody can say yes or no to.",
        )
        owner = forms.ModelChoiceField(
            label="Of whom",
            queryset=StakeholderContact.objects.current().filter(stakeholder=report.stakeholder),
            required=False,
            empty_label="The body as a whole",
            initial=ask.owner_id if ask else None,
        )
        due_on = forms.DateField(
            label="Answer wanted by", required=False, widget=AdminDateWidget, initial=ask.due_on if ask else None
        )
        issues = IssueChoices(
            queryset=report_issues(report),
            widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
            required=False,
            label="About which issues",
            help_text="None ticked means all of them.",
            initial=list(ask.issues.values_list("pk", flat=True)) if ask else [],
        )

    return AskForm


def report_issues(report):
    """The issues in this report, in its order."""
    issue_model = report.items.model._meta.get_field("issue").related_model
    return issue_model.objects.filter(report_items__report=report).order_by("report_items__position")


def asked_for(request, report) -> Ask | None:
    """The ask named in the address, if it is one of this report."""
    number = request.GET.get("ask", "")
    return report.asks.filter(pk=number).first() if number.isdecimal() and len(number) < 18 else None


class PersonChoice(forms.ModelChoiceField):
    """Somebody with an office, by name."""

    def label_from_instance(self, user):
        return user.name or user.email


def deputy_form(request, report):
    """Who besides the other connectors is asked to read the report before it goes out."""
    people = User.objects.holding(CONNECTOR, TRUSTEE, ADMINISTRATOR).exclude(pk=request.user.pk)

    class Deputy(forms.Form):
        deputy = PersonChoice(
            queryset=people.exclude(pk=report.created_by_id).order_by("name"),
            required=False,
            empty_label="Nobody in particular",
            label="Ask somebody by name (a deputy)",
            help_text="Every other staff connector is asked anyway. Name a trustee or the administrator "
            "when no other connector is there.",
        )

    return Deputy


def send_form(request, report):
    """Who gets the report."""

    class SendTo(forms.Form):
        contacts = ContactChoices(
            queryset=StakeholderContact.objects.current()
            .filter(stakeholder=report.stakeholder)
            .exclude(pk__in=report.recipients.values("contact"))
            .select_related("user"),
            widget=forms.CheckboxSelectMultiple,
            label="Send it to",
            error_messages={"required": "Choose at least one person to send it to."},
        )

    return SendTo


def recipient_form(request, report):
    """One of those who got the report."""

    class Recipient(forms.Form):
        recipient = forms.ModelChoiceField(
            queryset=report.recipients.select_related("contact"),
            label="Whose link",
            initial=request.GET.get("recipient"),
        )

    return Recipient


def which_ask_form(request, report):
    """One of the report's asks."""

    class WhichAsk(forms.Form):
        ask = AskChoice(queryset=report.asks.all(), label="Which ask", initial=asked_for(request, report))

    return WhichAsk
