"""People to look for everywhere after they took part, and every way in which they may be written.

Places are by name: files, what the bot printed, what it answered, what it said to Slack.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import json
import os
import sqlite3
import stat
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import get_args

from bot.core.events import Felt
from bot.core.project import Slot
from bot.loader import load_texts
from bot.reports import render
from bot.service import Person, reporting
from bot.slack import ids
from bot.store.durable import open_store
from bot.store.week.codes import effect_mark, slot_mark, week_code
from bot.store.week.place import choose
from bot.texts import Catalogue
from tests import fakes
from tests.e2e.conftest import House

Places = Mapping[str, bytes]

PASSING = {"views.open", "views.update", "response_url"}
"""What one person sees, and nobody later: a modal, and messages through a response_url."""
ASKING = {
    *("auth.test", "apps.connections.open", "conversations.info", "conversations.members"),
    *("conversations.open", "users.info", "users.list", "dnd.teamInfo", "users.getPresence"),
}
"""Questions, of which Slack keeps nothing."""
FELT: tuple[str, ...] = get_args(Felt)
TOLD = [ids.FELT, ids.STOP, ids.VARIANT]
"""Buttons and fields that say what somebody answered, or that they stopped."""


@dataclass
class Keys:
    """Every key of a bot under test: its secret, and what its memory held while slots were open."""

    secret: bytes
    salts: dict[tuple[str, str], bytes] = field(default_factory=dict)
    slots: dict[Slot, bytes] = field(default_factory=dict)

    def look(self, memory: Path) -> None:
        """Add what a memory file holds just now."""
        with closing(sqlite3.connect(memory)) as connection:
            for project, week, salt in connection.execute("SELECT project, week, salt FROM week"):
                self.salts[project, week] = salt
            rows = connection.execute(
                "SELECT project, arm, on_date, pause, key FROM slot WHERE key IS NOT NULL"
            )
            for project, arm, on, pause, key in rows:
                self.slots[Slot(project, arm, date.fromisoformat(on), pause)] = key

    def codes(self, who: Person) -> Iterator[bytes]:
        """Yield the bot's own codes of somebody, the first bytes of each."""
        for (project, _), salt in self.salts.items():
            yield week_code(self.secret, salt, project, who)[:8]
            yield effect_mark(self.secret, salt, project, who)[:8]
        for slot, key in self.slots.items():
            for what in ("start", "1", "2", "finished", "felt"):
                yield slot_mark(self.secret, key, slot, who, what)[:8]

    def all(self) -> Iterator[bytes]:
        """Yield every key, those that are made of the secret too."""
        yield from (self.secret, *self.salts.values(), *self.slots.values())
        yield hmac.digest(self.secret, b"release", "sha256")


def memory(house: House) -> Path:
    """Return the memory file of a house's bot."""
    directory = choose(None, str(house.data.resolve()), os.environ)
    assert directory is not None, "there is no memory file system"
    return directory / "week.db"


def disguises(secret: str, keys: Iterable[bytes] = ()) -> Iterator[bytes]:
    """Every plain way in which an id or name could have been written down, under any key too."""
    raw = secret.encode()
    yield from (raw, secret.lower().encode(), secret.encode("utf-16-le"))
    for before in range(3):
        # In a longer text that was encoded whole, the first and last letters depend on neighbours.
        encoded = base64.b64encode(bytes(before) + raw).rstrip(b"=")
        yield encoded[-(-8 * before // 6) : -1]
    yield raw.hex().encode()
    digests = [getattr(hashlib, name)(raw).digest() for name in ("sha256", "sha1", "md5")]
    digests += [hmac.digest(key, raw, name) for key in keys for name in ("sha256", "sha1")]
    for digest in digests:
        yield from encodings(digest)


def encodings(code: bytes) -> Iterator[bytes]:
    """A code as bytes, in hexadecimal, in base64, and cut off after its first half."""
    half = code[: max(8, len(code) // 2)]
    yield from (half, half.hex().encode(), half.hex().upper().encode())
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        yield encode(half).rstrip(b"=")[:-1]


def hits(places: Places, needles: Mapping[str, Collection[bytes]]) -> list[str]:
    """Say what stands where, each once."""
    return [
        f"{what} in {name}"
        for name, content in places.items()
        for what, ways in needles.items()
        if any(needle in content for needle in ways)
    ]


def traces(files: Iterable[Path], secrets: Iterable[str]) -> list[str]:
    """Say where any of `secrets` stands, in any disguise."""
    needles = {secret: set(disguises(secret)) for secret in secrets}
    return hits({path.name: path.read_bytes() for path in files}, needles)


def needles(people: Iterable[Person], keys: Keys) -> dict[str, set[bytes]]:
    """Return all to look for of people, by their ids."""
    found = {}
    for who in people:
        ways = set(disguises(who.user, keys.all()))
        ways |= set(disguises(who.team + who.user, keys.all()))
        ways |= {way for code in keys.codes(who) for way in encodings(code)}
        found[who.user] = ways
    return found


def kept(house: House) -> list[Path]:
    """Every file the bot wrote outside memory: store, write-ahead log, secret, log."""
    return [path for path in house.data.parent.rglob("*") if path.is_file()]


def stored(house: House) -> dict[str, bytes]:
    """Every file of `kept`, and those that the last bot has open though they have no name."""
    found = {path.name: path.read_bytes() for path in kept(house)}
    descriptors = Path(f"/proc/{house.bots[-1].child.pid}/fd")
    week = memory(house).parent
    for one in descriptors.iterdir() if descriptors.exists() else ():
        try:
            regular, target = stat.S_ISREG(one.stat().st_mode), one.readlink()
        except OSError:
            continue  # closed since
        if regular and week not in target.parents and target.suffix not in (".py", ".so"):
            found[f"open {one.name} {target.name}"] = one.read_bytes()
    return found


def said(house: House, subscriber: str) -> dict[str, bytes]:
    """What the bot said to Slack that stays there, by number and method.

    But for whom it is, where that is the subscriber: they asked for it.
    """
    return {
        f"{number} {call.method}": json.dumps(
            {name: value for name, value in call.arguments.items() if value != subscriber}
        ).encode()
        for number, call in enumerate(house.slack.ledger)
        if call.method not in PASSING | ASKING
    }


async def reports(house: House, project: str, now: datetime) -> dict[str, bytes]:
    """Return a project's report in every format that is text, or a package of texts."""
    say = Catalogue(load_texts()).speak("nl")
    store = await open_store(f"sqlite:///{house.data / 'pauzebot.db'}")
    try:
        made = await reporting.report(store, fakes.library(), project, now, "1")
    finally:
        await store.close()
    assert made is not None
    found = {f"{project}.{to}": render(made, to, "nl", say) for to in ("html", "csv", "json")}
    with zipfile.ZipFile(io.BytesIO(render(made, "xlsx", "nl", say))) as book:
        for name in book.namelist():
            found[f"{project}.xlsx {name}"] = book.read(name)
    return found
