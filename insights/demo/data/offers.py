"""Help that is offered in the demonstration, and volunteers who are looked for; all invented."""

# fmt: off
# key, title, format, for whom, places, taken, until in days, how to take it up, more, main theme of issues it answers
OFFERS = [
    ("eagle", "A listening hour for worn-out volunteers", "both", "adults", 24, 9, 75,
     "Ring 01908 000101 on weekday mornings, or come on Wednesdays at 6pm.",
     "Two of our befrienders are trained counsellors. Six meet each Wednesday; one to one by arrangement.",
     "volunteering"),
    ("corner", "Three quiet mornings for carers, with somebody to sit in", "group", "carers", 12, 12, 40,
     "Put your name down at the counter, or ring 01908 000102.", "We bring a sitter to your home if you wish.",
     "carers"),
    ("doorstep", "A patient hour with your phone or tablet", "one_to_one", "older_people", None, 31, 120,
     "Ring 01908 000103. We come to your estate's meeting place.", "", "digital"),
    ("moneytalk", "Look through your bills with somebody who knows them", "one_to_one", "low_income", 40, 17, 60,
     "Text CALL ME to 07700 900104.", "Free, and nobody asks for papers the first time.", "money"),
    ("english", "Beginners' English in the afternoon, with a crèche", "group", "refugees_migrants", 16, 11, 90,
     "Come on Tuesdays at 1pm, or ring 01908 000105.", "The crèche takes eight children; say so when you ring.",
     "learning"),
    ("youthbus", "The youth bus stops for an evening where there is nowhere to go", "group", "young_people", None, 26,
     50, "Ask us for a date: ring 01908 000106.", "Two youth workers, table tennis and hot chocolate.",
     "young_people"),
    ("bikes", "Bicycles on loan for people who start a job", "other", "adults low_income", 10, 4, 110,
     "Ring 01908 000107 with the day you start.", "With lock, lights and helmet, for three months.",
     "getting_around"),
]

# key, role, wanted, found, state, needed by in days, outcome
VOLUNTEERS = [
    ("simpson", "Drive the eight-seater on Friday mornings", 3, 2, "part_met", 30,
     "Two drivers start next month. A third is being asked."),
    ("kitchen", "Serve and wash up on Thursdays", 4, 0, "looking", 45, ""),
    ("youthbus", "Help with the books, one evening a month", 1, 0, "new", 60, ""),
    ("westcroft", "Sit beside somebody who learns English, an hour a week", 5, 0, "new", 50, ""),
    ("lakes", "Bring the lunch round on Wednesdays, with a car", 2, 1, "looking", 25, ""),
    ("gardeners", "Dig over three plots before winter", 6, 6, "met", 10,
     "Six came from a firm's volunteering day, and two stayed on."),
    ("skate", "Hold the skate park tidy on Sunday mornings", 3, 0, "not_met", 5,
     "Nobody lives near enough. They ask again in spring."),
]
