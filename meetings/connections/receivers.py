"""How connections follow when two records of an organisation become one."""

from camk.merging import carry_pair
from meetings.connections.actions import become_one

carry_pair("meetings.Connection", "low", "high", "connections", ordered=True, clash=become_one)
