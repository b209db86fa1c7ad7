"""Networks beyond CAGs, what organisations suggest and what they share. All invented but for one entry.

The VCSE Alliance is real. What stands here of it is what Community Action: MK said of it in public in October
2021; nothing is added: no member, no year, no board.
"""

# fmt: off
# key, name, kind, origin, year, state, lead organisation, themes, place, what it is for, how to get involved, boards
NETWORKS = [
    ("alliance", "VCSE Alliance", "sector", "unknown", None, "active", "", "", "milton-keynes",
     "An overarching network for local voluntary, community and social enterprise organisations. It aims to work "
     "collaboratively and co-productively with a range of organisations and to support them to have a strategic "
     "voice "
     "within local policy and decision-making. It also aims to work towards embedding the lived experience of "
     "community members and service users into local service design.",
     "Tell us that you would like to get involved, and we put you in touch.", ""),
    ("fridges", "Open Fridges Network", "issue", "pandemic", 2020, "active", "fridge", "food money", "",
     "Community fridges and larders that share one safe routine, one van and what is left over on Fridays.",
     "Come to the call on the first Monday of the month, or let us show you the routine.",
     "The food round table of the demonstration council"),
    ("befrienders", "Befrienders' Round Table", "people", "older", 2009, "active", "eagle", "isolation older_people",
     "", "People who match lonely neighbours with volunteers meet four times a year and learn from each other.",
     "Anybody who runs a befriending scheme is welcome, however small.", ""),
    ("digital", "Digital Doorsteps Circle", "issue", "pandemic", 2020, "quiet", "doorstep", "digital", "",
     "Lent tablets when everything moved onto screens; now shares lessons and spare parts.",
     "Write to us and we tell you when the circle meets again.", ""),
    ("phones", "Shielding Phone Rota", "area", "pandemic", 2020, "ended", "", "isolation", "wolverton-stony-bradwell",
     "Rang people who could not leave the house, every day for a year. It ended when the last of them went out "
     "again.",
     "", ""),
]
NETWORK_MEMBERS = {
    "fridges": "fridge kitchen lakes shared-table westcroft",
    "befrienders": "eagle banter giffard kindness olney",
    "digital": "doorstep english elders",
    "phones": "wool stony",
}
# network, organisation, who asked (before the @ or name), their words
NETWORK_ASKED = [
    ("digital", "homework", "Rohan Pillai", "Six of our pupils share one laptop. We could use a second-hand one."),
]
# network, days ago, what we did
NETWORK_SUPPORT = [
    ("fridges", 300, "Found a printer for the fridge routine and paid for two hundred copies."),
    ("fridges", 120, "Spoke with the demonstration council about parking for the Friday van."),
    ("befrienders", 200, "Ran a half-day on safe visits for fourteen volunteers."),
    ("digital", 410, "Wrote the bid that paid for forty tablets."),
]
# network, what we will do, due in days, who sees to it, state, what came of it
NETWORK_STEPS = [
    ("alliance", "Share more about the networks: how we have been supporting them, what the next steps are and how "
     "your organisation can get involved.", 28, "staff", "open", ""),
    ("fridges", "Bring the five fridges and the larders together for one evening.", 20, "staff2", "open", ""),
    ("fridges", "Send round the checked list of safe fridges.", -6, "staff", "open", ""),
    ("fridges", "Ask the demonstration council for a permit for the van.", -60, "staff", "done",
     "The van may stop in three car parks on Fridays."),
    ("befrienders", "Look for a trainer on grief and loss.", 45, "staff2", "open", ""),
    ("digital", "Find a new home for the tablets that came back.", -90, "staff2", "dropped",
     "All of them were lent out again, so none needs a home."),
]

# name, contact, why, who suggests it, may say who, state, days ago, what it became
SUGGESTIONS = [
    ("Tinkers Bridge Drummers", "Fola Ajayi", "They play at our Thursday meals and know every teenager on the "
     "estate.",
     "Cora Bright", True, "asked", 5, ""),
    ("Oakgrove Story Swap", "Petra Lind", "I went once and met three people I now see every week.",
     "Sam Okafor", False, "checking", 2, ""),
    ("Newton Leys New Neighbours", "Ines Moura", "They meet families before anybody else does.",
     "Esther Boateng", True, "joined", 330, "leys"),
    ("Redhouse Quilters", "Wendy Stroud", "", "Grace Adeyemi", True, "not_now", 70, ""),
]

# organisation, days ago, audience, title, words
UPDATES = [
    ("fridge", 3, "public", "Eleven crates on one Friday",
     "Three shops gave us what they could not sell before the weekend: bread, yoghurt and a great many bananas. "
     "All of "
     "it was gone by six. If you run a lunch on Saturdays, ring us on Friday at four."),
    ("fridge", 40, "members", "Our shelf labels, free to copy",
     "We print the date, the name of whoever checked and the temperature on one label. Tell us if you want the "
     "file."),
    ("corner", 9, "public", "Forty-two carers, nine sitters",
     "The drop-in had its busiest month. What made the difference were the sitters: carers could stay for a whole "
     "hour."),
    ("kitchen", 15, "members", "We can lend forty plates",
     "We bought plates that break less. The old ones stand in the cupboard of the hall and can be borrowed any "
     "week."),
    ("bikes", 22, "public", "A winter check for any bike",
     "Brakes, lights and tyres, on the first two Saturdays of next month. No need to book."),
]
# fmt: on

# name, what it does, how it came: organisations that a list brought in beside those of the same name
DOUBLES = [
    ("Netherfield Neighbour's Kitchen (MK)", "Hot food on Thursdays.", "imported: parish list.csv"),
    ("Stony Stories Circle for Children", "Story time in the library.", "imported: parish list.csv"),
]
