"""The report as an Excel file: a sheet for each part, native charts, and no name is a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, Any

from bot.reports import charts
from bot.reports.data import COLUMNS, Row
from bot.reports.page import Page, Plot, Point, Section, Table

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

WIDEST, NARROWEST, READABLE = 60, 9, 90
"""Characters that a column is wide: at most, at least, and where it holds sentences."""
LINE = 15
"""Points of a line of text."""
ROW = 20
"""Pixels of a row, of which a chart covers some."""
CHART = 640
"""Pixels that a chart is wide."""


def xlsx(page: Page, figures: Sequence[Row]) -> bytes:
    """Return the page as a workbook, with every published symbol (`figures`) on one of its sheets.

    Nothing in it depends on when it was made.
    """
    import xlsxwriter

    made = io.BytesIO()
    plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    book = xlsxwriter.Workbook(made, {"in_memory": True, **plain})
    on = datetime.fromisoformat(page.date)
    book.set_properties({"title": page.title, "author": page.author, "created": on})
    looks = _looks(book)
    sheets = dict(page.names.sheets)
    _summary(_sheet(book, sheets["summary"]), page, looks)
    for section in page.sections:
        if section.id in sheets:
            _Part(book, _sheet(book, sheets[section.id]), looks, page).write(section)
    _figures(_sheet(book, sheets["figures"]), figures, looks)
    book.close()
    return made.getvalue()


def _looks(book: xlsxwriter.Workbook) -> Mapping[str, Format]:
    return {
        "title": book.add_format({"bold": True, "font_size": 18, "font_color": charts.INK}),
        "heading": book.add_format({"bold": True, "font_size": 13, "font_color": charts.ACCENT}),
        "column": book.add_format(
            {
                "bold": True,
                "font_color": charts.MUTED,
                "bottom": 1,
                "text_wrap": True,
                "valign": "top",
            }
        ),
        "name": book.add_format({"bold": True, "valign": "top"}),
        "text": book.add_format({"valign": "top", "indent": 1}),
        "number": book.add_format({"valign": "top", "align": "right", "indent": 1}),
        "long": book.add_format({"valign": "top", "text_wrap": True}),
        "line": book.add_format({"valign": "top"}),
        "quiet": book.add_format({"font_color": charts.MUTED}),
    }


def _sheet(book: xlsxwriter.Workbook, name: str) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return sheet


def _summary(sheet: Worksheet, page: Page, looks: Mapping[str, Format]) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 3, 46)
    sheet.write_string(0, 0, page.title, looks["title"])
    at = 2
    for label, value in page.facts:
        sheet.write_string(at, 0, label, looks["quiet"])
        sheet.write_string(at, 1, value, looks["line"])
        at += 1
    sheet.write_string(at + 1, 0, page.names.brief, looks["heading"])
    at += 2
    for line in page.brief:
        sheet.write_string(at, 0, line, looks["line"])
        at += 1
    at += 1
    for tile in page.tiles:
        sheet.write_string(at, 0, tile.label, looks["name"])
        sheet.write_string(at, 1, tile.value, looks["name"])
        _write(sheet, at, 2, tile.note, looks["text"])
        _write(sheet, at, 3, tile.beside, looks["text"])
        at += 1
    for section in page.sections:
        if section.id in ("limits", "origin"):
            at = _small_print(sheet, section, at + 1, looks)
    for source in page.sources:
        sheet.write_string(at, 0, f"{source.title}: {source.link}", looks["quiet"])
        at += 1


def _small_print(sheet: Worksheet, section: Section, at: int, looks: Mapping[str, Format]) -> int:
    sheet.write_string(at, 0, section.heading, looks["heading"])
    at += 1
    for line in (*section.lead, *section.remarks):
        sheet.write_string(at, 0, line, looks["line"])
        at += 1
    for table in section.tables:
        for row in table.rows:
            for column, cell in enumerate(row):
                _write(sheet, at, column, cell, looks["line"])
            at += 1
    return at


def _figures(sheet: Worksheet, figures: Sequence[Row], looks: Mapping[str, Format]) -> None:
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, looks["column"])
        sheet.set_column(column, column, 14)
    for at, row in enumerate(figures, start=1):
        for column, cell in enumerate(row):
            _write(sheet, at, column, cell, looks["line"])
    sheet.freeze_panes(1, 0)
    if figures:
        sheet.autofilter(0, 0, len(figures), len(COLUMNS) - 1)


def _write(sheet: Worksheet, at: int, column: int, cell: str | int, look: Format) -> None:
    if isinstance(cell, int):
        sheet.write_number(at, column, cell, look)
    elif cell:
        sheet.write_string(at, column, cell, look)


class _Part:
    """One section on its sheet: its words, its tables, and for each chart the numbers under it."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        sheet: Worksheet,
        looks: Mapping[str, Format],
        page: Page,
    ) -> None:
        self._book, self._sheet, self._looks, self._page = book, sheet, looks, page
        self._at = 0

    def write(self, section: Section) -> None:
        """Write the section from the top of the sheet on."""
        self._line(section.heading, "heading")
        for line in section.lead:
            self._line(line, "line")
        self._at += 1
        self._columns(section)
        for table in section.tables:
            self._table(table)
        for plot in section.plots:
            self._plot(plot)
        for line in section.remarks:
            self._line(line, "quiet")

    def _line(self, text: str, look: str) -> None:
        _write(self._sheet, self._at, 0, text, self._looks[look])
        self._at += 1

    def _columns(self, section: Section) -> None:
        wide: dict[int, int] = {}
        for table in section.tables:
            for row in (table.columns, *table.rows):
                for at, cell in enumerate(row):
                    wide[at] = max(wide.get(at, NARROWEST), len(str(cell)) + 3)
        named = [len(_named(one)) for plot in section.plots for one in plot.points]
        wide[0] = max(wide.get(0, NARROWEST), *named, NARROWEST)
        for at, width in wide.items():
            self._sheet.set_column(at, at, min(WIDEST, width))
        if section.id == "definitions":
            self._sheet.set_column(1, 1, READABLE)

    def _table(self, table: Table) -> None:
        self._line(table.caption, "quiet")
        for column, name in enumerate(table.columns):
            _write(self._sheet, self._at, column, name, self._looks["column"])
        self._at += 1
        looks = ("name", "long") if table.id == "definitions" else ("name",)
        for row in table.rows:
            for column, cell in enumerate(row):
                usual = "number" if isinstance(cell, int) else "text"
                look = self._looks[looks[column] if column < len(looks) else usual]
                _write(self._sheet, self._at, column, cell, look)
            if "long" in looks:
                # Not every program finds the height of a wrapped row by itself.
                lines = ceil(len(str(row[-1])) / (READABLE - 4))
                self._sheet.set_row(self._at, LINE * lines)
            self._at += 1
        self._at += 1

    def _plot(self, plot: Plot) -> None:
        """Write the numbers of a plot, and a native chart that shows them."""
        names = self._page.names
        self._line(plot.caption, "heading")
        first, head = self._at + 1, ("", names.about, names.low, names.high)
        for column, name in enumerate(head):
            _write(self._sheet, self._at, column, name, self._looks["column"])
        self._at += 1
        for one in plot.points:
            self._point(one)
        self._at += 1
        chart = self._chart(plot, first, self._at - 2)
        self._sheet.insert_chart(
            self._at, 0, chart, {"description": plot.alt, "object_position": 2}
        )
        self._at += (_high(plot) // ROW) + 2

    def _point(self, one: Point) -> None:
        self._sheet.write_string(self._at, 0, _named(one), self._looks["name"])
        for column, value in enumerate((one.about, *(one.interval or (None, None))), start=1):
            if value is not None:
                self._sheet.write_number(self._at, column, value, self._looks["line"])
            elif one.note:
                self._sheet.write_string(self._at, column, one.note, self._looks["quiet"])
        self._at += 1

    def _chart(self, plot: Plot, first: int, last: int) -> Any:
        bars = plot.kind == "bar"
        chart = self._book.add_chart({"type": "bar" if bars else "stock"})
        name, names = self._sheet.get_name(), self._page.names
        shown = ((3, names.high), (2, names.low), (1, names.about))
        for column, label in shown[2:] if bars else shown:
            chart.add_series(
                {
                    "name": label,
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    **_series(column, bars),
                }
            )
        lowest = -100 if plot.kind == "difference" else 0
        lines = {"visible": True, "line": {"color": charts.GRID}}
        values = {"min": lowest, "max": 100, "name": plot.unit, "major_gridlines": lines}
        if bars:
            chart.set_x_axis(values)
            chart.set_y_axis({"reverse": True})
        else:
            chart.set_y_axis(values)
            chart.set_x_axis({"label_position": "low"})
            chart.set_high_low_lines({"line": {"color": charts.ACCENT, "width": 1.5}})
        chart.set_title({"none": True})
        chart.set_legend({"none": True} if bars else {"position": "bottom"})
        chart.set_size({"width": CHART, "height": _high(plot)})
        return chart


def _series(column: int, bars: bool) -> dict[str, Any]:
    if bars:
        return {"fill": {"color": charts.PALE}, "gap": 60}
    shape = {1: "circle", 2: "long_dash", 3: "long_dash"}[column]
    colour = charts.ACCENT
    return {
        "line": {"none": True},
        "marker": {
            "type": shape,
            "size": 8 if column == 1 else 6,
            "fill": {"color": colour},
            "border": {"color": colour},
        },
    }


def _named(one: Point) -> str:
    return f"{one.panel} · {one.name}" if one.panel else one.name


def _high(plot: Plot) -> int:
    return 120 + 22 * len(plot.points) if plot.kind == "bar" else 300
