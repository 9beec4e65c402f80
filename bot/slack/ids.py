"""Every action and callback id, and the versioned codes that buttons and open views carry.

A button outlives the deploy, and so does an open walk. A code that this version cannot read is not
an error: it unpacks to None, and the person gets a kind sentence.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import get_args

from bot.core.drafting import STEPS, Step
from bot.core.events import Felt, Variant, Walk
from bot.core.fields import LANGUAGES
from bot.core.project import Slot
from bot.service import Format

START = "prompt.start"
LATER = "prompt.later"
MOVED = "prompt.moved"
TODAY = "prompt.not-today"
SUBSCRIBE = "own.subscribe"
UNSUBSCRIBE = "own.unsubscribe"
SETTINGS = "own.settings"
OWN_RESUME = "own.resume"
PRIVACY = "own.privacy"
WISHES = "own.wishes"
CHOOSE = "choose"
NOW = "now"
NEXT = "walk.next"
CLOSE = "walk.close"
SWITCH = "walk.switch"
STOP = "walk.stop"
FELT = "walk.felt"
WALK = "walk"
DONE = "walk.done"
VARIANT = "walk.variant"

HOME_PAGE = "home.page"
PROGRAMME_PAGE = "home.programmes"
MAKE = "office.make"
EDIT = "office.edit"
COPY = "office.copy"
PAUSE = "office.pause"
RESUME = "office.resume"
END = "office.end"
TRIAL = "office.trial"
ROLES = "office.roles"
LOG = "office.log"
STATEMENT = "office.statement"
CLAIM = "office.claim"
ASK_EFFECT = "office.ask-effect"
SKIP_EFFECT = "office.skip-effect"
REPORT = "report"
PAGE = "programme.page"
TRY = "trial.start"
FORM = "form"
FORM_BACK = "form.back"
FORM_ADD = "form.add"
FORM_CHANGE = "form.change"
FORM_REMOVE = "form.remove"
FORM_AGAIN = "form.again"
ROLES_FORM = "roles"
OFFICE_DONE = "office.done"

_FORM_VERSION = "f1"
_SLOT_VERSION = "s1"
_OWN_VERSION = "s2"
_WALK_VERSION = "w1"
_ASKING_VERSION = "w2"
"""A walk that ends with the effect question; else as before, so that older ones can be read."""
FORMATS: tuple[Format, ...] = get_args(Format)
_VARIANTS: tuple[Variant, ...] = get_args(Variant)
_FELT: tuple[Felt, ...] = get_args(Felt)


def pack_slot(slot: Slot) -> str:
    """Return a slot as the value of a prompt's button."""
    return f"{_SLOT_VERSION}|{_slot(slot)}"


def pack_own_slot(slot: Slot, closes: datetime) -> str:
    """Return a slot as the value of a direct message's button, with when it closes there."""
    return f"{_OWN_VERSION}|{_slot(slot)}|{int(closes.timestamp()) // 60}"


def unpack_offer(code: str) -> tuple[Slot | None, datetime | None]:
    """Read the value of any prompt's button: its slot, and when that closes for this person."""
    version, _, rest = code.partition("|")
    if version != _OWN_VERSION:
        return unpack_slot(code), None
    slot, _, minutes = rest.partition("|")
    if not (minutes.isascii() and minutes.isdigit() and len(minutes) < 10):
        return None, None
    return _read_slot(slot), datetime.fromtimestamp(int(minutes) * 60, UTC)


def unpack_slot(code: str) -> Slot | None:
    """Read a button's value; None where it is no slot of a version we know."""
    version, _, rest = code.partition("|")
    return _read_slot(rest) if version == _SLOT_VERSION else None


def pack_walk(walk: Walk) -> str:
    """Return a walk as `private_metadata`: where it stands, and nobody's name."""
    return "|".join(
        [
            _ASKING_VERSION if walk.asks else _WALK_VERSION,
            walk.programme,
            str(walk.version),
            walk.session,
            walk.language,
            str(walk.screen),
            walk.variant,
            "" if walk.hold is None else str(walk.hold),
            "" if walk.repetitions is None else str(walk.repetitions),
            "" if walk.slot is None else _slot(walk.slot),
        ]
    )


def unpack_walk(code: str) -> Walk | None:
    """Read `private_metadata`; None where it is no walk of a version we know."""
    parts = code.split("|")
    if len(parts) != 10 or parts[0] not in (_WALK_VERSION, _ASKING_VERSION):
        return None
    read_as, programme, version, session, language, screen, variant, hold, repetitions, slot = parts
    numbers = [_number(text) for text in (version, screen, hold or "0", repetitions or "0")]
    known_slot = _read_slot(slot) if slot else None
    known_language = next((known for known in LANGUAGES if known == language), None)
    known_variant = read_variant(variant)
    if None in numbers or (slot and known_slot is None):
        return None
    if known_language is None or known_variant is None:
        return None
    return Walk(
        programme=programme,
        version=numbers[0] or 0,
        session=session,
        language=known_language,
        screen=numbers[1] or 0,
        variant=known_variant,
        hold=numbers[2] or None,
        repetitions=numbers[3] or None,
        slot=known_slot,
        asks=read_as == _ASKING_VERSION,
    )


def pack_view(walk: Walk, address: str | None) -> str:
    """Return what an open modal keeps: its walk, and where the press that opened it is answered."""
    return f"{pack_walk(walk)} {address}" if address else pack_walk(walk)


def unpack_view(code: str) -> tuple[Walk | None, str | None]:
    """Read what an open modal kept."""
    walk, _, address = code.partition(" ")
    return unpack_walk(walk), address or None


def pack_form(name: str, step: Step, arm: int) -> str:
    """Return what a screen of HR's form keeps: its draft, which screen, which group."""
    return f"{_FORM_VERSION}|{name}|{step}|{arm}"


def unpack_form(code: str) -> tuple[str, Step, int] | None:
    """Read what a screen of HR's form kept; None where this version cannot."""
    parts = code.split("|")
    if len(parts) != 4 or parts[0] != _FORM_VERSION:
        return None
    step = next((known for known in STEPS if known == parts[2]), None)
    arm = _number(parts[3])
    return None if step is None or arm is None else (parts[1], step, arm)


def read_format(action_id: str) -> Format | None:
    """Read in which format a button gives a report."""
    return next((known for known in FORMATS if f"{REPORT}.{known}" == action_id), None)


def read_variant(value: str) -> Variant | None:
    """Read the value of a choice of variant."""
    return next((known for known in _VARIANTS if known == value), None)


def read_felt(action_id: str) -> Felt | None:
    """Read which answer to the effect question a button gives."""
    return next((known for known in _FELT if f"{FELT}.{known}" == action_id), None)


def _slot(slot: Slot) -> str:
    return f"{slot.project}/{slot.arm}/{slot.on.isoformat()}/{slot.pause}"


def _read_slot(code: str) -> Slot | None:
    parts = code.split("/")
    pause = _number(parts[-1])
    if len(parts) != 4 or pause is None:
        return None
    try:
        return Slot(parts[0], parts[1], date.fromisoformat(parts[2]), pause)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
