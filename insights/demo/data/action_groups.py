"""The eight Collaborative Action Groups of the demonstration, their programmes and who is in them."""

# fmt: off
FUND = "Demonstration Community Fund"

# key, name, purpose, goals, outcomes, month its year starts in
PROGRAMMES = [
    ("cags", "Collaborative Action Groups",
     "Bring local organisations together, share what they know, and take what they see to those who can change it.",
     "Meet regularly in every part of the city\nTell organisations what came of what they told us",
     "People take part in their neighbourhood\nOrganisations work together instead of side by side", 4),
    ("mobilisers", "Community Mobilisers",
     "Support people to have a voice in their community and to enjoy life where they live.",
     "Listen on doorsteps, in parks and in halls\nReport each month what people say",
     "People take part in their neighbourhood\nPeople know whom to turn to", 4),
    ("infrastructure", "Infrastructure Support Programme",
     "Help voluntary organisations with funding, governance and finding volunteers.",
     "Answer every request for support\nTrain people to run safe, steady organisations",
     "Small organisations are still here in five years", 4),
    ("alliance", "Fishermead Neighbours Alliance",
     "Residents of Fishermead become community leaders and win changes on their estate together.",
     "Improve the physical environment\nReduce anti-social behaviour\nRaise pride in self and community",
     "Residents of Fishermead lead", 9),
]

# key, name, focus, place, themes, programme, staff contact, started months ago, purpose, achieved
ACTION_GROUPS = [
    ("central", "Central and Woughton CAG", "area", "central", "", "cags", "staff", 30,
     "Organisations from Netherfield to Oldbrook share what they see on their estates and act on it together.",
     "Two estates now share one minibus\nA list of warm rooms, checked each October\n"
     "Broken lights on the redway raised and mended"),
    ("bletchley", "Bletchley and the Lakes CAG", "area", "bletchley", "", "cags", "staff2", 28,
     "A place for Bletchley's clubs, tables and classes to plan as one.",
     "Lunch clubs no longer fall on the same day\nA shared calendar of free food"),
    ("wolverton", "Wolverton, Stony Stratford and Bradwell CAG", "area", "wolverton-stony-bradwell", "", "cags",
     "staff", 25, "Connects the railway town, the High Street and the villages between.",
     "Three gardens on corners that were fly-tipped\nA carers' drop-in with sitters"),
    ("stantonbury", "Stantonbury, Linford and Newport CAG", "area", "stantonbury-linford-newport", "", "cags",
     "staff2",
     22, "Youth work, study space and good neighbours from Bradville to Newport Pagnell.",
     "The youth bus now stops at five estates\nA permaculture circle and a yoga class found each other"),
    ("rural", "Olney and the Villages CAG", "area", "rural-north", "", "cags", "staff", 12,
     "Makes sure that small villages are heard as clearly as large estates.",
     "A phone tree for bad weather in nine villages"),
    ("food", "Food and Fridges CAG", "issue", "", "food money", "cags", "staff2", 20,
     "Everybody who gives, grows, cooks or shares food: safely, kindly and without gaps in the week.",
     "Six community fridges run to one safe routine\nA map of which day there is food where"),
    ("wellbeing", "Wellbeing and Green Spaces CAG", "issue", "", "mental_wellbeing isolation green", "cags", "staff",
     18, "Loneliness and green space belong together: we plan walks, gardens and company as one thing.",
     "Counsellors offered free sessions for tired volunteers\nThe first paired meeting on isolation and green "
     "spaces"),
    ("alliance", "Fishermead Neighbours Alliance CAG", "initiative", "fishermead", "safety getting_around",
     "alliance", "staff", 14,
     "Backs the alliance: residents choose the changes they want on the estate and ask for them in public.",
     "A first assembly with residents, schools and faith bodies\nBetter street lighting promised on two paths"),
]

# CAG key -> organisations that are members.
MEMBERS = {
    "central": "kitchen banter tinkers eagle football shared-table alliance homework waterwatch shed simpson ear "
    "colours signs",
    "bletchley": "lakes walkers fridge dads leys english doorstep steps",
    "wolverton": "wool greenleys skate corner toddler bikes",
    "stantonbury": "study gardeners night moneytalk youthbus giffard permaculture yoga",
    "rural": "olney hanslope lavendon",
    "food": "kitchen shared-table lakes fridge warmroom permaculture night moneytalk westcroft",
    "wellbeing": "eagle waterwatch shed walkers wool greenleys corner gardeners permaculture yoga giffard olney "
    "elders "
    "kindness wildlife ear",
    "alliance": "alliance football shared-table",
}
# (CAG, organisation, state, reason)
OTHER_MEMBERSHIPS = [
    ("bletchley", "moneytalk", "applied", ""),
    ("food", "elders", "applied", ""),
    ("wellbeing", "broughton", "paused", "Their leader is on maternity leave."),
    ("stantonbury", "whitehouse", "left", "They found a meeting nearer home."),
    ("alliance", "skate", "rejected", "The alliance is for organisations that work in Fishermead."),
    ("wolverton", "stony", "dormant", ""),
    ("central", "westcroft", "withdrawn", ""),
]
# Supporters on their own: (CAG, name)
SUPPORTERS = [("wellbeing", "Sam Okafor"), ("central", "Bea Linton"), ("bletchley", "Jean Pollitt")]
LEADS = [("food", "Grace Adeyemi"), ("alliance", "Amira Saleh")]
# What the food CAG was before: a CAG may change its focus.
BEFORE = ("food", "South Response CAG", "area", "Organisations in the south of the city who carried food parcels.")
# fmt: on
