"""What CAGs of the demonstration learnt, quarter by quarter; all of it is invented."""

# key of the CAG, quarters ago, who wrote it, shared, what was learnt, best bits, what comes next
LEARNT = [
    (
        "food",
        1,
        "lead",
        True,
        "A fridge lives by its rota, not by its food. Where two people share each day, nothing was thrown away; "
        "where one person did it all, the fridge stood closed for a week in August.\n\nParishes say yes to "
        "thermometers sooner than to money.",
        "Six fridges agreed one safe routine in one afternoon, and printed it on one page.",
        "A shared van on Fridays, and a list of who can stand in.",
    ),
    (
        "food",
        2,
        "staff",
        True,
        "Families ask for help with food when the school holidays begin, not when they are under way. We were a "
        "fortnight late.",
        "Two larders lent each other shelves within a day.",
        "Begin in the last week of term.",
    ),
    (
        "central",
        1,
        "staff",
        True,
        "Short meetings in the early evening bring people who never came at noon. A question put a week before "
        "brings better answers than a presentation.",
        "The walk along the redway with the council’s engineer: four lights were mended before the minutes were out.",
        "A meeting in Oldbrook, because nobody from there has come yet.",
    ),
    (
        "bletchley",
        1,
        "staff2",
        False,
        "Clubs share a hall more gladly than a calendar. We should ask for the hall first.",
        "",
        "",
    ),
]
