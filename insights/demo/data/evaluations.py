"""What evaluators of the demonstration found; invented, as everything here is."""

# title, kind, evaluator, about (what, key), first day and last day in days before today, days since the report,
# who may read it, method, what it found, what we learnt, what changed
REVIEWED = "The walk to the dark crossing"
# scale, what went well, what to change
ANSWERS = [
    (5, "So many of us, and the councillor walked with us.", "Start ten minutes later: the school run."),
    (4, "Everybody had a part.", ""),
    (5, "Songs!", "A second megaphone."),
    (3, "The crossing was seen in the dark.", "Say beforehand what we ask for."),
    (4, "", "Tea afterwards."),
    (5, "The children asked the questions.", ""),
]
SHARED = [("The chapters of a national alliance (demonstration)", 20, "At a conference")]
TO_HEAR = "Other estates' alliances"
EVALUATIONS = [
    (
        "Listening on three estates: the first year",
        "interim",
        "A university (demonstration)",
        ("place", "fishermead"),
        (760, 400, 370),
        "public",
        "24 interviews with residents and partners, and all conversation notes of one year.",
        "Residents said more to somebody they met twice. Most of what they said reached a partner within a month; "
        "few residents heard what came of it.",
        "Being heard is half of it. Hearing back is the other half, and we left it to chance.",
        "Each area has a page with what was said and what partners answered, and a card to print for every door.",
    ),
    (
        "Collaborative Action Groups: what members say they gained",
        "summary",
        "Two evaluators for hire (demonstration)",
        ("action_group", "alliance"),
        (560, 200, 150),
        "public",
        "A survey of 41 organisations, and two group interviews.",
        "Small organisations come for contacts and stay because something is done. They find evening meetings "
        "easier, and long papers hard.",
        "We planned meetings around our own working day.",
        "Half of the meetings are in the evening now, and no paper is longer than two pages.",
    ),
    (
        "Fishermead Neighbours Alliance: after one year",
        "interim",
        "A university (demonstration)",
        ("initiative", ""),
        (400, 60, 40),
        "members",
        "Records without names, and talks with leaders who agreed to them.",
        "More people led than in any year before. The organiser had too few hours to talk with a hundred people "
        "alone.",
        "Targets of conversations need people, and not only will.",
        "Trained leaders talk with neighbours too, in pairs.",
    ),
]
