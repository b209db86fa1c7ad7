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

# who, key, what they tell their colleague, how many days ago
NOTES = [
    ("staff2", "hate", "I asked the community safety team who takes this up. They ring back on Thursday.", 3),
    ("staff", "esol", "Three colleges were asked. One has a room, none has a teacher.", 5),
    ("staff", "bills-fenny", "The same as in Beanhill? Not yet: here it is the meters, there it is the rent.", 4),
]
# fmt: on
