"""Who may open and who may act, for every address. The tests walk the resolver and miss none.

`case(get, post, **arguments)`: the status each role must get for a read and for an empty post. "*" is
everybody not named: 200 a page (or a form with its errors), 302 an act done or the way to the sign-in page,
404 "there is no such thing for you", 405 a page that takes no such method, 409 asked once more.
Arguments are functions of the world. Several cases of one address are labelled (own, other, live, wrong).
"""

from django.urls import get_resolver

from meetings.day.codes import pass_of
from tests.access.resolver import all_names

PUBLIC = {"*": 200}
SIGNED_IN = {"*": 200, "visitor": 302}
AWAY = {"*": 302}
GONE = {"*": 404}
NO = {"*": 405}
NO_SIGNED_IN = {"*": 405, "visitor": 302}
OWN_SIDE = ("coordinator", "member", "staff", "superuser")
DECIDES = ("coordinator", "staff", "superuser")
OTHER_SIDE = ("other_coordinator", "staff", "superuser")
IN_CAG = ("coordinator", "member", "staff", "superuser")
AUTHOR = ("coordinator",)
KEEPERS = ("coordinator", "staff", "superuser")
DESK = ("staff", "superuser")
IDEAS = ("coordinator", "member")
LISTENERS = ("mobiliser", "staff", "superuser")
NETWORK = (*IN_CAG, "mobiliser", "safeguarding_lead", "trustee")
TRUSTED = ("staff", "trustee", "superuser")


def only(*roles, status=200, visitor=302):
    """These roles; to everybody else it does not exist."""
    return {"*": 404, "visitor": visitor, **dict.fromkeys(roles, status)}


def case(get, post, **arguments):
    """One row of a rule."""
    return {"get": get, "post": post, "arguments": arguments}


def page(get=PUBLIC, post=NO, **arguments):
    """An address with one case."""
    return {"": case(get, post, **arguments)}


def slug(name):
    return lambda world: world.things[name].slug


def token(name):
    return lambda world: world.things[name].token


def reference(name):
    return lambda world: world.things[name].reference


def wrong(world):
    return "1-x"


def keyed(link, get, post, wrong_post=None, **more):
    """A page behind a secret link: open to whoever holds it, gone with a wrong one (link=True: not crawled)."""
    shut = {True: NO, False: GONE}
    return {
        "live": case(get, post, token=token(link), **more) | {"link": True},
        "wrong": case(shut[get == NO], wrong_post or shut[post == NO], token=wrong, **more),
    }


def room(get=True, post=405, roles=IN_CAG, **arguments):
    """A page of a CAG's workspace: for who is in the CAG now, and staff."""
    return page(only(*roles) if get else NO_SIGNED_IN, only(*roles, status=post), slug=slug("cag"), **arguments)


def number(name):
    return lambda world: world.things[name].pk


def resource(name, *roles, get=200, post=405, visitor=302):
    """A page of one resource, for these roles; an empty post gets `post`."""
    reads = NO_SIGNED_IN if get == 405 else only(*roles, status=get, visitor=visitor)
    return case(reads, only(*roles, status=post, visitor=visitor), pk=number(name))


def at_assembly(get, post, **arguments):
    """A page of an accountability assembly that is written down."""
    return page(get, post, slug=slug("initiative"), pk=number("assembly"), **arguments)


RULES: dict[str, dict] = {
    "camk:home": page(),
    "camk:accessibility": page(),
    "camk:privacy": page(),
    "camk:contact": page(),
    "camk:logo": page(GONE, GONE),  # the demonstration has none
    "camk:health": page(PUBLIC, PUBLIC),
    "camk:robots": page(PUBLIC, PUBLIC),
    # The demonstration's outbox is everybody's; live mode has none (tests/camk/test_pages.py).
    "camk:mail-list": page() | {"": case(PUBLIC, NO) | {"link": True}},
    "camk:mail-detail": {"": case(PUBLIC, NO, pk=lambda w: w.mail.pk) | {"link": True}},
    "camk:mail-file": {"": case(PUBLIC, NO, pk=lambda w: w.pack_mail.pk) | {"link": True}},
    "camk:me": page(SIGNED_IN, NO_SIGNED_IN),
    "camk:me-details": page(SIGNED_IN, SIGNED_IN),
    "camk:me-second-factor": page(only(), NO_SIGNED_IN),  # nobody here is enrolling
    "groups:join": page({"*": 302, "visitor": 200}, PUBLIC),
    "groups:join-organisation": page(SIGNED_IN, PUBLIC),
    "groups:join-matches": page(),
    "groups:join-new-organisation": page(AWAY, PUBLIC),
    "groups:join-action-groups": page(AWAY, AWAY),
    "groups:join-check": page(AWAY, AWAY),
    "groups:join-done": page(SIGNED_IN, NO_SIGNED_IN),
    "groups:setup": page(GONE, GONE),  # live mode only
    "groups:organisation-list": page(),
    "groups:organisation-list-csv": page(SIGNED_IN, NO),
    "groups:organisation-detail": {
        "own": case(PUBLIC, NO, slug=slug("own")),
        "other": case(PUBLIC, NO, slug=slug("other")),
    },
    "groups:organisation-profile": {
        "own": case(only(*OWN_SIDE), only(*OWN_SIDE, status=405), slug=slug("own")),
        "other": case(only(*OTHER_SIDE), only(*OTHER_SIDE, status=405), slug=slug("other")),
    },
    "groups:organisation-who-sees": {
        "own": case(only(*OWN_SIDE), only(*OWN_SIDE, status=405), slug=slug("own")),
        "other": case(only(*OTHER_SIDE), only(*OTHER_SIDE, status=405), slug=slug("other")),
    },
    "groups:organisation-profile-confirm": {
        "own": case(NO, only(*OWN_SIDE, status=302), slug=slug("own")),
        "other": case(NO, only(*OTHER_SIDE, status=302), slug=slug("other")),
    },
    "groups:organisation-profile-task": {
        "own": case(only(*OWN_SIDE), only(*OWN_SIDE), slug=slug("own"), task=lambda w: "contact"),
        "other": case(only(*OTHER_SIDE), only(*OTHER_SIDE), slug=slug("other"), task=lambda w: "contact"),
    },
    "insights:survey-list": page(),
    "insights:survey": page(PUBLIC, AWAY, slug=slug("survey")),
    # Without answers that were begun each page leads to the first (tests/insights/surveys).
    "insights:survey-page": page(AWAY, AWAY, slug=slug("survey"), step=lambda w: 1),
    "insights:survey-who": page(AWAY, AWAY, slug=slug("survey")),
    "insights:survey-later": page(AWAY, AWAY, slug=slug("survey")),
    "insights:survey-thanks": page(slug=slug("survey")),
    "insights:survey-kiosk": page(PUBLIC, AWAY, slug=slug("survey")),
    "insights:survey-poster": page(slug=slug("survey")),
    "insights:survey-results": {
        "open": case(only(*DESK, visitor=404), NO, slug=slug("survey")),
        "closed": case(PUBLIC, NO, slug=slug("closed_survey")),
    },
    "insights:survey-results-csv": {
        "open": case(only(*DESK, visitor=404), NO, slug=slug("survey")),
        "closed": case(PUBLIC, NO, slug=slug("closed_survey")),
    },
    "insights:survey-plan": page(only(*DESK), only(*DESK, status=405), slug=slug("closed_survey")),
    "insights:survey-back": keyed("survey_link", PUBLIC, AWAY),
    "groups:support": page(),
    "groups:support-ask": page(PUBLIC, PUBLIC),
    "groups:support-counts": page(only(*TRUSTED), only(*TRUSTED, status=405)),
    "groups:support-counts-csv": page(only(*TRUSTED), only(*TRUSTED, status=405)),
    "groups:enquiry": keyed("enquiry_link", PUBLIC, NO),
    "groups:enquiry-more": keyed("enquiry_link", NO, PUBLIC),
    "groups:enquiry-helped": keyed("enquiry_link", NO, AWAY),
    "groups:enquiry-be-asked": keyed("enquiry_link", NO, PUBLIC),
    "groups:suggestion-new": page(PUBLIC, PUBLIC),
    "groups:suggestion-thanks": page(PUBLIC, PUBLIC),
    "groups:suggestion-answer": keyed("suggestion_link", PUBLIC, {"*": 409}),
    "groups:update-list": page(slug=slug("own")),
    "groups:update-new": {
        "own": case(only(*OWN_SIDE), only(*OWN_SIDE), slug=slug("own")),
        "other": case(only(*OTHER_SIDE), only(*OTHER_SIDE), slug=slug("other")),
    },
    "groups:update-take-back": page(NO, only(*OWN_SIDE, status=302), pk=lambda w: w.update.pk),
    "groups:update-photo": page(only(*OWN_SIDE, visitor=404), NO, pk=lambda w: w.update.pk),
    "groups:coverage": page(only(*TRUSTED), only(*TRUSTED, status=405)),
    "groups:coverage-csv": page(only(*TRUSTED), only(*TRUSTED, status=405)),
    "groups:network-list": page(),
    "groups:network-detail": page(slug=slug("network")),
    "groups:network-involved": page(SIGNED_IN, SIGNED_IN, slug=slug("network")),
    "groups:network-decide": page(
        NO,
        only("other_coordinator", "staff", "superuser", status=302),
        slug=slug("network"),
        pk=lambda w: w.in_network.pk,
    ),
    "groups:network-leave": page(
        NO,
        only("coordinator", "member", status=302),
        slug=slug("network"),
        pk=lambda w: w.in_network.pk,
    ),
    "groups:still-right": keyed("still_right_link", PUBLIC, AWAY),
    "groups:still-right-left": keyed("still_right_link", NO, PUBLIC),
    "groups:people": {
        "own": case(only(*OWN_SIDE), only(*OWN_SIDE, status=405), slug=slug("own")),
        "other": case(only(*OTHER_SIDE), only(*OTHER_SIDE, status=405), slug=slug("other")),
    },
    "groups:people-invite": {
        "own": case(only(*OWN_SIDE), only(*OWN_SIDE), slug=slug("own")),
        "other": case(only(*OTHER_SIDE), only(*OTHER_SIDE), slug=slug("other")),
    },
    "groups:people-take-over": page(NO, only("coordinator", "member", status=302), slug=slug("own")),
    "groups:people-role": page(NO, only(*DECIDES, status=302), slug=slug("own"), pk=lambda w: w.member_role.pk),
    "groups:people-lead": page(
        only(*DECIDES), only(*DECIDES, status=302), slug=slug("own"), pk=lambda w: w.member_role.pk
    ),
    "groups:people-end": page(
        only(*OWN_SIDE), only(*OWN_SIDE, status=302), slug=slug("own"), pk=lambda w: w.member_role.pk
    ),
    "groups:application": page(only(*DECIDES), only(*DECIDES), slug=slug("own"), pk=lambda w: w.asked_role.pk),
    "groups:application-accept": page(NO, only(*DECIDES, status=302), slug=slug("own"), pk=lambda w: w.asked_role.pk),
    "groups:application-refuse": page(only(*DECIDES), only(*DECIDES), slug=slug("own"), pk=lambda w: w.asked_role.pk),
    "groups:invitation": keyed("invitation_link", PUBLIC, PUBLIC),
    "groups:invitation-not-now": keyed("invitation_link", NO, PUBLIC),
    "groups:invitation-not-us": keyed("invitation_link", NO, PUBLIC),
    "groups:invitation-again": page(NO, only(*OWN_SIDE, status=302), slug=slug("own"), pk=lambda w: w.invitation.pk),
    "groups:invitation-take-back": page(
        NO, only(*OWN_SIDE, status=302), slug=slug("own"), pk=lambda w: w.invitation.pk
    ),
    "groups:action-group-list": page(),
    "groups:action-group-detail": page(slug=slug("cag")),
    "groups:action-group-join": page(NO, AWAY, slug=slug("cag")),
    "groups:action-group-leave": page(
        only("coordinator", "member"), only("coordinator", "member", status=302), slug=slug("cag")
    ),
    "groups:action-group-history": page(),
    "groups:action-group-pause": page(
        only("coordinator", "member"), only("coordinator", "member", status=302), slug=slug("cag")
    ),
    "groups:action-group-back": page(NO, {"*": 404, "visitor": 302}, slug=slug("cag")),  # nobody rests
    "groups:action-group-watch": page(NO, AWAY, slug=slug("cag")),
    "groups:workspace": room(),
    "groups:workspace-people": room(),
    "groups:workspace-announcements": room(),
    "groups:workspace-resources": room(),
    "groups:resource-new": room(post=200),
    "groups:thread-list": room(),
    "groups:thread-new": room(post=200),
    "groups:thread-detail": room(post=200, pk=number("thread")),
    "groups:thread-edit": room(post=200, roles=AUTHOR, pk=number("thread")),
    "groups:thread-withdraw": room(post=302, roles=AUTHOR, pk=number("thread")),
    "groups:thread-follow": room(get=False, post=302, pk=number("thread")),
    "groups:reply-edit": room(post=200, roles=AUTHOR, pk=number("reply")),
    "groups:reply-withdraw": room(post=302, roles=AUTHOR, pk=number("reply")),
    "groups:announcement-detail": {
        "own": case(only(*IN_CAG, visitor=404), NO, pk=number("announcement")),
        "public": case(PUBLIC, NO, pk=number("public_announcement")),
    },
    "groups:resource-list": page(),
    "groups:resource-detail": {
        "own": case(only(*IN_CAG, visitor=404), NO, pk=number("resource")),
        "public": case(PUBLIC, NO, pk=number("public_resource")),
    },
    "groups:resource-file": {
        "own": case(only(*IN_CAG, visitor=404), NO, pk=number("resource")),
        "public": case(PUBLIC, NO, pk=number("public_resource")),
    },
    "groups:resource-version": page(only(*IN_CAG, visitor=404), NO, pk=number("resource"), number=lambda w: 1),
    "groups:resource-edit": {"own": resource("resource", *KEEPERS, post=200)},
    "groups:resource-replace": {"own": resource("resource", *KEEPERS, post=200)},
    "groups:resource-withdraw": {"own": resource("resource", *KEEPERS, post=302)},
    "groups:resource-still-right": {"own": resource("resource", *KEEPERS, get=405, post=302)},
    "groups:resource-pass-on": {"own": resource("resource", *KEEPERS, get=405, post=302)},
    "groups:resource-shared": keyed("shared_link", PUBLIC, NO),
    "groups:resource-shared-file": keyed("shared_link", PUBLIC, NO),
    "groups:mail-choices": page(SIGNED_IN, SIGNED_IN),
    "groups:mail-stop": keyed("stop_link", PUBLIC, PUBLIC, GONE, what=lambda w: "digest"),
    "groups:action-group-lead": page(NO, GONE, slug=slug("cag")),  # nobody leads it
    "groups:action-group-ask": page(PUBLIC, PUBLIC, slug=slug("cag")),
    "groups:action-group-insights": page(PUBLIC, PUBLIC, slug=slug("cag")),
    "groups:action-group-propose": page(
        only("coordinator", "member"), only("coordinator", "member"), slug=slug("cag")
    ),
    "groups:action-group-proposal-take-back": page(
        NO, only("member", status=302, visitor=404), slug=slug("cag"), pk=lambda w: w.proposal.pk
    ),
    "groups:action-group-share": page(slug=slug("cag")),
    "groups:action-group-poster": page(slug=slug("cag")),
    "insights:what-matters": page(PUBLIC, only("coordinator", "member", visitor=404), slug=slug("cag")),
    "insights:what-matters-in-area": page(PUBLIC, GONE, code=lambda w: w.cag.place.code),
    "groups:action-group-short": page(AWAY, NO, pk=lambda w: w.cag.pk),
    "groups:place-list": page(),
    "groups:place-detail": page(code=lambda w: w.cag.place.code),
    "meetings:meeting-list": page(),
    "meetings:meeting-past": page(),
    "meetings:series-detail": page(slug=slug("series")),
    "meetings:meetings-feed": page(),
    "meetings:subscribe": page(),
    "meetings:action-group-feed": page(slug=slug("cag")),
    "meetings:theme-feed": page(code=lambda w: "food"),
    "meetings:my-calendar": page(SIGNED_IN, SIGNED_IN),
    "meetings:my-calendar-new-address": page(NO_SIGNED_IN, AWAY),
    "meetings:my-feed": keyed("feed_link", PUBLIC, NO),
    "meetings:meeting-calendar": page(slug=slug("meeting")),
    "meetings:meeting-detail": {
        "open": case(PUBLIC, NO, slug=slug("meeting")),
        "past": case(PUBLIC, NO, slug=slug("past")),
    },
    "meetings:minutes": page(slug=slug("past")),
    "meetings:minutes-version": page(slug=slug("past"), number=lambda w: 1),
    "meetings:material": page(pk=number("slides")),
    "meetings:feedback": keyed("feedback_link", PUBLIC, PUBLIC),
    "meetings:to-do": page(only(*OWN_SIDE), only(*OWN_SIDE, status=409), pk=number("to_do")),
    "meetings:to-do-link": keyed("to_do_link", PUBLIC, {"*": 409}),
    "meetings:meeting-answer": page(AWAY, AWAY, slug=slug("meeting")),
    "meetings:guest-answer": page(PUBLIC, PUBLIC, slug=slug("meeting")),
    "meetings:guest-answer-done": page(slug=slug("meeting")),
    "meetings:planned-list": page(),
    "meetings:planned-detail": page(slug=slug("planned")),
    "meetings:planned-interest": page(NO_SIGNED_IN, AWAY, slug=slug("planned")),
    "meetings:interest-guest": page(PUBLIC, PUBLIC, slug=slug("planned")),
    "meetings:interest-guest-sent": page(slug=slug("planned")),
    "meetings:interest-link": keyed("interest_link", PUBLIC, AWAY),
    "meetings:speaking": page(only("coordinator"), only("coordinator"), pk=number("speaking")),
    "meetings:speaker": keyed("speaker_link", PUBLIC, PUBLIC),
    "meetings:answer-link": keyed("answer_link", PUBLIC, {"*": 409}),
    "meetings:meeting-poster": page(slug=slug("meeting")),
    "meetings:meeting-short": page(AWAY, NO, pk=lambda w: w.meeting.pk),
    "meetings:taking-part": page(only("coordinator"), only("coordinator", status=302), slug=slug("meeting")),
    "meetings:taking-part-link": keyed("answer_link", PUBLIC, AWAY),
    "meetings:day": page(SIGNED_IN, AWAY, slug=slug("meeting")),
    "meetings:day-link": keyed("answer_link", PUBLIC, AWAY),
    "meetings:desk-list": page(only(*DESK), only(*DESK, status=302), slug=slug("today")),
    "meetings:desk-walk-in": page(only(*DESK), only(*DESK), slug=slug("today")),
    "meetings:desk-points": page(only(*DESK), only(*DESK), slug=slug("today")),
    "meetings:desk-code": page(only(*DESK), only(*DESK, status=405), slug=slug("today")),
    "meetings:door-lists": page(only(*DESK), only(*DESK), slug=slug("today")),
    "meetings:door-close": page(
        only(*DESK, status=405), only(*DESK, status=302), slug=slug("today"), pk=lambda w: w.door_list.pk
    ),
    "meetings:sheet": page(only(*DESK), only(*DESK, status=405), slug=slug("today")),
    "meetings:key-in": page(only(*DESK), only(*DESK, status=302), slug=slug("today")),
    "meetings:attendance": page(only(*DESK), only(*DESK, status=405), slug=slug("today")),
    "meetings:lead-list": page(NO_SIGNED_IN, only(), slug=slug("today")),  # nobody here leads a CAG of that meeting
    "meetings:door-list": keyed("door_link", PUBLIC, AWAY),
    "meetings:door-walk-in": keyed("door_link", PUBLIC, PUBLIC),
    "meetings:door-points": keyed("door_link", PUBLIC, PUBLIC),
    "meetings:door-code": keyed("door_link", PUBLIC, NO, GONE),
    # A square gives no right: whoever keeps no list of the meeting reads nothing and marks nobody.
    "meetings:pass": {
        "live": case(PUBLIC, GONE | dict.fromkeys(DESK, 302), code=lambda w: pass_of(w.expected.pk)),
        "wrong": case(GONE, GONE, code=wrong),
    },
    "meetings:connection-figures": page(
        only("staff", "trustee", "superuser"), only("staff", "trustee", "superuser", status=405)
    ),
    "meetings:connection-without-csv": page(only("staff", "superuser"), only("staff", "superuser", status=405)),
    "meetings:connection-list": {
        "own": case(only(*OWN_SIDE), only(*OWN_SIDE), slug=slug("own")),
        "other": case(only(*OTHER_SIDE), only(*OTHER_SIDE), slug=slug("other")),
    },
    "meetings:connection-change": {
        "own": case(only(*OWN_SIDE), only(*OWN_SIDE), slug=slug("own"), pk=lambda w: w.tie.pk),
        "other": case(only(*OTHER_SIDE), only(*OTHER_SIDE), slug=slug("other"), pk=lambda w: w.tie.pk),
    },
    "meetings:introduction": page(
        only("coordinator", "member"), only("coordinator", "member"), pk=lambda w: w.own_side.pk
    ),
    "meetings:who-can-help": page(),
    "meetings:help-ask": page(PUBLIC, PUBLIC),
    "meetings:help-sent": page(),
    "meetings:help-list": page(SIGNED_IN, NO_SIGNED_IN),
    "meetings:help-detail": page(
        only("coordinator", "other_coordinator", "member", "staff", "superuser"),
        only("coordinator", "other_coordinator", "member", "staff", "superuser"),
        pk=lambda w: w.question.pk,
    ),
    "meetings:help-link": keyed("help_link", PUBLIC, PUBLIC),
    "meetings:help-contact": keyed("help_contact_link", PUBLIC, PUBLIC),
    "meetings:help-confirm": keyed("help_guest_link", PUBLIC, AWAY),
    "meetings:listing-list": page(),
    "meetings:listing-new": page(SIGNED_IN, SIGNED_IN),
    "meetings:listing-detail": page(pk=lambda w: w.own_listing.pk),
    "meetings:listing-change": page(
        only("coordinator", "member"), only("coordinator", "member"), pk=lambda w: w.own_listing.pk
    ),
    "meetings:listing-close": page(
        only("coordinator", "member"), only("coordinator", "member"), pk=lambda w: w.own_listing.pk
    ),
    "meetings:listing-respond": page(NO, only("other_coordinator", status=302), pk=lambda w: w.own_listing.pk),
    "meetings:listing-link": keyed("listing_link", PUBLIC, PUBLIC),
    "meetings:introduction-link": keyed("introduction_link", PUBLIC, PUBLIC),
    "insights:table": page(SIGNED_IN, SIGNED_IN, slug=slug("today")),
    "insights:table-link": keyed("answer_link", PUBLIC, PUBLIC, GONE),
    "insights:table-desk": page(only(*DESK), only(*DESK), slug=slug("today")),
    "insights:table-door": keyed("door_link", PUBLIC, PUBLIC, GONE),
    "insights:contribution-list": page(only(*DESK), only(*DESK, status=405)),
    "insights:contribution-decide": page(only(*DESK), only(*DESK), pk=lambda w: w.line.pk),
    "insights:issue-list": page(),
    "insights:issue-detail": {
        "released": case(PUBLIC, NO, reference=reference("released")),
        "hidden": case(only(*OWN_SIDE, visitor=404), NO, reference=reference("hidden")),
    },
    "insights:issue-us-too": {
        "released": case(PUBLIC, {"*": 302, "visitor": 200}, reference=reference("released")),
        "hidden": case(GONE, GONE, reference=reference("hidden")),
    },
    "insights:idea-new": {
        "released": case(only(*IDEAS), only(*IDEAS), reference=reference("released")),
        "hidden": case(only(), only(), reference=reference("hidden")),
    },
    "insights:idea-take-back": page(NO, only("coordinator", status=302), pk=lambda w: w.idea.pk),
    "insights:response-together": page(pk=lambda w: w.response.pk),
    "insights:offer-list": page(),
    "insights:offer-new": page(SIGNED_IN, only("coordinator", "member", "other_coordinator")),
    "insights:offer-detail": page(pk=lambda w: w.offer.pk),
    "insights:offer-change": page(
        only("coordinator", "member"), only("coordinator", "member"), pk=lambda w: w.offer.pk
    ),
    "insights:offer-taken": page(NO, only("coordinator", "member"), pk=lambda w: w.offer.pk),
    "insights:offer-withdraw": page(NO, only("coordinator", "member", status=302), pk=lambda w: w.offer.pk),
    "insights:volunteers": page(SIGNED_IN, only("coordinator", "member", "other_coordinator")),
    "insights:volunteers-withdraw": page(NO, only("coordinator", "member", status=302), pk=lambda w: w.volunteers.pk),
    "insights:issue-answer": page(NO, only("coordinator", "member", visitor=404), reference=reference("asked")),
    "insights:issue-confirm": page(
        NO, only("coordinator", "member", status=302, visitor=404), reference=reference("done")
    ),
    "insights:issue-withdraw": page(
        only("coordinator", visitor=404),
        only("coordinator", status=302, visitor=404),
        reference=reference("hidden"),
    ),
    "insights:issue-add": page(
        only("coordinator", visitor=404), only("coordinator", visitor=404), reference=reference("hidden")
    ),
    "insights:issue-back": page(GONE, GONE, reference=reference("hidden")),  # it has not ended
    "insights:issue-consents": page(
        only("coordinator", visitor=404),
        only("coordinator", status=302, visitor=404),
        reference=reference("hidden"),
    ),
    "insights:issue-follow": page(NO, {"*": 302}, reference=reference("released")),
    "insights:issue-evidence-file": page(only(*OWN_SIDE, visitor=404), NO, pk=lambda w: w.added.pk),
    "insights:issue-photo": page(only(*OWN_SIDE, visitor=404), NO, pk=lambda w: w.pictured.pk),
    "insights:issue-tell": page(PUBLIC, PUBLIC),
    "insights:issue-tell-where": page(AWAY, AWAY),
    "insights:issue-tell-what": page(AWAY, AWAY),
    "insights:issue-tell-words": page(AWAY, AWAY),
    "insights:issue-tell-more": page(AWAY, AWAY),
    "insights:issue-tell-more-words": page(AWAY, AWAY),
    "insights:issue-tell-similar": page(AWAY, NO),
    "insights:issue-tell-who": page(AWAY, AWAY),
    "insights:issue-tell-check": page(AWAY, AWAY),
    "insights:issue-similar-words": page(NO, PUBLIC),
    "insights:issue-start-again": page(NO, AWAY),
    "insights:issue-safeguarding": page(PUBLIC, PUBLIC),
    "insights:issue-safeguarding-sent": page(),
    "insights:issue-object": page(
        only("coordinator", visitor=404),
        only("coordinator", status=302, visitor=404),
        reference=reference("joined"),
    ),
    "insights:told-object": keyed("joined_link", PUBLIC, AWAY),
    "insights:told": keyed("told_link", PUBLIC, NO),
    "insights:told-sent": keyed("told_link", PUBLIC, NO),
    "insights:told-answer": keyed("told_link", NO, GONE),  # no question is open
    "insights:told-confirm": keyed("told_link", NO, GONE),  # nobody says it is done
    "insights:told-add": keyed("told_link", PUBLIC, PUBLIC),
    "insights:told-back": {"not ended": case(GONE, GONE, token=token("told_link")) | {"link": True}},
    "insights:told-consents": keyed("told_link", PUBLIC, AWAY),
    "insights:told-follow": keyed("told_link", NO, AWAY),
    "insights:told-withdraw": keyed("told_link", PUBLIC, AWAY),
    "insights:report-link": keyed("report_link", PUBLIC, NO, wrong_post=GONE),
    "insights:report-link-pdf": keyed("report_link", PUBLIC, NO),
    "insights:report-link-xlsx": keyed("report_link", PUBLIC, NO),
    "insights:report-link-csv": keyed("report_link", PUBLIC, NO),
    "insights:report-link-answer-file": keyed("report_link", PUBLIC, NO, pk=number("answered")),
    "insights:report-answer-file": page(
        only(*TRUSTED), NO, number=lambda w: w.report.number, version=lambda w: 1, pk=number("answered")
    ),
    "insights:edition-list": page(),
    **{
        f"insights:edition{ending}": page(number=lambda w: w.report.number, version=lambda w: 1)
        for ending in ("", "-pdf", "-xlsx", "-csv")
    },
    "insights:report-thread": page(
        only(*TRUSTED), only(*TRUSTED, status=405), number=lambda w: w.report.number, version=lambda w: 1
    ),
    "insights:report-ask-thread": page(
        only(*TRUSTED),
        only(*TRUSTED, status=405),
        number=lambda w: w.report.number,
        version=lambda w: 1,
        ask=lambda w: w.report.asks.first().pk,
    ),
    "insights:promise-thread": page(only(*TRUSTED), only(*TRUSTED, status=405), pk=number("pledge")),
    "insights:issue-thread": page(only(*TRUSTED), only(*TRUSTED, status=405), reference=reference("released")),
    "insights:report-approve": page(only(*TRUSTED), only(*TRUSTED), pk=number("waiting_report")),
    "insights:report-ask": keyed("report_link", PUBLIC, PUBLIC, ask=lambda w: w.report.asks.first().pk),
    "insights:report-list": page(only(*TRUSTED), only(*TRUSTED, status=405)),
    "insights:report-detail": page(
        only(*TRUSTED), only(*TRUSTED, status=405), number=lambda w: w.report.number, version=lambda w: 1
    ),
    **{
        f"insights:report-{ending}": page(only(*TRUSTED), NO, number=lambda w: w.report.number, version=lambda w: 1)
        for ending in ("pdf", "xlsx", "csv")
    },
    "insights:story-list": page(),
    "insights:story": page(pk=number("published_story")),
    "insights:dialogue-areas": page(),
    "insights:evaluation-list": page(),
    "insights:evaluation-detail": {
        "public": case(PUBLIC, NO, pk=number("evaluation")),
        "network": case(only(*NETWORK, visitor=404), NO, pk=number("members_evaluation")),
        "draft": case(only(*DESK, visitor=404), NO, pk=number("draft_evaluation")),
    },
    "insights:evaluation-file": {
        "public": case(PUBLIC, NO, pk=number("evaluation")),
        "draft": case(only(*DESK, visitor=404), NO, pk=number("draft_evaluation")),
    },
    "insights:look-back-list": page(only(*DESK), only(*DESK), slug=slug("initiative")),
    "insights:look-back-detail": page(
        only(*DESK), only(*DESK, status=405), slug=slug("initiative"), pk=number("look_back")
    ),
    "insights:look-back-close": page(
        NO_SIGNED_IN, only(*DESK, status=302), slug=slug("initiative"), pk=number("look_back")
    ),
    "insights:look-back-meeting": page(
        NO_SIGNED_IN, only(*DESK, status=302), slug=slug("initiative"), pk=number("counted")
    ),
    "insights:look-back": keyed("look_back_link", PUBLIC, PUBLIC),
    "insights:evaluator": page(only(*DESK), only(*DESK), slug=slug("initiative")),
    "insights:initiative-list": page(),
    "insights:initiative-detail": page(slug=slug("initiative")),
    "insights:initiative-csv": page(slug=slug("initiative")),
    "insights:conversation-list": page(only(*DESK), only(*DESK, status=405), slug=slug("initiative")),
    "insights:conversation-new": page(only(*DESK), only(*DESK), slug=slug("initiative")),
    "insights:conversation-edit": page(
        only(*DESK), only(*DESK), slug=slug("initiative"), pk=lambda w: w.conversation.pk
    ),
    "insights:training-new": page(only(*DESK), only(*DESK), slug=slug("initiative")),
    "insights:initiative-work": page(only(*DESK), only(*DESK, status=405), slug=slug("initiative")),
    **{
        f"insights:{name}-new": page(only(*DESK), only(*DESK), slug=slug("initiative"))
        for name in ("campaign", "goal", "ballot")
    },
    **{
        f"insights:{name}-edit": page(only(*DESK), only(*DESK), slug=slug("initiative"), pk=number(name))
        for name in ("campaign", "goal")
    },
    "insights:leader-list": page(only(*DESK), only(*DESK, status=405), slug=slug("initiative")),
    "insights:leader-new": page(only(*DESK), only(*DESK), slug=slug("initiative")),
    "insights:leader-withdraw": page(
        only(*DESK), only(*DESK, status=302), slug=slug("initiative"), pk=number("leader")
    ),
    "insights:power-map": page(only(*DESK), only(*DESK, status=405), slug=slug("initiative")),
    **{
        f"insights:{name}": page(only(*DESK), only(*DESK), slug=slug("initiative"))
        for name in ("power-place", "dealing-new", "assembly-new")
    },
    "insights:promise-list": page(only(*DESK), only(*DESK, status=405), slug=slug("initiative")),
    "insights:promise-follow": page(only(*DESK), only(*DESK), slug=slug("initiative"), pk=number("public_promise")),
    "insights:assembly": at_assembly(only(*DESK), only(*DESK, status=405)),
    "insights:assembly-close": at_assembly(only(*DESK), only(*DESK, status=302)),
    "insights:assembly-ask-new": at_assembly(only(*DESK), only(*DESK)),
    "insights:assembly-ask": at_assembly(only(*DESK), only(*DESK), ask=number("put_ask")),
    **{
        f"insights:assembly-{step}": at_assembly(
            only(*DESK, status=405), only(*DESK, status=302), ask=number("put_ask"), answer=number("public_answer")
        )
        for step in ("choose", "take-out")
    },
    "insights:turn-out": page(only(*DESK), only(*DESK, status=405), slug=slug("initiative"), pk=number("turn_out")),
    "insights:turn-out-edit": page(
        only(*DESK), only(*DESK), slug=slug("initiative"), pk=number("turn_out"), member=number("alliance_member")
    ),
    "insights:ballot": page(only(*DESK), only(*DESK), slug=slug("initiative"), pk=number("ballot")),
    "insights:ballot-close": page(only(*DESK), only(*DESK, status=302), slug=slug("initiative"), pk=number("ballot")),
    "insights:dialogue-area": page(code=lambda w: "central"),
    "insights:dialogue-card": page(code=lambda w: "central"),
    "insights:month-list": page(only(*LISTENERS, "trustee"), only(*LISTENERS, "trustee", status=405)),
    "insights:month-detail": {
        "draft": case(only(*LISTENERS), only(*LISTENERS, "trustee", status=405), pk=lambda w: w.month.pk),
        "sent": case(only(*TRUSTED), only(*LISTENERS, "trustee", status=405), pk=lambda w: w.sent_month.pk),
    },
    "insights:month-words": page(only(*LISTENERS), only(*LISTENERS, status=302), pk=lambda w: w.month.pk),
    "insights:month-need-new": page(only(*LISTENERS), only(*LISTENERS), pk=lambda w: w.month.pk),
    "insights:month-need": page(
        only(*LISTENERS), only(*LISTENERS), pk=lambda w: w.month.pk, need=lambda w: w.need.pk
    ),
    "insights:month-hand-in": page(NO, only(*LISTENERS, status=302), pk=lambda w: w.month.pk),
    "insights:month-approve": page(NO, only(*LISTENERS, status=302), pk=lambda w: w.waiting_month.pk),
    "insights:month-changes": page(only(*DESK), only(*DESK), pk=lambda w: w.waiting_month.pk),
    "insights:month-correct": page(only(*DESK), only(*DESK), pk=lambda w: w.sent_month.pk),
    "insights:month-pdf": page(only(*TRUSTED), NO, pk=lambda w: w.sent_month.pk),
    "insights:area-report": keyed("area_link", PUBLIC, NO, wrong_post=GONE),
    "insights:area-report-pdf": keyed("area_link", PUBLIC, NO),
    "insights:area-report-need": keyed("area_link", PUBLIC, PUBLIC, need=lambda w: w.area_need.pk),
    "insights:dialogue-time": page(only(*LISTENERS), only(*LISTENERS)),
    "insights:dialogue-time-out": page(NO, only("mobiliser", status=302), pk=number("time")),
    "insights:dialogue-time-csv": page(only(*LISTENERS), NO),
    "insights:dialogue-list": page(only(*LISTENERS), only(*LISTENERS, status=405)),
    "insights:dialogue-new": page(only(*LISTENERS), only(*LISTENERS)),
    "insights:dialogue-voice": page(only(*LISTENERS), only(*LISTENERS), pk=lambda w: w.note.pk),
    "insights:dialogue-promise": page(NO, only(*LISTENERS, status=302), pk=lambda w: w.note.pk),
    "insights:dialogue-edit": page(only("mobiliser"), only("mobiliser"), pk=lambda w: w.note.pk),
    "insights:figures": page(only(*TRUSTED), only(*TRUSTED, status=405)),
    "insights:figures-definitions": page(only(*TRUSTED), only(*TRUSTED, status=405)),
    "insights:figures-issues": page(only(*TRUSTED), only(*TRUSTED, status=405)),
    "insights:figures-glance": page(only(*TRUSTED), only(*TRUSTED, status=405)),
    "insights:figures-pdf": page(only(*TRUSTED), only(*TRUSTED, status=405)),
    "insights:impact": {
        "own": case(only(*OWN_SIDE), only(*OWN_SIDE, status=405), slug=slug("own")),
        "other": case(only(*OTHER_SIDE), only(*OTHER_SIDE, status=405), slug=slug("other")),
    },
    "insights:impact-csv": {
        "own": case(only(*OWN_SIDE), only(*OWN_SIDE, status=405), slug=slug("own")),
        "other": case(only(*OTHER_SIDE), only(*OTHER_SIDE, status=405), slug=slug("other")),
    },
    "insights:impact-pdf": {
        "own": case(only(*OWN_SIDE), only(*OWN_SIDE, status=405), slug=slug("own")),
        "other": case(only(*OTHER_SIDE), only(*OTHER_SIDE, status=405), slug=slug("other")),
    },
    "insights:return-list": page(only(*TRUSTED), only(*TRUSTED, status=405)),
    "insights:return": page(only(*TRUSTED), only(*TRUSTED, status=405), slug=slug("programme")),
    "insights:return-pdf": page(only(*TRUSTED), only(*TRUSTED, status=405), slug=slug("programme")),
    "insights:return-xlsx": page(only(*TRUSTED), only(*TRUSTED, status=405), slug=slug("programme")),
    "insights:return-csv": page(only(*TRUSTED), only(*TRUSTED, status=405), slug=slug("programme")),
    "insights:learning-list": page(slug=slug("cag")),
    "insights:learning-note": {
        "draft": case(
            {"*": 404} | dict.fromkeys(DESK, 200), NO, slug=slug("cag"), code=lambda w: w.draft_learnt.quarter.code
        ),
        "shared": case(PUBLIC, NO, slug=slug("cag"), code=lambda w: w.learnt.quarter.code),
    },
    "insights:learning-write": page(
        only(*DESK), only(*DESK), slug=slug("cag"), code=lambda w: w.draft_learnt.quarter.code
    ),
    "insights:learning-share": page(
        NO, only(*DESK, status=302), slug=slug("cag"), code=lambda w: w.draft_learnt.quarter.code
    ),
    "insights:learning-take-down": page(
        NO, only(*DESK, status=302), slug=slug("cag"), code=lambda w: w.learnt.quarter.code
    ),
    "insights:review-list": page(PUBLIC, {"*": 404} | dict.fromkeys(DESK, 200)),
    "insights:review": {
        "draft": case({"*": 404} | dict.fromkeys(TRUSTED, 200), NO, year=lambda w: w.review.first_day.year),
        "frozen": case(PUBLIC, NO, year=lambda w: w.frozen_review.first_day.year),
    },
    "insights:review-csv": {
        "draft": case({"*": 404} | dict.fromkeys(TRUSTED, 200), NO, year=lambda w: w.review.first_day.year),
        "frozen": case(PUBLIC, NO, year=lambda w: w.frozen_review.first_day.year),
    },
    "insights:review-words": page(only(*DESK), only(*DESK, status=302), year=lambda w: w.review.first_day.year),
    "insights:review-freeze": page(NO, only(*DESK, status=302), year=lambda w: w.review.first_day.year),
    "insights:review-open-again": page(NO, only(*DESK, status=302), year=lambda w: w.frozen_review.first_day.year),
    "insights:review-pdf": page(PUBLIC, NO, year=lambda w: w.frozen_review.first_day.year),
    "insights:review-draft": page(only(*TRUSTED), only(*TRUSTED, status=405), year=lambda w: w.review.first_day.year),
    "insights:operations": page(only(*DESK), only(*DESK, status=405)),
    "insights:pack-list": page(only(*TRUSTED), only(*DESK)),
    "insights:pack-comments": page(only(*DESK), only(*DESK, status=302), pk=number("board")),
    "insights:pack-call-off": page(NO, only(*DESK, status=302), pk=number("board")),
    "insights:pack-pdf": page(only(*TRUSTED), only(*TRUSTED, status=405), pk=number("sent_board")),
    "insights:pack-draft": page(only(*DESK), only(*DESK, status=405), pk=number("board")),
    "insights:figure": page(only(*TRUSTED), only(*TRUSTED, status=405), code=lambda w: "told"),
    "insights:figure-csv": page(only(*TRUSTED), only(*TRUSTED, status=405), code=lambda w: "areas"),
}

# allauth's own pages, and the ways to them: its suite proves them, tests/camk/accounts proves that they open.
THIRD_PARTY = all_names(get_resolver("allauth.urls")) | {
    "account_login_password",
    "account_reauthenticate_code",
    "admin_password",
}

# The staff pages.
ADMIN = {"staff": 200, "safeguarding_lead": 200, "superuser": 200}
