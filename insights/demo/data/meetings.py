"""A year of meetings: most are over, with who came and what came of it; the others are still to be answered."""

# fmt: off
# key, name, address, place, access, travel
VENUES = [
    ("larch", "Larch Hall", "Conniburrow, Milton Keynes", "conniburrow",
     "Step-free, hearing loop, accessible toilet.", "Redway to the door; bus stop two minutes away."),
    ("meadow", "The Meadow Room", "Netherfield, Milton Keynes", "netherfield",
     "Step-free. A quiet room next door.", "Free parking for ten cars."),
    ("signal", "Signal Box Rooms", "Wolverton, Milton Keynes", "wolverton",
     "Ramp at the side door. Accessible toilet.", "Five minutes' walk from the station."),
    ("brook", "Brookside Hall", "Water Eaton, Milton Keynes", "water-eaton",
     "Step-free, wide doors, hearing loop.", "Bus stop outside; bicycle stands."),
    ("weaver", "Weaver's Yard", "Stantonbury, Milton Keynes", "stantonbury-estate",
     "Lift to the first floor.", "Parking behind the building."),
    ("corn", "The Old Corn Room", "Olney, Milton Keynes", "olney-town",
     "One low step; a ramp on request.", "Market place parking is free after 6pm."),
    ("quiet", "The Quiet House", "Central Milton Keynes", "central-milton-keynes-estate",
     "Step-free, sofas, low light if you ask.", "Ten minutes' walk from the station."),
    ("shared", "Fishermead Shared Hall", "Fishermead, Milton Keynes", "fishermead",
     "Step-free, accessible toilet, prayer room.", "On the redway."),
]

# days ago, time, title, type, mode, CAGs, themes, venue, what it is about, what came of it
PAST = [
    (352, "10:00", "Central and Woughton: ready for winter", "cag", "room", "central", "emergency money", "meadow",
     "Warm rooms, boilers and who to ring.", "We made one list of warm rooms. Three organisations will open on "
     "Sundays."),
    (338, "18:30", "Food without gaps", "cag", "online", "food", "food", "",
     "Which days of the week have no food offer.", "Mondays and Sundays are thin. Two organisations will swap days."),
    (322, "10:00", "Bletchley and the Lakes CAG", "cag", "room", "bletchley", "food older_people", "brook",
     "Lunch clubs and loneliness.", "Clubs agreed not to clash. We heard about the missing evening bus."),
    (301, "14:00", "Looking after volunteers: first talk", "themed", "online", "wellbeing", "volunteering", "",
     "Volunteers are worn out. What helps?",
     "Nine organisations said their volunteers are exhausted. We promised to look for help from outside."),
    (287, "10:00", "Wolverton, Stony Stratford and Bradwell CAG", "cag", "room", "wolverton", "green", "signal",
     "Corners that are fly-tipped.", "Each estate picked one corner. Greenleys starts in spring."),
    (270, "19:00", "Villages and winter", "cag", "both", "rural", "emergency isolation", "corn",
     "Snow, floods and who checks on whom.", "A phone tree now covers nine villages."),
    (254, "10:00", "Stantonbury, Linford and Newport CAG", "cag", "room", "stantonbury", "young_people", "weaver",
     "Where young people go after school.", "The youth bus will try two more stops for a term."),
    (240, "18:00", "Fishermead listening evening", "listening", "room", "alliance", "safety", "shared",
     "Residents say what they would change first.", "Lights, speeding and litter came up at every table."),
    (226, "14:00", "Running a community fridge safely", "training", "room", "food", "food", "brook",
     "Dates, logs, cleaning and what to turn away.",
     "Six fridges took the same routine home. Parish clerks came too, and two parishes will pay for thermometers."),
    (209, "10:00", "Central and Woughton CAG in spring", "cag", "room", "central", "getting_around", "meadow",
     "Buses, bikes and the redways.", "Residents marked eleven dark stretches of redway on the wall plan."),
    (190, "10:00", "Isolation / Transforming Green Spaces", "themed", "both", "wellbeing", "isolation green", "larch",
     "Two subjects in one meeting: people who are alone, and places that could be greener.",
     "A walk that ends in a garden, a garden that needs hands, hands that wanted company. Rootstock Permaculture "
     "Circle and Gentle Days Yoga found out that they meet in the same building and had never met."),
    (176, "18:30", "Bletchley evening network", "networking", "room", "bletchley", "work learning", "brook",
     "Meet who is next door.", "Fourteen new links, four of them between neighbours."),
    (160, "14:00", "Help for those who help", "themed", "online", "wellbeing", "volunteering mental_wellbeing", "",
     "Counsellors answer the call about burnout.",
     "Listening Ear for Volunteers offered two group sessions a month and one-to-one counselling, free."),
    (141, "10:00", "Wolverton area CAG in summer", "cag", "room", "wolverton", "carers", "signal",
     "Carers need sitters.", "New Bradwell Carers' Corner will share its checked sitters."),
    (150, "18:30", "Fishermead delegates meet", "assembly", "room", "alliance", "safety getting_around", "shared",
     "Delegates choose what the alliance asks for.", "The lamps won by one vote."),
    (120, "18:00", "Fishermead assembly", "assembly", "room", "alliance", "safety getting_around", "shared",
     "Residents ask for changes in public.", "Two answers were given on the night and one promise was made."),
    (104, "10:00", "Stantonbury area CAG in summer", "cag", "room", "stantonbury", "housing", "weaver",
     "Repairs, damp and who listens.", "We gathered nine accounts of damp for the next report."),
    (83, "14:00", "Food and Fridges CAG", "cag", "both", "food", "food money", "brook",
     "Holiday hunger and autumn plans.", "All six fridges stayed open through August."),
    (62, "10:00", "Olney and the Villages CAG", "cag", "room", "rural", "getting_around", "corn",
     "The bus that left.", "Hanslope Village Hoppers will try a Tuesday run to market."),
    (41, "18:30", "Welcome to new estates", "themed", "online", "", "new_communities", "",
     "Houses first, everything else later?", "New residents wrote down what is missing, street by street."),
    (20, "10:00", "Central and Woughton CAG in autumn", "cag", "room", "central", "money isolation", "meadow",
     "What we told partners, and what they said.", "The street-light answer was read out. Warm rooms open again."),
    (13, "18:30", "Fishermead workshop on what we heard", "workshop", "room", "alliance", "safety housing", "shared",
     "From what we heard to what we can ask for.", ""),
    (8, "14:00", "Wellbeing and Green Spaces CAG", "cag", "online", "wellbeing", "green mental_wellbeing", "",
     "Gardens in winter.", ""),
]
PAIRED = "Isolation / Transforming Green Spaces"
PAIRING_REASON = (
    "People who are alone often say they want a reason to go out. Green spaces often want people to look after them. "
    "Talking about both together brings organisations into one room that would not meet otherwise."
)
# days ahead, time, title, type, mode, CAGs, themes, venue, room places, online places, about, how full
COMING = [
    (9, "10:00", "Central and Woughton CAG: warm rooms", "cag", "room", "central", "money older_people", "meadow", 20,
     None, "Which rooms are warm on which day, and who can help with soup.", "nearly full"),
    (13, "18:30", "Food and Fridges CAG: the long holiday", "cag", "online", "food", "food", "", None, 60,
     "Who is open on which day over the holidays.", "some"),
    (17, "14:00", "Wellbeing and Green Spaces CAG: winter walks", "cag", "both", "wellbeing", "green isolation",
    "larch",
     30, 40, "Short walks from warm places, and gardens that want hands.", "some"),
    (20, "19:00", "Olney and the Villages CAG: snow and floods", "cag", "room", "rural", "emergency", "corn", 40,
    None,
     "Snow and floods: is the phone tree up to date?", "cancelled"),
    (24, "10:00", "Bletchley and the Lakes CAG: a year of lunches", "cag", "room", "bletchley", "food older_people",
    "brook", 35, None,
     "One calendar of lunches for the new year.", "some"),
    (31, "10:00", "Looking after your volunteers", "training", "room", "wellbeing", "volunteering", "quiet", 25, None,
     "Counsellors show three things that help tired volunteers. Tea and time to talk.", "some"),
    (45, "18:00", "Fishermead issues workshop", "workshop", "room", "alliance", "safety getting_around", "shared", 60,
     None, "Residents choose what to ask for in spring.", "few"),
    (38, "18:30", "Fishermead accountability assembly", "account", "room", "alliance", "safety housing", "shared",
     120, None, "We ask in public, and write down what is answered.", "few"),
    (52, "10:00", "Stantonbury, Linford and Newport CAG: dark months", "cag", "room", "stantonbury",
    "young_people housing",
     "weaver", 40, None, "Youth work in the dark months; news on damp and repairs.", "few"),
    (66, "17:30", "Annual general meeting: many small things", "agm", "both", "", "", "quiet", 80, 150,
     "What we did together this year, and an hour to meet each other.", "few"),
    (6, "10:00", "Coffee and questions", "networking", "both", "", "volunteering", "larch", 30, 40,
     "No agenda. Bring one question about running your organisation, and leave with three answers.", "few"),
]
STRAPLINES = {"Annual general meeting: many small things": "Many small things make a big difference"}
# The last one comes again each month; one of its dates differs, and another falls on a day to avoid.
COMES_AGAIN = "Coffee and questions"
DIFFERS = {
    "summary": "No agenda, and this once with a tour of the building.", "access": "Step-free. The tour has one lift.",
}
DAYS_TO_AVOID = [("Schools’ half-term (an example)", "An example: put in the dates of the council’s calendar")]
GIVEN_UP = ("A conference on getting around", "Buses, bikes and redways: a day for all who want to get somewhere.")
CANCELLED_BECAUSE = "The heating at the Old Corn Room has failed. We will find another evening in the new year."
# fmt: on
