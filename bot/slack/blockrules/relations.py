"""Rules between properties: one of two sources, unique ids, real choices, what views demand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from bot.slack.blockrules.vocabulary import Error, Json, Relation

MOST_VIEW_BYTES = 250_000

Placed = tuple[str, Any]
"""A JSON pointer and what stands there."""


def exactly_one(*names: str) -> Relation:
    """One of these properties, and not two: image sources, options or groups of them."""

    def relation(thing: Json, at: str) -> Iterator[Error]:
        there = [name for name in names if name in thing]
        if len(there) != 1:
            yield f"{at}/{(there or names)[-1]}: give exactly one of {_either(names)}."

    return relation


def some(*names: str) -> Relation:
    """At least one of these properties."""

    def relation(thing: Json, at: str) -> Iterator[Error]:
        if not any(name in thing for name in names):
            yield f"{at}/{names[0]}: give at least one of {_either(names)}."

    return relation


def unique(items: str, name: str = "") -> Relation:
    """No two of `items` alike, or no two with the same property `name`."""

    def relation(thing: Json, at: str) -> Iterator[Error]:
        placed = [
            (f"{at}/{items}/{index}", item) for index, item in enumerate(thing.get(items, ()))
        ]
        if name:
            placed = [(f"{where}/{name}", it[name]) for where, it in placed if name in it]
        yield from _repeated(placed)

    return relation


def distinct_options(thing: Json, at: str) -> Iterator[Error]:
    """Two options with one value would come back as the same answer."""
    yield from _repeated(
        (f"{where}/value", option["value"]) for where, option in _options(thing, at)
    )


def initial_is_an_option(thing: Json, at: str) -> Iterator[Error]:
    """What is chosen at first must be an option as it stands, every property the same."""
    options = [option for _, option in _options(thing, at)]
    initial = (
        [(f"{at}/initial_option", thing["initial_option"])] if "initial_option" in thing else []
    )
    listed = thing.get("initial_options", ())
    initial += [(f"{at}/initial_options/{index}", one) for index, one in enumerate(listed)]
    for where, option in initial:
        if option not in options:
            yield f"{where}: is not one of the options."


def initial_fits(*names: str) -> Relation:
    """No more chosen at first than `max_selected_items` allows."""

    def relation(thing: Json, at: str) -> Iterator[Error]:
        most = thing.get("max_selected_items")
        for name in names:
            if most is not None and len(thing.get(name, ())) > most:
                yield f"{at}/{name}: chooses more at first than `max_selected_items` allows."

    return relation


def lengths_in_order(thing: Json, at: str) -> Iterator[Error]:
    """An input whose own first text does not fit can never be handed in."""
    least, most = thing.get("min_length", 0), thing.get("max_length", 3000)
    if least > most:
        yield f"{at}/min_length: is more than `max_length`."
    if len(thing.get("initial_value", "")) > most:
        yield f"{at}/initial_value: is longer than `max_length`."


def numbers_in_order(thing: Json, at: str) -> Iterator[Error]:
    """Lowest, first and highest number in order, and whole where only whole ones may be typed."""
    names = ("min_value", "initial_value", "max_value")
    given = {name: Decimal(thing[name]) for name in names if name in thing}
    for (_, lower), (name, upper) in pairwise(given.items()):
        if lower > upper:
            yield f"{at}/{name}: `min_value`, `initial_value` and `max_value` must go upwards."
    if not thing["is_decimal_allowed"]:
        for name, number in given.items():
            if number != number.to_integral_value():
                yield f"{at}/{name}: is no whole number, and `is_decimal_allowed` is false."


def submit_for_inputs(view: Json, at: str) -> Iterator[Error]:
    """A modal that asks for input needs a button that hands it in."""
    if "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        yield f"{at}/submit: is missing; a modal with an `input` block needs it."


def one_focus(view: Json, at: str) -> Iterator[Error]:
    """Only one element of a view can have the focus when it opens."""
    focused = [where for where, element in _elements(view, at) if element.get("focus_on_load")]
    for where in focused[1:]:
        yield f"{where}/focus_on_load: only one element may have it, and {focused[0]} does."


def no_focus(message: Json, at: str) -> Iterator[Error]:
    """A message does not open, so nothing in it can take the focus."""
    for where, element in _elements(message, at):
        if element.get("focus_on_load"):
            yield f"{where}/focus_on_load: works in a view only."


def response_url_in_inputs(payload: Json, at: str) -> Iterator[Error]:
    """Slack gives a view's submission an address to answer at only for a select in an input."""
    for where, element in _elements(payload, at):
        asked = element.get("response_url_enabled")
        if asked and not (payload.get("type") == "modal" and where.endswith("/element")):
            yield f"{where}/response_url_enabled: works in an `input` block of a modal only."


def not_too_large(view: Json, at: str) -> Iterator[Error]:
    """Slack weighs a view as it travels: as JSON."""
    size = len(json.dumps(dict(view)).encode())
    if size > MOST_VIEW_BYTES:
        yield f"{at}/blocks: the view weighs {size} bytes; at most {MOST_VIEW_BYTES} are allowed."


def _options(thing: Json, at: str) -> Iterator[Placed]:
    for index, option in enumerate(thing.get("options", ())):
        yield f"{at}/options/{index}", option
    for index, group in enumerate(thing.get("option_groups", ())):
        yield from _options(group, f"{at}/option_groups/{index}")


def _elements(payload: Json, at: str) -> Iterator[Placed]:
    for index, block in enumerate(payload.get("blocks", ())):
        here = f"{at}/blocks/{index}"
        for number, element in enumerate(block.get("elements", ())):
            yield f"{here}/elements/{number}", element
        for name in ("element", "accessory"):
            if isinstance(block.get(name), Mapping):
                yield f"{here}/{name}", block[name]


def _repeated(placed: Iterable[Placed]) -> Iterator[Error]:
    first: dict[Any, str] = {}
    for where, value in placed:
        if value in first:
            yield f"{where}: is the same as {first[value]}."
        first.setdefault(value, where)


def _either(names: tuple[str, ...]) -> str:
    return " and ".join(f"`{name}`" for name in names)
