"""What members of the demonstration's CAGs wrote to each other and shared, and one announcement."""

# fmt: off
# CAG key, kind, days ago, organisation key (its lead contact speaks), title, words, replies: (days ago, who, words)
THREADS = [
    ("central", "question", 9, "kitchen", "Who has a gazebo we could borrow?",
     "We have a stall at the summer fair and it always rains.\nOne day, a Saturday. We bring it back dry.",
     [(8, "alliance", "We have two, three metres each. They live in the meeting place. Ring Esther before you come."),
      (7, "kitchen", "Wonderful, thank you. We will bring soup.")]),
    ("central", "offer", 5, "shed", "We mend tools on the first Friday",
     "Bring your blunt shears and loose handles. We do not charge other organisations; a packet of biscuits is fine.",
     [(4, "waterwatch", "Would litter pickers count as tools? We have eleven with broken springs."),
      (3, "shed", "They would. Bring all eleven.")]),
    ("central", "idea", 3, "homework", "A summer study week in three halls",
     "Pupils lose a lot over six weeks. Each of us has a hall for two mornings. Together that is a week.\n"
     "Who would like to plan it with us?",
     [(2, "football", "We could end each morning with a game. Count us in.")]),
    ("central", "news", 12, "simpson", "The lift share has two new drivers",
     "From Monday we can take people to the hospital on Thursdays too.", []),
    ("central", "question", 1, "banter", "Does anybody know a sitter for a Tuesday?",
     "A member would love to come but cannot leave her husband alone. Two hours, once a week.", []),
    ("food", "question", 6, "warmroom", "What do you do with forty loaves at closing time?",
     "The shop rings at five and we close at six. Bread is lovely but there is a limit to toast.",
     [(5, "fridge", "Slice and freeze half of it the same evening. It keeps for the whole month."),
      (5, "kitchen", "Ring us. We come with a van until seven.")]),
    ("food", "offer", 2, "permaculture", "Courgettes, more than anybody can count",
     "Every day from now until September. Bring a bag, or a barrow.", []),
    ("wellbeing", "idea", 4, "walkers", "Walks that end at somebody’s table",
     "We walk, you have a kettle. Could each walk end with another organisation of this CAG?",
     [(3, "wool", "Ours is open on Wednesdays. You would be welcome, muddy or not.")]),
]

# CAG, kind, days ago, organisation, audience, themes, adapting, checked in so many days, title, what it is for,
# content: a link, or the name and the lines of a small file
RESOURCES = [
    ("food", "guide", 60, "fridge", "public", "food", False, 300, "One safe routine for a community fridge",
     "For anybody who runs a fridge: what to log, when to clean, what never to take.",
     ("safe-routine.txt", "Twice a day: read both thermometers and write it down.\n"
      "Every crate: date it when it comes in."
      "\nNever: raw meat, opened jars, anything without a label.\nOnce a week: empty it, wash it, let it dry.")),
    ("food", "template", 45, "fridge", "pass_on", "food", False, 250, "Temperature log to print",
     "A table for the wall beside the fridge, one line a visit.",
     ("temperature-log.csv", "Date,Time,Fridge,Freezer,Cleaned,Name\n,,,,,\n,,,,,\n,,,,,")),
    ("central", "guide", 30, "eagle", "public", "isolation", False, 320, "Befriending: the first ten visits",
     "For new befrienders: how to begin, what to listen for, when to ask for help.",
     ("first-ten-visits.txt", "Visit 1: stay half an hour and leave while it is still nice.\n"
      "Visit 2: bring back something they told you.\n"
      "Any visit: if you are worried about somebody, ring your coordinator the same day.")),
    ("central", "tool", 20, "alliance", "members", "getting_around safety", False, 200,
     "Walk-about sheet for dark paths",
     "Mark what is broken on one evening walk, so that a report has places and dates.",
     ("walk-about.csv", "Path,Lamp number,What is wrong,Seen on\n,,,\n,,,")),
    ("central", "training", 14, "shed", "members", "mental_wellbeing", True, 120,
     "Mental health first aid, half a day",
     "A course for volunteers; the shed has six places a term for other organisations of this CAG.",
     "https://training.example.org/first-aid"),
    ("wellbeing", "recording", 25, "wool", "public", "arts_heritage isolation", True, 280,
     "A knitting circle on two screens",
     "How a group kept its members at home and its members in the room together.",
     "https://recordings.example.org/knitting-circle"),
    ("food", "data", 10, "warmroom", "members", "food money", False, -6, "Which day there is food where",
     "The map of the week as a table: place, day, hours, what to bring.",
     ("food-by-day.csv", "Place,Day,Hours\nNetherfield,Thursday,5pm to 7pm\nFenny Stratford,Daily,9am to 6pm")),
]
# resource title, what changed in its newer version, its content
NEWER = [
    ("One safe routine for a community fridge", "Thermometers are read three times a day now",
     ("safe-routine.txt", "Three times a day: read both thermometers and write it down.\n"
      "Every crate: date it when it comes in."
      "\nNever: raw meat, opened jars, anything without a label.\nOnce a week: empty it, wash it, let it dry.")),
]

# kind, partner, days ago, CAG keys, public, title, words
ANNOUNCEMENTS = [
    ("news", "", 8, "central food", True, "Small grants for summer activities are open",
     "Up to £500 for things that happen in July and August, for organisations of any kind.\n\n"
     "The form has five questions. Ring us and we fill it in with you."),
    ("briefing", "Parish of Demonstration Meadows", 4, "central", False, "New collection days for bulky waste",
     "From next month bulky waste is collected on the first Monday. It is free for two things a year.\n\n"
     "Please tell the people who come to you: many pay for a van that they do not need."),
]
# fmt: on
