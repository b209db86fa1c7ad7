"""What happens at the meetings: speakers and what they answered, agendas, meetings that belong together."""

from insights.demo.data.meetings import PAIRED

# fmt: off
WALKS = "Wellbeing and Green Spaces CAG: winter walks"
AGM = "Annual general meeting: many small things"
ROLES = {(AGM, "Grace Adeyemi"): "keynote"}
LIVES = {
    "Freya Nordby": "Freya has led walks around Caldecotte Lake for six years, in every weather but ice.",
    "Dr Nell Asante": "Nell is a counsellor who listens to volunteers, and was one herself.",
}
NEEDS = {(WALKS, "Freya Nordby"): "A projector, and somebody to meet me at the redway."}
# first and second part, and why they belong together
PAIRS = [
    ("Central and Woughton CAG: warm rooms", WALKS, "A warm room is where a short winter walk begins and ends, so "
     "the two meetings plan one calendar."),
]
HOLIDAY = "Food and Fridges CAG: the long holiday"
# what the CAG's lead proposed, and the words of the agenda that took it up
TAKEN_UP = ("Who can drive a van on the two Mondays?", "Two drivers for the two Mondays", "A good point. It is on "
            "the agenda; bring your list of fridges that need filling.")
# title, CAG, themes, what it is about, days ahead of the dates asked about, who would come and which dates suit them
PLANNED = [
    ("Heating a hall without ruining it", "central", "money",
     "Boilers, grants, and what three halls did last winter.", [24, 30, 38],
     {"kitchen": "24 30", "eagle": "30", "banter": "30 38", "homework": "30"}),
    ("Bereavement: being there without saying the wrong thing", "", "mental_wellbeing",
     "Two hours with people who do this every week.", [], {"lakes": "", "kindness": ""}),
]
# meeting, key of the issue, words of the agenda
RAISED = [
    (HOLIDAY, "food-gap", "Days on which nobody serves food", 25),
    (WALKS, "alone-netherfield", "People who are alone in Netherfield", 20),
]
# meeting title, speaker, organisation, topic, and what they said: "yes", "asked" or nothing yet
SPEAKERS = [
    (PAIRED, "Monique Duval", "eagle", "What a weekly call can and cannot do", "yes"),
    (PAIRED, "Freya Nordby", "waterwatch", "A lake edge that made forty friends", "yes"),
    ("Help for those who help", "Dr Nell Asante", "ear", "Seeing burnout early", "yes"),
    ("Running a community fridge safely", "Grace Adeyemi", "fridge", "Our routine in six pictures", "yes"),
    ("Looking after your volunteers", "Dr Nell Asante", "ear", "A session you can try at once", "yes"),
    (WALKS, "Freya Nordby", "waterwatch", "Walking a lake edge in January", "yes"),
    (WALKS, "Monique Duval", "eagle", "Asking somebody who never goes out", "asked"),
    (AGM, "Grace Adeyemi", "fridge", "Many small things: six fridges in one year", ""),
]
# what, minutes, kind, who leads it
AGENDA = {
    "Central and Woughton CAG in autumn": [
        ("Answers from partners", 40, "", "our office"), ("Warm rooms", 40, "discussion", ""),
        ("Volunteers on Sundays", 30, "discussion", ""),
    ],
    "Central and Woughton CAG: warm rooms": [
        ("Welcome, and who is here", 10, "", "our office"), ("What we hear from Netherfield to Oldbrook", 30, "", ""),
        ("One list of warm rooms", 40, "discussion", ""), ("Tea and talking", 20, "", ""),
    ],
    WALKS: [
        ("Two short walks, told by those who lead them", 30, "showcase", "Freya Nordby"),
        ("Gardens that want hands", 30, "discussion", ""), ("What we ask partners for", 30, "discussion", ""),
    ],
    HOLIDAY: [("Who is open on which day", 30, "", "our office"), ("Stock and surplus", 20, "discussion", "")],
    AGM: [
        ("Accounts, trustees and last year’s minutes", 25, "formal", "the chair"),
        ("Many small things: six fridges in one year", 25, "showcase", "Grace Adeyemi"),
        ("An hour to meet each other", 60, "", ""),
    ],
    PAIRED: [
        ("Isolation: what we see", 40, "", "Monique Duval"),
        ("Green spaces: what could grow", 40, "", "Freya Nordby"),
        ("Where the two meet", 30, "discussion", ""),
    ],
}
# fmt: on
