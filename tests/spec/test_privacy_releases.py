"""From the sums of weeks to a release, and its text in a chain."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.privacy import (
    FIRST,
    ArmRelease,
    ArmWeek,
    Chance,
    Counts,
    Limits,
    Release,
    Said,
    Symbol,
    cells,
    digest,
    fold,
    hidden,
    read,
    read_week,
    release_arm,
    sound,
    write,
    write_week,
)

RULE = Limits()


def lucky(luck: str) -> Chance:
    return lambda cell: Fraction(luck)


def number(invited: int, said: int) -> Symbol:
    return Symbol("number", invited, said)


WEEK = Counts(
    slots=15,
    # 8 only began, 12 finished four sessions, 10 finished seven, 5 ten and 5 all fifteen.
    sessions={0: 8, 4: 12, 7: 10, 10: 5, 15: 5},
    starts=300,
    finishes=240,
    steps=(290, 270, 240),
)


def test_a_week_counts_people_and_means_per_pause() -> None:
    assert cells(WEEK) == {
        "reach": 40,
        "third": 20,  # five sessions or more of fifteen
        "most": 10,  # ten or more
        "starts": 20,
        "finishes": 16,
        "step-1": Fraction(58, 3),
        "step-2": 18,
        "step-3": 16,
    }


def test_a_week_in_direct_messages_has_its_prompts_and_one_without_pauses_has_nothing() -> None:
    assert cells(replace(WEEK, sent=330))["sent"] == 22
    assert cells(Counts(slots=0)) == {}


def test_answers_about_effect_are_counted_in_their_order_and_nobody_asked_is_no_cell() -> None:
    found = cells(replace(WEEK, effects={"worse": 1, "better": 9}))
    assert " ".join(f"{cell}={n}" for cell, n in list(found.items())[-3:]) == (
        "better=9 same=0 worse=1"
    )
    assert "better" not in cells(WEEK)


def test_a_week_that_was_lost_keeps_nothing() -> None:
    assert fold("a", "2027-W02", None, 60, 3, lucky("0"), RULE) == ArmWeek(
        "a", "2027-W02", 60, False, {}
    )


def test_a_small_arm_keeps_nothing_though_its_week_was_complete() -> None:
    found = fold("a", "2027-W02", WEEK, 14, 3, lucky("0"), RULE)
    assert found.complete
    assert found.cells == {}


def week(arm: str, invited: int, said: Symbol | None, complete: bool = True) -> ArmWeek:
    return ArmWeek(arm, "2027-W02", invited, complete, {} if said is None else {"reach": said})


def test_a_release_is_the_rule_applied_to_the_mean_of_its_weeks() -> None:
    weeks = [week("a", 60, number(60, said)) for said in (30, 35, 30, 25)]
    assert release_arm("a", 60, 3, weeks, None, lucky("0"), RULE) == ArmRelease(
        "a", 60, Said(4, {"reach": number(60, 30)})
    )


def test_a_coded_week_goes_in_with_its_middle() -> None:
    # 6 (low), 15, 54 (high) and 30 make 26.25: up to 30 with luck under a quarter.
    weeks = [week("a", 60, Symbol("low", 60)), week("a", 60, number(60, 15))]
    weeks += [week("a", 60, Symbol("high", 60)), week("a", 60, number(60, 30))]
    for luck, said in [("0.24", 30), ("0.25", 25)]:
        found = release_arm("a", 60, 3, weeks, None, lucky(luck), RULE)
        assert found.period.cells == {"reach": number(60, said)}


def test_incomplete_weeks_are_left_out_and_the_release_says_how_many_it_rests_on() -> None:
    weeks = [week("a", 60, number(60, 30)), week("a", 60, None, complete=False)]
    found = release_arm("a", 60, 3, weeks, None, lucky("0"), RULE)
    assert found.period == Said(1, {"reach": number(60, 30)})
    lost = [week("a", 60, None, complete=False)]
    assert release_arm("a", 60, 3, lost, None, lucky("0"), RULE).period == Said(0, {})


def test_weeks_of_other_numbers_of_invited_go_in_as_shares() -> None:
    # 20 of 40 and 30 of 60 are both a half; now 50 are invited.
    weeks = [week("a", 40, number(40, 20)), week("a", 60, number(60, 30))]
    found = release_arm("a", 50, 3, weeks, None, lucky("0"), RULE)
    assert found.period.cells == {"reach": number(50, 25)}


def test_what_is_said_once_is_said_at_the_projects_end_with_luck_of_its_own() -> None:
    often = ["reach", "most", "third", "starts", "finishes"]
    said = dict.fromkeys([*often, "step-3"], number(110, 50))
    weeks = [ArmWeek("a", "2027-W02", 110, True, said)] * 12

    found = release_arm("a", 110, 3, weeks[:4], weeks, lucky("0.5"), RULE)
    assert found.period == Said(4, dict.fromkeys(often, number(110, 50)))
    assert found.whole == Said(12, {"step-3": number(110, 50)})

    asked = []

    def luck(cell: str) -> Fraction:
        asked.append(cell)
        return Fraction(0)

    release_arm("a", 110, 3, weeks[:4], weeks, luck, RULE)
    assert asked == ["whole step-3", *often]


def test_weeks_that_say_nothing_make_a_release_that_says_nothing() -> None:
    found = release_arm("a", 60, 3, [week("a", 14, hidden(14))], None, lucky("0"), RULE)
    assert found.period == Said(1, {"reach": hidden(60)})


symbols = st.one_of(
    st.sampled_from([Symbol("low", 40), Symbol("high", 40), hidden(40)]),
    st.sampled_from([Symbol("low", 40, answers=True), Symbol("number", 40, 10, answers=True)]),
    st.integers(0, 100).map(lambda fives: number(500, 5 * fives)),
)
said = st.builds(Said, st.integers(0, 9), st.dictionaries(st.text(), symbols))
arms = st.builds(ArmRelease, st.text(), st.integers(0, 900), said, st.none() | said)
releases = st.builds(
    Release,
    st.text(),
    st.integers(0, 12),
    st.dates(),
    st.dates(),
    st.integers(0, 9),
    st.sampled_from([RULE, Limits(6, 20, 8)]),
    st.lists(arms, max_size=3).map(tuple),
)


@given(releases)
def test_a_release_reads_back_as_it_was_written(release: Release) -> None:
    text = write(release)
    assert "\n" not in text
    assert read(text) == release
    assert write(read(text)) == text


@given(st.dictionaries(st.text(), symbols), st.booleans())
def test_a_week_reads_back_as_it_was_written(found: dict[str, Symbol], complete: bool) -> None:
    text = write_week(found)
    assert "\n" not in text
    assert read_week("a", "2027-W02", 60, complete, text) == ArmWeek(
        "a", "2027-W02", 60, complete, found
    )


@pytest.mark.parametrize("text", ["[]", "{}", '{"schema":"release/2"}', "not json"])
def test_anything_else_is_no_release(text: str) -> None:
    with pytest.raises(ValueError, match=r"this is no release/1|Expecting value"):
        read(text)


def test_a_changed_release_breaks_the_chain_from_there_on() -> None:
    texts = [write(one) for one in three_releases()]
    chain = [FIRST]
    for text in texts:
        chain.append(digest(chain[-1], text))
    assert len(set(chain)) == 4
    assert all(len(link) == 64 for link in chain)
    changed = json.loads(texts[1])
    changed["arms"][0]["period"]["cells"]["reach"][2] = 35
    forged = json.dumps(changed)
    links = list(zip(chain, texts, chain[1:], strict=False))
    assert sound(links) == 3
    assert sound([links[0], (chain[1], forged, chain[2]), links[2]]) == 1
    again = digest(chain[1], forged)
    assert sound([links[0], (chain[1], forged, again), links[2]]) == 2, "what follows shows it"
    assert sound(links[1:]) == 0, "the first is gone"
    assert sound([links[0], links[2]]) == 1, "one in between is gone"


def three_releases() -> list[Release]:
    begins, ends = date(2027, 1, 11), date(2027, 2, 7)
    arm = ArmRelease("a", 60, Said(4, {"reach": number(60, 30)}))
    return [Release("p", period, begins, ends, 4, RULE, (arm,)) for period in range(3)]
