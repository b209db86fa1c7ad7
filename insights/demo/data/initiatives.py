"""An invented alliance of one estate, with the targets such an alliance really sets itself for three years."""

NAME = "Fishermead Neighbours Alliance"
PURPOSE = "Residents of Fishermead become community leaders and win changes on their estate together."
AIMS = "Improve the physical environment\nReduce anti-social behaviour\nRaise pride in self and community"
PARENT = "Demonstration Citizens of Milton Keynes"
EVALUATION = (
    "After each action, everybody who took part says the same day what went well. A university looks at the whole "
    "after three years."
)
BACKERS = [
    ("Demonstration Community Fund", "funder"),
    ("Lottery for Neighbourhoods (demonstration)", "funder"),
    ("City Neighbourhood Services (demonstration)", "public"),
    ("Patchwork Homes (demonstration)", "private"),
    ("A university (demonstration)", "evaluator"),
]
# organisation, institution type
MEMBERS = [("alliance", "community"), ("football", "community"), ("shared-table", "faith"), ("homework", "education")]
SEATS = {"resident": 6, "member": 3, "partner": 2, "funder": 1, "host": 1}
HOURS = "7.5"  # one fifth of a working week
# measure: the target of each of the three years
TARGETS = {
    "one_day": (30, 20, 10),
    "three_day": (5, 5, 5),
    "six_day": (2, 2, 2),
    "talks": (100, 150, 250),
    "workshop": (20, 30, 40),
    "delegates": (40, 60, 80),
    "account": (80, 100, 120),
}
# level, days after the first day of the initiative, how many took part, where
TRAININGS = [
    ("one_day", 60, 17, "Fishermead"),
    ("one_day", 190, 10, "Fishermead"),
    ("three_day", 170, 4, "Another city"),
    ("six_day", 250, 2, "Another city"),
    ("one_day", 400, 9, "Fishermead"),
]
# Leaders who agreed to be written down: name, organisation, days after the first day, which of TRAININGS they took
# part in. One withdrew: no name of theirs is kept.
LEADERS = [
    ("Ayaan Mohamud", "football", 70, [0, 2, 3]),
    ("Bernadette Quill", "shared-table", 70, [0, 2]),
    ("Chidi Okoro", "homework", 195, [1]),
    ("Dorota Wrona", "alliance", 195, [1]),
    ("Elif Aydin", "alliance", 405, [4]),
    ("Faith Mensah", "shared-table", 410, []),
]
WITHDREW = "Dorota Wrona"
# How many conversations lie between so many days after the first day.
TALKS = [(20, 120, 40), (130, 340, 47), (370, 440, 31)]
# What they were about, in turn: what, themes, words
HEARD = [
    ("injustice", "safety", "The light is where nobody crosses."),
    ("idea", "green", "Let us paint the bins ourselves."),
    ("injustice", "housing", "You ring, you get a number, you ring again."),
    ("both", "getting_around", "They race to the shops. You can time it."),
    ("idea", "sport_play", "A women's hour on the pitch."),
    ("idea", "", ""),
]
NOTES = [
    ("talks", 1, "One organiser had one day a week. From the second year on trained leaders talk with people too."),
    ("workshop", 1, "It fell out: the hall was closed. We hold the next one in a school."),
]
# Meetings that count, and for what; the last two are still to come.
MEETINGS = [
    ("Fishermead delegates meet", "delegates"),
    ("Fishermead assembly", "account"),
    ("Fishermead workshop on what we heard", "workshop"),
    ("Fishermead issues workshop", "workshop"),
    ("Fishermead accountability assembly", "account"),
]
# question, days after the first day of the initiative: from, until (none: it goes on)
CAMPAIGNS = [
    ("What keeps you in after dark?", 10, 180),
    ("What would make your landlord answer?", 365, None),
]
# title, what will be different, how we know, who can say yes, why it matters, due (days), number of its campaign
GOALS = [
    (
        "Twelve lamps on the redway to the shops",
        "Twelve new lamps between the shops and the school, all of them lit by the end of October.",
        "We walk the redway at nine in the evening and count.",
        "The head of streets and parks; the money for lamps is in this year's budget.",
        "People told us that they stay in because the way home is dark.",
        420,
        0,
    ),
    (
        "A crossing where children cross anyway",
        "A zebra crossing beside the school gate.",
        "It is painted, and two parents count cars that stop.",
        "City Neighbourhood Services decide once a year where crossings go.",
        "Cars race to the shops at school time.",
        600,
        0,
    ),
    (
        "Repairs answered within ten days",
        "Every repair that is reported gets a day within ten days.",
        "Twenty tenants keep a diary for three months.",
        "The director of repairs at Patchwork Homes; other landlords do it.",
        "People ring, get a number, and ring again.",
        700,
        1,
    ),
]
# The vote of the delegates: how many goals they chose among, and for which each institution voted.
CHOSEN_AMONG = 2
VOTES = [("alliance", 0), ("football", 0), ("shared-table", 1)]
# Who can change it: partner, e-mail before the @ (empty: the body), influence, support (1 against to 3 with us).
POWER = [
    ("neighbourhoods", "partner.streets", 3, 3),
    ("neighbourhoods", "partner.buses", 2, 2),
    ("homes", "partner.homes", 3, 1),
    ("police", "partner.police", 1, 3),
    ("fund", "", 2, 2),
]
# e-mail before the @, days ago, how, what was said
SAID_TO_POWER = [
    ("partner.streets", 128, "meeting", "She comes to the assembly if she gets the ask a week before."),
    ("partner.homes", 9, "phone", "She does not see what is wrong with the hotline. She will think about coming."),
]
# Asks of the assembly that is over: words, e-mail of whom, who asked, number of the goal, answer, words, who
# heard it, days from today by which it is promised.
ASKED = [
    (
        "Will you put twelve lamps on the redway to the shops before winter?",
        "partner.streets",
        "a mother of three",
        0,
        "yes",
        "Yes. Twelve lamps, and you can count them with me.",
        "the whole hall; the football club",
        30,
    ),
    (
        "Will you walk the redway with us after dark every month?",
        "partner.police",
        "the football club",
        0,
        "part",
        "I will come every second month. I have no more evenings.",
        "the whole hall",
        120,
    ),
    (
        "Will you move the bus stop to the school?",
        "partner.buses",
        "Shared Table",
        None,
        "no",
        "No. The road is too narrow there for a bus to stop.",
        "Shared Table; the homework club",
        None,
    ),
]
# Asks that are prepared for the assembly that is still to come.
PREPARED = [
    ("Will you give every repair a day within ten days?", "partner.homes", "a tenant"),
    ("Will you come back in three months and tell us how it went?", "partner.homes", "the homework club"),
]
# Meetings to which institutions bring people: title, then for each how many it said and how many came.
TURN_OUT = [
    (
        "Fishermead delegates meet",
        {"alliance": (10, 9), "football": (8, 6), "shared-table": (6, 6), "homework": (6, 2)},
    ),
    (
        "Fishermead assembly",
        {"alliance": (25, 22), "football": (20, 18), "shared-table": (15, 17), "homework": (10, 6)},
    ),
    ("Fishermead workshop on what we heard", {"alliance": (12, 10), "football": (6, 4), "shared-table": (6, 5)}),
    ("Fishermead accountability assembly", {"alliance": (35, None), "football": (25, None)}),
]
