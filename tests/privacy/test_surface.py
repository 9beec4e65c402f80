"""T13: what stays in Slack is the same to the byte, whatever people do."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient

from bot.standin.ledger import Call
from tests.e2e.conftest import House, house, settled
from tests.privacy.canary import ASKING, PASSING
from tests.privacy.test_traces import PEOPLE, PRIVATE, fold, live_a_day

__all__ = ["house"]

Row = Callable[[str, int, str], None]

# What stays: prompts, their taking back, announcements, the Home of role holders.
ALLOWED = {"chat.postMessage", "chat.delete", "views.publish"} | PASSING | ASKING
STAYS = ("chat.", "views.publish", "files", "reactions", "pins", "conversations.set", "canvases")


def stays(calls: Sequence[Call]) -> list[str]:
    """Everything in some calls that is still in Slack tomorrow, byte by byte, in a set order.

    But for `ts`, by which Slack names a message: it is the moment at which this test posted it.
    """
    return sorted(
        f"{call.method} {json.dumps({**call.arguments, 'ts': ''}, sort_keys=True)}"
        for call in calls
        if call.method.startswith(STAYS)
    )


async def lived(folder: Path, takers: Sequence[str]) -> list[Call]:
    """Return the calls of a day and its fold, of which so many took part."""
    folder.mkdir()
    async with settled(folder) as house:
        await live_a_day(house, takers)
        assert await fold(house)
        return list(house.slack.ledger)


async def test_what_stays_in_slack_does_not_depend_on_what_people_do(
    tmp_path: Path, verify_table: Row
) -> None:
    nobody = await lived(tmp_path / "nobody", [])
    everybody = await lived(tmp_path / "everybody", [*PEOPLE, PRIVATE])
    assert len(everybody) > len(nobody) + 2 * len(PEOPLE)
    assert {call.method for call in [*nobody, *everybody]} <= ALLOWED
    assert [line for line in stays(everybody) if line.startswith("chat.postMessage")]
    assert stays(everybody) == stays(nobody)
    verify_table(
        "T13: calls that stay in Slack, of a day on which all take part or nobody does",
        len(stays(everybody)),
        "the same to the byte; a post that counts along is found",
    )


async def test_a_post_that_counts_along_is_found(house: House) -> None:
    """The control: after each press, a naive bot says in the channel how many there were."""
    await live_a_day(house, list(PEOPLE)[:2])
    before = list(house.slack.ledger)
    prompt = house.slack.messages("C0KANARIE")[-1]
    naive = AsyncWebClient(house.slack.bot_token, base_url=house.slack.api_url)
    await naive.chat_update(channel="C0KANARIE", ts=prompt.ts, text="2 collega's deden mee")
    after = list(house.slack.ledger)
    assert stays(after) != stays(before)
    assert not {call.method for call in after} <= ALLOWED
