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
# The past meeting that counts, and for what.
MEETING = ("Fishermead assembly", "delegates")
