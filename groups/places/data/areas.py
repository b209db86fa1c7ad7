"""The city, the clusters, the parishes and the wards that place an organisation or an issue.

The 48 parish names come from the parish list of the issue log that Community Action: MK
ran in 2021 (mkcommunitydata.co.uk). The 8 clusters are the project's own reading of how
that log shared its Collaborative Action Groups (CAGs) out over the city: six areas are
taken from it, the west and the east flank are added so that each parish lies in exactly
one cluster. They are for Community Action: MK to confirm or change. Ward codes, names and
dates: Ordnance Survey Code-Point Open, October 2025 (Open Government Licence v3; notice in
postcodes.py). The 21 wards that replaced them on 7 May 2026 are not listed here.
"""

from datetime import date

CITY = ("E06000042", "Milton Keynes")

# (code, label, summary)
CLUSTERS = [
    (
        "rural-north",
        "Olney and the rural north",
        "Olney, Hanslope, Castlethorpe, Lavendon, Sherington and the villages to the north.",
    ),
    (
        "stantonbury-linford-newport",
        "Stantonbury, Great Linford and Newport Pagnell",
        "Stantonbury, Bradville, Great Linford, Conniburrow, Neath Hill and Newport Pagnell.",
    ),
    (
        "wolverton-stony-bradwell",
        "Wolverton, Stony Stratford and Bradwell",
        "Wolverton, Greenleys, Stony Stratford, Bradwell, New Bradwell and Two Mile Ash.",
    ),
    (
        "central",
        "Central and south-central",
        "Central Milton Keynes, Fishermead, Oldbrook, Willen, Netherfield, Beanhill and Simpson.",
    ),
    (
        "east-flank",
        "East: Broughton, Middleton and Moulsoe",
        "Broughton, Brooklands, Middleton, Oakgrove, Pineham and Moulsoe.",
    ),
    (
        "west-flank",
        "West: Shenley, Loughton, Tattenhoe and Whitehouse",
        "The Shenleys, Furzton, Emerson Valley, Tattenhoe, Loughton, Whitehouse and Fairfields.",
    ),
    (
        "walton-woburn-sands",
        "Walton, Woburn Sands and Kents Hill",
        "Walnut Tree, Walton, Kents Hill, Monkston, Wavendon, Woburn Sands and the Brickhills.",
    ),
    (
        "bletchley",
        "Bletchley",
        "Bletchley, Fenny Stratford, Water Eaton and the Lakes Estate, Newton Leys.",
    ),
]

# (code, name, cluster code)
PARISHES = [
    ("abbey-hill", "Abbey Hill", "wolverton-stony-bradwell"),
    ("astwood-and-hardmead", "Astwood and Hardmead", "rural-north"),
    ("bletchley-and-fenny-stratford", "Bletchley and Fenny Stratford", "bletchley"),
    ("bow-brickhill", "Bow Brickhill", "walton-woburn-sands"),
    ("bradwell", "Bradwell", "wolverton-stony-bradwell"),
    ("broughton-and-milton-keynes", "Broughton and Milton Keynes", "east-flank"),
    ("calverton", "Calverton", "wolverton-stony-bradwell"),
    ("campbell-park", "Campbell Park", "central"),
    ("castlethorpe", "Castlethorpe", "rural-north"),
    ("central-milton-keynes", "Central Milton Keynes", "central"),
    ("chicheley", "Chicheley", "rural-north"),
    (
        "clifton-reynes-and-newton-blossomville",
        "Clifton Reynes and Newton Blossomville",
        "rural-north",
    ),
    ("cold-brayfield", "Cold Brayfield", "rural-north"),
    ("emberton", "Emberton", "rural-north"),
    ("fairfields", "Fairfields", "west-flank"),
    ("gayhurst", "Gayhurst", "rural-north"),
    ("great-linford", "Great Linford", "stantonbury-linford-newport"),
    ("hanslope", "Hanslope", "rural-north"),
    ("haversham-cum-little-linford", "Haversham cum Little Linford", "rural-north"),
    ("kents-hill-and-monkston", "Kents Hill and Monkston", "walton-woburn-sands"),
    ("lathbury", "Lathbury", "rural-north"),
    ("lavendon", "Lavendon", "rural-north"),
    ("little-brickhill", "Little Brickhill", "walton-woburn-sands"),
    ("loughton", "Loughton", "west-flank"),
    ("moulsoe", "Moulsoe", "east-flank"),
    ("new-bradwell", "New Bradwell", "wolverton-stony-bradwell"),
    ("newport-pagnell", "Newport Pagnell", "stantonbury-linford-newport"),
    ("north-crawley", "North Crawley", "rural-north"),
    ("old-woughton", "Old Woughton", "central"),
    ("olney", "Olney", "rural-north"),
    ("ravenstone", "Ravenstone", "rural-north"),
    ("shenley-brook-end-and-tattenhoe", "Shenley Brook End and Tattenhoe", "west-flank"),
    ("shenley-church-end", "Shenley Church End", "west-flank"),
    ("sherington", "Sherington", "rural-north"),
    ("simpson-and-ashland", "Simpson and Ashland", "central"),
    ("stantonbury", "Stantonbury", "stantonbury-linford-newport"),
    ("stoke-goldington", "Stoke Goldington", "rural-north"),
    ("stony-stratford", "Stony Stratford", "wolverton-stony-bradwell"),
    ("tyringham-and-filgrave", "Tyringham and Filgrave", "rural-north"),
    ("walton", "Walton", "walton-woburn-sands"),
    ("warrington", "Warrington", "rural-north"),
    ("wavendon", "Wavendon", "walton-woburn-sands"),
    ("west-bletchley", "West Bletchley", "bletchley"),
    ("weston-underwood", "Weston Underwood", "rural-north"),
    ("whitehouse", "Whitehouse", "west-flank"),
    ("woburn-sands", "Woburn Sands", "walton-woburn-sands"),
    ("wolverton-and-greenleys", "Wolverton and Greenleys", "wolverton-stony-bradwell"),
    ("woughton", "Woughton", "central"),
]

CREATED = date(2014, 5, 22)
REPLACED = date(2026, 5, 7)

# (code, name, valid from, valid to): a ward is read by the date of the entry, so that a
# figure from 2025 stays in the ward it was counted in. Valid to is the first day it is not.
WARDS_2014 = [
    ("E05009406", "Bletchley East", CREATED, REPLACED),
    ("E05009407", "Bletchley Park", CREATED, REPLACED),
    ("E05009408", "Bletchley West", CREATED, REPLACED),
    ("E05009409", "Bradwell", CREATED, REPLACED),
    ("E05009410", "Broughton", CREATED, REPLACED),
    ("E05009411", "Campbell Park & Old Woughton", CREATED, REPLACED),
    ("E05009412", "Central Milton Keynes", CREATED, REPLACED),
    ("E05009413", "Danesborough & Walton", CREATED, REPLACED),
    ("E05009414", "Loughton & Shenley", CREATED, REPLACED),
    ("E05009415", "Monkston", CREATED, REPLACED),
    ("E05009416", "Newport Pagnell North & Hanslope", CREATED, REPLACED),
    ("E05009417", "Newport Pagnell South", CREATED, REPLACED),
    ("E05009418", "Olney", CREATED, REPLACED),
    ("E05009419", "Shenley Brook End", CREATED, REPLACED),
    ("E05009420", "Stantonbury", CREATED, REPLACED),
    ("E05009421", "Stony Stratford", CREATED, REPLACED),
    ("E05009422", "Tattenhoe", CREATED, REPLACED),
    ("E05009423", "Wolverton", CREATED, REPLACED),
    ("E05009424", "Woughton & Fishermead", CREATED, REPLACED),
]

# (code, label): answers to "where?" that are not a place on the ground.
SPECIAL = [
    ("all-of-mk", "All of Milton Keynes"),
    ("wider", "Wider than Milton Keynes"),
    ("no-place", "Not about a place"),
]
