"""A large wave of prompts is spread evenly over the window; a small one goes at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.core import schedule
from bot.core.effects import Send
from bot.core.project import Slot

DUE = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
SLOT = Slot("lente", "een", date(2027, 1, 11), 0)


def wave(size: int, window: timedelta = timedelta(minutes=15)) -> list[Send]:
    closes = DUE + timedelta(hours=2)
    return [Send(SLOT, f"C{number:05d}", DUE, DUE + window, closes) for number in range(size)]


def test_what_fits_goes_when_it_is_due() -> None:
    assert schedule.spread(wave(60), 60) == wave(60)


def test_one_more_and_all_are_spread_evenly_up_to_a_minute_before_the_end() -> None:
    goes = sorted(send.goes for send in schedule.spread(wave(61), 60) if send.goes)
    assert len(goes) == 61
    assert goes[0] == DUE
    steps = {later - earlier for earlier, later in pairwise(goes)}
    assert max(steps) - min(steps) <= timedelta(microseconds=1)
    assert goes[-1] < DUE + timedelta(minutes=14)


def test_the_first_channel_of_the_file_is_not_always_the_first_to_be_sent() -> None:
    first = [send.place for send in schedule.spread(wave(100), 60)]
    assert first != sorted(first)
    assert first == [send.place for send in schedule.spread(wave(100), 60)]


@given(st.integers(0, 300), st.integers(0, 100), st.integers(1, 3600))
def test_nothing_is_lost_and_nothing_goes_before_it_is_due_or_after_its_window(
    size: int, at_once: int, seconds: int
) -> None:
    spread = schedule.spread(wave(size, timedelta(seconds=seconds)), at_once)
    assert sorted(send.place for send in spread) == [send.place for send in wave(size)]
    for send in spread:
        assert send.goes is None or send.due <= send.goes <= send.until
