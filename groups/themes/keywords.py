"""The everyday words by which a person's own sentence is led to a theme.

Words and phrases people type, in lower case, for suggesting a theme and for searching; the
person always has the last word. A word may lead to more than one theme. Source: the
keyword list of Community Action: MK's issue log of 2021 (mkcommunitydata.co.uk) put in
plain words, with synonyms added by the project.
"""

# theme code -> words and phrases, a comma between them
WORDS = {
    "health": (
        "health, illness, doctor, gp, gp appointment, dentist, hospital, nurse, pharmacy, "
        "prescription, physical health, sexual health, health services, waiting list for "
        "treatment, vaccination, long covid, diabetes, cancer, stroke, dementia"
    ),
    "mental_wellbeing": (
        "mental health, wellbeing, depression, depressed, anxiety, stress, counselling, "
        "therapy, emotional support, suicide, self-harm, bereavement, grief, trauma, low "
        "mood, sleep, mindfulness, camhs, crisis support, eating disorder"
    ),
    "carers": (
        "carer, carers, unpaid carer, young carer, caring for, looking after, respite, "
        "carer's allowance, carer's break, carer's assessment, caring role, caring for a "
        "parent"
    ),
    "addiction": (
        "addiction, alcohol, drinking problem, drugs, drug use, substance misuse, recovery, "
        "rehab, gambling, betting, smoking, vaping, needles, relapse"
    ),
    "isolation": (
        "lonely, loneliness, isolated, isolation, befriending, befriender, companionship, "
        "housebound, no one to talk to, social contact, coffee morning, lunch club, living "
        "alone, warm welcome, making friends"
    ),
    "food": (
        "food, food bank, foodbank, hungry, hunger, food poverty, free school meals, school "
        "meals, community fridge, food parcel, community larder, food share, surplus food, "
        "cooking, holiday hunger, meals, healthy eating, baby milk"
    ),
    "money": (
        "money, debt, benefits, universal credit, pip, poverty, hardship, low income, cost of "
        "living, budgeting, bills, fuel poverty, energy bills, heating costs, warm space, "
        "warm bank, bailiffs, loan shark, credit union, pension credit"
    ),
    "housing": (
        "housing, rent, landlord, damp, mould, repairs, overcrowded, eviction, council house, "
        "housing association, social housing, tenant, hmo, house in multiple occupation, "
        "house swap, affordable homes, leasehold, cladding, service charge, traveller site"
    ),
    "homelessness": (
        "homeless, homelessness, rough sleeper, rough sleeping, sleeping rough, sofa surfing, "
        "temporary accommodation, night shelter, hostel, tents, winter shelter, street "
        "homeless, bed and breakfast, nowhere to stay"
    ),
    "safety": (
        "crime, community safety, anti-social behaviour, asb, hate crime, domestic abuse, "
        "sexual abuse, violence, knife crime, burglary, theft, vandalism, graffiti, street "
        "lighting, drug dealing, begging, intimidating behaviour, county lines, neighbourhood "
        "watch, feeling unsafe"
    ),
    "green": (
        "park, parks, open space, green space, wildlife, nature, trees, hedges, allotment, "
        "community garden, canal, lake, river, pond, litter, fly tipping, dog mess, animal "
        "welfare, conservation, planting"
    ),
    "climate": (
        "climate, climate change, carbon, net zero, recycling, reuse, repair cafe, plastic, "
        "packaging, waste, solar panels, insulation, home energy, saving energy, saving "
        "water, electric car, air quality, pollution"
    ),
    "learning": (
        "school, school places, education, learning, adult learning, early years, esol, "
        "english classes, learning english, special educational needs, sen, send, college, "
        "university, course, tutoring, mentoring, reading, maths, exclusion from school"
    ),
    "work": (
        "job, jobs, work, unemployed, unemployment, job centre, cv, interview skills, "
        "apprenticeship, self-employed, redundancy, zero hours, low pay, work experience, "
        "starting a business, employment support, back to work"
    ),
    "digital": (
        "digital, digital exclusion, internet, broadband, wifi, laptop, computer, tablet, "
        "smartphone, sim card, mobile data, online forms, cannot get online, digital skills, "
        "it help, email, device, online safety, scams online"
    ),
    "children_families": (
        "children, child, baby, toddler, parents, parenting, family, family support, "
        "childcare, nursery, children's centre, family hub, playgroup, maternity, single "
        "parent, family breakdown, mediation, fostering, holiday club, nappies"
    ),
    "young_people": (
        "young people, teenagers, teens, youth, youth club, youth worker, youth centre, "
        "nothing to do for young people, after school, care leavers, neet, exploitation, "
        "gangs, youth council, scouts, guides, cadets"
    ),
    "older_people": (
        "older people, elderly, pensioner, pensioners, retired, retirement, over 50s, over "
        "60s, care home, home care, falls, frailty, day centre, dementia cafe, memory cafe, "
        "ageing well, sheltered housing"
    ),
    "equality": (
        "equality, inclusion, discrimination, racism, disability, disabled, learning "
        "disability, wheelchair, deaf, blind, autism, autistic, neurodivergent, faith, "
        "religion, lgbtq, refugee, asylum seeker, translation, interpreter"
    ),
    "new_communities": (
        "new estate, new homes, new development, housing development, regeneration, growth, "
        "moved in, newcomers, planning application, city plan, developer, unadopted roads, no "
        "community centre, no shops, expansion area, section 106, estate management fee"
    ),
    "getting_around": (
        "bus, bus stop, bus pass, train, transport, community transport, lift to hospital, "
        "taxi, dial-a-ride, roads, road safety, speeding, pothole, potholes, parking, redway, "
        "cycling, pavement, crossing, e-scooter"
    ),
    "arts_heritage": (
        "art, arts, music, choir, singing, dance, theatre, drama, film, festival, museum, "
        "heritage, history, local history, public art, craft, poetry, writing, venue, culture"
    ),
    "sport_play": (
        "sport, football, cricket, swimming, gym, exercise, fitness, running, walking, "
        "leisure centre, pitch, playground, play area, skate park, play, games, sports club, "
        "yoga, bowls"
    ),
    "public_services": (
        "council, council tax, public services, police, library, libraries, social services, "
        "social worker, prison, probation, court, advice, citizens advice, bin collection, "
        "rubbish collection, cuts, complaint, community facilities, passport, post office"
    ),
    "volunteering": (
        "volunteer, volunteers, volunteering, recruiting volunteers, finding volunteers, "
        "burnout, burned out, tired volunteers, volunteer expenses, dbs check, same few "
        "people, thank volunteers, keeping volunteers, volunteer training, corporate "
        "volunteers, volunteer wellbeing"
    ),
    "running_a_group": (
        "funding, grant, fundraising, bid, bid writing, trustee, committee, governance, "
        "constitution, charity registration, bank account, insurance, premises, venue hire, "
        "meeting room, treasurer, accounts, publicity, safeguarding policy, data protection"
    ),
    "emergency": (
        "emergency, pandemic, covid, coronavirus, flood, flooding, storm, snow, heatwave, "
        "cold weather, power cut, water cut off, fire, evacuation, neighbourhood support, "
        "lockdown, rest centre"
    ),
}

# theme code -> list of words and phrases
KEYWORDS = {theme: words.split(", ") for theme, words in WORDS.items()}
