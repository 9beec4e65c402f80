"""With which luck the figures of a group are rounded: people keep theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.core import folding
from bot.core.privacy import Limits
from bot.core.week import Figures
from tests import fakes

FIRST = "2027-W02"


@pytest.mark.parametrize(
    "changes, same",
    [
        pytest.param({"id": "najaar"}, True, id="a copy in the same channels"),
        pytest.param({"arm": "anders"}, True, id="the arm has another name"),
        pytest.param({"channels": ["C0MIDDEN", "C0ZUID"]}, True, id="a channel more"),
        pytest.param({"channels": ["C0ZUID"]}, False, id="other channels"),
        pytest.param(
            {"deliver": "dm"}, False, id="direct messages: people as the project has them"
        ),
    ],
)
def test_luck_goes_with_the_people_not_with_what_they_are_called(
    changes: Mapping[str, Any], same: bool
) -> None:
    """With new luck for each project, their figures together would leave less open."""

    def lucky(changes: Mapping[str, Any]) -> list[tuple[int | None, int | None]]:
        arm: dict[str, Any] = {"name": changes.get("arm", "een"), "protocol": "drie"}
        arm |= {"pauses": ["10:30", "12:30", "15:00"]}
        dm = changes.get("deliver") == "dm"
        arm |= {} if dm else {"channels": changes.get("channels", ["C0MIDDEN"])}
        named = {key: value for key, value in changes.items() if key in ("id", "deliver")}
        project = fakes.project(arms=[arm], **named)
        invited = {(arm["name"], 0): 120}
        found = []
        for key in range(30):
            sums = Figures({}, {}, {}, {arm["name"]: {1: 33}}, key=bytes([key]))
            (week,) = folding.close(
                project, FIRST, sums, {arm["name"]: 15}, invited, Limits(), fakes.library()
            )
            made = folding.release(project, 0, False, [week], invited, bytes([key]), Limits())
            found.append((week.cells["reach"].number, made.arms[0].period.cells["reach"].number))
        return found

    assert (lucky(changes) == lucky({})) is same
