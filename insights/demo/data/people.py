"""The people of the demonstration: somebody for each role, and residents who answer and tell us things."""

from camk.accounts import offices

# One password for all of them, printed by `manage.py demo --sign-ins`. Live mode refuses such a database.
PASSWORD = "redway-patchwork-42"

# (e-mail before the @, name, office, phone)
OFFICE_HOLDERS = [
    ("staff", "Sandra Hale", offices.CONNECTOR, "01632 960101"),
    ("staff2", "Sunil Mehta", offices.CONNECTOR, "01632 960102"),
    ("safeguarding", "Dee Larkin", offices.SAFEGUARDING, "01632 960103"),
    ("trustee", "Tom Ashby", offices.TRUSTEE, ""),
    ("mobiliser", "Mina Kowal", offices.MOBILISER, "01632 960104"),
    ("mobiliser2", "Jo Farrow", offices.MOBILISER, "01632 960105"),
    ("organiser", "Esther Boateng", offices.ORGANISER, "01632 960106"),
    ("evaluator", "Dr Iris Lund", offices.EVALUATOR, ""),
    ("admin", "Ada Penrose", offices.ADMINISTRATOR, "01632 960107"),
]

# (e-mail before the @, what signing in as this person shows): one line a role.
SIGN_INS = [
    ("coordinator", "Cora Bright, coordinator: her meetings, what she told us, a profile half filled in"),
    ("contact", "Ravi Menon, second contact of Cora's organisation"),
    ("newcomer", "Nadia Rahman, whose organisation waits to be admitted"),
    ("lead", "Grace Adeyemi, who leads the food CAG"),
    ("supporter", "Sam Okafor, supporter with no organisation"),
    ("staff", "Sandra Hale, staff connector: admin, queue of issues, meetings, reports"),
    ("staff2", "Sunil Mehta, staff connector: the second person who approves reports"),
    ("safeguarding", "Dee Larkin, safeguarding lead: call-back requests"),
    ("trustee", "Tom Ashby, trustee: the figures"),
    ("mobiliser", "Mina Kowal, community mobiliser: conversation notes for her areas"),
    ("organiser", "Esther Boateng, community organiser of the Fishermead alliance"),
    ("evaluator", "Dr Iris Lund, external evaluator: the counts of the Fishermead alliance, nobody named"),
    ("admin", "Ada Penrose, administrator: settings, lists, people and offices"),
    ("partner", "Priya Anand, partner: answers reports from the link in her mail (see /outbox/)"),
]

# (mobiliser, place code, months ago they started)
AREAS = [
    ("mobiliser", "fishermead", 14),
    ("mobiliser", "netherfield", 14),
    ("mobiliser", "coffee-hall", 6),
    ("mobiliser2", "water-eaton", 11),
    ("mobiliser2", "fenny-stratford", 11),
    ("mobiliser2", "conniburrow", 4),
]

# (name, cluster code): residents with no organisation. The first is the supporter who signs in.
RESIDENTS = [
    ("Sam Okafor", "central"),
    ("Bea Linton", "central"),
    ("Marek Zielny", "central"),
    ("Ruksana Dar", "central"),
    ("Colin Frith", "central"),
    ("Abena Osei", "central"),
    ("Tilly Marsh", "central"),
    ("Jean Pollitt", "bletchley"),
    ("Dario Conti", "bletchley"),
    ("Shanelle Reid", "bletchley"),
    ("Arthur Webb", "bletchley"),
    ("Hoda Nasser", "bletchley"),
    ("Pauline Croft", "bletchley"),
    ("Wes Garland", "wolverton-stony-bradwell"),
    ("Meera Joshi", "wolverton-stony-bradwell"),
    ("Ivor Beech", "wolverton-stony-bradwell"),
    ("Lorna Keane", "wolverton-stony-bradwell"),
    ("Kofi Annor", "wolverton-stony-bradwell"),
    ("Dawn Pettifer", "stantonbury-linford-newport"),
    ("Yusuf Demir", "stantonbury-linford-newport"),
    ("Glenys Howarth", "stantonbury-linford-newport"),
    ("Tariq Aslam", "stantonbury-linford-newport"),
    ("Kirsty Vale", "stantonbury-linford-newport"),
    ("Oyin Balogun", "west-flank"),
    ("Peter Quill", "west-flank"),
    ("Lakshmi Rao", "west-flank"),
    ("Hannah Stride", "west-flank"),
    ("Farid Haidari", "west-flank"),
    ("Joan Tebbutt", "rural-north"),
    ("Ned Harrow", "rural-north"),
    ("Alina Popa", "walton-woburn-sands"),
    ("Graham Sykes", "walton-woburn-sands"),
    ("Chidi Eze", "east-flank"),
    ("Molly Tranter", "east-flank"),
]
