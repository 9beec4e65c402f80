"""The report of a physiotherapy project as data: releases in, figures out, no words."""

from bot.core.report.benchmarks import BENCHMARKS
from bot.core.report.making import Tally, first_day, report
from bot.core.report.model import (
    Answer,
    ArmFacts,
    ArmFigures,
    Benchmark,
    Count,
    Delivered,
    Delivery,
    Difference,
    Measure,
    Period,
    Report,
    SameDose,
    Share,
    Total,
)

__all__ = [
    "BENCHMARKS",
    "Answer",
    "ArmFacts",
    "ArmFigures",
    "Benchmark",
    "Count",
    "Delivered",
    "Delivery",
    "Difference",
    "Measure",
    "Period",
    "Report",
    "SameDose",
    "Share",
    "Tally",
    "Total",
    "first_day",
    "report",
]
