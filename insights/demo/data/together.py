"""What organisations of the demonstration take on together; all invented."""

# fmt: off
# theme of the issue, title, aim, lead, others, state, outcome, tasks (words, owner, due in days, done)
RESPONSES = [
    ("isolation", "A cup of tea on every estate by winter",
     "One open door a week on each estate between Netherfield and Oldbrook, so that nobody has to wait for Sunday.",
     "kitchen", "banter eagle", "under_way", "",
     [("Ask the meeting places for a free afternoon", "kitchen", -6, True),
      ("Find two hosts for Beanhill", "banter", 12, False),
      ("A leaflet in large print", "eagle", 20, False)]),
    ("food", "One list of free food, kept by all of us",
     "Fridges, larders and tables say on one page when they are open, so that nobody walks for nothing.",
     "fridge", "lakes shared-table", "done",
     "The list stands at every fridge and in two surgeries. Eleven tables keep it true each month.",
     [("Collect the opening hours", "fridge", -20, True), ("Print and put it up", "lakes", -8, True)]),
]

# theme of the issue, who, words, shown to everybody
IDEAS = [
    ("isolation", "eagle", "A telephone round in the evening for people who cannot come: ten minutes, always the "
     "same voice.", True),
    ("digital", "doorstep", "A table with two patient volunteers in each library, one morning a week.", True),
    ("getting_around", "simpson", "Share the school minibus at weekends; the insurance allows it.", False),
]
