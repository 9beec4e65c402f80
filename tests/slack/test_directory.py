"""How many colleagues are in some channels: a number, from pages of Slack, and never a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.slack.directory import EVERYBODY_LASTS, MEMBERS_LAST, PAGE, Directory

PEOPLE: list[dict[str, Any]] = [{"id": f"U{number:04}"} for number in range(450)]
OTHERS: list[dict[str, Any]] = [
    {"id": "UBOT", "is_bot": True},
    {"id": "UGUEST", "is_restricted": True},
    {"id": "UONE", "is_ultra_restricted": True},
    {"id": "UGONE", "deleted": True},
    {"id": "UELSE", "is_stranger": True},
]


class Slack:
    """Two methods of Slack, by page; `refuses` names methods that answer nothing."""

    def __init__(self) -> None:
        self.members: dict[str, list[str]] = {}
        self.refuses: set[str] = set()
        self.calls: list[str] = []
        self.now = 0.0

    async def call(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any] | None:
        self.calls.append(method)
        if method in self.refuses:
            return None
        everything: list[Any] = [*PEOPLE, *OTHERS]
        if method == "conversations.members":
            everything = self.members[arguments["channel"]]
        start = int(arguments["cursor"] or 0)
        rest = str(start + PAGE) if start + PAGE < len(everything) else ""
        page = everything[start : start + PAGE]
        return {"members": page, "response_metadata": {"next_cursor": rest}}

    def directory(self) -> Directory:
        return Directory(self.call, lambda: self.now)


def slack() -> Slack:
    made = Slack()
    made.members = {
        "C0ALL": [each["id"] for each in [*PEOPLE, *OTHERS]],
        "C0SOME": ["U0000", "U0001", "UBOT"],
    }
    return made


async def test_each_colleague_counts_once_and_nobody_else_does() -> None:
    one = slack()
    directory = one.directory()
    assert await directory.headcount(["C0ALL", "C0SOME"], {"U0000", "UNKNOWN"}) == 449
    assert await directory.headcount(["C0SOME"], ()) == 2
    assert await directory.headcount([], ()) == 0
    assert await directory.colleagues({"U0001", "UGUEST", "UNKNOWN"}) == frozenset({"U0001"})
    assert await directory.colleagues(()) == frozenset()


async def test_what_slack_said_is_used_again_for_a_while() -> None:
    one = slack()
    directory = one.directory()
    await directory.headcount(["C0SOME"], ())
    asked = len(one.calls)
    await directory.headcount(["C0SOME"], ())
    assert len(one.calls) == asked
    one.now = MEMBERS_LAST
    await directory.headcount(["C0SOME"], ())
    assert one.calls[asked:] == ["conversations.members"]
    one.now = EVERYBODY_LASTS
    await directory.headcount(["C0SOME"], ())
    assert one.calls.count("users.list") == 6


async def test_where_slack_refuses_there_is_no_number() -> None:
    for method in ("users.list", "conversations.members"):
        one = slack()
        one.refuses = {method}
        assert await one.directory().headcount(["C0SOME"], ()) is None
    one = slack()
    one.refuses = {"users.list"}
    assert await one.directory().colleagues({"U0001"}) is None


async def test_many_channels_do_not_fill_the_memory() -> None:
    one = slack()
    one.members = {f"C{number:05}": ["U0001"] for number in range(1003)}
    directory = one.directory()
    assert await directory.headcount(list(one.members), ()) == 1
    assert len(directory._members) <= 1001
