"""One past meeting with all that came of it; of the others only that they are written up."""

# fmt: off
WRITTEN = "Central and Woughton CAG in autumn"
COUNTED = ("Annual general meeting: many small things", 27)
NOTES = (
    "The answer on the street lights was read out: eleven lamps before winter.\n"
    "Warm rooms open again on the first Monday of the month.\n"
    "One list of warm rooms hangs in every hall and library.\n"
    "Volunteers are missing on Sundays in Netherfield and Coffee Hall.\n"
    "Next time we look at who can lend a van."
)
DECISIONS = [
    "We keep one list of warm rooms for all of Central and Woughton.",
    "Halls that open on Sundays share the cost of heating.",
    "We ask the council again about the lamps between Oldbrook and Fishermead.",
]
MINUTES = (
    "The host welcomed three organisations that came for the first time.\n\n"
    "1. Answers from partners. The answer of the council was read out. Eleven lamps are to be mended before winter; "
    "nobody could say when the underpass follows.\n\n"
    "2. Warm rooms. Five halls said which days they open. Sundays are thin. The list is kept by the lunch club.\n\n"
    "3. Volunteers. Two organisations will lend each other people on Sundays.\n\n"
    "4. Next time. Vans and drivers."
)
# what, days from now, state
TASKS = [
    ("Put the list of warm rooms up in the libraries", 6, "open"),
    ("Ask the halls in Netherfield about Sundays", -3, "open"),
    ("Write to the council about the underpass", -9, "done"),
]
# kind, title, about, link, words, captions, credit, licence
MATERIALS = [
    ("slides", "What we told partners, and what they said", "Fourteen slides with large letters.",
     "https://files.example.org/central-autumn.pdf", "", None, "Larch Hall", "cc_by"),
    ("recording", "The first half hour", "The answers, read out.", "https://video.example.org/central-autumn", "",
     True, "", "permission"),
    ("board", "What stood on the cards", "Everybody wrote one card.", "",
     "Warm rooms on Sundays.\nA van on Fridays.\nLamps between Oldbrook and Fishermead.\nMore tea, fewer tables.",
     None, "", "cc_by"),
]
BELONGS_TO = {"slides": "Answers from partners", "board": "Warm rooms"}  # which part of the agenda
# was it worth it, do they feel less alone, what would you change, a sentence to quote, said by
FEEDBACK = [
    ("yes", "much", "", "I came for the lamps and left with two neighbours and a van.",
     "A coordinator from Netherfield"),
    ("yes", "little", "Start at half past ten, the bus is late.", "", ""),
    ("yes", "much", "", "", ""),
    ("partly", "same", "Shorter first part, longer tea.", "", ""),
    ("yes", "little", "", "", ""),
    ("yes", "", "A microphone, please.", "", ""),
]
# fmt: on
