"""The geometry of the site's two charts, drawn as SVG on the server.

x in per cent and y in pixels, without a viewBox: bars stretch with the page and text keeps its size on a phone.
"""

from collections.abc import Sequence

Pairs = Sequence[tuple[str, int | float]]


def axis_steps(highest: float, wanted: int = 4) -> list[int]:
    """Whole-number axis marks from 0 up to or just above the highest value, in steps of 1, 2 or 5 times ten."""
    power = 1
    while True:
        for size in (power, 2 * power, 5 * power):
            if size * wanted >= highest:
                marks = max(-(-highest // size), 1)
                return [size * n for n in range(int(marks) + 1)]
        power *= 10


def sentence(data: Pairs) -> str:
    """The chart in one sentence for people who do not see it: first, last, highest and lowest."""
    if not data:
        return "Column chart with nothing in it yet."
    if len(data) == 1:
        return f"Column chart. {data[0][0]}: {data[0][1]:,}."
    top, low = max(data, key=lambda pair: pair[1]), min(data, key=lambda pair: pair[1])
    return (
        f"Column chart. From {data[0][1]:,} in {data[0][0]} to {data[-1][1]:,} in {data[-1][0]}. "
        f"Highest {top[1]:,} in {top[0]}, lowest {low[1]:,} in {low[0]}."
    )


def columns(data: Pairs, height: int = 220, highlight_last: bool = True) -> dict:
    """Columns over time for components/chart_columns.html; values in their own unit, height in pixels."""
    top, bottom, number = 26, 30, len(data)
    values = [value for _, value in data]
    marks = axis_steps(max(values, default=0))
    plot = height - top - bottom
    left = 4 + 2.6 * len(f"{marks[-1]:,}")
    step = (100 - left) / max(number, 1)
    width = min(step * 0.72, 14)
    # Labels stand on few columns; on many, only on the newest, the highest and the lowest.
    spoken = set(range(number)) if number <= 6 else {number - 1, values.index(max(values)), values.index(min(values))}
    cols = []
    for n, (label, value) in enumerate(data):
        tall = plot * value / marks[-1]
        centre = left + step * (n + 0.5)
        cols.append(
            {
                "x": f"{centre - width / 2:.2f}%",
                "w": f"{width:.2f}%",
                "cx": f"{centre:.2f}%",
                "y": f"{top + plot - tall:.1f}",
                "h": f"{tall:.1f}",
                "ly": f"{top + plot - tall - 7:.1f}",
                "label": label,
                "value": value,
                "last": highlight_last and n == number - 1,
                "labelled": n in spoken,
                "shown": number <= 14 or (number - 1 - n) % 2 == 0,
                "odd": number > 6 and (number - 1 - n) % (2 if number <= 14 else 4) != 0,
            }
        )
    ticks = [{"v": mark, "y": f"{top + plot - plot * mark / marks[-1]:.1f}"} for mark in marks]
    return {
        "height": height,
        "cols": cols,
        "ticks": ticks,
        "base": f"{top + plot}",
        "laby": height - 10,
        "left": f"{left:.2f}%",
        "sentence": sentence(data),
    }


def bars(data: Pairs, urls: Sequence[str] = ()) -> list[dict]:
    """Bars for components/chart_bars.html, widths in per cent of the longest; the first stands out."""
    highest = max((value for _, value in data), default=0)
    total = sum(value for _, value in data)
    return [
        {
            "label": label,
            "value": value,
            "w": f"{100 * value / highest:.1f}%" if highest else "0%",
            "pct": round(100 * value / total) if total else 0,
            "first": n == 0 and value > 0,
            "url": urls[n] if n < len(urls) else "",
        }
        for n, (label, value) in enumerate(data)
    ]
