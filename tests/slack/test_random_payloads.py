"""Whatever Slack or somebody sends: a kind answer or silence, no exception, no markup echoed."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import hypothesis
from hypothesis import strategies as st

from bot.core.events import Walk
from bot.core.project import Slot
from bot.slack import ids
from tests.slack.payload_kit import LATE, MARKUP, NOW, PEOPLE, World, by, event_of, world

SLOT = Slot("lente", "een", NOW.date(), 0)

WEIRD = st.one_of(
    st.sampled_from(MARKUP),
    st.tuples(st.text(max_size=8), st.sampled_from(MARKUP), st.text(max_size=8)).map("".join),
    st.text(max_size=40),
    st.sampled_from(
        ["", "lente", "|" * 9, "s1|" + "/" * 3, "x" * 5_000, "\u202e", "0", "-1", "99999"]
    ),
)
WALK = Walk("staande-bekkenrek", 1, "basis", "nl", slot=SLOT)
ASKING = replace(WALK, asks=True, screen=2)
CODES = [
    *(ids.pack_slot(SLOT), ids.pack_own_slot(SLOT, NOW), ids.pack_walk(WALK)),
    ids.pack_walk(ASKING),
]
PRESSED = [
    *(ids.START, ids.LATER, ids.MOVED, ids.TODAY, ids.NEXT, ids.CLOSE, ids.SWITCH, ids.STOP),
    *(ids.VARIANT, ids.FORM_BACK, ids.FORM_ADD, ids.FORM_CHANGE, ids.FORM_REMOVE, ids.FORM_AGAIN),
    *(ids.OWN_RESUME, ids.CLAIM, f"{ids.FELT}.worse", f"{ids.FELT}.nothing"),
]
"""Buttons of prompts, walks and forms; those of Home are found there."""


def bent(code: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A code with one piece changed, as an older or newer version would have written it."""

    def bend(whole: str, at: int, new: str) -> str:
        parts = whole.split("|")
        parts[at % len(parts)] = new
        return "|".join(parts)

    return st.builds(bend, code, st.integers(0, 9), WEIRD)


def mostly(good: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """What the bot knows, nine times in ten; else anything."""
    return st.integers(0, 9).flatmap(lambda chance: good if chance else WEIRD)


def element() -> st.SearchStrategy[dict[str, Any]]:
    """What somebody filled in in one field; Slack leaves empty fields empty in several ways."""
    text = st.none() | WEIRD
    option = st.none() | st.fixed_dictionaries({"value": WEIRD})
    return st.one_of(
        *(
            st.fixed_dictionaries({name: text})
            for name in ("value", "selected_date", "selected_user")
        ),
        st.fixed_dictionaries({"selected_option": option}),
        st.fixed_dictionaries({"selected_options": st.lists(option.filter(bool), max_size=8)}),
        st.fixed_dictionaries({"selected_conversations": st.lists(WEIRD, max_size=3)}),
        st.just({}),
    )


def payload(seen: World) -> st.SearchStrategy[dict[str, Any]]:
    """An interaction of any kind, made of what the bot showed before and of anything else."""
    names, values = map(sorted, map(set, zip(*seen.buttons, strict=True)))
    forms, kept = map(sorted, map(set, zip(*seen.forms, strict=True)))
    codes = st.sampled_from([*values, *CODES])
    fields = mostly(st.sampled_from(sorted(seen.fields)))
    view = st.fixed_dictionaries(
        {
            "id": st.just("V1"),
            "type": st.sampled_from(["modal", "modal", "home"]),
            "callback_id": mostly(st.sampled_from(forms)),
        },
        optional={
            "hash": st.just("1.h"),
            "private_metadata": mostly(st.sampled_from([*kept, *CODES]) | bent(codes)),
            "state": st.fixed_dictionaries(
                {"values": st.dictionaries(fields, st.dictionaries(fields, element(), max_size=1))}
            ),
        },
    )
    action = st.fixed_dictionaries(
        {
            "type": st.sampled_from(["button", "overflow", "radio_buttons"]),
            "action_id": mostly(st.sampled_from([*names, *PRESSED])),
            "block_id": WEIRD,
        },
        optional={"value": mostly(codes | bent(codes))},
    )
    who = st.builds(by, st.sampled_from(PEOPLE), st.sampled_from(["1.1", LATE]))
    answered = st.sampled_from([{}, {"response_url": "http://127.0.0.1:9/r"}])
    pressed = st.fixed_dictionaries(
        {"type": st.just("block_actions"), "actions": st.lists(action, min_size=1, max_size=1)},
        optional={"view": view},
    )
    submitted = st.fixed_dictionaries({"type": st.just("view_submission"), "view": view})
    other = ended()
    body = st.integers(0, 19).flatmap(lambda n: (submitted if n % 2 else pressed) if n else other)
    return st.builds(_merged, who, answered, body)


def _merged(*parts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for part in parts for key, value in part.items()}


def ended() -> st.SearchStrategy[dict[str, Any]]:
    """Closed modals, shortcuts, events, and what nobody has heard of."""
    view = st.fixed_dictionaries({"callback_id": WEIRD, "type": st.just("modal")})
    event = st.fixed_dictionaries(
        {
            "type": st.sampled_from(
                ["app_home_opened", "user_change", "member_joined_channel", "dnd_updated_user", "x"]
            )
        },
        optional={
            "user": st.sampled_from([*PEOPLE, "U0BOT"]),
            "tab": st.sampled_from(["home", "messages"]),
            "channel": st.sampled_from(["C0ALPHA", "C0OTHER"]),
            "dnd_status": st.just({}) | st.just({"dnd_enabled": True, "next_dnd_start_ts": 0}),
        },
    ).filter(lambda event: event["type"] != "user_change" or "user" not in event)
    return st.one_of(
        st.builds(lambda view: {"type": "view_closed", "view": view}, view),
        st.builds(lambda name: {"type": "shortcut", "callback_id": name}, WEIRD),
        st.builds(
            lambda name: {"type": "block_suggestion", "action_id": name, "block_id": "b"}, WEIRD
        ),
        st.builds(event_of, event),
    )


def test_whatever_is_pressed_or_sent_in(
    tmp_path: Path,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    tries = amount(60, 10_000)
    with asyncio.Runner() as runner:
        opened = world(tmp_path)
        seen = runner.run(opened.__aenter__())

        @hypothesis.settings(max_examples=tries)
        @hypothesis.given(payload(seen))
        def one(body: dict[str, Any]) -> None:
            first = (body.get("actions") or [{}])[0]
            # Else the project would be over for all that follows.
            hypothesis.assume((first.get("action_id"), first.get("value")) != (ids.END, "lente"))
            runner.run(seen.meet(body))

        one()
        runner.run(opened.__aexit__(None, None, None))
    assert {"home ", f"modal {ids.WALK}", "message "} <= set(seen.seen)
    verify_table("random interaction payloads", tries, "no exception, no markup echoed")


def test_whatever_is_typed(
    tmp_path: Path,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    tries = amount(60, 10_000)
    commands = [
        "nu",
        "later 20",
        "vandaag niet",
        "tot maandag",
        "stop",
        "help",
        "wat ziet HR?",
        "mijn week",
    ]
    text = st.one_of(
        WEIRD,
        st.sampled_from(commands),
        st.tuples(st.sampled_from(commands), WEIRD).map(" ".join),
        st.tuples(WEIRD, st.sampled_from(commands)).map(" ".join),
    )
    with asyncio.Runner() as runner:
        opened = world(tmp_path)
        seen = runner.run(opened.__aenter__())

        @hypothesis.settings(max_examples=tries)
        @hypothesis.given(text, st.sampled_from(PEOPLE), st.booleans())
        def one(typed: str, user: str, slashed: bool) -> None:
            runner.run(seen.meet(command(typed, user) if slashed else message(typed, user)))

        one()
        runner.run(opened.__aexit__(None, None, None))
    verify_table("random typed words", tries, "no exception, no markup echoed")


def command(text: str, user: str) -> dict[str, Any]:
    """`/pauze` and what follows it."""
    address = "http://127.0.0.1:9/r"
    more = {"trigger_id": "1.1", "response_url": address, "channel_id": "C0ALPHA"}
    return {"command": "/pauze", "text": text, "user_id": user, "team_id": "T1", **more}


def message(text: str, user: str) -> dict[str, Any]:
    """Words in the conversation with the bot."""
    place = {"channel": f"D{user[1:]}", "channel_type": "im"}
    return event_of({"type": "message", "user": user, "text": text, "ts": "1.1", **place})


def test_every_button_and_form_has_an_id_of_its_own() -> None:
    tree = ast.parse(Path(ids.__file__).read_text(encoding="utf-8"))
    given = [
        (cast(ast.Name, one.targets[0]).id, one.value.value)
        for one in tree.body
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant)
    ]
    assert len({name for name, _ in given}) == len({value for _, value in given}) == len(given)
