"""Subscriptions: who wants prompts in a direct message, and when; gone at once when they leave."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)

from bot.core.effects import Send
from bot.core.fields import LANGUAGES
from bot.core.subscription import Arranged, Hours, Subscription, Wishes
from bot.service import Claim
from bot.store.durable import tables
from bot.store.durable.prompts import Prompts

_subscription, _claim = tables.subscription, tables.claim


class Subscriptions(Prompts):
    """The subscriptions of a workspace, at most one for each person, and their claims.

    `under` is a digest of the project by which a row was arranged: a row that has another one is to
    be arranged anew, whoever changed the project and whether or not the bot was running.
    """

    async def subscribe(self, one: Subscription, under: str) -> bool:
        """Write a subscription; False where this person has one."""
        insert = self._insert(_subscription).values(**self._subscribed(one, under))
        write = insert.on_conflict_do_nothing().returning(_subscription.c.id)
        async with self._write() as connection:
            return (await connection.execute(write)).first() is not None

    async def subscription(self, user: str) -> Subscription | None:
        """Return somebody's subscription."""
        async with self._read() as connection:
            row = (await connection.execute(self._of_user, {"user": user})).first()
            return None if row is None else _read(row)

    # Each press asks for one: built once, it need not be compiled again each time.
    @cached_property
    def _of_user(self) -> Select[Any]:
        return select(_subscription).where(self._mine(), _subscription.c.user == bindparam("user"))

    async def subscriptions(self, names: Iterable[str]) -> Mapping[str, Subscription]:
        """Return subscriptions by id; those that are gone are left out."""
        query = select(_subscription).where(self._mine(), _subscription.c.id.in_(list(names)))
        async with self._read() as connection:
            return {row.id: _read(row) for row in await connection.execute(query)}

    async def subscribers(self, project: str) -> Mapping[str, str]:
        """Return the users who subscribed to a project, with the id of each subscription."""
        query = select(_subscription.c.user, _subscription.c.id).where(
            self._mine(), _subscription.c.project == project
        )
        async with self._read() as connection:
            return {row.user: row.id for row in await connection.execute(query)}

    async def change(self, one: Subscription, under: str) -> bool:
        """Write somebody's new wishes, zone and next prompt; False where they unsubscribed."""
        values = self._subscribed(one, under)
        change = update(_subscription).where(self._mine(), _subscription.c.id == one.id)
        async with self._write() as connection:
            return (await connection.execute(change.values(**values))).rowcount == 1

    async def unsubscribe(self, user: str) -> bool:
        """Delete somebody's subscription and its claims, and whatever the log keeps of it."""
        return await self._delete(_subscription.c.user == user) > 0

    async def forget_subscribers(self, project: str) -> int:
        """Delete the subscriptions to a project that is over; return how many."""
        return await self._delete(_subscription.c.project == project)

    async def due_count(self, now: datetime) -> int:
        """Return how many subscribers have a prompt due."""
        query = select(func.count()).select_from(_subscription)
        async with self._read() as connection:
            found = await connection.scalar(query.where(self._mine(), self._due(now)))
            return int(found or 0)

    async def due_subscriptions(self, now: datetime, most: int) -> Sequence[Subscription]:
        """Return at most `most` subscriptions with a prompt due, the earliest first."""
        query = select(_subscription).where(self._mine(), self._due(now))
        return await self._many(query.order_by(_subscription.c.due).limit(most))

    async def outdated(self, project: str, under: str, most: int) -> Sequence[Subscription]:
        """Return at most `most` subscriptions of a project arranged by another version of it."""
        column = _subscription.c.under
        query = select(_subscription).where(
            # Two ranges, because an index cannot look for what is different.
            self._mine(), _subscription.c.project == project, or_(column < under, column > under)
        )  # fmt: skip
        return await self._many(query.limit(most))

    async def arrange(
        self, arranged: Sequence[tuple[Subscription, Arranged]], under: Mapping[str, str]
    ) -> None:
        """Claim what is due for subscribers and write when their next prompts are, all or nothing.

        A slot and subscription that are claimed already stay as they are. What is held back leaves
        no row: the reason is somebody's own. `under` is the digest of each project, by id.
        """
        claims = [
            self._row(effect) for _, each in arranged for effect in each.due
            if isinstance(effect, Send)
        ]  # fmt: skip
        moves = [
            {"this": one.id, "next": each.next, "now_under": under[one.project]}
            for one, each in arranged
        ]
        async with self._write() as connection:
            if claims:
                await connection.execute(self._insert(_claim).on_conflict_do_nothing(), claims)
            if moves:
                await connection.execute(
                    update(_subscription)
                    .where(self._mine(), _subscription.c.id == bindparam("this"))
                    .values(due=bindparam("next"), under=bindparam("now_under")),
                    moves,
                )

    async def discard(self, claim: Claim) -> bool:
        """Delete a claim that is still planned, with no trace of why; True for one caller."""
        this = and_(self._this(claim), _claim.c.state == "planned")
        async with self._write() as connection:
            return (await connection.execute(delete(_claim).where(this))).rowcount == 1

    async def _delete(self, which: ColumnElement[bool]) -> int:
        names = select(_subscription.c.id).where(self._mine(), which)
        async with self._write() as connection:
            await connection.execute(
                delete(_claim).where(self._ours(_claim), _claim.c.place.in_(names))
            )
            gone = await connection.execute(delete(_subscription).where(self._mine(), which))
        if gone.rowcount:
            await self._forget_log()
        return gone.rowcount

    async def _many(self, query: Any) -> Sequence[Subscription]:
        async with self._read() as connection:
            return [_read(row) for row in await connection.execute(query)]

    def _mine(self) -> ColumnElement[bool]:
        return self._ours(_subscription)

    def _due(self, now: datetime) -> ColumnElement[bool]:
        return _subscription.c.due <= now

    def _subscribed(self, one: Subscription, under: str) -> dict[str, Any]:
        return {
            "workspace": self._workspace,
            "id": one.id,
            "user": one.user,
            "project": one.project,
            "wishes": _written(one.wishes),
            "zone": one.zone,
            "due": one.due,
            "under": under,
        }


def _read(row: Row[Any]) -> Subscription:
    return Subscription(row.id, row.user, row.project, _wishes(row.wishes), row.zone, row.due)


def _written(wishes: Wishes) -> str:
    """Return wishes as JSON: only what differs from the project's own way."""
    document = {
        "pauses": [f"{at:%H:%M}" for at in wishes.pauses],
        "hours": [
            None if each is None else [f"{each.starts:%H:%M}", f"{each.ends:%H:%M}"]
            for each in wishes.hours
        ],
        "language": wishes.language,
        "until": wishes.until.isoformat() if wishes.until else None,
        "seated": wishes.seated,
    }
    kept = {key: value for key, value in document.items() if value}
    return json.dumps(kept, sort_keys=True, separators=(",", ":"))


# A frozen value for each text: most people change nothing, so that most have the same one.
@lru_cache(maxsize=4096)
def _wishes(document: str) -> Wishes:
    found = json.loads(document)
    return Wishes(
        pauses=tuple(time.fromisoformat(at) for at in found.get("pauses", ())),
        hours=tuple(
            None if each is None else Hours(*(time.fromisoformat(at) for at in each))
            for each in found.get("hours", ())
        ),
        language=next((each for each in LANGUAGES if each == found.get("language")), None),
        until=date.fromisoformat(found["until"]) if "until" in found else None,
        seated=bool(found.get("seated")),
    )
