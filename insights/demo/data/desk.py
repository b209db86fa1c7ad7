"""What lies on the desk of the staff in the demonstration: who follows what, what came later, and who objects."""

# fmt: off
# who (by the part of the address before the @), key of the issue they follow
FOLLOWS = [
    ("supporter", "food-gap"), ("supporter", "bus-newton-leys"), ("supporter", "online"),
    ("lead", "food-gap"), ("lead", "b-phone"), ("organiser", "b-speeding"), ("organiser", "esol"),
    ("contact", "bus-newton-leys"), ("mobiliser", "alone-netherfield"), ("mobiliser2", "hate"),
]

# key of the issue, what its first voice added later, how many days ago
EVIDENCE = [
    ("food-gap", "We counted at the door: nineteen came last Sunday and found it shut.", 12),
    ("bus-newton-leys", "The timetable changed again. The last one now leaves at ten to seven.", 6),
    ("esol", "Our waiting list has gone from eleven to twenty-three since we told you.", 2),
    ("damp-neath-hill", "The surveyor came, and wrote nothing down.", 20),
]

# key of the joined issue, why it is not the same, how many days ago
OBJECTIONS = [
    ("join-damp-neath-hill", "Theirs is the roof. Ours comes up from the drains, and a roofer does not help.", 2),
    ("join-bus-newton-leys", "", 1),
]

# who, key of the issue they keep an eye on
WATCHES = [
    ("staff", "hate"), ("staff", "food-gap"), ("staff", "bus-newton-leys"), ("staff2", "esol"), ("staff2", "hate"),
]

# Ready answers made for one kind or one theme, shown before those for all: code, for the step, the kind ("" all),
# the theme ("" all), label, what stands on the page, what the mail says.
ANSWERS = [
    ("idea-who-with", "needs_information", "idea", "", "An idea: who would do it?",
     "Thank you, we like to hear ideas. Who would do it with you, and what would you need to begin?",
     "We would like to know a little more about your idea."),
    ("gap-for-whom", "needs_information", "gap", "", "A gap: for whom, and when?",
     "Thank you. For whom is it missing, and on which days or at which hours would it help most?",
     "We have a short question about what is missing."),
    ("good-news-thanks", "answered", "good_news", "", "Good news: thank you",
     "Thank you, this is good to hear. May we tell it as a story on this site? Change how we may use your words.",
     "Thank you for the good news. We have a question about telling it to others."),
    ("interest-introduced", "answered", "interest", "", "An interest: who does it already",
     "Others here do this already. Under “Organisations” you find them by theme; we can introduce you.",
     "We can tell you who does this already."),
    ("food-tonight", "answered", "", "food", "Food: where to find some today",
     "Nobody has to wait for us to eat. Community fridges and larders near you stand under “Help there is”.",
     "We have an answer for you about food."),
    ("transport-on-our-list", "accepted", "", "getting_around", "Buses and paths: on our list",
     "This is on our list. We collect which journeys people could not make, and take them to the council in one go.",
     "It is on our list, with the other journeys people could not make."),
    ("repairs-to-landlord", "redirected", "issue", "housing", "Damp and repairs: to the landlord",
     "Your landlord has to look at this. Report it to them in writing; if nothing happens, the council can step in.",
     "Somebody else can act on this more quickly than we can."),
]

# who, key, what they tell their colleague, how many days ago
NOTES = [
    ("staff2", "hate", "I asked the community safety team who takes this up. They ring back on Thursday.", 3),
    ("staff", "esol", "Three colleges were asked. One has a room, none has a teacher.", 5),
    ("staff", "bills-fenny", "The same as in Beanhill? Not yet: here it is the meters, there it is the rent.", 4),
]
# fmt: on
