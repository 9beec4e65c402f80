"""`make bench`: runs every bench_*.py here, writes docs/bench.md; exit 1 for a missed budget."""

from __future__ import annotations

import importlib
import os
import platform
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.bench import Row

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "bench.md"
HEAD = """# What `make bench` measured

Written by `make bench`, never by hand. Python {python}, {system}, {cores} cores. Figures of one
machine: read the ratios and the budgets, not the absolute times.
"""


def section(title: str, rows: Iterable[Row], note: str = "") -> tuple[str, bool]:
    """One bench as Markdown with its remark, and whether all its budgets are met."""
    rows = list(rows)
    lines = [f"\n## {title}\n", "| what | measured | budget | met |", "| --- | ---: | --- | --- |"]
    lines += [
        f"| {row.what} | {row.measured} | {row.budget} | {'yes' if row.met else '**no**'} |"
        for row in rows
    ]
    lines += [f"\n{note}"] if note else []
    return "\n".join(lines) + "\n", all(row.met for row in rows)


def main() -> int:
    """Run the benches one after the other, so that none disturbs the next; 0 if budgets are met."""
    names = sorted(path.stem for path in HERE.glob("bench_*.py"))
    if not names:
        print("There is no tests/bench/bench_*.py to run.")
        return 1
    page = HEAD.format(
        python=platform.python_version(), system=platform.system(), cores=os.cpu_count()
    )
    good = True
    for name in names:
        bench = importlib.import_module(f"tests.bench.{name}")
        text, met = section(bench.TITLE, bench.run(), getattr(bench, "NOTE", ""))
        print(text)
        page += text
        good = good and met
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
