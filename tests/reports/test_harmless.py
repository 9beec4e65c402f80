"""What a cell of CSV may begin with: nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io

import pytest

from bot.reports.data import _harmless

WIDE = "\uff1d\uff0b\uff0d\uff20"
"""The signs = + - @ as wide as a Chinese character; some spreadsheets take them for those."""
SMALL = "\ufe66\ufe62\ufe63\ufe6b"
FORMULAS = (
    *("=1+1", "+1", "-1", "@SUM(A1)"),
    *(f"{sign}1" for sign in WIDE + SMALL),
    *(" =1", "   +1", "\t=1", "\n-1", "\r\n@x", "\u00a0=1", "\ufeff=1", "\u200b +1"),
    *(f"\u3000{WIDE[0]}1", f" \n\t {WIDE[3]}x"),
    *("\tx", "\rx", "\nx"),
)
HARMLESS = (
    *("a=1", "1-2", "OR 2026-11/3", "– los", "'=1", "(+1)", "#{1+1}", "🌷"),
    *("", " ", " a =1", "\u00a0x"),
    *(-1, 0),
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_what_begins_like_a_formula_stands_behind_a_quote(formula: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow(["een", _harmless(formula)])
    assert next(csv.reader(io.StringIO(file.getvalue(), newline="")))[1] == f"'{formula}"


@pytest.mark.parametrize("cell", HARMLESS)
def test_any_other_cell_stays_as_it_is(cell: str | int) -> None:
    assert _harmless(cell) == cell
