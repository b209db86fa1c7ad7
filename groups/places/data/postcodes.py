"""Which cluster a postcode suggests, so that an organisation need not know its own.

The project's own table: each of the 65 postcode sectors of the city was given the cluster
in which most of its addresses lie, by the main ward of the sector and, where a ward crosses
clusters (noted beside the row), by the middle of its postcodes. A sector can cross a border,
so the postcode only suggests and the person picks. MK77 and a few others hold mostly
post-office boxes. Source of sectors, wards and positions: Ordnance Survey Code-Point Open,
October 2025, under the Open Government Licence v3.
"""

# The licence asks for this notice wherever the table is used or passed on.
POSTCODE_NOTICE = (
    "Contains OS data © Crown copyright and database right 2025. "
    "Contains Royal Mail data © Royal Mail copyright and database right 2025. "
    "Contains National Statistics data © Crown copyright and database right 2025."
)

# (sector, cluster code)
POSTCODE_SECTORS = [
    ("MK1 1", "bletchley"),
    ("MK1 9", "bletchley"),
    ("MK2 2", "bletchley"),
    ("MK2 3", "bletchley"),
    ("MK3 5", "bletchley"),
    ("MK3 6", "bletchley"),
    ("MK3 7", "bletchley"),
    ("MK4 1", "west-flank"),
    ("MK4 2", "west-flank"),
    ("MK4 3", "west-flank"),
    ("MK4 4", "west-flank"),
    ("MK5 6", "west-flank"),
    ("MK5 7", "west-flank"),
    ("MK5 8", "west-flank"),
    ("MK6 1", "central"),
    ("MK6 2", "central"),
    ("MK6 3", "central"),
    ("MK6 4", "central"),
    ("MK6 5", "central"),
    ("MK7 6", "walton-woburn-sands"),
    ("MK7 7", "walton-woburn-sands"),
    ("MK7 8", "walton-woburn-sands"),
    ("MK8 0", "west-flank"),  # Crownhill, Grange Farm and Hazeley
    ("MK8 1", "west-flank"),  # Whitehouse
    ("MK8 8", "wolverton-stony-bradwell"),
    ("MK8 9", "west-flank"),
    ("MK9 1", "central"),
    ("MK9 2", "central"),
    ("MK9 3", "central"),
    ("MK9 4", "central"),
    ("MK10 0", "walton-woburn-sands"),
    ("MK10 1", "walton-woburn-sands"),
    ("MK10 7", "east-flank"),
    ("MK10 9", "east-flank"),
    ("MK11 1", "wolverton-stony-bradwell"),
    ("MK11 2", "wolverton-stony-bradwell"),
    ("MK11 3", "wolverton-stony-bradwell"),
    ("MK11 4", "west-flank"),  # Fairfields
    ("MK11 9", "wolverton-stony-bradwell"),
    ("MK12 5", "wolverton-stony-bradwell"),
    ("MK12 6", "wolverton-stony-bradwell"),
    ("MK13 0", "wolverton-stony-bradwell"),
    ("MK13 7", "stantonbury-linford-newport"),
    ("MK13 8", "wolverton-stony-bradwell"),  # Bradwell Common
    ("MK13 9", "wolverton-stony-bradwell"),
    ("MK14 5", "stantonbury-linford-newport"),
    ("MK14 6", "stantonbury-linford-newport"),
    ("MK14 7", "stantonbury-linford-newport"),  # Conniburrow and Downs Barn
    ("MK15 0", "central"),
    ("MK15 8", "stantonbury-linford-newport"),  # Bolbeck Park and Pennyland
    ("MK15 9", "central"),  # Willen and Willen Park
    ("MK16 0", "stantonbury-linford-newport"),
    ("MK16 6", "stantonbury-linford-newport"),
    ("MK16 8", "stantonbury-linford-newport"),  # Newport Pagnell town
    ("MK16 9", "rural-north"),
    ("MK17 0", "walton-woburn-sands"),
    ("MK17 7", "walton-woburn-sands"),
    ("MK17 8", "walton-woburn-sands"),
    ("MK17 9", "walton-woburn-sands"),
    ("MK19 6", "wolverton-stony-bradwell"),
    ("MK19 7", "rural-north"),
    ("MK43 8", "rural-north"),
    ("MK46 4", "rural-north"),
    ("MK46 5", "rural-north"),
    ("MK77 1", "wolverton-stony-bradwell"),
]
