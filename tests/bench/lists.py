"""How long a list of 2,000 organisations takes, from the file to the stored rows, on the database of DATABASE_URL.

Run by tests.bench with an empty database; prints its seconds as JSON on the last line.
"""

import csv
import io
import json
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from groups.duplicates.actions.pairs import refresh_pairs  # noqa: E402
from groups.organisations.actions.importing import import_rows  # noqa: E402
from groups.organisations.importing import preview  # noqa: E402
from groups.organisations.models import Organisation  # noqa: E402
from tests.bench.duplicates import many_names  # noqa: E402

ROWS, BROKEN = 2000, 7


def file_of(names: list[str]) -> bytes:
    """The list as a spreadsheet saves it, a few rows of it wrong."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Organisation", "Contact", "E-mail", "Postcode", "Charity number", "Website", "What we do"])
    for n, name in enumerate(names):
        postcode = "nowhere" if n < BROKEN else f"MK{n % 17 + 1} {n % 9 + 1}AB"
        site = f"https://www.club{n}.example"
        writer.writerow(
            [name, f"Person {n}", f"person{n}@example.org", postcode, 1_000_000 + n, site, "Meets weekly."]
        )
    return out.getvalue().encode()


def main() -> None:
    """Read, compare, store; then look for pairs among all of them."""
    call_command("migrate", verbosity=0)
    content = file_of(many_names(ROWS))
    marks = [time.perf_counter()]
    _, rows = preview(content)
    marks.append(time.perf_counter())
    made, failed = import_rows(rows=rows, filename="bench.csv")
    marks.append(time.perf_counter())
    pairs = refresh_pairs()
    marks.append(time.perf_counter())
    assert len(made) == Organisation.objects.count() == ROWS - BROKEN and len(failed) == BROKEN
    looked, stored, compared = (after - before for before, after in zip(marks, marks[1:], strict=False))
    print(json.dumps({"looked": looked, "stored": stored, "compared": compared, "pairs": pairs}))


if __name__ == "__main__":
    main()
