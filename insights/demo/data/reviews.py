"""Words of two annual reviews; everything in them is invented."""

OPENING = (
    "This was the year in which we began to write down what we hear, and to say back what came of it.\n\n"
    "People told us about food, buses, loneliness and money. Most of it was not new. New was that it stood side by "
    "side: what one organisation had known for years, five others had known as well."
)
LEARNING = (
    "Ask twice. The first answer is about the service, the second about the person.\n\n"
    "A partner answers a question that has a day on it, and seldom one that has none. We now name the day.\n\n"
    "We heard little from the villages in the north. Nobody had asked us to come; we should not have waited for that."
)
THANKS = "Thank you to everybody who came out on a wet evening, and to those who paid for the room and the tea."
THIS_YEAR = "A year of more voices, and of the first promises that were kept. To be written with our members."
