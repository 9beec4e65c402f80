"""What studies of movement breaks at work found, to stand beside a project's own figures.

Other measures in other organisations: a frame, not a target.
"""

from __future__ import annotations

from bot.core.report.model import Benchmark

WELCH = "https://doi.org/10.1186/s12889-020-8208-9"
"""Welch et al. 2020, BMC Public Health: exercise for neck pain in office workers, by RE-AIM."""
REVIEW = "https://pmc.ncbi.nlm.nih.gov/articles/PMC4637141/"
"""A review of 82 studies that reported by RE-AIM."""

BENCHMARKS = (
    Benchmark("reach", "welch", 22.7, 9, 83, WELCH),
    Benchmark("reach", "review", 45, None, None, REVIEW),
    Benchmark("most", "welch", 56, 41, 71, WELCH),
    Benchmark("maintenance", "welch", 15, None, None, WELCH),
)
