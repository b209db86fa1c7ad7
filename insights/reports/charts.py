"""The chart of a report's themes as an SVG picture for the PDF; on the page its table is drawn with bars."""

from xml.sax.saxutils import escape

WIDTH, LINE, BAR = 520, 46, 11
NOW, BEFORE, INK = "#0f5b4c", "#b9c4bf", "#1d2322"
MOST_LETTERS = 60


def theme_chart(themes: list[dict]) -> str:
    """Two bars for each theme: told in the period, and in as many days before. Words are escaped."""
    highest = max((n for t in themes for n in (t["told"], t["before"])), default=0)
    height = LINE * len(themes)
    rows = "".join(_row(number, theme, highest) for number, theme in enumerate(themes))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}">{rows}</svg>'


def _row(number: int, theme: dict, highest: int) -> str:
    top = LINE * number
    return (
        _text(0, top + 12, _clean(theme["label"]))
        + _bar(top + 17, theme["told"], highest, NOW)
        + _bar(top + 17 + BAR + 1, theme["before"], highest, BEFORE)
    )


def _bar(top: int, value: int, highest: int, fill: str) -> str:
    wide = (WIDTH - 40) * value / highest if highest else 0
    bar = f'<rect x="0" y="{top}" width="{wide:.1f}" height="{BAR}" fill="{fill}"/>'
    return bar + _text(wide + 5, top + BAR - 1, f"{value:,}")


def _text(x: float, y: float, words: str) -> str:
    face = 'font-family="Libertinus Serif" font-size="12"'
    return f'<text x="{x:.1f}" y="{y}" {face} fill="{INK}">{words}</text>'


def _clean(label: str) -> str:
    """No character that XML refuses, none that could end the text."""
    return escape("".join(c for c in label[:MOST_LETTERS] if c.isprintable()))


def in_words(themes: list[dict]) -> str:
    """The chart in one sentence for people who do not see it."""
    said = "; ".join(f"{t['label']}: {t['told']:,}, before that {t['before']:,}" for t in themes)
    return f"Bar chart of how many issues we were told by theme in this period and in as many days before. {said}."
