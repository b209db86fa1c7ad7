"""Connections, introductions, needs and offers, questions to the network; what they need is made before."""

from datetime import timedelta

from insights.demo.actions.stage import Stage, codes
from insights.demo.data import connections as told
from insights.demo.data.meetings import PAIRED
from meetings.connections.actions import connect, tie_who_came
from meetings.connections.models import Connection, ConnectionChange
from meetings.exchange import actions as exchange
from meetings.exchange.models import Listing
from meetings.introductions import actions as introductions
from meetings.introductions.models import Introduction, IntroductionSide
from meetings.meetings.models import Meeting
from meetings.who_can_help import actions as helping
from meetings.who_can_help.matching import Question
from meetings.who_can_help.models import HelpRequest


def make_connections(stage: Stage) -> None:
    """Whoever came to the same meeting has met; the pair of the story went further."""
    one, other, came_of_it = told.FOUND
    paired = Meeting.objects.get(title=PAIRED)
    connect(
        one=stage.organisations[one],
        other=stage.organisations[other],
        origin=Connection.Origin.MEETING,
        state=Connection.State.JOINT_WORK,
        meeting=paired,
        at=paired.ends_at,
        came_of_it=came_of_it,
        by=stage.contacts[other],
    )
    for key, with_whom, days, state, words in told.EARLIER:
        connect(
            one=stage.organisations[key],
            other=stage.organisations[with_whom],
            origin=Connection.Origin.CONTACT,
            state=state,
            at=stage.ago(days),
            came_of_it=words,
            by=stage.contacts[key],
        )
    for meeting in Meeting.objects.going_ahead().past().order_by("starts_at", "pk"):
        tie_who_came(meeting=meeting)


def make_introductions(stage: Stage) -> None:
    """One that led to working together, some on their way, one that did not come about; and what to look at next."""
    for one, other, days, reason, said, said_by_other, came in told.INTRODUCTIONS:
        with stage.happened(stage.ago(days)):
            row = introductions.open_introduction(
                one=stage.organisations[one],
                other=stage.organisations[other],
                origin=Connection.Origin.INTRODUCTION,
                reason=reason,
                by=stage.people["staff"],
            )
        _set(row, suggested_at=stage.ago(days + 1), proposed_at=stage.ago(days))
        for key, answer in ((one, said), (other, said_by_other)):
            if answer:
                _answer(stage, row, key, days - 2, yes=answer == "yes")
        _follow(stage, row, one, days, came)
    introductions.write_suggestions(now=stage.now)


def _answer(stage: Stage, row: Introduction, key: str, days: int, *, yes: bool) -> None:
    side = row.sides.get(organisation=stage.organisations[key])
    with stage.happened(stage.ago(days)):
        introductions.answer(side=side, yes=yes, by=stage.contacts[key])
    IntroductionSide.objects.filter(pk=side.pk).update(answered_at=stage.ago(days))
    row.refresh_from_db()
    if row.ended_at:
        _set(row, ended_at=stage.ago(days))
        _date_tie(row, stage.ago(days))


def _follow(stage: Stage, row: Introduction, key: str, days: int, came) -> None:
    """Three weeks later both are asked; some answer."""
    if row.state != Introduction.State.INTRODUCED:
        return
    asked = stage.ago(max(days - 23, 1))
    with stage.happened(asked):
        introductions.ask_what_came(introduction=row, now=asked)
    if came:
        met, words = came
        side = row.sides.get(organisation=stage.organisations[key])
        with stage.happened(stage.ago(days - 25)):
            introductions.tell_what_came(side=side, met=met, came_of_it=words, by=stage.contacts[key])
        IntroductionSide.objects.filter(pk=side.pk).update(told_at=stage.ago(days - 25))


def _date_tie(row: Introduction, at) -> None:
    """The steps an answer made, on the day of the answer."""
    tie = Connection.objects.between(row.low, row.high)
    tie.filter(tied_at__isnull=False).update(tied_at=at)
    tie.update(state_changed_at=at)
    ConnectionChange.objects.filter(connection__in=tie, at__gt=at).update(at=at)


def _set(row: Introduction, **values) -> None:
    Introduction.objects.filter(pk=row.pk).update(**values)


def make_listings(stage: Stage) -> None:
    """Needs and offers of today, two that fit each other, and some that are over."""
    for number, (key, kind, title, words, themes, place, left, audience) in enumerate(told.LISTINGS):
        row = _post(stage, key, kind, title, left, words=words, audience=audience, place=stage.places.get(place))
        row.themes.set([stage.themes[code] for code in codes(themes)])
        _date_listing(row, created_at=stage.ago(11 - number))
    for key, kind, title, days, outcome, came_of_it in told.PAST_LISTINGS:
        row = _post(stage, key, kind, title, 1)
        exchange.close(listing=row, outcome=outcome, came_of_it=came_of_it, by=stage.contacts[key])
        over = stage.today - timedelta(days=days)
        _date_listing(row, created_at=stage.ago(days + 30), ended_at=stage.ago(days), until=over)
    with stage.happened(stage.ago(1)):
        exchange.match_all()
    Introduction.objects.filter(origin=Connection.Origin.OFFER).update(
        suggested_at=stage.ago(1), proposed_at=stage.ago(1)
    )


def _post(stage: Stage, key: str, kind: str, title: str, left: int, **more) -> Listing:
    until = stage.today + timedelta(days=left)
    values = {"words": "", "place": None, "audience": "public"} | more
    values |= {"kind": kind, "title": title, "until": until}
    return exchange.post_listing(
        organisation=stage.organisations[key], values=values, themes=[], by=stage.contacts[key]
    )


def _date_listing(row: Listing, **values) -> None:
    Listing.objects.filter(pk=row.pk).update(**values)


def make_questions(stage: Stage) -> None:
    """Questions to the network: one that was answered and helped, others on their way."""
    rows = []
    for name, key, days, words, theme, who, place in told.QUESTIONS:
        question = Question(words, stage.themes.get(theme), stage.beneficiaries.get(who), stage.places.get(place))
        asker, organisation = stage.by_name[name], stage.organisations.get(key)
        with stage.happened(stage.ago(days)):
            rows.append(helping.ask(asker=asker, question=question, organisation=organisation, by=asker))
        HelpRequest.objects.filter(pk=rows[-1].pk).update(created_at=stage.ago(days))
        rows[-1].asked.update(at=stage.ago(days))
    for number, key, words, helped, came_of_it in told.ANSWERED:
        days = told.QUESTIONS[number][2]
        _answered(stage, rows[number], key, days - 2, words, helped, came_of_it)
    for row, (*_, days, _words, _theme, _who, _place) in zip(rows, told.QUESTIONS, strict=True):
        if days > 5 and row.answers.count() == 0:
            at = stage.ago(days - 5)
            with stage.happened(at):
                helping.pass_on(request=row, now=at)


def _answered(stage: Stage, row: HelpRequest, key: str, days: int, words: str, helped: str, came_of_it: str) -> None:
    """An organisation can help, both write, and two weeks later it did."""
    by, at = stage.contacts[key], stage.ago(days)
    with stage.happened(at):
        helping.can_help(request=row, organisation=stage.organisations[key], words=words, by=by)
    row.answers.update(at=at)
    HelpRequest.objects.filter(pk=row.pk).update(answered_at=at)
    back = stage.ago(days - 14)
    with stage.happened(back):
        helping.ask_back(request=row, now=back)
        helping.tell_whether_it_helped(request=row, helped=helped, words=came_of_it, by=row.asker)
    HelpRequest.objects.filter(pk=row.pk).update(closed_at=back)
    if row.organisation:
        tie = Connection.objects.between(row.organisation, stage.organisations[key]).filter(origin="help")
        tie.update(tied_at=at, state_changed_at=at)
        ConnectionChange.objects.filter(connection__in=tie).update(at=at)
