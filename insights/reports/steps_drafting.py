"""The steps of a draft in the staff pages: gather, arrange, ask, word, and bring back what stood there before."""

from django import forms as django_forms
from django.utils import timezone

from camk.admin_tools import Step
from camk.templatetags.ui import clock, plaindate
from insights.reports import forms
from insights.reports.actions import drafting, examples, versions
from insights.reports.forms_stories import stories_form
from insights.reports.forms_words import words_form


def editable(request, report):
    """Whether this report may be written now."""
    return report.is_editable


def _add_issues(request, report, data):
    added = drafting.add_issues(report=report, issues=list(data["issues"]), by=request.user)
    return f"{added} added."


def _arrange(request, report, data):
    items = list(report.items.select_related("issue"))
    remove = {item.pk for item in items if data.get(f"remove_{item.pk}")}
    positions = {item.pk: data[f"position_{item.pk}"] for item in items if f"position_{item.pk}" in data}
    quotes = {
        item.pk: item.issue.voices.filter(pk=data[f"quote_{item.pk}"] or 0).first()
        for item in items
        if item.pk not in remove and data.get(f"quote_{item.pk}") != item.quote_id
    }
    drafting.arrange(report=report, positions=positions, remove=remove, quotes=quotes, by=request.user)
    return "The issues are in order."


def _stories(request, report, data):
    examples.choose_stories(report=report, stories=data["stories"], by=request.user)
    return "The stories are chosen."


def _save_ask(request, report, data):
    ask = forms.asked_for(request, report)
    if ask:
        drafting.change_ask(ask=ask, by=request.user, **data)
    else:
        drafting.add_ask(report=report, by=request.user, **data)
    return "The ask is saved."


def _remove_ask(request, report, data):
    drafting.remove_ask(ask=data["ask"], by=request.user)
    return "The ask is taken out."


def _words(request, report, data):
    drafting.change(report=report, by=request.user, **data)
    return "Saved."


def others(request, report, since):
    """What colleagues saved while this lay unsaved."""
    later = report.kept_versions.filter(at__gt=since).exclude(by=request.user).select_related("by").first()
    if later is None:
        return ""
    name = later.by.name if later.by else "Somebody"
    return f"{name} has changed the report since: look at the earlier versions before you save."


class VersionChoice(django_forms.ModelChoiceField):
    """A state of the draft by when and by whom."""

    def label_from_instance(self, version):
        left = timezone.localtime(version.at)
        return f"{plaindate(left)}, {clock(left)}, {version.by.name if version.by else 'somebody who has left'}"


def _version_form(request, report):
    chosen = request.GET.get("version", "")

    class Version(django_forms.Form):
        version = VersionChoice(
            queryset=report.kept_versions.select_related("by"),
            label="Left on",
            initial=chosen if chosen.isdecimal() and len(chosen) < 18 else None,
        )

    return Version


def _bring_back(request, report, data):
    left_out = versions.bring_back(version=data["version"], by=request.user)
    more = f" {left_out} of its issues, quotes or stories may not be shown now and stayed out." if left_out else ""
    return f"The draft is as it was then. What stood there until now is kept too.{more}"


DRAFTING = (
    Step("add-issues", "Add marked issues", run=_add_issues, form=forms.add_issues_form, when=editable),
    Step(
        "arrange",
        "Arrange the issues",
        run=_arrange,
        form=forms.arrange_form,
        when=lambda request, report: report.is_editable and report.items.exists(),
        explain="Order, quotes, and what to take out. Number 1 comes first. "
        "Only words whose owner agreed to it can be quoted.",
        keeps=others,
    ),
    Step(
        "stories",
        "Choose stories",
        run=_stories,
        form=stories_form,
        when=editable,
        explain="Examples of what was said and what changed. Only stories whose words may be used are offered. "
        "That this report tells one is written down with the story; when whoever spoke thinks otherwise, "
        "it leaves the draft, and a report that went out with it is taken back.",
        keeps=others,
    ),
    Step("ask", "Write an ask", run=_save_ask, form=forms.ask_form, when=editable, keeps=others),
    Step(
        "remove-ask",
        "Take an ask out",
        run=_remove_ask,
        form=forms.which_ask_form,
        when=lambda request, report: report.is_editable and report.asks.exists(),
    ),
    Step("words", "Edit the words", run=_words, form=words_form, when=editable, keeps=others),
    Step(
        "bring-back",
        "Bring back an earlier version",
        run=_bring_back,
        form=_version_form,
        when=editable,
        explain="Words, issues, quotes and asks are as they were then. What stands now is kept as a version too.",
        listed=False,
    ),
)
