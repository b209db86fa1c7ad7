"""What people ask, propose and follow in the demonstration's CAGs; a response; a CAG that became part of another."""

# fmt: off
# A response to an emergency that runs now: name, place, CAG of the area, what happened, days it still runs, members.
RESPONSE = (
    "High water response", "rural-north",
    "The river is high between Olney and Newport Pagnell. Two halls are closed and some people cannot get out.",
    12, "olney hanslope lavendon",
)

# A CAG that became part of another: its name, the other's key, what it was for, why, days ago.
MERGED = (
    "Wolverton Corners CAG", "wolverton",
    "Neighbours and gardeners look after the small green corners between Wolverton and New Bradwell.",
    "The same people came to both, and one evening a month is enough.", 240,
)

# CAG, kind, words, name or "" , days ago, answer or "", the question as others read it or "" (not published)
QUESTIONS = [
    ("central", "better", "Could you meet after six now and then? I work until five and never make it.", "Priya", 60,
     "Yes. From this spring every third meeting starts at 6.30pm, with something to eat.",
     "Could meetings start after six now and then?"),
    ("food", "insights", "We want to start a fridge in our hall. What have the others learned in the first months?",
     "Tom", 35,
     "Two helpers for each day, one list on the door, and a fixed hour for cleaning. The routine is in the library "
     "of this CAG, and Grace is glad to show you hers.",
     "What should one know before starting a community fridge?"),
    ("wellbeing", "insights", "Is there anything on walks for people who have just lost somebody?", "Ines", 3, "",
     ""),
    ("bletchley", "better", "The list of who brings what should go round a week before, not the day before.", "", 5,
     "", ""),
]

# CAG, kind, title, words, by, days ago, state, reason
PROPOSALS = [
    ("food", "meeting", "A winter evening about food on days when schools are closed",
     "Late January would be good. We can have the hall in Fishermead.", "Grace Adeyemi", 20, "accepted",
     "A good idea. We look for a date in the last week of January."),
    ("alliance", "speaker", "Somebody from the bus company about the evening routes", "", "Amira Saleh", 6,
     "proposed", ""),
    ("food", "resource", "A shop's own leaflet about freezers", "They would like us to hand it out.", "Grace Adeyemi",
     70, "declined", "It is an advertisement. Their safety page is good, and we link to that."),
]

# CAG, part of the address of who follows it
FOLLOWERS = [("food", "coordinator"), ("wellbeing", "newcomer"), ("alliance", "supporter")]

# CAG, organisation, what led them there
SOURCES = [("food", "westcroft", "poster"), ("wellbeing", "kindness", "eagle"), ("central", "colours", "short-link")]
# fmt: on
