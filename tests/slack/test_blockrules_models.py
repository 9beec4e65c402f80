"""The validator beside slack_sdk's models: what they refuse, we refuse."""

from __future__ import annotations

import copy
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.slack.blockrules import check
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
from tests.slack.blockrules_kit import KINDS, PROBES, Payload, examples, message, modal

MALFORMED = (SlackObjectFormationError, AttributeError, KeyError, TypeError, ValueError)
"""How the models say no: in their own words, or by falling over what they did not expect."""
MISSED = {
    "extra property",
    "button disabled",
    "duplicate action_id",
    "both image sources",
    "option value 151",
}
"""The known mistakes that the models let through."""


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The models also log what they skip."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def models_refuse(kind: Kind, payload: Payload) -> bool:
    """Whether slack_sdk would not build this, or would silently leave out a part of it."""
    payload = copy.deepcopy(payload)
    try:
        blocks = [Block.parse(block) for block in payload.get("blocks", [])]
        if any(_left_out(block) for block in blocks):
            return True
        for block in blocks:
            assert block is not None
            block.validate_json()
            block.to_dict()
        if kind != "message":
            View(**payload).to_dict()
    except MALFORMED:
        return True
    return False


def _left_out(block: Any) -> bool:
    """An unknown type parses to None, with a warning in the log."""
    return block is None or None in (getattr(block, "elements", None) or [])


@pytest.mark.parametrize("name", PROBES)
def test_the_models_know_most_of_the_known_mistakes(name: str) -> None:
    assert models_refuse("message", PROBES[name][1]) == (name not in MISSED)


def test_the_models_take_every_example_that_we_take() -> None:
    assert [name for name, kind, payload in examples() if models_refuse(kind, payload)] == []


# Sizes around every limit of Slack, so that payloads often lie just inside or just outside one.
EDGES = (0, 1, 2, 24, 25, 30, 31, 75, 76, 150, 151, 255, 256, 300, 301, 2000, 2001, 3000, 3001)
SHORT = st.sampled_from(["", "a", "b", "Tekst"])
WORDS = SHORT | st.sampled_from(EDGES).map(lambda size: "x" * size)
ANYTHING_ELSE = st.sampled_from([None, True, 7, "x", [], {}, {"type": "plain_text"}, ["x"]])


def payloads(rule: Rule, mistakes: st.SearchStrategy[bool]) -> st.SearchStrategy[Any]:
    """Values that look like `rule`, near its limits, where a `mistake` may be anything else."""
    inside = _sound(rule, mistakes)
    return mistakes.flatmap(lambda wrong: ANYTHING_ELSE if wrong else inside)


def _sound(rule: Rule, mistakes: st.SearchStrategy[bool]) -> st.SearchStrategy[Any]:
    match rule:
        case Words(form=None):
            return WORDS
        case Words(form=form):
            assert form is not None
            return st.just(form.example) | st.just(form.example) | WORDS
        case Choice(among):
            return st.sampled_from([*among, "default"])
        case Number(smallest, most):
            return st.sampled_from([smallest - 1, smallest, most or 9, (most or 9) + 1])
        case Items(of, most, _):
            many = st.sampled_from([0, 1, 1, 2, 3, most or 3, (most or 3) + 1])
            one = payloads(of, mistakes)
            return many.flatmap(lambda count: one.map(lambda item: [item] * count))
        case Thing():
            return _things(rule, mistakes)
        case Typed(among):
            return st.sampled_from(sorted(among)).flatmap(
                lambda word: _things(among[word], mistakes).map(lambda it: {"type": word, **it})
            )
        case Flag() | Anything():
            return st.booleans()


def _things(rule: Thing, mistakes: st.SearchStrategy[bool]) -> st.SearchStrategy[Payload]:
    """Mostly with what is required and some of the rest; now and then with a property too many."""
    parts = {name: payloads(part, mistakes) for name, part in rule.properties.items()}
    rest = sorted(set(parts) - set(rule.required))
    chosen = st.sets(st.sampled_from(rest), max_size=3) if rest else st.just(set())

    @st.composite
    def thing(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Payload:
        names = [*rule.required, *sorted(draw(chosen))]
        made = {name: draw(parts[name]) for name in names if not draw(mistakes)}
        return made | ({"disabled": True} if draw(mistakes) else {})

    return thing()


RARELY = st.integers(0, 49).map(lambda number: number == 49)
BLOCK = payloads(BLOCKS, RARELY)
WHOLES = {kind: payloads(SURFACES[kind], RARELY) for kind in KINDS}


@st.composite
def tries(draw: Callable[[st.SearchStrategy[Any]], Any]) -> tuple[Kind, Payload]:
    """Mostly one block on its surface, which leaves the most to say about the block."""
    kind: Kind = draw(st.sampled_from(KINDS))
    if draw(st.integers(0, 4)) == 4:
        made = draw(WHOLES[kind])
        return kind, made if isinstance(made, dict) else {}
    alone = modal(draw(BLOCK)) if kind == "modal" else message(draw(BLOCK))
    return kind, alone if kind != "home" else {"type": "home", "blocks": alone["blocks"]}


def test_what_the_models_refuse_is_refused(
    amount: Callable[[int, int], int], verify_table: Callable[[str, int, str], None]
) -> None:
    seen: Counter[str] = Counter()

    @given(tries())
    @settings(max_examples=amount(250, 10_000), suppress_health_check=list(HealthCheck))
    def agree(tried: tuple[Kind, Payload]) -> None:
        theirs, ours = models_refuse(*tried), check(*tried)
        assert ours or not theirs
        seen["both refuse" if theirs else "we refuse" if ours else "both take"] += 1

    agree()
    assert min(seen[word] for word in ("both refuse", "we refuse", "both take")) > 20, seen
    told = ", ".join(f"{word} {count:,}" for word, count in sorted(seen.items()))
    verify_table("payloads against slack_sdk's models", seen.total(), told)
