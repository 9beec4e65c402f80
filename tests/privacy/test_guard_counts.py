"""T10, T11 many times: whatever limits are written by SQL, and whichever byte of a release changes.

Every try is taken back, so that the next one finds the tables as they were.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.core import privacy
from bot.core.privacy import Limits
from bot.store.durable import DurableStore
from tests.privacy.forensics_kit import Amount, Row
from tests.privacy.test_guards import STRICT, store, unguarded

__all__ = ["store"]

Values = dict[str, Any]
LIMITS = "UPDATE limits SET people = :people, invited = :invited, weeks = :weeks"
LINKS = "SELECT previous, document, digest FROM release ORDER BY period"


class TakenBack(Exception):
    """Ends a transaction without writing it."""


async def tried(store: DurableStore, statement: str, values: Values) -> list[tuple[str, str, str]]:
    """Return the chain as it is after a statement, which is then taken back.

    Raises DBAPIError where the database refuses the statement.
    """
    links: list[tuple[str, str, str]] = []
    try:
        async with store._write() as connection:
            changed = await connection.execute(text(statement), values)
            assert changed.rowcount == 1
            links += [(row[0], row[1], row[2]) for row in await connection.execute(text(LINKS))]
            raise TakenBack
    except TakenBack:
        return links


async def goes(store: DurableStore, statement: str, values: Values) -> bool:
    """Whether the database takes a statement."""
    try:
        await tried(store, statement, values)
    except DBAPIError:
        return False
    return True


def rule(values: Values) -> Limits | None:
    """Return values as limits; None where not even the code knows such."""
    try:
        return Limits(**values)
    except ValueError:
        return None


async def test_the_database_takes_tighter_limits_and_no_others(
    store: DurableStore, amount: Amount, verify_table: Row
) -> None:
    luck = random.Random(10)
    tries = [
        {
            "people": luck.randint(1, 20),
            "invited": luck.randint(1, 80),
            "weeks": luck.choice((1, 3, 4, 4, 4)),
        }
        for _ in range(amount(40, 1_000))
    ]
    held = vars(STRICT)
    looser = [each for each in tries if any(each[name] < held[name] for name in held)]
    tighter = [each for each in tries if each not in looser and rule(each) is not None]
    assert [each for each in looser if await goes(store, LIMITS, each)] == []
    assert [each for each in tighter if not await goes(store, LIMITS, each)] == []
    # The control: without the guard, whatever keeps to the rule's own limits goes through.
    await unguarded(store, "limits")
    within = [each for each in looser if rule(each) is not None]
    assert [each for each in within if not await goes(store, LIMITS, each)] == []
    assert within
    verify_table(f"T10: random limits by SQL on {store._engine.dialect.name}", len(tries),
                 f"{len(looser)} looser ones refused, {len(tighter)} tighter ones taken; without"
                 f" the guard {len(within)} of the looser ones go through")  # fmt: skip


def edits(links: list[tuple[str, str, str]], times: int) -> Iterator[tuple[str, Values]]:
    """Yield changes of one letter of one release each: of its text or of what chains it."""
    luck = random.Random(11)
    for _ in range(times):
        period, column = luck.randrange(len(links)), luck.randrange(3)
        old = links[period][column]
        at = luck.randrange(len(old))
        new = luck.choice([letter for letter in "0123456789abcdef" if letter != old[at]])
        name = ("previous", "document", "digest")[column]
        values = {"new": old[:at] + new + old[at + 1 :], "period": period}
        yield f"UPDATE release SET {name} = :new WHERE period = :period", values


async def test_no_letter_of_a_release_changes_unseen(
    store: DurableStore, amount: Amount, verify_table: Row
) -> None:
    async with store._read() as connection:
        links = [(row[0], row[1], row[2]) for row in await connection.execute(text(LINKS))]
    assert privacy.sound(links) == len(links) == 2
    tries = list(edits(links, amount(20, 500)))
    for statement, values in tries:
        with pytest.raises(DBAPIError, match="never changed"):
            await tried(store, statement, values)
    # The control: without the guard it is changed, and the chain tells which releases still hold.
    await unguarded(store, "release")
    for statement, values in tries:
        changed = await tried(store, statement, values)
        assert changed != links
        assert privacy.sound(changed) == values["period"]
    verify_table(f"T11: one letter of a release changed by SQL on {store._engine.dialect.name}",
                 len(tries), "all refused; without the guard the chain breaks at each")  # fmt: skip
