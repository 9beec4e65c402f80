"""The report for other programs: published symbols as JSON and CSV, in docs/report.md explained.

Words of people stand in them as they are; names of fields and kinds are the same in every language.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from bot.core.fields import Language
from bot.core.report import Count, Delivered, Period, Report

COLUMNS = (
    "project", "period", "begins", "ends", "arm", "invited", "weeks_counted", "weeks", "scope",
    "cell", "said", "number", "of",
)  # fmt: skip
FORMULAS = ("=", "+", "-", "@")
"""With these a spreadsheet takes a text for a formula (OWASP, CSV injection), wide or small too."""
PADDING = "\ufeff\u200b\u2060"
"""What is no white space to Python and is not seen either."""

Row = tuple[str | int, ...]


def json_(found: Report, language: Language) -> bytes:
    """Return the published symbols, and the bot's own deeds, as JSON (`report/1`) in UTF-8."""
    document = {
        "schema": "report/1",
        "project": found.project,
        "title": found.title.say(language),
        "programme": {"title": found.programme.say(language), "version": found.programme_version},
        "starts": found.starts.isoformat(),
        "ends": found.ends.isoformat(),
        "deliver": found.deliver,
        "works_council": {
            "reference": found.works_council[0],
            "date": found.works_council[1].isoformat(),
        },
        "limits": {
            "people": found.limits.people,
            "invited": found.limits.invited,
            "weeks": found.limits.weeks,
        },
        "releases": [_release(period) for period in found.periods],
        "delivery": None if found.delivery is None else _delivery(found.delivery.arms),
        "delivery_until": None if found.delivery is None else found.delivery.until,
        "version": found.version,
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def csv_(found: Report) -> bytes:
    """Return the same as rows, one symbol each, in UTF-8 with commas (RFC 4180)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows(found):
        writer.writerow([_harmless(cell) for cell in row])
    return text.getvalue().encode()


def rows(found: Report) -> Iterator[Row]:
    """Return every symbol that was published, then the exact number of every kind of prompt."""
    for period in found.periods:
        head = (found.project, period.number, period.begins.isoformat(), period.ends.isoformat())
        for arm in period.arms:
            named = (*head, arm.arm, arm.invited, arm.complete, arm.weeks)
            for scope, counts in _scopes(period, arm.arm, arm.counts):
                for cell, one in counts.items():
                    yield (*named, scope, cell, one.said, _blank(one.number), one.of)
    if found.delivery is None:
        return
    first, last = found.starts.isoformat(), found.delivery.until
    for sent in found.delivery.arms:
        for cell, number in _outcomes(sent).items():
            made = (sent.arm, "", "", "", "delivery", cell, "exact", number, sent.planned)
            yield (found.project, "", first, last, *made)


def _release(period: Period) -> dict[str, Any]:
    return {
        "period": period.number,
        "begins": period.begins.isoformat(),
        "ends": period.ends.isoformat(),
        "digest": period.digest,
        "document": period.document,
        "arms": [
            {
                "arm": arm.arm,
                "invited": arm.invited,
                "weeks_counted": arm.complete,
                "weeks": arm.weeks,
                **{
                    scope: {cell: _symbol(one) for cell, one in counts.items()}
                    for scope, counts in _scopes(period, arm.arm, arm.counts)
                },
            }
            for arm in period.arms
        ],
    }


def _scopes(
    period: Period, arm: str, counts: Mapping[str, Count]
) -> list[tuple[str, Mapping[str, Count]]]:
    return [("period", counts), *([("whole", period.whole[arm])] if arm in period.whole else [])]


def _symbol(one: Count) -> dict[str, Any]:
    return {"said": one.said, "number": one.number, "of": one.of}


def _delivery(found: tuple[Delivered, ...]) -> list[dict[str, Any]]:
    return [{"arm": one.arm, "planned": one.planned, **_outcomes(one)} for one in found]


def _outcomes(one: Delivered) -> dict[str, int]:
    held = {f"held:{reason}": count for reason, count in one.held}
    return {"sent": one.sent, "unknown": one.unknown, "open": one.open, **held}


def _blank(number: int | None) -> str | int:
    return "" if number is None else number


def _harmless(cell: str | int) -> str | int:
    """Return a cell as it is, or behind a quote where a spreadsheet could take it for a formula.

    Spreadsheets may leave out what a text begins with before they look: spaces, tabs, new lines. A
    tab or a new line up front makes a text suspect by itself.
    """
    if not isinstance(cell, str):
        return cell
    begins = re.sub(rf"^[\s{PADDING}]+", "", cell)[:1]
    formula = unicodedata.normalize("NFKC", begins).startswith(FORMULAS)
    return f"'{cell}" if formula or cell.startswith(("\t", "\r", "\n")) else cell
