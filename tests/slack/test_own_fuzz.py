"""Whatever a subscriber hands in about their own pauses: kept or refused by field, nothing else."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
from hypothesis import strategies as st

from bot.core.project import DAYS
from bot.core.subscription import Subscription
from bot.slack import blockrules, ids
from tests import fakes
from tests.slack.payload_kit import MARKUP, World, arm, by, event_of, press, world

USER = "U0ANNA"
DIRECT = fakes.project(
    programme="bureau-reset", deliver="dm", arms=[arm("driemaal")], days=list(DAYS)
)
WEIRD = st.sampled_from(
    [
        *MARKUP,
        "*vet* _scheef_ `code` ~weg~",
        "'; DROP TABLE subscription; --",
        "😀" * 200,
        "a" * 40_000,
        "9 " * 20_000,
        " " * 40_000,
        "مرحبا بالعالم",
        "健康な一日",
        "\u202e10:30",
        "\x00\x07",
        "{0.__class__} {count}",
        "10:30, <!here>",
        "9-17 <@U0MARK>",
        "-1",
        "24:00",
        "\uff19:\uff19\uff19",
        "2027-02-30",
        "9999-12-31",
        "0001-01-01",
    ]
)
TYPED = WEIRD | st.text(max_size=40)
GOOD: dict[str, list[str]] = {
    "pauses": ["10:30", "9:15 14.00", "om 10 uur en 15u", "8, 12 en 23:59", "10 10", "8 9 10 11"],
    "language": ["slack", "nl", "en"],
    "until": ["2027-01-12", "2027-03-01", "2028-02-29", "2027-01-11"],
    "seated": ["seated"],
    **{day: ["9-17", "van 9 tot 17 uur", "22:00 – 06:00", "9-9"] for day in DAYS},
}
KEYS = {
    "language": "selected_option",
    "until": "selected_date",
    "seated": "selected_options",
}


@st.composite
def element(draw: st.DrawFn, field: str) -> dict[str, Any]:
    """The state of one field: right, weird, empty, or of another kind altogether."""
    chance = draw(st.integers(0, 9))
    good = st.sampled_from(GOOD.get(field, [""]))
    value = draw(good if chance > 3 else st.sampled_from([None, ""]) if chance > 1 else TYPED)
    key = draw(st.sampled_from([KEYS.get(field, "value")] * 9 + sorted(KEYS.values())))
    if key == "selected_options":
        return {key: [{"value": value}] if value else []}
    if key == "selected_option":
        return {key: {"value": value} if value else None}
    return {key: value}


def states() -> st.SearchStrategy[dict[str, Any]]:
    """The values of a form, and of fields that it does not have."""
    fields = [*GOOD, "weg", "<!channel>"]
    some = st.lists(st.sampled_from(fields), unique=True, max_size=8)
    return some.flatmap(
        lambda names: st.fixed_dictionaries(
            {f"own.{name}": st.fixed_dictionaries({name: element(name)}) for name in names}
        )
    )


def submission(values: dict[str, Any], kept: str, user: str = USER) -> dict[str, Any]:
    """A modal as Slack hands it in."""
    view = {
        "id": "V1", "type": "modal", "callback_id": ids.WISHES, "private_metadata": kept,
        "state": {"values": values},
    }  # fmt: skip
    return {"type": "view_submission", "view": view, **by(user)}


def answered(said: list[Any]) -> dict[str, Any]:
    """What the modal itself was answered, held to what Slack takes."""
    (answer,) = [one for one in said if "response_action" in one]
    if answer["response_action"] == "update":
        assert blockrules.check("modal", answer["view"]) == []
    for field, told in answer.get("errors", {}).items():
        assert field.removeprefix("own.") in GOOD
        assert 0 < len(told) < 150
        assert not any(mark in told for mark in (*MARKUP, "DROP", "{", "😀", "aaa"))
    return dict(answer)


def shown(said: list[Any]) -> dict[str, Any]:
    """The form as it is opened: what Slack hands in where nobody touches it."""
    (view,) = [
        json.loads(one["view"]) if isinstance(one["view"], str) else one["view"]
        for one in said
        if "trigger_id" in one
    ]
    assert blockrules.check("modal", view) == []
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            given = block["element"]
            values[block["block_id"]] = {
                given["action_id"]: {
                    "value": given.get("initial_value"),
                    "selected_date": given.get("initial_date"),
                    "selected_option": given.get("initial_option"),
                    "selected_options": given.get("initial_options"),
                }
            }
    return values


async def whole(seen: World, before: Subscription) -> Subscription:
    """What is kept is still one subscription, which says when the next prompt is."""
    one = await seen.store.subscription(USER)
    assert one is not None
    assert (one.id, one.user, one.project, one.zone) == (
        before.id, before.user, before.project, before.zone,
    )  # fmt: skip
    assert one.due is not None
    assert one.due > seen.clock.at
    assert len(one.wishes.pauses) <= 3
    assert await seen.store.subscribers("lente") == {USER: before.id}
    return one


def test_whatever_is_handed_in_about_own_pauses(
    tmp_path: Path,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    tries = amount(15, 1_000)
    answers: Counter[str] = Counter()
    different: set[object] = set()
    with asyncio.Runner() as runner:
        opened = world(tmp_path, [DIRECT], explored=False)
        seen = runner.run(opened.__aenter__())
        place = {"channel": "D0ANNA", "channel_type": "im"}
        words = {"type": "message", "user": USER, "text": "aanmelden", "ts": "1.1", **place}
        runner.run(seen.meet(event_of(words)))

        async def one(values: dict[str, Any], kept: str, stranger: bool) -> None:
            before = await seen.store.subscription(USER)
            assert before is not None
            if stranger:
                said = await seen.meet(submission(values, kept, "U0BRAMEN"))
                assert set(answered(said)["errors"]) == {"own.pauses"}
            answer = answered(await seen.meet(submission(values, kept)))
            answers[answer["response_action"]] += 1
            after = await whole(seen, before)
            if "errors" in answer:
                assert after == before
            different.add(after.wishes)
            # The form shows what was kept: handed in as it stands, it changes nothing.
            form = shown(await seen.meet(press(USER, ids.SETTINGS, "o1")))
            answer = answered(await seen.meet(submission(form, "nl")))
            assert answer["response_action"] == "update", answer
            assert (await whole(seen, before)).wishes == after.wishes

        @hypothesis.settings(max_examples=tries)
        @hypothesis.given(states(), st.sampled_from(["nl", "en"]) | WEIRD, st.booleans())
        def submitted(values: dict[str, Any], kept: str, stranger: bool) -> None:
            runner.run(one(values, kept, stranger))

        submitted()
        runner.run(opened.__aexit__(None, None, None))
    assert set(answers) == {"update", "errors"}
    assert len(different) > tries / 10, "too little was kept: the suite tries too little"
    verify_table(
        "random submissions of a subscriber's form", sum(answers.values()), str(dict(answers))
    )
