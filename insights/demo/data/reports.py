"""Partners that do not exist, the reports they got, what they answered and what they promised."""

# fmt: off
# key, name, kind, sector, themes, note
PARTNERS = [
    ("health", "City Partnership Board for Health (demonstration)", "board", "state",
     "health mental_wellbeing carers isolation"),
    ("neighbourhoods", "City Neighbourhood Services (demonstration)", "council", "state",
     "safety green getting_around public_services"),
    ("homes", "Patchwork Homes (demonstration)", "housing", "market", "housing"),
    ("police", "Neighbourhood Policing Team (demonstration)", "police", "state", "safety"),
    ("parishes", "Forum of Parish Clerks (demonstration)", "parish", "state", "green running_a_group"),
    ("fund", "Demonstration Community Fund", "funder", "civil", "volunteering"),
]
# partner, e-mail before the @, name, office, senior
CONTACTS = [
    ("health", "partner", "Priya Anand", "Board manager", False),
    ("health", "partner.chair", "Leonard Voss", "Chair", True),
    ("neighbourhoods", "partner.streets", "Carys Pugh", "Head of streets and parks", True),
    ("neighbourhoods", "partner.buses", "Neil Ormond", "Passenger transport officer", False),
    ("homes", "partner.homes", "Tamsin Gale", "Director of repairs", True),
    ("police", "partner.police", "Imran Sadiq", "Neighbourhood sergeant", False),
    ("parishes", "partner.parishes", "Olive Pratt", "Convenor", False),
    ("fund", "partner.fund", "Bram Castle", "Grants manager", False),
]
# partner, days from today, papers so many days before, what kind of meeting
PARTNER_MEETINGS = [
    ("health", -40, 8, "Board meeting in public"),
    ("health", 23, 8, "Board meeting in public"),
    ("neighbourhoods", 16, 5, "Quarterly liaison"),
    ("parishes", 30, None, "Forum"),
    ("police", 9, None, "Neighbourhood meeting"),
]
# partner, days ago, how, e-mail before the @ of whom, what was said
DEALINGS = [
    ("health", 61, "meeting", "partner.chair", "He offers us ten minutes at every second meeting of the board."),
    ("health", 20, "phone", "partner", "Papers go to her, as one PDF of at most six pages."),
    ("neighbourhoods", 33, "mail", "partner.buses", "Asks for numbers by estate before he talks to the operators."),
    ("homes", 12, "event", "partner.homes", "Wants to see the repairs report before it goes further."),
]
# partners whose contacts nobody has looked at for a year
UNCHECKED = ["fund", "parishes"]
# Each report: partner, title, days ago it was sent, summary, keys of its issues, asks.
# Each ask: what is asked, of whom, days after sending an answer is wanted, keys of its issues, the answer.
# Each answer: code, words, who sees to it, days after sending it came, days after sending it will be done.
HEALTH_REPORT = {
    "partner": "health",
    "title": "Waiting, caring and being alone",
    "sent": 150,
    "covers": (330, 160),
    "summary": "Three things come up in every part of the city: long waits with nothing in between, carers who "
    "cannot "
    "leave the house, and older people who see nobody. Small organisations carry much of it, and say that they can "
    "do more with a little help.",
    "doing": "Three carers' circles, two choirs and a lunch club keep places free for people who wait. None of them "
    "is paid for it.",
    "gaps": "Nobody offers anything on a Sunday, and nobody interprets for people who wait.",
    "issues": "a-counsel a-counsel-north a-young a-carers a-alone a-lunch a-gp a-gambling a-deaf",
    "asks": [
        ("Open a weekly drop-in for people who wait for talking help, in a hall that is already warm, with an "
         "interpreter when one is needed.", "partner", 28, "a-counsel a-counsel-north a-deaf",
         ("accepted", "We will start with two drop-ins, one in the south and one in the north.", "Priya Anand", 24,
          75)),
        ("Pay for sitters, so that carers and older people can come to what is there.", "partner.chair", 28,
         "a-carers a-alone a-lunch",
         ("accepted", "We set aside money for sitters for one year and will look at it again.", "Leonard Voss", 26,
          170)),
        ("Train coaches and youth workers to listen, and make a phone line that is answered.", "partner", 28,
         "a-young a-gp",
         ("part_accepted", "The training, yes. The phone line is for surgeries to decide, and we will ask them.",
          "Priya Anand", 33, 120)),
        ("Print a leaflet on gambling that shames nobody, and put it where families go.", "partner.chair", 28,
         "a-gambling",
         ("refused", "We have just printed one for the whole region and have no money for a second.", "", 40, None)),
    ],
}
STREETS_REPORT = {
    "partner": "neighbourhoods",
    "title": "Getting home safely",
    "sent": 34,
    "covers": (190, 40),
    "summary": "People tell us that they stop going out when it gets dark: paths without light, fast cars, and a "
    "last "
    "bus that leaves before the meeting ends. They also tell us what would help, and most of it is small.",
    "doing": "Residents walk the dark paths with newcomers on Tuesdays, and one hall drives people home.",
    "issues": "b-redway b-dark-stantonbury b-dark-fishermead b-speeding b-flytip b-bus-central b-bus-bletchley "
    "b-bus-village b-phone",
    "asks": [
        ("Mend the lights on these three paths before the clocks go back, and say whose lamp is whose.",
         "partner.streets", 20, "b-redway b-dark-stantonbury b-dark-fishermead",
         ("accepted", "Two paths will be done first, the third needs a new cable.", "Carys Pugh", 9, 95)),
        ("Try a 20 mph zone for six months, and plant the corners that are tipped on.", "partner.streets", 20,
         "b-speeding b-flytip",
         ("part_accepted", "Planting: yes, with residents. The zone needs a count of cars first.", "Carys Pugh", 14,
          80)),
        ("Run one bus after nine on the three routes named here, and answer the phone within ten minutes.",
         "partner.buses", 25, "b-bus-central b-bus-bletchley b-bus-village b-phone", None),
    ],
}
# The report whose last ask nobody has answered: days ago the partner was reminded, after its days had run out.
LATE = ("neighbourhoods", 2)
# The report that everybody can read, published so many days ago with its answers.
PUBLISHED = ("health", 30)
HOMES_DRAFT = {
    "partner": "homes",
    "title": "Damp, and waiting for repairs",
    "covers": (120, 10),
    "summary": "We hear of mould from six estates.",
    "doing": "Two advice desks help tenants to write down each call.",
    "issues": "c-damp c-repairs damp-neath-hill",
    "asks": [
        ("Give each repair one number and one date, and write when either changes.", "partner.homes", 30,
         "c-damp c-repairs"),
    ],
}
# report, number of its ask, exact words, holder, made days ago, due in days from today
PLEDGES = [
    ("health", 0, "Two weekly drop-ins will be open before the end of summer.", "partner", 122, -72),
    ("health", 1, "Money for two hundred sitter hours is set aside and will be spent by this date.",
     "partner.chair", 118, 20),
    ("neighbourhoods", 0,
     "All lamps on the first two paths will work by this date; the third path follows in spring.",
     "partner.streets", 24, 61),
]
# The first promise: what shows that it is done, days ago; and days ago staff judged it kept.
KEPT = ("Both drop-ins have opened; forty people came in the first month.", 70, 52)
# The second promise, days ago: what was said when staff asked how it stands.
STANDS = (9, "Half of the hours are booked. The rest is promised to the carers' groups in the west.")
# Who asked for a promise, where it was made, and who heard it.
ASSEMBLY = ("The Health and Wellbeing CAG", "Board meeting in public", "Twelve organisations and two councillors")
# issue key, days ago, "said" (they say it is done) or the outcome, what people are told
AFTERWARDS = [
    ("a-gambling", 88, "not_resolved", "They will not print one. We look for another way."),
    ("a-counsel", 50, "confirmed", "Yes. Nine of ours go there."),
    ("a-counsel-north", 45, "confirmed", "It is open, and it is warm."),
    ("a-deaf", 40, "unconfirmed", "Nobody has needed an interpreter there yet, so nobody can tell."),
    ("a-alone", 31, "said", "They say that sitters now go to Water Eaton twice a week."),
    ("b-dark-fishermead", 12, "said", "They say that every lamp on this path is lit."),
    ("b-dark-fishermead", 6, "confirmed", "We walked it at nine on Tuesday. All lit."),
    ("b-dark-stantonbury", 5, "said", "They say that the lamps were mended last week."),
]
# fmt: on
