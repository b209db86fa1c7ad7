"""Stories as examples in a report: chosen while it is a draft, gone when whoever spoke agrees no longer."""

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from insights.reports.actions.correcting import let_go_of_report
from insights.reports.actions.drafting import open_for_writing
from insights.reports.actions.keeping import forget_versions, keep_version
from insights.reports.models import ReportStory, StakeholderReport
from insights.stories.models import Story


@action
def choose_stories(*, report: StakeholderReport, stories, by) -> None:
    """The report tells these stories and no others, in this order; only such as may be used today."""
    report, stories = open_for_writing(report, by), list(stories)
    usable = set(Story.objects.usable().filter(pk__in=[s.pk for s in stories]).values_list("pk", flat=True))
    for story in stories:
        if story.pk not in usable:
            raise RuleBroken(f"“{story}” may not be used: whoever spoke has not agreed, or agrees no longer.")
    report.stories.all().delete()
    ReportStory.objects.bulk_create(
        ReportStory(report=report, story=story, position=place) for place, story in enumerate(stories, 1)
    )
    audit.record("report.stories_chosen", report, by=by, stories=[story.pk for story in stories])
    keep_version(report, by=by)


@action
def let_go_of_story(*, story: Story, by) -> None:
    """Whoever spoke agrees no longer: no report goes on telling it (decisions, point 14)."""
    for row in ReportStory.objects.filter(story=story).select_related("report").order_by("pk"):
        let_go_of_report(report=row.report, by=by)
        row.report.refresh_from_db()
        if row.report.is_editable:
            row.delete()
            forget_versions(row.report)
