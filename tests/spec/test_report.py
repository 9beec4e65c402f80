"""The report as data: hand-worked figures, what is compared, and what is not said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.core.privacy import Limits, difference, interval, write
from bot.core.report import BENCHMARKS, ArmFigures, Report, first_day
from bot.core.report.ratios import Ratio, ratio
from tests.reports.kit import DETAILS, Cells, arm, made, project, releases, symbol


def figures(cells: Cells, of: int = 60) -> ArmFigures:
    """The figures of one arm of `of` invited, over its only period."""
    return made(project("a"), releases([arm("a", of, cells)])).periods[0].arms[0]


# One arm, by hand


def test_a_number_is_a_share_of_the_invited_with_the_rounding_and_chance_beside_it() -> None:
    """25 of 60 is 41.7 %; the mean lies between 20 (33.3 %) and 30 (50 %)."""
    found = figures({"reach": 25})
    assert found.reach is not None
    assert (found.reach.about, found.reach.possible) == (42, (33, 50))
    low, high = interval(symbol(25, 60), Limits())
    assert found.reach.interval == (int(100 * low), int(100 * high) + 1)
    assert found.reach.interval == (22, 63)


@pytest.mark.parametrize(
    "said, of, possible",
    [("low", 60, (0, 25)), ("high", 60, (75, 100)), ("low", 15, (0, 67)), ("high", 15, (33, 100))],
)
def test_low_and_high_have_bounds_and_no_number(
    said: str, of: int, possible: tuple[int, int]
) -> None:
    """Of 60, low is under 15 and high over 45; of 15, under 10 and over 5."""
    reach = figures({"reach": said}, of).reach
    assert reach is not None
    assert (reach.about, reach.possible) == (None, possible)


def test_what_is_hidden_or_absent_is_no_figure_for_whatever_reason() -> None:
    for cells in [{"reach": "hidden"}, {}]:
        found = figures(cells)
        assert (found.reach, found.most, found.completion, found.effect) == (None,) * 4
        assert not found.detailed


def test_adherence_is_a_share_of_those_who_took_part() -> None:
    """15 of 30 is 50 %; at worst 10 of 35 (28.6 %), at best 20 of 25 (80 %)."""
    found = figures({"reach": 30, "third": 25, "most": 15})
    assert found.most is not None
    assert found.third is not None
    assert (found.most.about, found.most.possible) == (50, (28, 80))
    assert (found.third.about, found.third.possible) == (83, (57, 100))
    assert found.detailed


def test_completion_is_a_share_of_the_walks_begun_and_never_more_than_all() -> None:
    found = figures({"starts": 20, "finishes": 25}).completion
    assert found is not None
    assert found.about == 100
    assert found.possible == (80, 100)


def test_a_share_of_perhaps_nobody_is_not_said() -> None:
    """Of 60, low may be nobody at all."""
    assert figures({"reach": "low", "most": "low"}).most is None
    assert ratio((0, 5), (0, 9), None) is None


def test_a_share_of_a_bound_has_no_number() -> None:
    found = figures({"reach": "high", "most": 25}).most
    assert found is not None
    assert (found.about, found.possible) == (None, (33, 67))


@pytest.mark.parametrize(
    "steps, shares",
    [
        ((40, 35, 25), (100, 90, 65)),  # 87.5 and 62.5 to the nearest 5
        ((25, 20, 25, 20), (100, 90, 90, 80)),  # the second and third are 22.5 together
        ((25, 25, "low"), (100, 100, None)),
        (("low", "low"), (None, None)),
        (("hidden", 25), (None, None)),
        ((), ()),
    ],
)
def test_steps_are_rounded_shares_of_the_first_and_never_rise(
    steps: tuple[int | str, ...], shares: tuple[int | None, ...]
) -> None:
    assert figures({f"step-{at}": each for at, each in enumerate(steps, start=1)}).steps == shares


def test_answers_are_shares_of_all_answers_as_the_rule_merges_them() -> None:
    """30 and 30; the worst, which may be nobody, joins the one above it."""
    found = figures({"better": 30, "same": 30, "worse": "low"}, 100).effect
    assert found is not None
    assert [one.answers for one in found] == [("better",), ("same", "worse")]
    assert sum(one.share.about or 0 for one in found) == 100
    assert (found[0].count.least, found[0].count.most) == (26, 34)


def test_answers_of_too_few_are_asked_and_not_shown() -> None:
    assert figures({"better": "low", "same": "low", "worse": "low"}).effect == ()


# Periods, the whole, totals


def test_the_reach_of_arms_adds_up_from_what_is_published_of_each() -> None:
    """25 of 60 and 30 of 60: about 55 of 120, between 45 and 65. The hidden arm is left out."""
    arms = [arm("a", 60, {"reach": 25}), arm("b", 60, {"reach": 30}), arm("c", 14, {})]
    total = made(project("a", "b", "c"), releases(arms)).periods[0].total
    assert total is not None
    assert (total.arms, total.count.number, total.count.of) == (2, 55, 120)
    assert (total.count.least, total.count.most) == (45, 65)
    assert (total.share.about, total.share.possible) == (46, (37, 55))


def test_a_total_with_a_bound_in_it_is_a_range() -> None:
    arms = [arm("a", 60, {"reach": "low"}), arm("b", 60, {"reach": 30})]
    total = made(project("a", "b"), releases(arms)).periods[0].total
    assert total is not None
    assert (total.count.said, total.count.number) == ("range", None)
    assert (total.count.least, total.count.most) == (25, 50)


@pytest.mark.parametrize("other", ["hidden", None])
def test_one_arm_alone_has_no_total(other: str | None) -> None:
    cells: Cells = {} if other is None else {"reach": other}
    arms = [arm("a", 60, {"reach": 25}), arm("b", 60, cells)]
    assert made(project("a", "b"), releases(arms)).periods[0].total is None


def small(*reached: int | str) -> Report:
    """An arm of 30 whose details are said once, at the end, after periods with such a reach."""
    said = {"most": 10, "starts": 10, "finishes": 10}
    last = len(reached) - 1
    periods = [
        [arm("a", 30, {"reach": each}, whole=said if at == last else None)]
        for at, each in enumerate(reached)
    ]
    return made(project("a"), releases(*periods))


def test_details_of_the_whole_project_are_a_share_of_the_mean_reach_of_its_periods() -> None:
    """15, 20 and 15: 16.7, so about 17, between 11.7 and 21.7. 10 of 17 is 59 %."""
    found = small(15, 20, 15)
    assert found.whole
    detail = found.details[0]
    reach = detail.counts["reach"]
    assert (reach.said, reach.number, reach.least, reach.most) == ("number", 17, 11, 22)
    assert detail.most is not None
    assert detail.most.about == 59
    assert (detail.complete, detail.weeks) == (12, 12)
    # What is exported is what was published, without the mean.
    assert set(found.periods[-1].whole["a"]) == {"most", "starts", "finishes"}


def test_a_mean_with_a_bound_in_it_is_a_range() -> None:
    """15 is 10 to 20, and high is over 20 of 30: 15 to 25."""
    reach = small(15, "high").details[0].counts["reach"]
    assert (reach.said, reach.number, reach.least, reach.most) == ("range", None, 15, 25)


def test_where_a_period_hides_the_reach_nothing_is_a_share_of_it() -> None:
    detail = small(15, "hidden").details[0]
    assert detail.most is None
    assert detail.completion is not None


def test_a_reach_published_of_the_whole_is_taken_as_it_is() -> None:
    whole: Cells = {"reach": 20, "most": 10}
    found = made(project("a"), releases([arm("a", 30, {"reach": 15}, whole=whole)]))
    assert found.details[0].counts["reach"].number == 20


def test_an_arm_with_details_of_its_period_keeps_those() -> None:
    both = [
        arm("a", 100, DETAILS, whole={}),
        arm("b", 30, {"reach": 15}, whole={"most": 10}),
        arm("c", 30, {"reach": 15}),
    ]
    first = releases([arm("a", 100, DETAILS), arm("b", 30, {"reach": 15})], both)
    details = made(project("a", "b", "c"), first).details
    assert [(one.arm, one.weeks) for one in details] == [("a", 4), ("b", 8), ("c", 4)]


def test_an_arm_that_is_gone_from_the_project_stands_behind_the_others() -> None:
    arms = [arm("gone", 60, {"reach": 25}), arm("a", 60, {"reach": 30})]
    found = made(project("a"), releases(arms))
    assert [one.arm for one in found.details] == ["a", "gone"]
    assert found.differences[0].than == "a"


# Side by side


@pytest.mark.parametrize(
    "first, second, verdict",
    [(90, 35, "lower"), (35, 90, "higher"), (60, 65, "unclear"), (60, "low", "lower")],
)
def test_a_difference_has_a_verdict_only_where_its_interval_leaves_out_zero(
    first: int, second: int | str, verdict: str
) -> None:
    arms = [arm("a", 120, {"reach": first}), arm("b", 120, {"reach": second})]
    (found,) = made(project("a", "b"), releases(arms)).differences
    low, high = difference(symbol(second, 120), symbol(first, 120), Limits())
    assert (found.arm, found.than, found.verdict) == ("b", "a", verdict)
    assert found.interval[0] <= 100 * low < 100 * high <= found.interval[1]
    assert (found.about is None) == (second == "low")


def test_every_other_arm_is_compared_with_the_first_in_what_both_show() -> None:
    arms = [
        arm("a", 120, DETAILS),
        arm("b", 120, {**DETAILS, "most": "hidden"}),
        arm("c", 14, {}),
    ]
    found = made(project("a", "b", "c"), releases(arms)).differences
    assert [(one.measure, one.arm) for one in found] == [("reach", "b"), ("completion", "b")]
    assert {one.about for one in found} == {0}


def test_figures_over_other_stretches_of_time_are_not_compared() -> None:
    early = [arm("a", 100, DETAILS), arm("b", 30, {"reach": 15})]
    late = [arm("a", 100, DETAILS), arm("b", 30, {"reach": 15}, whole={"most": 10})]
    found = made(project("a", "b"), releases(early, late)).differences
    assert {one.measure for one in found} == {"reach"}


def test_newcombes_example_of_two_shares() -> None:
    """56 of 70 minus 48 of 80: 0.0524 to 0.3339 (Newcombe 1998, table II, example a)."""
    from bot.core.report.ratios import difference as apart

    one, other = Ratio((56, 70), (56, 70), 0.8), Ratio((48, 80), (48, 80), 0.6)
    assert apart(one, other) == pytest.approx((0.0524, 0.3339), abs=0.0001)
    unknown = Ratio((40, 70), (60, 70), None)
    assert apart(unknown, other)[0] < apart(one, other)[0]


# The project itself


def test_equal_seconds_a_day_in_other_ways_are_the_same_dose() -> None:
    """3 × 2 × 20 and 2 × 3 × 20 are both 120 seconds; 60 is another dose."""
    ways = [(["10:30", "12:30", "15:00"], 2), (["10:30", "15:00"], 3), (["11:00"], 3)]
    arms = [
        {"name": f"g{at}", "protocol": "open", "pauses": pauses, "channels": [f"C0ARM{at}"],
         "hold": 20, "repetitions": times}
        for at, (pauses, times) in enumerate(ways)
    ]  # fmt: skip
    found = made(project(arms=arms))
    assert [one.seconds for one in found.arms] == [120, 120, 60]
    assert [(one.seconds, one.arms) for one in found.same_dose] == [(120, ("g0", "g1"))]


def test_arms_that_do_the_same_are_no_comparison_of_doses() -> None:
    found = made(project("a", "b"))
    assert {one.seconds for one in found.arms} == {120}
    assert found.same_dose == ()


def test_an_open_protocol_without_a_hold_has_no_dose_in_seconds() -> None:
    one = {"name": "a", "protocol": "open", "pauses": ["11:00"], "channels": ["C0ARM"]}
    found = made(project(arms=[one]))
    assert found.arms[0].seconds is None
    assert found.same_dose == ()


def test_a_programme_that_is_gone_leaves_the_figures() -> None:
    from bot.core.report import report

    its = project("a")
    now = datetime(2027, 4, 6, tzinfo=UTC)
    found = report(its, None, "ended", releases([arm("a", 60, DETAILS)]), {}, {}, now, "1")
    assert (found.programme, found.programme_version) == (its.title, None)
    assert found.arms[0].protocol is None
    assert found.details[0].reach is not None


def test_the_invited_are_those_of_the_latest_period() -> None:
    found = made(project("a", "b"), invited={("a", 0): 60, ("a", 1): 64})
    assert [one.invited for one in found.arms] == [64, None]


TALLY = {
    ("a", "2027-W02", "planned"): 15,
    ("a", "2027-W02", "sent"): 11,
    ("a", "2027-W02", "held:too-late"): 1,
    ("a", "2027-W02", "held:holiday"): 2,
    ("a", "2027-W07", "planned"): 15,
    ("gone", "2027-W02", "planned"): 1,
    ("gone", "2027-W02", "unknown"): 1,
}


def test_what_was_sent_is_exact_and_of_the_weeks_that_are_published() -> None:
    found = made(project("a", "b"), releases([arm("a", 60, {})]), tally=TALLY).delivery
    assert found is not None
    assert found.until == "2027-W05"
    rows = [(one.arm, one.planned, one.sent, one.unknown, one.open) for one in found.arms]
    assert rows == [("a", 15, 11, 0, 1), ("b", 0, 0, 0, 0), ("gone", 1, 0, 1, 0)]
    assert found.arms[0].held == (("holiday", 2), ("too-late", 1))


@pytest.mark.parametrize(
    "now, until",
    [
        (datetime(2027, 1, 17, 22, 59, tzinfo=UTC), None),  # Sunday evening in Amsterdam
        (datetime(2027, 1, 17, 23, 1, tzinfo=UTC), "2027-W02"),
        (datetime(2027, 4, 1, tzinfo=UTC), "2027-W07"),
    ],
)
def test_before_the_first_release_the_weeks_that_are_over_are_told(
    now: datetime, until: str | None
) -> None:
    found = made(project("a"), tally=TALLY, now=now)
    assert (found.delivery.until if found.delivery else None) == until
    assert (found.periods, found.details, found.differences) == ((), (), ())
    assert first_day(found) == date(2027, 1, 11)


def test_of_direct_messages_nothing_is_exact() -> None:
    arms = [{"name": "a", "protocol": "drie", "pauses": ["10:30", "12:30", "15:00"]}]
    direct = project(deliver="dm", arms=arms)
    found = made(direct, releases([arm("a", 60, {"sent": 40})]), tally=TALLY)
    assert found.delivery is None
    assert found.periods[0].arms[0].counts["sent"].number == 40
    assert not found.periods[0].arms[0].detailed


def test_who_reads_later_periods_only_is_told_nothing_of_the_others() -> None:
    every = [arm("a", 60, {"reach": 10 * number + 20}) for number in (1, 2)]
    last = arm("a", 60, {"reach": 15}, whole={"most": 15})
    three = releases(*([each] for each in [*every, last]))
    since = three[1][0].begins
    seen = made(project("a"), three, since=since)
    assert [period.number for period in seen.periods] == [2, 3]
    assert [period.document for period in seen.periods] == [None, None], "it tells of the whole"
    assert (seen.since, seen.whole, seen.periods[-1].whole) == (since, False, {})
    assert [period.digest for period in seen.periods] == [its for _, its in three[1:]]
    whole = made(project("a"), three, since=three[0][0].begins)
    assert whole == made(project("a"), three)
    assert (whole.since, whole.whole) == (None, True)
    assert [period.document for period in whole.periods] == [write(each) for each, _ in three]
    coming = made(project("a"), three[:1], since=since)
    assert (coming.periods, coming.next_figures) == ((), date(2027, 3, 8))


@pytest.mark.parametrize(
    "published, state, next_",
    [
        (0, "running", date(2027, 2, 8)),
        (1, "paused", date(2027, 3, 8)),
        (2, "running", date(2027, 4, 5)),
        (3, "running", None),
        (1, "ended", None),
    ],
)
def test_the_next_figures_have_a_date(published: int, state: str, next_: date | None) -> None:
    known = releases(*[[arm("a", 60, DETAILS)]] * published)
    assert made(project("a"), known, state=state).next_figures == next_


def test_limits_are_those_of_the_last_release_or_else_those_in_force() -> None:
    strict = Limits(10, 30)
    assert made(project("a")).limits == Limits()
    assert made(project("a"), limits=strict).limits == strict
    known = releases([arm("a", 60, DETAILS)], limits=strict)
    assert made(project("a"), known).limits == strict


def test_what_comes_after_a_release_changes_nothing_in_a_report() -> None:
    known = releases([arm("a", 60, DETAILS)])
    later = {**TALLY, ("a", "2027-W12", "planned"): 9}
    early = datetime(2027, 2, 9, tzinfo=UTC)
    first = made(project("a"), known, tally=TALLY, now=early)
    assert made(project("a"), known, tally=later) == first
    # The order in which cells come in is no difference either.
    other = releases([arm("a", 60, dict(sorted(DETAILS.items(), reverse=True)))])
    assert repr(made(project("a"), other).periods[0].arms) == repr(first.periods[0].arms)


def test_every_benchmark_says_where_it_comes_from() -> None:
    assert {one.measure for one in BENCHMARKS} == {"reach", "most", "maintenance"}
    assert all(one.source.startswith("https://") and 0 < one.value < 100 for one in BENCHMARKS)
