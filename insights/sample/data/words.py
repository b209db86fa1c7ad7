"""The words of a sample: how sentences end, and names of invented organisations and people."""

# After the sentence itself; the first ones stand often, the last ones hardly ever.
ENDINGS = (
    "", "", "", "It has been so since the winter.", "It is worse in the evenings.", "We hear it most weeks.",
    "Parents say so too.", "It began when the hall closed.", "It is the same at weekends.",
    "Nobody knows whom to ask.", "Children notice it first.", "It touches people who rent.",
    "It gets worse when it rains.", "Neighbours help where they can.", "People who work nights feel it most.",
    "The school has said so as well.", "It is harder for wheelchair users.", "Some have moved away.",
    "It costs more every month.", "The surgery sends people to us.", "It was better before the roadworks.",
    "New arrivals are hit hardest.", "Dog walkers mention it.", "It comes back every autumn.",
    "Our minibus drivers see it.", "The library hears it too.", "It came up at the market.",
    "A petition went round.", "Grandparents step in.", "Students say the same.", "The allotment holders agree.",
    "It is talked of in the choir.", "Anglers by the canal say so.", "The chess club told us.",
    "Beekeepers noticed it.", "It spoilt the carnival.", "The bell ringers wrote to us.",
    "It reached the brass band.", "A beaver scout drew it.", "The accordion players complained.",
    "It was in the parish pantomime.", "The morris dancers sang of it.",
)  # fmt: skip
BODIES = (
    "Lunch Table", "Repair Round", "Befrienders", "Community Fridge", "Youth Bus", "Carers’ Morning",
    "Walking Pals", "Story Corner", "Garden Share", "Homework Kitchen", "Stay and Play", "Sewing Bee",
    "Bike Shed", "Choir of All", "Dementia Café", "Football for All", "Advice Desk", "Tool Library", "Art Room",
    "Bereavement Circle", "Welcome House", "Chess Evenings", "Woodland Friends", "Money Mornings",
    "Parents Together", "Reading Round", "Allotment Circle", "Coffee Stop", "Dance Hour", "Digital Helpers",
)  # fmt: skip
FIRST = (
    "Amina", "Bola", "Carys", "Dev", "Ewa", "Femi", "Gwen", "Hassan", "Ines", "Joan", "Kofi", "Leila", "Marek",
    "Nadia", "Owen", "Priya", "Rosa", "Samir", "Tess", "Uma", "Vera", "Wanjiru", "Yusuf", "Zoe",
)  # fmt: skip
LAST = (
    "Abbott", "Begum", "Clarke", "Dunn", "Edwards", "Farah", "Green", "Hughes", "Iqbal", "Jones", "Khan",
    "Lowe", "Mensah", "Nowak", "Okafor", "Patel", "Quinn", "Reid", "Singh", "Taylor", "Usman", "Webb", "Young",
)  # fmt: skip
MEETINGS = ("Monthly round", "Who does what", "The question of the month", "Open table", "Planning evening")
