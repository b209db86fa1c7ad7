"""Beside the issues of the demonstration: followers, what was added later, objections, and notes among staff."""

from groups.themes.models import Theme
from insights.demo.actions.stage import Stage
from insights.demo.data import desk as told
from insights.issues.models import Evidence, Follower, Join
from insights.triage.models import IssueNote, IssueWatch, JoinObjection, ResponseTemplate


def make_desk(stage: Stage) -> None:
    """Each queue of the workbench has something in it."""
    for who, key in told.FOLLOWS:
        Follower.objects.create(issue=stage.issues[key], user=stage.people[who], since=stage.ago(15))
    for key, words, days in told.EVIDENCE:
        first = stage.issues[key].first_voices.filter(is_us_too=False).earliest("created_at")
        Evidence.objects.create(voice=first, words=words, at=stage.ago(days, 18))
    for key, words, days in told.OBJECTIONS:
        join = Join.objects.get(joined=stage.issues[key])
        voice = join.joined.first_voices.earliest("created_at")
        JoinObjection.objects.create(join=join, user=voice.user, words=words, at=stage.ago(days, 19))
    for who, key in told.WATCHES:
        IssueWatch.objects.create(issue=stage.issues[key], user=stage.people[who], since=stage.ago(9))
    for who, key, words, days in told.NOTES:
        IssueNote.objects.create(issue=stage.issues[key], by=stage.people[who], words=words, at=stage.ago(days))
    for position, (code, state, kind, theme, label, words, mail_words) in enumerate(told.ANSWERS, start=20):
        ResponseTemplate.objects.create(
            code=code, label=label, position=position, state=state, kind=kind, words=words, mail_words=mail_words,
            theme=Theme.objects.get(code=theme) if theme else None,
        )  # fmt: skip
