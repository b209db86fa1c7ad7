"""The monthly reports of areas: what people need there, who reads of it, and what was answered."""

# area, days ago, theme, how far, what people need, what would solve it, what runs
NEEDS = [
    ("fishermead", 88, "safety", "solution", "A light where people cross to the shops.",
     "Move one lamp by ten steps, to where people really cross.", ""),
    ("fishermead", 120, "learning", "service", "Somewhere quiet for homework after school.",
     "A room with tables, three afternoons a week.", "The school opens its library; two volunteers are there."),
    ("netherfield", 95, "learning", "need",
     "English lessons in the morning, when the children are in school.", "", ""),
    ("netherfield", 70, "digital", "solution", "Somebody who shows how the phone works, nine times if need be.",
     "A regular hour in the community centre.", ""),
    ("coffee-hall", 60, "isolation", "need", "A reason to leave the flat in the week.", "", ""),
    ("water-eaton", 101, "green", "service", "The corner where the mattresses lie is cleared and stays clear.",
     "A skip on the first Saturday of the month.", "The parish pays for the skip, residents keep watch."),
    ("fenny-stratford", 66, "work", "need", "Help with online forms for people who look for work.", "", ""),
]  # fmt: skip
# area, e-mail before the @ of the partner's person
READERS = [
    ("fishermead", "partner.streets"),
    ("fishermead", "partner.police"),
    ("netherfield", "partner.homes"),
    ("netherfield", "partner"),
    ("coffee-hall", "partner.homes"),
    ("water-eaton", "partner.streets"),
    ("fenny-stratford", "partner.parishes"),
    ("conniburrow", "partner.streets"),
]
# Whose reports of all but the last month were sent, and what stands first in them.
SENT = {
    "fishermead": "Crossing safely came up in every place we went. Parents offer to start a walking bus themselves.",
    "netherfield": "People want to learn, and say when they can. Two faith groups offer their rooms.",
}
# Handed in, waiting for staff.
HANDED_IN = {"water-eaton": "The corner is clear for the first time in a year, and people noticed."}
# area, reader, number of the need, answer, words
ANSWERS = [
    ("fishermead", "partner.streets", 0, "accepted", "We move the lamp with the works in the new year."),
    ("netherfield", "partner", 0, "needs_information", "How many people would come, and from which streets?"),
]
