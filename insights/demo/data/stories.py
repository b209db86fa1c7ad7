"""What was said and what changed: the stories on the home page of the demonstration."""

# fmt: off
# title, said, who, what changed, issue key, organisation key, days ago
STORIES = [
    ("Somebody looks after those who look after others",
     "Three of our best volunteers have stopped this month. They are not cross, they are just empty.",
     "A kitchen in the south of the city",
     "We read this out at a themed meeting. Volunteer counsellors from Listening Ear for Volunteers answered it: "
     "they "
     "now offer two group sessions a month and one-to-one counselling, free to every organisation in the network. "
     "Nine organisations have used it so far.", "burnout", "ear", 140),
    ("Two organisations, one building, three years",
     "We have used Larch Hall for three years, and so have they. We met at your meeting.", "Gentle Days Yoga",
     "A permaculture circle and a yoga class for people getting over cancer treatment had never heard of each other. "
     "They met when we talked about isolation and green spaces together. Now the class ends in the garden, and the "
     "garden has more hands.", "yoga", "yoga", 110),
    ("Six fridges, one safe routine",
     "We log, date and clean twice a day, and have not thrown away a crate since.", "Fenny Fridge and Larder",
     "Community fridges in six places now use the same routine. Two parishes bought the thermometers, and all six "
     "stayed open through the summer holidays.", "fridges", "fridge", 85),
    ("A drop-in for people who wait",
     "People come to us in tears because the letter says next summer. We are a lunch club.",
     "An organisation in Eaglestone",
     "We put it in a report to the City Partnership Board for Health (demonstration). They promised two weekly "
     "drop-ins and kept the promise.", "a-counsel", "eagle", 44),
    ("All lit",
     "Our choir has lost nine women since the clocks went back.", "Residents of Fishermead",
     "Eleven dark stretches were marked on a wall plan. After our report the first path was mended, and residents "
     "walked it together at nine in the evening to see.", "b-dark-fishermead", "alliance", 4),
]
# kind, title, in one sentence, who or "", body, author, how to reach them, organisation key or "", days ago
AT_LENGTH = [
    ("testimonial", "A space for us", "A space for network building, and a place I can go to for more knowledge.",
     "A member of the Food and Fridges CAG", "", "", "", "", 60),
    ("spotlight", "The kitchen that feeds a street", "Thirty-eight meals on a wet Tuesday.", "",
     "Netherfield Neighbours Kitchen began with one slow cooker in a hallway. Today four cooks, two of them over "
     "seventy, serve lunch twice a week, and whoever can pays what they can.\n\nThey look for two more cooks and a "
     "cooker that lasts.", "", "", "kitchen", 30),
    ("news", "A page of its own for every CAG’s learning",
     "What each CAG learnt in the summer can be read by all.", "",
     "After each quarter the people who lead a CAG write down what was learnt, the best bits, and what comes next. "
     "Members get it by mail.", "", "", "", 12),
    ("guest", "Nobody is hard to reach", "People are easy to reach for whoever comes to them.", "",
     "We say that some communities are hard to reach. I grew up in one. Our doors were open; it was the meetings "
     "that were hard to reach: at noon, in one language, in a building with a bell.\n\nEquality begins with the "
     "time of day. Come in the evening, bring the children’s corner, ask first and present later.",
     "Themba Moyo, poet", "themba@poet.example.org", "", 20),
]
# fmt: on
