"""The annex of a report: its counts as a workbook and as CSV, made from the snapshot once and kept with it."""

from collections.abc import Iterator

from camk.spreadsheet import csv_bytes, xlsx_bytes

KEPT_BACK = "kept back"
ABOUT = "About"


def tables_of(snapshot: dict) -> dict[str, list[list]]:
    """Each table of the annex by its name, its headings first. Nothing stands here that the page does not say."""
    s, areas = snapshot, snapshot["areas"]
    return {
        ABOUT: [
            ["What", "Value"],
            ["Report", s["number"]],
            ["Version", s["version"]],
            ["Title", s["title"]],
            ["For", s["stakeholder"]],
            ["From", s["sender"]["name"]],
            ["Period begins", s["period"]["start"]],
            ["Period ends", s["period"]["end"]],
            ["Issues in this report", s["figures"]["issues"]],
            ["Voices", s["figures"]["voices"]],
            ["Organisations", s["figures"]["organisations"]],
            ["Areas", s["figures"]["areas"]],
            [
                "Kept back",
                "Where a count crosses an area with a theme and fewer than five people or organisations stand behind "
                "it, it is kept back, and others with it, so that it cannot be worked out.",
            ],
        ],
        "Themes": [
            ["Theme", "Issues in this report", "Voices", "Told in the period", "Told in as many days before"],
            *([t["label"], t["issues"], t["voices"], t["told"], t["before"]] for t in s["themes"]),
        ],
        "Areas and themes": [
            ["Area", *areas["themes"], "All themes"],
            *(
                [area, *map(_count, cells), _count(total)]
                for area, cells, total in zip(areas["areas"], areas["cells"], areas["area_totals"], strict=True)
            ),
            ["All of Milton Keynes", *areas["theme_totals"], sum(areas["theme_totals"])],
        ],
        "Issues": [
            ["Number", "Reference", "Words", "Theme", "Place", "Voices"],
            *([i["number"], i["reference"], i["wording"], i["theme"], _place(i), i["voices"]] for i in s["items"]),
        ],
        "Asks": [
            ["Number", "What we ask", "Of whom", "Answer by", "About issues"],
            *([a["number"], a["words"], a["owner"], a["due_on"], _numbers(a)] for a in s["asks"]),
        ],
    }


def _count(number: int | None) -> int | str:
    return KEPT_BACK if number is None else number


def _place(item: dict) -> str:
    return KEPT_BACK if item["place_kept_back"] else item["place"]


def _numbers(ask: dict) -> str:
    return ", ".join(str(number) for number in ask["items"])


def xlsx_of(snapshot: dict) -> bytes:
    """The annex as a workbook: one sheet for each table."""
    return xlsx_bytes(tables_of(snapshot))


def csv_of(snapshot: dict) -> bytes:
    """The annex as CSV: one cell a line, so that any program can read it."""
    return csv_bytes(_cells(snapshot))


def _cells(snapshot: dict) -> Iterator[list]:
    yield ["Table", "Row", "Column", "Value"]
    for name, (headings, *rows) in tables_of(snapshot).items():
        for first, *values in rows:
            yield from ([name, first, column, value] for column, value in zip(headings[1:], values, strict=True))
