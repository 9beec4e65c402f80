"""What somebody fills in about their own pauses, and what is said of it where it cannot be read."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.project import Day
from bot.core.subscription import Complaint, Hours, Wishes, read
from tests.spec.subscription_kit import at

DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
TODAY = date(2027, 1, 11)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("", ()),
        ("10:30", ("10:30",)),
        ("10.30, 9:05", ("09:05", "10:30")),
        ("om 10:30 en 15u", ("10:30", "15:00")),
        ("10h30; 15:00 uur", ("10:30", "15:00")),
        ("11 13", ("11:00", "13:00")),
        ("25:00", "time"),
        ("half elf", "time"),
        ("10:30 10.30", "twice"),
        ("9 10 11 12", "too-many"),
        ("<script>&", "time"),
        ("9 " * 200, "time"),
    ],
)
def test_own_pauses(text: str, expected: tuple[str, ...] | str) -> None:
    found = read({"pauses": text}, DAYS, 3, TODAY)
    if isinstance(expected, str):
        assert found == {"pauses": Complaint(expected, 3 if expected == "too-many" else 0)}  # type: ignore[arg-type]  # a word of the table
    else:
        assert found == Wishes(pauses=tuple(map(at, expected)))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("9-17", Hours(time(9), time(17))),
        ("09:00 – 12.30", Hours(time(9), time(12, 30))),
        ("van 9 tot 17 uur", Hours(time(9), time(17))),
        ("from 9 to 17:15", Hours(time(9), time(17, 15))),
        ("22:00-06:00", Hours(time(22), time(6))),
        ("9", "hours"),
        ("9-10-11", "hours"),
        ("ochtend", "hours"),
        ("9-9", "same"),
        ("1" * 300, "hours"),
    ],
)
def test_hours_of_a_day(text: str, expected: Hours | str) -> None:
    found = read({"wed": text}, DAYS, 3, TODAY)
    if isinstance(expected, str):
        assert isinstance(found, dict)
        assert [(field, each.why) for field, each in found.items()] == [("wed", expected)]
    else:
        assert found == Wishes(hours=(None, None, expected, None, None, None, None))


@pytest.mark.parametrize(
    "text, expected",
    [("2027-01-12", date(2027, 1, 12)), (TODAY.isoformat(), "past"), ("morgen", "date")],
)
def test_a_break(text: str, expected: date | str) -> None:
    found = read({"until": text}, DAYS, 3, TODAY)
    wanted = {"until": Complaint(expected)} if isinstance(expected, str) else Wishes(until=expected)  # type: ignore[arg-type]  # a word of the table
    assert found == wanted


def test_language_seated_and_a_day_the_project_does_not_have() -> None:
    form = {"language": "en", "seated": "yes", "sun": "9-17", "mon": "9-17"}
    nine_to_five = Hours(time(9), time(17))
    assert read(form, DAYS, 3, TODAY) == Wishes(
        hours=(nine_to_five, *[None] * 6), language="en", seated=True
    )
    assert read({"language": "fr", "sun": "9-17"}, DAYS, 3, TODAY) == Wishes()


@given(st.dictionaries(st.sampled_from([*DAYS, "pauses", "until", "language"]), st.text()))
def test_whatever_is_filled_in_it_is_read_or_complained_of_by_field(form: dict[str, str]) -> None:
    found = read(form, DAYS, 3, TODAY)
    assert isinstance(found, Wishes) or set(found) <= set(form)
