"""From the symbols of one arm to its figures: shares, what they leave open, differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from bot.core import privacy
from bot.core.privacy import EFFECTS, ArmRelease, Limits, Release, Said, interval, merged
from bot.core.privacy import difference as apart
from bot.core.privacy.symbols import Symbol
from bot.core.report import ratios
from bot.core.report.model import (
    Answer,
    ArmFigures,
    Count,
    Difference,
    Measure,
    Share,
    Total,
    Verdict,
)

NEAREST = 5
"""Per cent to which a step's share of the first is rounded."""
HALF = Fraction(1, 2)
PARTS: Mapping[Measure, tuple[str, str]] = {
    "third": ("third", "reach"),
    "most": ("most", "reach"),
    "completion": ("finishes", "starts"),
}
"""The cells of a measure that is a share of another figure: the part, then the whole."""


def count(said: Symbol, limits: Limits) -> Count:
    """Return a symbol of a mean of weeks with the bounds between which the mean lies."""
    possible = privacy.feasible(said, limits)
    if said.said == "hidden":
        return Count("hidden", None, 0, said.of, said.of)
    return Count(
        said.said, said.number, max(possible[0] - 1, 0), min(possible[-1] + 1, said.of), said.of
    )


def counts(said: Said, limits: Limits) -> Mapping[str, Count]:
    """Return what was published, by cell, in one order whatever the order it came in."""
    return {cell: count(said.cells[cell], limits) for cell in sorted(said.cells)}


def period(arm: ArmRelease, release: Release) -> ArmFigures:
    """Return the figures of an arm over the period of a release."""
    symbols, limits = arm.period.cells, release.limits
    share = reach(symbols["reach"], limits) if "reach" in symbols else None
    effect = _effect(symbols, limits)
    weeks = (arm.period.weeks, release.weeks)
    return _figures(arm.arm, arm.invited, weeks, counts(arm.period, limits), share, effect)


def whole(name: str, releases: Sequence[Release]) -> ArmFigures | None:
    """Return the figures of an arm over the whole project, or None before they are published.

    The reach over the project is the mean of its periods, each by its weeks: that of the releases.
    """
    last = releases[-1]
    arm = next((one for one in last.arms if one.arm == name), None)
    if arm is None or arm.whole is None:
        return None
    found, mean = counts(arm.whole, last.limits), _mean_reach(name, arm.invited, releases)
    if "reach" not in found and mean is not None:
        found = {"reach": mean, **found}
    weeks = (arm.whole.weeks, sum(release.weeks for release in releases))
    effect = _effect(arm.whole.cells, last.limits)
    return _figures(name, arm.invited, weeks, found, None, effect)


def reach(said: Symbol, limits: Limits) -> Share | None:
    """Return a symbol as a share of the invited; None where it says nothing."""
    if said.said == "hidden":
        return None
    found = count(said, limits)
    about = None if said.number is None else _nearest(Fraction(said.number, said.of), 1)
    possible = _outwards(found.least / said.of, found.most / said.of)
    return Share(about, possible, _outwards(*interval(said, limits)))


def total(arms: Sequence[ArmFigures]) -> Total | None:
    """Return the reach of the arms together; None unless two of them show theirs."""
    shown = [arm.counts["reach"] for arm in arms if arm.reach is not None]
    if len(shown) < 2:
        return None
    added = _sum(shown, sum(one.of for one in shown))
    everybody = Count("number", added.of, added.of, added.of, added.of)
    share = _share(_ratio(added, everybody))
    assert share is not None, "nobody is invited to an arm that shows its reach"
    return Total(len(shown), added, share)


def reach_apart(one: ArmRelease, other: ArmRelease, limits: Limits) -> Difference | None:
    """Return the reach of `one` minus that of `other`, or None where either is not shown."""
    symbols = [arm.period.cells.get("reach") for arm in (one, other)]
    first, second = (None if said is None else reach(said, limits) for said in symbols)
    if first is None or second is None or symbols[0] is None or symbols[1] is None:
        return None
    bounds = apart(symbols[0], symbols[1], limits)
    return _difference("reach", one.arm, other.arm, (first.about, second.about), bounds)


def difference(measure: Measure, one: ArmFigures, other: ArmFigures) -> Difference | None:
    """Return `one` minus `other` in a share of another figure, or None where it is not shown."""
    part, all_ = PARTS[measure]
    here, there = (_ratio(arm.counts.get(part), arm.counts.get(all_)) for arm in (one, other))
    if here is None or there is None:
        return None
    first, second = getattr(one, measure), getattr(other, measure)
    bounds = ratios.difference(here, there)
    return _difference(measure, one.arm, other.arm, (first.about, second.about), bounds)


def _difference(
    measure: Measure,
    arm: str,
    than: str,
    abouts: tuple[int | None, int | None],
    bounds: ratios.Bounds,
) -> Difference:
    low, high = bounds
    verdict: Verdict = "higher" if low > 0 else "lower" if high < 0 else "unclear"
    first, second = abouts
    about = None if first is None or second is None else first - second
    return Difference(measure, arm, than, about, _outwards(low, high, -100), verdict)


def _figures(
    arm: str,
    invited: int,
    weeks: tuple[int, int],
    found: Mapping[str, Count],
    share: Share | None,
    effect: tuple[Answer, ...] | None,
) -> ArmFigures:
    third, most, completion = (
        _share(_ratio(found.get(part), found.get(all_))) for part, all_ in PARTS.values()
    )
    steps = _steps(found)
    return ArmFigures(arm, invited, *weeks, found, share, third, most, completion, steps, effect)


def _ratio(part: Count | None, all_: Count | None) -> ratios.Ratio | None:
    """Return a part of a whole; None where either is not shown or the whole may be nobody."""
    if part is None or all_ is None or "hidden" in (part.said, all_.said):
        return None
    about = None
    if part.number is not None and all_.number:
        about = min(1.0, part.number / all_.number)
    return ratios.ratio((part.least, part.most), (all_.least, all_.most), about)


def _share(found: ratios.Ratio | None) -> Share | None:
    if found is None:
        return None
    about = None if found.about is None else floor(100 * found.about + 0.5)
    return Share(about, _outwards(*found.possible), _outwards(*found.interval))


def _steps(found: Mapping[str, Count]) -> tuple[int | None, ...]:
    """Return each step's share of the first, to the nearest 5 %, where both are numbers.

    Who came to a step came to those before it: where rounding turns that round, the mean of the
    steps stands.
    """
    steps: list[Count] = []
    while (step := found.get(f"step-{len(steps) + 1}")) is not None:
        steps.append(step)
    if not steps or not steps[0].number:
        return (None,) * len(steps)
    falling = iter(_falling([one.number for one in steps if one.number is not None]))
    first = steps[0].number
    return tuple(
        None if one.number is None else min(100, _nearest(next(falling) / first, NEAREST))
        for one in steps
    )


def _falling(numbers: Sequence[int]) -> list[Fraction]:
    """Return the closest numbers that never rise (pool adjacent violators)."""
    pools: list[tuple[Fraction, int]] = []
    for number in numbers:
        mean, many = Fraction(number), 1
        while pools and pools[-1][0] < mean:
            other, others = pools.pop()
            mean = (mean * many + other * others) / (many + others)
            many += others
        pools.append((mean, many))
    return [mean for mean, many in pools for _ in range(many)]


def _effect(cells: Mapping[str, Symbol], limits: Limits) -> tuple[Answer, ...] | None:
    """Return the answers as they may be shown; None where nobody was asked."""
    if not any(answer in cells for answer in EFFECTS):
        return None
    found = merged(cells, limits)
    all_ = (sum(one.least for one in found), sum(one.most for one in found))
    together = sum(one.middle for one in found)
    shown = []
    for one in found:
        about = float(one.middle / together)
        share = _share(ratios.ratio((one.least, one.most), all_, about))
        assert share is not None, "every category is about somebody"
        of = cells[one.answers[0]].of
        shown.append(Answer(one.answers, Count("range", None, one.least, one.most, of), share))
    return tuple(shown)


def _sum(parts: Sequence[Count], of: int) -> Count:
    """Return published counts added up; a number where all of them are."""
    numbers = [one.number for one in parts if one.number is not None]
    least, most = sum(one.least for one in parts), sum(one.most for one in parts)
    if len(numbers) < len(parts):
        return Count("range", None, least, min(most, of), of)
    return Count("number", sum(numbers), least, min(most, of), of)


def _mean_reach(name: str, invited: int, releases: Sequence[Release]) -> Count | None:
    """Return the mean of an arm's published reach, by weeks; None where a period hides it."""
    weighed: list[tuple[int, Count]] = []
    for release in releases:
        for arm in release.arms:
            if arm.arm == name and arm.period.weeks and "reach" in arm.period.cells:
                one = count(arm.period.cells["reach"], release.limits)
                weighed.append((arm.period.weeks, one))
    if not weighed or any(one.said == "hidden" for _, one in weighed):
        return None
    weeks = sum(each for each, _ in weighed)
    least = floor(Fraction(sum(each * one.least for each, one in weighed), weeks))
    most = min(invited, ceil(Fraction(sum(each * one.most for each, one in weighed), weeks)))
    if any(one.number is None for _, one in weighed):
        return Count("range", None, least, most, invited)
    numbers = sum(each * (one.number or 0) for each, one in weighed)
    return Count("number", floor(Fraction(numbers, weeks) + HALF), least, most, invited)


def _nearest(share: Fraction, step: int) -> int:
    """Return a share in per cent to the nearest `step`, halves upwards."""
    return floor(100 * share / step + HALF) * step


def _outwards(low: float, high: float, lowest: int = 0) -> tuple[int, int]:
    """Return two shares in whole per cent, so that nothing between them is left out."""
    # What is off by less than this comes from the arithmetic, not from the figures.
    return max(lowest, floor(100 * low + 1e-9)), min(100, ceil(100 * high - 1e-9))
