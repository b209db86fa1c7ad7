"""How pairs follow when one of their records goes into another."""

from camk.merging import carry_pair
from groups.duplicates.actions.pairs import keep_the_decision

carry_pair("groups.LikelyPair", "low", "high", "likely pairs", ordered=True, clash=keep_the_decision)
