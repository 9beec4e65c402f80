"""With which luck the figures of a group are rounded: people keep theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.core import folding
from bot.core.privacy import ArmWeek, Limits
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


def test_in_direct_messages_people_are_those_of_an_arm_s_place() -> None:
    """An arm's place says who is in it, by the code of their subscription; its name does not."""

    def named(*names: str, **more: Any) -> list[ArmWeek]:
        arms = [{"name": name, "protocol": "drie", "pauses": ["10:30"]} for name in names]
        project = fakes.project(arms=arms, deliver="dm", **more)
        sums = Figures({}, {}, {}, {name: {1: 33} for name in names}, key=b"key")
        invited, had = {(name, 0): 120 for name in names}, dict.fromkeys(names, 5)
        weeks = folding.close(project, FIRST, sums, had, invited, Limits(), fakes.library())
        return [replace(week, arm="") for week in weeks]

    assert named("een", "twee") == named("noord", "zuid")
    assert named("een", "twee") != named("een", "twee", id="herfst")
