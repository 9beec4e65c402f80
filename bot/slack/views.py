"""Screens and prompts as Block Kit: pure functions of data and a language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_never

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.core.effects import Introduction, Kindly, Screen, Show, Step, StopAdvice, Thanks
from bot.core.events import Walk
from bot.core.exercise import Exercise
from bot.core.fields import Language
from bot.core.project import Slot
from bot.slack import ids
from bot.texts import Say, phrases

Payload = dict[str, Any]


def prompt(slot: Slot, seconds: int, say: Say) -> Payload:
    """Return the post that offers a pause: `text` for notifications, `blocks` for the channel.

    It is the same for everybody and says nothing that a lock screen should not show.
    """
    blocks: list[Block] = [
        _section(say("prompt.text", minutes=phrases.minutes(seconds, say)), "prompt"),
        ActionsBlock(
            block_id="prompt.answers",
            elements=[
                ButtonElement(
                    text=say("prompt.start"),
                    action_id=ids.START,
                    value=ids.pack_slot(slot),
                    style="primary",
                )
            ],
        ),
        _context(say("prompt.private"), "prompt.private"),
    ]
    return {"text": say("prompt.notification"), "blocks": [block.to_dict() for block in blocks]}


def modal(show: Show, say: Say) -> Payload:
    """Return the modal of a screen. What a press on it needs travels in `private_metadata`."""
    last = isinstance(show.screen, Thanks | StopAdvice | Kindly)
    view = View(
        type="modal",
        callback_id=ids.DONE if last else ids.WALK,
        title=PlainTextObject(text=say("walk.title")),
        close=PlainTextObject(text=say("walk.close")),
        submit=None if last else PlainTextObject(text=say(_main_button(show.screen))),
        private_metadata=ids.pack_walk(show.walk) if show.walk else "",
        blocks=screen(show.screen, show.walk, say, show.language),
    )
    return view.to_dict()


def screen(shown: Screen, walk: Walk | None, say: Say, language: Language) -> Sequence[Block]:
    """Return the blocks of a screen."""
    match shown:
        case Introduction():
            return _introduction(shown, walk, say, language)
        case Step():
            return _step(shown, say, language)
        case Thanks():
            return [_header(say("thanks.heading"), "thanks"), _section(say("thanks.text"), "what")]
        case StopAdvice():
            return _stop_advice(shown, say, language)
        case Kindly():
            return [_section(say(f"kindly.{shown.notice}"), "kindly")]
        case _:
            assert_never(shown)


def escape(text: str) -> str:
    """Keep an author's `&`, `<` and `>` from becoming Slack's markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _main_button(shown: Screen) -> str:
    return "walk.begin" if isinstance(shown, Introduction) else "walk.next"


def _introduction(
    shown: Introduction, walk: Walk | None, say: Say, language: Language
) -> list[Block]:
    title = escape(shown.session.title.say(language))
    length = phrases.minutes(shown.seconds, say)
    heading = say("introduction.heading", title=title, minutes=length)
    blocks: list[Block] = []
    if shown.late:
        blocks.append(_context(say("introduction.late"), "late"))
    aims = [f"• {escape(line)}" for line in phrases.aims(shown.exercises, language)]
    blocks.append(_section("\n".join([f"*{heading}*", *aims]), "what"))
    if needs := phrases.needs(shown.exercises, say):
        blocks.append(_section(needs, "needs"))
    if cautions := phrases.cautions(shown, say):
        blocks.append(_section(cautions, "cautions"))
        blocks.append(_context(say("introduction.nothing-kept"), "nothing-kept"))
    if len(shown.variants) > 1:
        blocks.append(_choice(shown, walk, say))
    return blocks + _way_out(None, shown.exercises, say)


def _choice(shown: Introduction, walk: Walk | None, say: Say) -> InputBlock:
    options = {
        variant: Option(value=variant, text=say(f"introduction.{variant}"))
        for variant in shown.variants
    }
    return InputBlock(
        block_id=ids.VARIANT,
        label=say("introduction.how"),
        element=RadioButtonsElement(
            action_id=ids.VARIANT,
            options=list(options.values()),
            initial_option=options[walk.variant if walk else "usual"],
        ),
    )


def _step(shown: Step, say: Say, language: Language) -> list[Block]:
    exercise = shown.exercise
    todo = "\n".join(
        f"{number}. {escape(line)}"
        for number, line in enumerate(exercise.instructions(language, shown.side), start=1)
    )
    first, *rest = phrases.how_much(shown, say)
    blocks: list[Block] = [
        _header(phrases.heading(shown, exercise.name.say(language), say), "exercise"),
        _context(phrases.where(shown, say), "where"),
        _section(todo, "steps"),
        _section(" ".join([f"*{first}*", *rest]), "dose"),
    ]
    if exercise.avoid is not None:
        avoid = " ".join(escape(line) for line in exercise.avoid.say(language))
        blocks.append(_section(say("step.avoid", avoid=avoid), "avoid"))
    return blocks + _way_out(shown, (exercise,), say)


def _way_out(shown: Step | None, exercises: Sequence[Exercise], say: Say) -> list[Block]:
    """The stop signs in words, and the stop last in the row: the button's call may fail."""
    buttons = []
    if shown is not None and shown.other is not None:
        buttons.append(ButtonElement(text=say(f"walk.{shown.other}"), action_id=ids.SWITCH))
    buttons.append(ButtonElement(text=say("walk.stop"), action_id=ids.STOP, style="danger"))
    return [
        _context(phrases.stop_signs(exercises, say), "stop-signs"),
        ActionsBlock(block_id="way-out", elements=buttons),
    ]


def _stop_advice(shown: StopAdvice, say: Say, language: Language) -> list[Block]:
    advice = escape(shown.programme.stop.say(language)) if shown.programme else say("stop.general")
    return [
        _header(say("stop.heading"), "stopped"),
        _section(advice, "advice"),
        _context(say("stop.private"), "stop-private"),
    ]


def _section(text: str, block_id: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=text), block_id=block_id)


def _context(text: str, block_id: str) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=text)], block_id=block_id)


def _header(text: str, block_id: str) -> HeaderBlock:
    return HeaderBlock(text=PlainTextObject(text=text), block_id=block_id)
