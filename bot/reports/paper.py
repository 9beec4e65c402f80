"""The report on paper and as a picture, both set by typst with letters that it carries itself."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.reports import charts
from bot.reports.letters import HOLE, printable, sound
from bot.reports.page import Page, Section, Table, plots

TEMPLATES = Path(__file__).parent / "templates"
ALL = 490
"""Points that a chart may take of the page's width."""
SHRUNK = 0.72
"""Points of paper for a pixel of a chart: its letters come out at about 8.5 points."""
WIDEST = 70
"""Characters of a cell that count for the width of its column."""
SHARP = 216
"""Dots per inch of the picture: three for a point, 1080 across."""
SPOKEN = "alt"
"""The field that is read out and not printed: it keeps every character."""


class Unprintable(Exception):
    """A page that cannot be set; its words are those of typst, and name a text of the page."""


def pdf(page: Page) -> bytes:
    """Return the page as a tagged PDF (PDF/UA-1), A4, in the letters that paper has.

    Raises Unprintable where typst refuses it after all.
    """
    spoken, page = page.title, _printed(page)
    drawn = {plot.id: charts.svg(plot) for plot in plots(page)}
    return _set("report.typ", _data(page, spoken, drawn), format="pdf", pdf_standards=["ua-1"])


def png(page: Page) -> bytes:
    """Return the summary as a picture for a phone: 1080 pixels wide, some 200 kB.

    Raises Unprintable as `pdf` does.
    """
    return _set("card.typ", _data(_printed(page), page.title, {}), format="png", ppi=SHARP)


def _set(template: str, data: dict[str, Any], **how: Any) -> bytes:
    import typst

    try:
        made = typst.compile(
            {
                "main.typ": (TEMPLATES / template).read_bytes(),
                "look.typ": (TEMPLATES / "look.typ").read_bytes(),
            },
            ignore_system_fonts=True,
            sys_inputs={"page": json.dumps(data, ensure_ascii=False)},
            **how,
        )
    except typst.TypstError as error:
        raise Unprintable(str(error)) from error
    assert isinstance(made, bytes), "a card has one page"
    return made


def _printed(value: Any) -> Any:
    """Return a page, or a part of one, in the letters that paper has."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(map(_printed, value))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(
            value,
            **{
                name: sound(part) if name == SPOKEN else _printed(part)
                for name, part in parts.items()
            },
        )
    return value


def _data(page: Page, spoken: str, drawn: dict[str, str]) -> dict[str, Any]:
    on = date.fromisoformat(page.date)
    data = asdict(page)
    data["spoken"] = sound(spoken)
    data["hole"] = page.names.hole if HOLE in str(data | {"names": ""}) else ""
    data["day"] = {"year": on.year, "month": on.month, "day": on.day}
    data["charts"] = drawn
    for section, described in zip(page.sections, data["sections"], strict=True):
        described["tables"] = [_table(one, section) for one in section.tables]
        for plot in described["plots"]:
            plot["width"] = min(ALL, SHRUNK * _pixels(drawn[plot["id"]])) if drawn else ALL
    return data


def _table(table: Table, section: Section) -> dict[str, Any]:
    captions = {plot.caption for plot in section.plots}
    titled = len(section.tables) > 1 and table.caption not in captions
    # A digest has no place to break at, so the column that holds it takes what the others leave.
    whole = table.id == "origin"
    widths = [
        0
        if number or (whole and at < len(table.columns) - 1)
        else _wide(table.columns[at], [str(row[at]) for row in table.rows])
        for at, number in enumerate(table.numbers)
    ]
    return asdict(table) | {"numbers": table.numbers, "widths": widths, "titled": titled}


def _wide(column: str, cells: Sequence[str]) -> int:
    """Return how wide a column wants to be: its longest cell, and the longest word of its name."""
    words = max(len(word) for word in column.split())
    return max(words + 2, min(WIDEST, max(len(cell) for cell in cells)))


def _pixels(svg: str) -> float:
    found = re.search(r'width="([\d.]+)"', svg)
    return float(found[1]) if found else ALL
