"""What Celery beat starts, and how often; each entry names a task by its registered name.

Every sweep may run twice or late without harm: the database says what is due, and unique keys guard it.
"""

from celery.schedules import crontab

MINUTE = 60.0


def every_minute(task: str) -> dict:
    """A sweep that runs each minute; a run that could not start within the minute is dropped."""
    return {"task": task, "schedule": MINUTE, "options": {"expires": 55}}


def every_morning(task: str, *, hour: int, minute: int) -> dict:
    """Once a day; a run that could not start within the hour waits for the next morning."""
    return {"task": task, "schedule": crontab(hour=hour, minute=minute), "options": {"expires": 3600}}


BEAT_SCHEDULE = {
    "send the mail that is due": every_minute("camk.outbox.send_due"),
    "send the reminders that are due": every_minute("meetings.reminders.sweep"),
    "send invitations to meetings": every_minute("meetings.inviting.send"),
    "ask who was invited and did not answer": every_morning("meetings.inviting.ask_again", hour=9, minute=45),
    "settle waiting lists": every_minute("meetings.rsvps.settle"),
    "tie who came to a meeting": {
        "task": "meetings.connections.tie_who_came",
        "schedule": crontab(hour=4, minute=10),
        "options": {"expires": 3600},
    },
    "suggest introductions": {
        "task": "meetings.introductions.suggest",
        "schedule": crontab(hour=4, minute=20),
        "options": {"expires": 3600},
    },
    "look needs and offers through": {
        "task": "meetings.exchange.look_through",
        "schedule": crontab(hour=4, minute=30),
        "options": {"expires": 3600},
    },
    "follow questions to the network up": {
        "task": "meetings.who_can_help.follow_up",
        "schedule": crontab(hour=8, minute=15),
        "options": {"expires": 3600},
    },
    "ask whether the contacts of partners are right": every_morning(
        "insights.stakeholders.ask_for_checks", hour=9, minute=5
    ),
    "ask partners who are late with their answers": every_morning("insights.reports.chase", hour=9, minute=15),
    "ask organisers how an action went": every_morning("insights.evaluations.nudge", hour=9, minute=40),
    "look promises of partners through": every_morning("insights.pledges.look_through", hour=9, minute=25),
    "draft the dialogue reports of months that are over": every_morning(
        "insights.dialogue.close_months", hour=8, minute=10
    ),
    "look surveys through": every_morning("insights.surveys.look_through", hour=9, minute=35),
    "look offers of help through": every_morning("insights.offers.look_through", hour=8, minute=45),
    "follow introductions up": {
        "task": "meetings.introductions.follow_up",
        "schedule": crontab(hour=4, minute=40),
        "options": {"expires": 3600},
    },
    "send the announcements whose five minutes are over": every_minute("groups.workspace.send_announcements"),
    "repeat in Slack what is new": every_minute("groups.workspace.repeat_in_slack"),
    "mail what is new, by the day or the week": every_morning("groups.workspace.send_digests", hour=7, minute=30),
    "pass on questions nobody answered": every_morning("groups.workspace.pass_on_questions", hour=8, minute=35),
    "ask owners whether a resource is still right": every_morning(
        "groups.workspace.remind_owners", hour=8, minute=40
    ),
    "look whether links open": {
        "task": "groups.workspace.check_links",
        "schedule": crontab(hour=4, minute=15, day_of_week="sun"),
        "options": {"expires": 3600},
    },
    "forget what is old": every_morning("camk.retention.forget", hour=3, minute=15),
    "close support enquiries that were answered": {
        "task": "groups.enquiries.look_through",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 3600},
    },
    "ask whether what we say is still right": every_morning("groups.yearly.sweep", hour=9, minute=5),
    "tell who sees to a network's next step": every_morning("groups.networks.nudge", hour=8, minute=5),
    "tell who sees to a step of a support plan": every_morning("groups.support_plans.nudge", hour=8, minute=5),
    "end responses whose last day is over": every_morning("groups.action_groups.end_responses", hour=1, minute=10),
    "ask staff to write a meeting up": every_morning("meetings.outcomes.remind_to_close", hour=8, minute=50),
    "ask how tasks from meetings go": every_morning("meetings.outcomes.nudge", hour=9, minute=20),
    "note members nobody saw for a year": every_morning("meetings.rsvps.note_quiet_members", hour=9, minute=30),
    "compare the list of issues with the issues": every_morning("insights.issues.mend_the_list", hour=3, minute=40),
    "read wordings again when the lists of words changed": every_morning(
        "insights.issues.read_again", hour=3, minute=50
    ),
    "say plainly that nobody confirmed": every_morning("insights.issues.note_silence", hour=9, minute=35),
    "add what changed to the tallies of the figures": every_minute("insights.figures.settle"),
    "ask for comments and send the pack before a board": every_morning(
        "insights.packs.look_through", hour=8, minute=20
    ),
    "prove that the tallies of the figures add up": every_morning("insights.figures.check", hour=4, minute=35),
    "wake what was parked, mark what grows": every_morning("insights.triage.look_through", hour=7, minute=20),
    "look for organisations that stand in the list twice": every_morning(
        "groups.duplicates.refresh", hour=3, minute=50
    ),
}
