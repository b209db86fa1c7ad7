"""The surveys of the demonstration; all answers are invented."""

INTRO = (
    "Running a voluntary organisation takes many skills, and nobody has all of them. Tell us what training and "
    "support you need, now or later. We plan our sessions from it, and publish what the answers say together."
)
# title, opened so many days ago, days it is open, answers
SURVEYS = [
    ("Community Resilience Survey, spring", 240, 28, 24),
    ("Community Resilience Survey: training and support needs", 7, 35, 9),
]
# kind, words, more, codes of topics
QUESTIONS = [
    ("needs", "Running your organisation: what do you need help with?", {"hint": "Leave out what you like."},
     "governance finance data-protection premises"),
    ("needs", "Money and people: what do you need help with?", {}, "funding recruiting wellbeing safeguarding"),
    ("needs", "Being heard: what do you need help with?", {}, "digital communications inclusion impact organising"),
    ("choice", "When would a session suit you best?",
     {"options": "Weekday mornings\nWeekday afternoons\nWeekday evenings\nSaturdays"}, ""),
    ("many", "How do you like to learn?", {"options": "In a room with others\nOnline\nOne to one\nBy reading"}, ""),
    ("scale", "How ready is your organisation for next year?", {"low": "not at all", "high": "very"}, ""),
    ("text", "What stands in your way of taking part?", {"hint": "A sentence is enough. Please name nobody."}, ""),
]  # fmt: skip
WORDS = [
    "We are all volunteers and work during the day.",
    "The bus does not run in the evening.",
    "",
    "Childcare. Two of us would come if the little ones could come too.",
    "We find out too late.",
]
