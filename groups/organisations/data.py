"""The kinds of organisation that can join, and the words that tell no two of them apart.

The kinds are a first list for staff to edit; codes are fixed, labels free. Source: the
legal forms in use among voluntary organisations in England, and the usual split of
membership into voluntary organisations and affiliates (public bodies, parish and town
councils, businesses). The noise words come from comparing real names of Milton Keynes
organisations in the 2021 participant list of Community Action: MK, which holds the same
organisation twice under two spellings.
"""

# (code, label, is an affiliate rather than a voluntary organisation)
KINDS = [
    ("informal", "Informal, not set up formally yet", False),
    ("residents_association", "Residents' association", False),
    ("unincorporated_association", "Unincorporated association", False),
    ("charitable_trust", "Charitable trust", False),
    ("cio", "Charitable incorporated organisation (CIO)", False),
    ("charitable_company", "Charitable company", False),
    ("cic", "Community interest company (CIC)", False),
    ("cooperative", "Co-operative or community benefit society", False),
    ("faith_body", "Faith body", False),
    ("sports_club", "Sports club", False),
    ("parish_town_council", "Parish, town or community council", True),
    ("public_body", "Public body", True),
    ("business", "Business", True),
    ("individual", "Individual supporter", False),
]

# Words and phrases dropped before two names are compared, in this order, so that a phrase
# goes before its parts. "trust", "club", "council" and "church" stay: they are often all
# that tells two names apart. Lower case, without full stops; brackets are the matcher's job.
NAME_NOISE = (
    "charitable incorporated organisation",
    "community interest company",
    "registered charity",
    "city of milton keynes",
    "milton keynes",
    "and district",
    "incorporated",
    "limited",
    "charity",
    "uk",
    "cic",
    "cio",
    "ltd",
    "plc",
    "llp",
    "the",
    "mk",
    "of",
    "in",
    "for",
)

# Spellings made alike before two names are compared, word for word.
NAME_SPELLINGS = {
    "&": "and",
    "+": "and",
    "assoc": "association",
    "assn": "association",
    "ra": "residents association",
    "center": "centre",
    "centres": "centre",
    "pc": "parish council",
    "st": "saint",
    "soc": "society",
    "organization": "organisation",
    "organizations": "organisations",
    "tc": "town council",
}

# Words that tell two names apart less than others do: "Netherfield Residents Association" is known by its first.
NAME_COMMON = frozenset(
    """
    action advice all and association baptist branch care carers centre church club college committee community
    company council estate families family fellowship food forum foundation friends fund group groups hall help
    helping helpers hub local lunch men ministries mission national neighbourhood neighbours network older office
    parent parents parish partnership people pre programme project resident residents school scheme scouts
    section service services social society support team tenants toddler toddlers town trust union united
    village volunteers welfare women young youth
    """.split()
)

# One of these more, and it is another organisation: "West Bletchley" is not Bletchley.
NAME_QUALIFIERS = frozenset(
    """
    north south east west central upper lower old new great little high middle far inner outer junior senior
    juniors seniors under over first second third boys girls men women mens womens ladies youth young older
    """.split()
)

# Where many organisations have a page each: the same host says nothing of who they are.
SHARED_HOSTS = frozenset(
    """
    facebook.com instagram.com twitter.com x.com linkedin.com youtube.com pitchero.com linktr.ee eventbrite.co.uk
    justgiving.com gofundme.com meetup.com sites.google.com google.com wordpress.com wixsite.com milton-keynes.gov.uk
    mkcommunityhub.org e-voice.org.uk btck.co.uk hugofox.com
    """.split()
)
