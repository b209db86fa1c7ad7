"""The bank holidays on which no meeting is planned and no reminder is sent by default.

England and Wales, 2025 to 2027. When a holiday falls on a weekend the list holds only its
substitute day, so 26 December 2026 and 25 and 26 December 2027 are plain weekend days here.
Source: the list of bank holidays on GOV.UK (Open Government Licence v3), as published in
August 2025. Past LAST_KNOWN nothing is known: the administrator adds the next years, and other days on which
nobody works, to the charity's details.
"""

import re
from datetime import date

from camk.days import day_in

# ISO date -> name
BANK_HOLIDAYS = {
    "2025-01-01": "New Year’s Day",
    "2025-04-18": "Good Friday",
    "2025-04-21": "Easter Monday",
    "2025-05-05": "Early May bank holiday",
    "2025-05-26": "Spring bank holiday",
    "2025-08-25": "Summer bank holiday",
    "2025-12-25": "Christmas Day",
    "2025-12-26": "Boxing Day",
    "2026-01-01": "New Year’s Day",
    "2026-04-03": "Good Friday",
    "2026-04-06": "Easter Monday",
    "2026-05-04": "Early May bank holiday",
    "2026-05-25": "Spring bank holiday",
    "2026-08-31": "Summer bank holiday",
    "2026-12-25": "Christmas Day",
    "2026-12-28": "Boxing Day (substitute day)",
    "2027-01-01": "New Year’s Day",
    "2027-03-26": "Good Friday",
    "2027-03-29": "Easter Monday",
    "2027-05-03": "Early May bank holiday",
    "2027-05-31": "Spring bank holiday",
    "2027-08-30": "Summer bank holiday",
    "2027-12-27": "Christmas Day (substitute day)",
    "2027-12-28": "Boxing Day (substitute day)",
}

LAST_KNOWN = date(2027, 12, 28)
_LINE = re.compile(r"(\d{4}-\d\d-\d\d|\d{1,2} [A-Za-z]+ \d{4}|\d{1,2}/\d{1,2}/\d{4})[\s,:;–-]*(.*)")
_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d/%m/%Y")


def read_days(text: str) -> dict[str, str]:
    """Days as somebody types them, one a line with its name: ISO date -> name. Raises ValueError with a sentence."""
    days = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _LINE.fullmatch(line)
        day = day_in(found[1], _FORMS) if found else None
        if day is None:
            raise ValueError(f"“{line[:60]}” does not begin with a day. Write it as 3 January 2028, New Year’s Day.")
        days[day.isoformat()] = found[2].strip() or "A day off"
    return days
