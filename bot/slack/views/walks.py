"""The screens of a walk: in a modal or, where Slack refuses that, in an ephemeral message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, assert_never, get_args

from slack_sdk.models.blocks import (
    Block,
    ImageBlock,
    InputBlock,
    InteractiveElement,
    Option,
    PlainTextObject,
    RadioButtonsElement,
)
from slack_sdk.models.blocks.basic_components import SlackFile
from slack_sdk.models.views import View

from bot.core.effects import Introduction, Kindly, Screen, Show, Step, StopAdvice, Thanks
from bot.core.events import Felt
from bot.core.exercise import Exercise
from bot.core.fields import Language
from bot.service.films import Film
from bot.slack import ids
from bot.slack.views.fit import cut
from bot.slack.views.parts import (
    Payload,
    actions,
    as_message,
    button,
    context,
    escape,
    header,
    paragraphs,
    section,
)
from bot.texts import Say, phrases, plain

Surface = Literal["modal", "message"]
FELT: tuple[Felt, ...] = get_args(Felt)

MOST_TEXT = 4000
"""Characters; what Slack takes whole as the `text` of a message."""

MOST_ALT = 2000
"""Characters of what is said instead of a picture."""


@dataclass(frozen=True)
class _Shown:
    """A screen as a key: told apart by all of it, found by the walk, which is quick to hash."""

    show: Show
    say: Say
    film: Film | None

    def __hash__(self) -> int:
        return hash((self.show.walk, self.show.language, self.film))


def modal(show: Show, say: Say, address: str | None = None, film: Film | None = None) -> Payload:
    """Return the modal of a screen, not to be changed: others may be shown the same one.

    What a press on it needs travels in `private_metadata`: the walk, and `address`, where the press
    that opened it can be answered if Slack refuses to change the modal. `film` is what a step is
    shown with; the words are the same without.
    """
    view = _modal(_Shown(show, say, film))
    return {**view, "private_metadata": ids.pack_view(show.walk, address)} if show.walk else view


def message(show: Show, say: Say, film: Film | None = None) -> Payload:
    """Return a screen as an ephemeral message, not to be changed; its buttons carry the walk.

    Its `text` has all the words, for a screen reader reads nothing else of a message.
    """
    return _message(_Shown(show, say, film))


# In a rush everybody is shown the same few screens, and slack_sdk's models take a millisecond.
@lru_cache(maxsize=256)
def _modal(shown: _Shown) -> Payload:
    show, say = shown.show, shown.say
    last = _is_last(show)
    view = View(
        type="modal",
        callback_id=ids.DONE if last else ids.WALK,
        title=PlainTextObject(text=say("walk.title")),
        close=PlainTextObject(text=say("walk.close")),
        submit=None if last else PlainTextObject(text=say(_main_button(show.screen))),
        private_metadata="",
        blocks=_screen(shown, "modal"),
    )
    return view.to_dict()


@lru_cache(maxsize=256)
def _message(shown: _Shown) -> Payload:
    show, say = shown.show, shown.say
    blocks = list(_screen(shown, "message"))
    if _is_last(show):
        blocks.append(actions([button(say("walk.close"), ids.CLOSE)], "close"))
    return as_message(cut(escape("\n".join(plain.lines(show, say))), MOST_TEXT), blocks)


def _is_last(show: Show) -> bool:
    """Whether there is nothing to go on to; the last screen may still ask something."""
    return show.walk is None or isinstance(show.screen, Thanks)


def _screen(shown: _Shown, surface: Surface) -> Sequence[Block]:
    show, say = shown.show, shown.say
    screen: Screen = show.screen
    match screen:
        case Introduction():
            return _introduction(screen, show, say, surface)
        case Step():
            return _step(screen, shown, surface)
        case Thanks():
            return _thanks(screen, show, say)
        case StopAdvice():
            return _stop_advice(screen, say, show.language)
        case Kindly():
            return [section(say(f"kindly.{screen.notice}"), "kindly")]
        case _:
            assert_never(screen)


def _thanks(screen: Thanks, show: Show, say: Say) -> list[Block]:
    """Three answers and no main button: who closes the screen has not answered."""
    blocks: list[Block] = [header(say("thanks.heading"), "thanks")]
    if screen.asks:
        value = ids.pack_walk(show.walk) if show.walk else None
        answers = [button(say(f"felt.{felt}"), f"{ids.FELT}.{felt}", value) for felt in FELT]
        blocks += [
            section(f"*{say('felt.question')}*", "question"),
            actions(answers, "answers"),
            context(say("felt.free"), "free"),
        ]
    if screen.answered:
        blocks.append(section(say("felt.answered"), "answered"))
    return [*blocks, section(say("thanks.text"), "what")]


def _main_button(screen: Screen) -> str:
    return "walk.begin" if isinstance(screen, Introduction) else "walk.next"


def _introduction(screen: Introduction, show: Show, say: Say, surface: Surface) -> list[Block]:
    language = show.language
    title = escape(screen.session.title.say(language))
    length = phrases.minutes(screen.seconds, say)
    heading = say("introduction.heading", title=title, minutes=length)
    blocks: list[Block] = []
    if screen.late:
        blocks.append(context(say("introduction.late"), "late"))
    aims = [f"• {escape(line)}" for line in phrases.aims(screen.exercises, language)]
    blocks += paragraphs("\n".join([f"*{heading}*", *aims]), "what")
    if needs := phrases.needs(screen.exercises, say):
        blocks.append(section(needs, "needs"))
    if cautions := phrases.cautions(screen, say):
        blocks.append(section(cautions, "cautions"))
        blocks.append(context(say("introduction.nothing-kept"), "nothing-kept"))
    if len(screen.variants) > 1:
        blocks += _choice(screen, show, say, surface)
    return blocks + _way_out(show, screen.exercises, say, surface)


def _choice(screen: Introduction, show: Show, say: Say, surface: Surface) -> list[Block]:
    options = {
        variant: Option(value=variant, text=say(f"introduction.{variant}"))
        for variant in screen.variants
    }
    radios = RadioButtonsElement(
        action_id=ids.VARIANT,
        options=list(options.values()),
        initial_option=options.get(show.walk.variant if show.walk else "usual", options["usual"]),
    )
    label = say("introduction.how")
    if surface == "modal":
        return [InputBlock(block_id=ids.VARIANT, label=label, element=radios)]
    return [section(label, "how"), actions([radios], ids.VARIANT)]


def _step(screen: Step, shown: _Shown, surface: Surface) -> list[Block]:
    show, say = shown.show, shown.say
    exercise, language = screen.exercise, show.language
    todo = "\n".join(
        f"{number}. {escape(line)}"
        for number, line in enumerate(exercise.instructions(language, screen.side), start=1)
    )
    first, *rest = phrases.how_much(screen, say)
    blocks: list[Block] = [
        header(phrases.heading(screen, exercise.name.say(language), say), "exercise"),
        context(phrases.where(screen, say), "where"),
        *_film(exercise, shown.film, language),
        *paragraphs(todo, "steps"),
        section(" ".join([f"*{first}*", *rest]), "dose"),
    ]
    if exercise.avoid is not None:
        avoid = " ".join(escape(line) for line in exercise.avoid.say(language))
        blocks += paragraphs(say("step.avoid", avoid=avoid), "avoid")
    return blocks + _way_out(show, (exercise,), say, surface)


def _film(exercise: Exercise, film: Film | None, language: Language) -> list[Block]:
    """The moving figure, with what it shows in words; none without those words."""
    if film is None or exercise.figure is None:
        return []
    return [
        ImageBlock(
            alt_text=cut(exercise.figure.alt.say(language), MOST_ALT),
            image_url=film.address,
            slack_file=SlackFile(id=film.file) if film.file else None,
            block_id="figure",
        )
    ]


def _way_out(show: Show, exercises: Sequence[Exercise], say: Say, surface: Surface) -> list[Block]:
    """The stop signs in words, and the stop last in the row: the button's call may fail."""
    screen = show.screen
    value = ids.pack_walk(show.walk) if show.walk else None
    buttons: list[InteractiveElement] = []
    if surface == "message":
        buttons.append(button(say(_main_button(screen)), ids.NEXT, value, "primary"))
    if isinstance(screen, Step) and screen.other is not None:
        buttons.append(button(say(f"walk.{screen.other}"), ids.SWITCH, value))
    if surface == "message":
        buttons.append(button(say("walk.close"), ids.CLOSE))
    buttons.append(button(say("walk.stop"), ids.STOP, value, "danger"))
    return [
        context(phrases.stop_signs(exercises, say), "stop-signs"),
        actions(buttons, "way-out"),
    ]


def _stop_advice(screen: StopAdvice, say: Say, language: Language) -> list[Block]:
    programme = screen.programme
    advice = escape(programme.stop.say(language)) if programme else say("stop.general")
    return [
        header(say("stop.heading"), "stopped"),
        *paragraphs(advice, "advice"),
        context(say("stop.private"), "stop-private"),
    ]
