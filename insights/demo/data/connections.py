"""Who met whom, who was introduced, what organisations need and offer each other, and questions to the network."""

# fmt: off
# The pair of the story: in one building, and no idea of one another until a meeting brought them together.
FOUND = ("permaculture", "yoga", "A garden hour after yoga, each second Tuesday at Larch Hall.")

# Knew each other before they came: one, other, days ago, how far they are, what came of it
EARLIER = [
    ("banter", "tinkers", 430, "joint_work", "The walkabout ends with tea at the Banter Table."),
    ("wool", "stony", 415, "talking", ""),
    ("corner", "toddler", 410, "joint_work", "Sitters and toys are shared on Thursdays."),
    ("lakes", "walkers", 405, "joint_work", "The Wednesday walk stops for lunch."),
]

# one, other, days since both were asked, reason, what each said ("" no answer yet), what came of it
INTRODUCTIONS = [
    ("english", "westcroft", 75, "You are both there for refugees and migrants.", "yes", "yes",
     ("working", "Our learners cook and eat together on the last Friday of the month.")),
    ("banter", "warmroom", 26, "You both work on older people. You are both there for older people.", "yes", "yes",
     None),
    ("dads", "toddler", 40, "You both work on children and families.", "yes", "no", None),
    ("elders", "kitchen", 4, "You are both there for older people. You both cook lunch each week.", "yes", "", None),
    ("colours", "youthbus", 6, "You are both there for young people.", "", "", None),
]

# organisation, kind, title, more about it, themes, place, days left, audience
LISTINGS = [
    ("hanslope", "need", "Two volunteer drivers on Tuesdays",
     "For the run to Olney market. Our minibus is insured; you need a clean licence.", "getting_around",
     "hanslope-village", 41, "public"),
    ("lakes", "need", "A second cook on Wednesdays", "From ten to one. You eat with us.", "food", "water-eaton", 55,
     "public"),
    ("study", "need", "Somebody who has written a funding bid",
     "We have a draft and a deadline in six weeks. An hour would help.", "learning", "", 38, "members"),
    ("kitchen", "need", "Shelving for our fridge corner", "About three metres, washable.", "food", "netherfield", 30,
     "public"),
    ("fridge", "offer", "Spare shelving, four metres", "Metal, washable, from our old store. You collect it.",
     "food", "fenny-stratford", 62, "public"),
    ("bikes", "offer", "Twelve bikes for a day out", "With a leader, any Saturday.", "sport_play", "", 80, "public"),
    ("permaculture", "offer", "Compost all year, seedlings in April", "Bring your own bags.", "green", "conniburrow",
     77, "public"),
    ("doorstep", "offer", "Tablets to borrow for six weeks", "Set up for people who have never used one.", "digital",
     "", 48, "members"),
]
# Over: organisation, kind, title, days ago it ended, did it help, what came of it
PAST_LISTINGS = [
    ("eagle", "need", "A quiet room for one evening a month", 33, "here",
     "New Bradwell Carers' Corner lends us theirs on first Mondays."),
    ("wool", "need", "An urn for twenty cups", 12, "elsewhere", "A neighbour had one in the loft."),
]

# asker, for which organisation, days ago, question, theme, who it is for, place
QUESTIONS = [
    ("Monique Duval", "eagle", 52, "Who can support two of our volunteers who have heard too many sad stories?",
     "volunteering", "", ""),
    ("Freya Nordby", "waterwatch", 3, "Who could cook for thirty people at our tree-planting day in February?",
     "food", "", "netherfield"),
    ("Dan Pereira", "whitehouse", 9, "Who can show us how to start a group for parents with babies?",
     "children_families", "families", "whitehouse-park"),
    ("Sam Okafor", "", 1, "Where can men talk who have lost their partner?", "isolation", "men", ""),
]
# number of the question, organisation that answered, its words, did it help, what came of it
ANSWERED = [
    (0, "ear", "Two sessions a month, free, on a day that suits them.", "yes",
     "Both are still volunteering with us."),
]
# fmt: on
