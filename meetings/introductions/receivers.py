"""How introductions follow when two records of an organisation become one."""

from camk.merging import carry_pair
from meetings.introductions.actions.suggesting import become_one

carry_pair("meetings.Introduction", "low", "high", "introductions", ordered=True, clash=become_one)
