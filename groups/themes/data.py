"""What organisations work on, what people tell us about, and who benefits.

Facts to start the lists that staff edit afterwards: about ten theme families, the themes
inside them and the kinds of people who benefit. The codes are fixed, the labels free.
Sources: the themes and keywords of the issue log that Community Action: MK ran in 2021
(mkcommunitydata.co.uk), regrouped and put in plain words by the project; the "who" codes
201 to 207 are the Charity Commission for England and Wales's classification. The everyday
words people type for each theme stand in keywords.py. That log's list of protected
characteristics is left out on purpose: it must not become labels on people.
"""

from .keywords import KEYWORDS

__all__ = ["BENEFICIARIES", "FAMILIES", "KEYWORDS", "THEMES"]

# (code, label). Counts are shown to the public by family, so a family must not be too small.
FAMILIES = [
    ("health_wellbeing", "Health and wellbeing"),
    ("money_food_home", "Money, food and home"),
    ("safe_ready", "Safety and emergencies"),
    ("green_climate", "Green spaces and climate"),
    ("learning_work_digital", "Learning, work and getting online"),
    ("stages_of_life", "Families, young people and older people"),
    ("fair_welcoming", "Equality and new communities"),
    ("culture_sport", "Arts, heritage and sport"),
    ("services_transport", "Public services and getting around"),
    ("strong_organisations", "Volunteering and running an organisation"),
]

# (code, label, family code)
THEMES = [
    ("health", "Health", "health_wellbeing"),
    ("mental_wellbeing", "Mental health and wellbeing", "health_wellbeing"),
    ("carers", "Carers", "health_wellbeing"),
    ("addiction", "Alcohol, drugs and gambling", "health_wellbeing"),
    ("isolation", "Loneliness and befriending", "health_wellbeing"),
    ("food", "Food", "money_food_home"),
    ("money", "Money, debt and benefits", "money_food_home"),
    ("housing", "Housing", "money_food_home"),
    ("homelessness", "Homelessness", "money_food_home"),
    ("safety", "Crime and feeling safe", "safe_ready"),
    ("emergency", "Emergencies", "safe_ready"),
    ("green", "Parks, wildlife and waterways", "green_climate"),
    ("climate", "Climate, energy and waste", "green_climate"),
    ("learning", "Schools and learning", "learning_work_digital"),
    ("work", "Work and jobs", "learning_work_digital"),
    ("digital", "Getting online", "learning_work_digital"),
    ("children_families", "Children and families", "stages_of_life"),
    ("young_people", "Young people", "stages_of_life"),
    ("older_people", "Older people", "stages_of_life"),
    ("equality", "Equality, disability and inclusion", "fair_welcoming"),
    ("new_communities", "New estates and regeneration", "fair_welcoming"),
    ("arts_heritage", "Arts, culture and heritage", "culture_sport"),
    ("sport_play", "Sport, play and leisure", "culture_sport"),
    ("getting_around", "Transport, roads and parking", "services_transport"),
    ("public_services", "Public services", "services_transport"),
    ("volunteering", "Volunteering", "strong_organisations"),
    ("running_a_group", "Running an organisation", "strong_organisations"),
]

# (code, label, Charity Commission "who" code or None where none of the seven says it)
BENEFICIARIES = [
    ("everyone", "Everyone locally", "207"),
    ("children", "Children (0 to 10)", "201"),
    ("young_people", "Young people (11 to 25)", "201"),
    ("adults", "Adults", None),
    ("older_people", "Older people", "202"),
    ("families", "Families and parents", "206"),
    ("carers", "Carers", "206"),
    ("disabled_people", "Disabled people", "203"),
    ("long_term_illness", "People with a long-term illness", "206"),
    ("mental_ill_health", "People with mental ill health", "206"),
    ("low_income", "People on a low income", "206"),
    ("without_home", "People without a home", "206"),
    ("refugees_migrants", "Refugees and migrants", "206"),
    ("ethnic_community", "A particular ethnic community", "204"),
    ("faith_community", "A faith community", "206"),
    ("women_girls", "Women and girls", "206"),
    ("men", "Men", "206"),
    ("lgbtq", "LGBTQ+ people", "206"),
    ("leaving_prison_care", "People leaving prison or care", "206"),
    ("other_organisations", "Other voluntary organisations", "205"),
    ("animals_nature", "Animals and nature", None),
]
