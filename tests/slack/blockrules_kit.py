"""Payloads made from the tables of rules: small and full examples, every limit, known mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from bot.slack.blockrules.surfaces import BLOCKS, SURFACES, Kind
from bot.slack.blockrules.vocabulary import (
    Anything,
    Choice,
    Flag,
    Items,
    Number,
    Rule,
    Thing,
    Typed,
    Words,
)

Payload = dict[str, Any]
KINDS: tuple[Kind, ...] = get_args(Kind)
# Parts that are the same wherever they stand: their limits go by these names.
SHARED = {
    "confirm": "confirm",
    "options": "option",
    "option_groups": "option_group",
    "slack_file": "slack_file",
}
TEXTS = {"<plain_text>", "<mrkdwn>"}
# Properties of a block that hold its elements.
HOLDERS = {"elements", "element", "accessory"}
# What is chosen at first repeats an option, whose limits are tried where the options stand.
REPEATS = {"initial_option", "initial_options"}


def least(rule: Rule, number: int = 0) -> Any:
    """The smallest value that `rule` takes; another `number` gives another value where it can."""
    match rule:
        case Words(form=None):
            return f"tekst {number}"
        case Words(form=form):
            assert form is not None
            return form.example
        case Choice(among):
            return among[number % len(among)]
        case Number(smallest):
            return smallest
        case Flag():
            return False
        case Anything():
            return "C0ALPHA"
        case Items():
            return several(rule, max(rule.least, 1), number)
        case Thing():
            return completed(
                rule, {name: least(rule.properties[name], number) for name in rule.required}
            )
        case Typed(among):
            return typed(among, next(iter(among)), number)


def several(rule: Items, count: int, number: int = 0) -> list[Any]:
    """A list of `count` items that differ, also from those of a list with another `number`."""
    return [least(rule.of, 1000 * number + at) for at in range(count)]


def typed(among: Mapping[str, Thing], kind: str, number: int = 0) -> Payload:
    """The smallest thing of one type."""
    return {"type": kind, **least(among[kind], number)}


def completed(rule: Thing, made: Payload) -> Payload:
    """`made`, with one more property where the rules between properties ask for one."""
    tries = [made, *({**made, name: least(part)} for name, part in rule.properties.items())]
    return next(each for each in tries if sound(rule, each))


def full(rule: Rule, kind: str = "") -> Any:
    """A value with every property that may stand beside the others, all the way down."""
    match rule:
        case Thing():
            made = least(rule)
            for name, part in rule.properties.items():
                wider = {**made, name: full(part)}
                made = wider if sound(rule, wider) else made
            return made
        case Typed(among):
            kind = kind or next(iter(among))
            return {"type": kind, **full(among[kind])}
        case Items(of=of, least=fewest):
            return [full(of), *[least(of, number) for number in range(1, max(fewest, 1))]]
        case _:
            return least(rule)


def sound(rule: Thing, value: Payload) -> bool:
    return not list(rule.broken(value, ""))


def examples() -> Iterator[tuple[str, Kind, Payload]]:
    """The smallest and the fullest payload with each block, and with each element in each block."""
    for kind in KINDS:
        surface = SURFACES[kind]
        frame = least(surface if isinstance(surface, Thing) else surface.among[kind])
        for name, block in _examples(BLOCKS):
            payload = {**frame, "blocks": [block]}
            typed_payload = payload if kind == "message" else {**payload, "type": kind}
            yield f"{kind} {name}", kind, _submittable(typed_payload)
        yield f"{kind} full", kind, full(surface, kind)


def _examples(among: Typed) -> Iterator[tuple[str, Payload]]:
    for word, thing in among.among.items():
        yield word, typed(among.among, word)
        yield f"{word} full", full(among, word)
        for name in HOLDERS & set(thing.properties):
            part = thing.properties[name]
            inside = part.of if isinstance(part, Items) else part
            assert isinstance(inside, Typed)
            for inner, element in _examples(inside):
                held = [element] if isinstance(part, Items) else element
                yield f"{word}.{name} {inner}", {**typed(among.among, word), name: held}


@dataclass(frozen=True)
class Limit:
    """One bound of the tables: `payload(n)` is sound but for a value of size `n` at `pointer`.

    `least` is None where a form (an address) asks for more than a length.
    """

    name: str
    kind: Kind
    pointer: str
    least: int | None
    most: int | None
    payload: Callable[[int], Payload]


Wrap = Callable[[Any], Any]
"""Builds the payload around a value that stands somewhere in it."""


@dataclass(frozen=True)
class Place:
    """A place in a payload: its surface, the way there by types and properties, its pointer."""

    kind: Kind
    trail: tuple[str, ...]
    pointer: str
    wrap: Wrap

    def limit(self, least: int | None, most: int | None, sized: Callable[[int], Any]) -> Limit:
        """A bound on the size of what stands here."""
        return Limit(
            named(self.trail), self.kind, self.pointer, least, most, lambda n: self.wrap(sized(n))
        )

    def property(self, rule: Thing, name: str) -> Place:
        """The place of a property, in the smallest thing that may have it."""
        made = {**least(rule), name: least(rule.properties[name])}
        if not sound(rule, made):  # it takes the turn of another property: one source of two
            needed = {each: least(rule.properties[each]) for each in rule.required}
            made = completed(rule, {**needed, name: least(rule.properties[name])})
        return Place(
            self.kind,
            (*self.trail, name),
            f"{self.pointer}/{name}",
            lambda value: self.wrap({**made, name: value}),
        )

    def typed(self, kind: str) -> Place:
        """This place, with the `type` of what stands here."""
        return Place(
            self.kind,
            (*self.trail, f"<{kind}>"),
            self.pointer,
            lambda value: self.wrap({"type": kind, **value}),
        )

    def item(self, rule: Items) -> Place:
        """The place of the first item."""
        others = several(rule, rule.least)[1:]
        return Place(
            self.kind,
            (*self.trail, "[]"),
            f"{self.pointer}/0",
            lambda value: self.wrap([value, *others]),
        )


def limits() -> Iterator[Limit]:
    """Every bound of every surface."""
    for kind in KINDS:
        yield from _limits(SURFACES[kind], Place(kind, (f"<{kind}>",), "", _submittable))


def _submittable(payload: Payload) -> Payload:
    """An input block asks its modal for a `submit`, which no table can know."""
    if payload.get("type") != "modal":
        return payload
    return {"submit": {"type": "plain_text", "text": "Klaar"}, **payload}


def _limits(rule: Rule, place: Place) -> Iterator[Limit]:
    match rule:
        case Words(most, fewest, form):
            start = form.example if form else ""
            if most is not None:
                fewest_known = None if form else fewest
                yield place.limit(fewest_known, most, lambda n: (start + "x" * n)[:n])
        case Number(smallest, most):
            yield place.limit(smallest, most, lambda n: n)
        case Items(of, most, fewest):
            yield place.limit(fewest, most, lambda n: several(rule, n))
            yield from _limits(of, place.item(rule))
        case Thing(properties):
            for name, part in properties.items():
                if name not in REPEATS:
                    yield from _limits(part, place.property(rule, name))
        case Typed(among):
            for kind, thing in among.items():
                yield from _limits(thing, place.typed(kind))
        case _:
            pass


def named(trail: tuple[str, ...]) -> str:
    """A place by its owner and the way from there; a text goes by the property that holds it."""
    if trail[-2] in TEXTS:
        trail = trail[:-2]
    owners = [at for at, word in enumerate(trail[:-1]) if word[0] == "<" or word in SHARED]
    at = next(at for at in reversed(owners) if trail[at + 1 :] != ("[]",))
    owner = SHARED.get(trail[at], trail[at].strip("<>"))
    rest = [word for word in trail[at + 1 :] if word != "[]"]
    return f"{owner}.{'.'.join(rest)}{'[]' * (trail[-1] == '[]')}"


def _text(words: str = "Tekst", kind: str = "plain_text") -> Payload:
    return {"type": kind, "text": words}


def button(**changes: Any) -> Payload:
    """A button that may be sent, with `changes`."""
    return {"type": "button", "text": _text(), "action_id": "a", **changes}


def select(*values: str, **changes: Any) -> Payload:
    """A select of these values, with `changes`."""
    options = [{"text": _text(value[:75]), "value": value} for value in values]
    return {"type": "static_select", "action_id": "a", "options": options, **changes}


def actions(*elements: Payload, **changes: Any) -> Payload:
    """A block of these elements."""
    return {"type": "actions", "elements": list(elements), **changes}


def message(*blocks: Payload, **changes: Any) -> Payload:
    """A message of these blocks."""
    return {"text": "Tekst", "blocks": list(blocks), **changes}


def modal(*blocks: Payload, **changes: Any) -> Payload:
    """A modal of these blocks, with a button that hands it in."""
    frame = {"title": _text(), "submit": _text(), "callback_id": "walk"}
    return {"type": "modal", **frame, "blocks": list(blocks), **changes}


PICTURE = {"type": "image", "image_url": "https://example.org/rek.gif", "alt_text": "Iemand rekt."}
PROBES: Mapping[str, tuple[str, Payload]] = {
    "unknown type": ("/blocks/0/type", message({"type": "marquee", "text": _text()})),
    "header 151": ("/blocks/0/text/text", message({"type": "header", "text": _text("x" * 151)})),
    "section without text": ("/blocks/0/text", message({"type": "section"})),
    "section 3001": (
        "/blocks/0/text/text",
        message({"type": "section", "text": _text("x" * 3001, "mrkdwn")}),
    ),
    "extra property": ("/blocks/0/colour", message({"type": "divider", "colour": "red"})),
    "button 76": ("/blocks/0/elements/0/text/text", message(actions(button(text=_text("x" * 76))))),
    "button disabled": ("/blocks/0/elements/0/disabled", message(actions(button(disabled=True)))),
    "26 elements": (
        "/blocks/0/elements",
        message(actions(*(button(action_id=str(number)) for number in range(26)))),
    ),
    "duplicate action_id": ("/blocks/0/elements/1/action_id", message(actions(button(), button()))),
    "image without alt": (
        "/blocks/0/alt_text",
        message({name: PICTURE[name] for name in ("type", "image_url")}),
    ),
    "both image sources": (
        "/blocks/0/slack_file",
        message({**PICTURE, "slack_file": {"id": "F0123ABCD"}}),
    ),
    "overflow 6": (
        "/blocks/0/elements/0/options",
        message(actions({**select(*"abcdef"), "type": "overflow"})),
    ),
    "option value 151": (
        "/blocks/0/elements/0/options/0/value",
        message(actions(select("x" * 151))),
    ),
}
"""The mistakes that checkers are known to miss: where it is wrong, and the message."""
