"""The places of Milton Keynes that organisations belong to and people speak about.

Plain facts, loaded into the database once and edited there afterwards: the city, its
8 clusters, 48 parishes, 170 estates and settlements, the wards of 2014, the postcode
sectors that suggest a cluster, and the tile grid that draws the parishes. Codes are
unique across every layer, so one code always means one place.
"""

from .aliases import ALIASES
from .areas import CITY, CLUSTERS, PARISHES, SPECIAL, WARDS_2014
from .estates import ESTATES
from .grid import GRID
from .postcodes import POSTCODE_NOTICE, POSTCODE_SECTORS

__all__ = [
    "ALIASES",
    "CITY",
    "CLUSTERS",
    "ESTATES",
    "GRID",
    "PARISHES",
    "POSTCODE_NOTICE",
    "POSTCODE_SECTORS",
    "SPECIAL",
    "WARDS_2014",
]
