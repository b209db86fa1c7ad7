"""The form in which staff choose the stories that a report tells."""

from django import forms
from django.db.models import Case, When

from insights.stories.models import Story


class StoryChoices(forms.ModelMultipleChoiceField):
    """Stories by title and what was said; `about` holds the issues of the report, by key."""

    about: frozenset[int] = frozenset()

    def label_from_instance(self, story):
        who = story.who or story.author
        said = f"{story.title}: {story.said}" if story.is_long else f"{story.title}: “{story.said}”"
        label = f"{said} {who}" if who else said
        return f"About an issue of this report: {label}" if story.issue_id in self.about else label


def stories_form(request, report):
    """Which stories stand in the report; those it tells already and those about its issues stand first."""
    about = frozenset(report.items.values_list("issue", flat=True))
    chosen = list(report.stories.values_list("story", flat=True))
    known = [When(pk=story, then=place) for place, story in enumerate(chosen)]
    first = Case(*known, When(issue__in=about, then=len(chosen)), default=len(chosen) + 1)
    usable = Story.objects.usable()
    none = "" if usable.exists() else "No story may be used yet: publish one with the consent of whoever spoke. "

    class Stories(forms.Form):
        stories = StoryChoices(
            queryset=usable.order_by(first, "-consented_at", "-pk"),
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
            label="Stories to tell",
            initial=chosen,
            help_text=f"{none}One or two are enough. They stand after the issues, in the order of this list.",
        )

    Stories.base_fields["stories"].about = about
    return Stories
