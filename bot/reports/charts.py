"""Charts as SVG, drawn by altair and vl-convert: no browser, and nothing but published values.

One look for all: one accent, position and shape instead of colours, so that everybody can read it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.reports.page import Plot, Point

if TYPE_CHECKING:
    pass

INK, MUTED, GRID, ACCENT, PALE = "#1d2b36", "#55646f", "#dfe5e9", "#0b6472", "#a9d3d6"
WIDE, HALF, STEP, HIGH = 560, 285, 24, 130
"""Pixels: the width of a chart and of one of two beside each other, a row, a course's height."""
LABEL = 200
"""Pixels after which a name is cut; the table beside the chart has all of it."""
COLUMNS = 2
AROUND = {"left": 30, "top": 4, "right": 14, "bottom": 4}
"""Pixels of air: a reader's own letters may be wider than those that were measured with."""


# The page and the PDF of one report have the same charts.
@lru_cache(maxsize=32)
def svg(plot: Plot) -> str:
    """Return a plot as SVG, the same bytes for the same plot; its colours are those above."""
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(_chart(plot).to_dict())
    # The words beside it say what it shows; those that vega adds are in English only.
    plain = re.sub(r' (?:aria-[a-z]+|role)="[^"]*"', "", drawn)
    return re.sub(r'font-family="[^"]*"', 'font-family="Libertinus Serif"', plain)


def themed(drawn: str, colours: Mapping[str, str]) -> str:
    """Return an SVG with other colours; `colours` is by those above."""
    return re.sub("|".join(colours), lambda found: colours[found[0]], drawn)


def _chart(plot: Plot) -> Any:
    import altair as alt

    made = {"range": _ranges, "course": _course, "bar": _bars, "difference": _differences}
    chart = made[plot.kind](alt, plot)
    return (
        chart.configure(background="transparent", font="sans-serif", padding=AROUND)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            titleColor=MUTED,
            titleFontWeight="normal",
            gridColor=GRID,
            domain=False,
            ticks=False,
            labelFontSize=12,
            titleFontSize=11,
            labelPadding=6,
            labelLimit=LABEL,
        )
        .configure_header(labelColor=INK, labelFontSize=12, labelFontWeight="bold", labelLimit=HALF)
    )


def _data(alt: Any, points: Sequence[Point]) -> Any:
    rows = []
    for number, one in enumerate(points):
        row: dict[str, Any] = {"panel": one.panel, "name": one.name, "order": number}
        row |= {} if one.about is None else {"about": one.about}
        row |= {"note": one.note} if one.note else {}
        row |= _bounds("possible", one.possible) | _bounds("interval", one.interval)
        rows.append(row)
    return alt.Data(values=rows)


def _bounds(name: str, bounds: tuple[int, int] | None) -> dict[str, int]:
    return {} if bounds is None else {f"{name}_low": bounds[0], f"{name}_high": bounds[1]}


def _layers(alt: Any, plot: Plot, along: str, across: str, name: Any, scale: Any) -> list[Any]:
    """Return interval, rounding and dot of every row over each other, along an axis."""

    def ends(what: str) -> dict[str, Any]:
        first = alt.X if along == "x" else alt.Y
        second = alt.X2 if along == "x" else alt.Y2
        low = first(f"{what}_low:Q", scale=scale, title=plot.unit, axis=_axis(alt, scale))
        return {along: low, f"{along}2": second(f"{what}_high:Q"), across: name}

    base = alt.Chart()
    value = (alt.X if along == "x" else alt.Y)(
        "about:Q", scale=scale, title=plot.unit, axis=_axis(alt, scale)
    )
    layers = [base.mark_rule(color=ACCENT, strokeWidth=1.5).encode(**ends("interval"))]
    if any(one.possible for one in plot.points):
        layers.append(base.mark_bar(color=PALE, size=11).encode(**ends("possible")))
        # Over the bar, so that the line stays one line.
        layers.append(base.mark_rule(color=ACCENT, strokeWidth=1.5).encode(**ends("interval")))
    dot = base.transform_filter("isValid(datum.about)")
    layers.append(
        dot.mark_point(filled=True, size=70, color=ACCENT, opacity=1).encode(
            **{along: value, across: name}
        )
    )
    return [*layers, *_notes(alt, plot, along, **{across: name})]


def _panels(alt: Any, plot: Plot, layers: Sequence[Any], height: Any) -> Any:
    """Return a chart for each panel, in the order of the points, two beside each other."""
    chart = alt.layer(*layers, data=_data(alt, plot.points))
    chart = chart.properties(width=_width(plot), height=height)
    names = list(dict.fromkeys(one.panel for one in plot.points))
    if names == [""]:
        return chart
    header = alt.Header(title=None, labelAnchor="start")
    facet = alt.Facet("panel:N", sort=names, header=header)
    columns = min(COLUMNS, len(names))
    return chart.facet(facet=facet, columns=columns, spacing={"row": 18, "column": 28})


def _width(plot: Plot) -> int:
    return WIDE if len({one.panel for one in plot.points}) == 1 else HALF


def _names(alt: Any, plot: Plot) -> Any:
    order = list(dict.fromkeys(one.name for one in plot.points))
    return alt.Y("name:N", sort=order, title=None)


def _percent(alt: Any) -> Any:
    return alt.Scale(domain=[0, 100])


def _axis(alt: Any, scale: Any) -> Any:
    low, high = scale.to_dict()["domain"]
    quarters = [low + (high - low) * part // 4 for part in range(5)]
    return alt.Axis(values=quarters)


def _notes(alt: Any, plot: Plot, along: str, **across: Any) -> list[Any]:
    """Return, for rows that show nothing, the words that say so."""
    if not any(one.note for one in plot.points):
        return []
    at = alt.X(datum=0) if along == "x" else alt.Y(datum=0)
    turned = {"align": "left", "dx": 4} if along == "x" else {"baseline": "bottom", "dy": -4}
    said = alt.Chart().transform_filter("isValid(datum.note)")
    text = said.mark_text(color=MUTED, fontSize=11, **turned)
    return [text.encode(**{along: at, "text": alt.Text("note:N"), **across})]


def _ranges(alt: Any, plot: Plot) -> Any:
    layers = _layers(alt, plot, "x", "y", _names(alt, plot), _percent(alt))
    return _panels(alt, plot, layers, alt.Step(STEP))


def _course(alt: Any, plot: Plot) -> Any:
    order = list(dict.fromkeys(one.name for one in plot.points))
    across = alt.X("name:N", sort=order, title=None, axis=alt.Axis(labelAngle=0))
    layers = _layers(alt, plot, "y", "x", across, _percent(alt))
    return _panels(alt, plot, layers, HIGH)


def _bars(alt: Any, plot: Plot) -> Any:
    value = alt.X("about:Q", scale=_percent(alt), title=plot.unit, axis=_axis(alt, _percent(alt)))
    base = alt.Chart().encode(y=_names(alt, plot), x=value)
    bars = base.mark_bar(color=PALE, size=13)
    ends = base.transform_filter("isValid(datum.about)").mark_tick(
        color=ACCENT, thickness=3, size=13
    )
    notes = _notes(alt, plot, "x", y=_names(alt, plot))
    return _panels(alt, plot, [bars, ends, *notes], alt.Step(STEP))


def _differences(alt: Any, plot: Plot) -> Any:
    scale = alt.Scale(domain=[-100, 100])
    layers = _layers(alt, plot, "x", "y", _names(alt, plot), scale)
    zero = alt.Chart().mark_rule(color=MUTED, strokeDash=[3, 3]).encode(x=alt.datum(0))
    return _panels(alt, plot, [zero, *layers], alt.Step(STEP))
