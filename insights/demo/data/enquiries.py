"""What organisations of the demonstration asked for support with; all of it is invented."""

# kind, organisation key, search wanted, days ago, channel, what they asked, what came of it
ENQUIRIES = [
    (
        "funding",
        "kitchen",
        True,
        34,
        "web",
        "Our cooker is on its last legs and the gas safety man says it will not pass in spring. About £3,800 with "
        "the fitting. We have £600 put by.",
        {
            "by": "staff",
            "after": 2,
            "answer": "We looked for funds that fit a kitchen like yours. They stand below, the "
            "nearest closing day first. Ring the first one before you write: they like small kitchens.",
            "helped": "yes",
            "finds": [
                (
                    "Demonstration Community Foundation",
                    "Small Sparks",
                    "up to £2,000",
                    45,
                    "It pays for equipment and asks for two pages.",
                ),
                (
                    "Invented Brewers' Trust",
                    "Good Neighbours",
                    "£500 to £5,000",
                    None,
                    "It likes meals that people eat together; decided each month.",
                ),
            ],
        },
    ),
    (
        "starting",
        "waterwatch",
        False,
        20,
        "web",
        "There are eight of us now who test the lake water. Somebody asked whether we are insured. Do we need to be "
        "a charity for that?",
        {
            "by": "staff2",
            "after": 1,
            "answer": "No. You can be insured as you are, for about £90 a year. What the insurer "
            "wants is a written constitution, and the guide below has one of a page.",
            "helped": "yes",
            "peers": True,
        },
    ),
    (
        "recruiting",
        "lakes",
        False,
        15,
        "phone",
        "Two of our five trustees move away at Easter. Where do others find trustees?",
        {
            "by": "staff",
            "after": 3,
            "answer": "Ask your members first, by name, and say how many evenings it is. We put it "
            "on our list of requests too, if you like.",
            "helped": "partly",
            "peers": True,
        },
    ),
    (
        "running",
        "eagle",
        False,
        9,
        "web",
        "A befriender would like to go on visiting somebody who moved into a care home. Do our rules allow that?",
        {
            "by": "staff2",
            "after": 2,
            "question": "Thank you. Does the home have a rule of its own about visitors? Then we "
            "can tell you what to add to yours.",
        },
    ),
    (
        "funding",
        "homework",
        True,
        5,
        "web",
        "We would like to open on Saturdays too. Rent of the hall is £32 a time and we would need one paid person.",
        {"by": "staff"},
    ),
    (
        "other",
        "wool",
        False,
        1,
        "mail",
        "Can you show us how to make our newsletter readable for people who see badly?",
        {},
    ),
]
# organisation key, kind, how others reach them
PEERS = [
    ("shed", "starting", "01908 000221, weekday mornings"),
    ("fridge", "funding", "money@fridge.example.org"),
    ("alliance", "recruiting", "01908 000222, after six"),
]

# organisation key, days ago, what our office noted
NOTES = [
    ("kitchen", 41, "Rang them. Two of the four cooks have stopped; the others do five days between them."),
    ("kitchen", 12, "Visited on a Tuesday: 38 meals, and a queue at the door. They would share a van."),
    ("wool", 20, "They would like to go on meeting on a screen as well, and nobody knows how to run it."),
]
# organisation key, who looks after it, days ago, aims, steps: (what, days from today, what came of it)
PLANS = [
    (
        "kitchen",
        "staff",
        40,
        "A cooker that passes in spring.\nSix cooks, so that nobody does more than two days.",
        [
            ("Look for funds that fit a kitchen", -32, "Three found; the first bid is in."),
            ("Put a call for cooks to the three nearest CAGs", -2, ""),
            ("Visit again and count the cooks", 24, ""),
        ],
    ),
    (
        "wool",
        "staff2",
        18,
        "Two people who can run a meeting in the room and on a screen.",
        [("An afternoon with our tablet and their room", 9, "")],
    ),
]
