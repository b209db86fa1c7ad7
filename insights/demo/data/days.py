"""A meeting that runs on the day the demonstration is loaded, and what was said round the table at another."""

# fmt: off
TODAY = "Who does what in Central Milton Keynes"
ABOUT = "Organisations of the centre tell each other what they do, and find who is next door."
AGENDA = [("Welcome, and who is here", 20), ("Round the table: who does what", 50), ("Tea and talking", 30)]
WHO = "kitchen fridge elders warmroom study night whitehouse"  # who answered; the first four are here already
HERE = 4
WALKED_IN = [("Priya Nair", "Oldbrook Reading Hour"), ("Tom Ashby", "")]
DOOR = "Sam, main entrance"
POINTS = [
    "Five organisations open on Mondays, one on Sundays.",
    "Two have a room that stands empty in the mornings.",
]
# The meeting it was said at, then: organisation, kind, words, and what became of it ("", "aside" or "listing").
SAID_AT = "Central and Woughton CAG in autumn"
SAID = [
    ("kitchen", "partners", "The health centre sends us new parents each month.", ""),
    ("kitchen", "need", "Shelving for our fridge corner", "listing"),
    ("elders", "doing", "A driver from the church brings eight people to lunch.", "aside"),
    ("elders", "need", "The bus stops at five, so nobody can come to an evening meal.", ""),
    ("fridge", "invite", "The allotment society behind the school", ""),
    ("night", "need", "Young people have nowhere warm after eight.", ""),
]
# fmt: on
