"""Own pauses: the form in which somebody sets them, and what Home says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
)
from slack_sdk.models.views import View

from bot.core.project import DAYS
from bot.core.subscription import Complaint, Hours, Mine, Subscription
from bot.slack import ids
from bot.slack.views.fit import cut
from bot.slack.views.parts import Payload, actions, button, context, escape, header, section
from bot.slack.views.prompts import offers
from bot.texts import Say, moments

LANGUAGES = ("slack", "nl", "en")
FIELD = "own."


def settings(mine: Mine, say: Say) -> Payload:
    """Return the modal of somebody's own pauses; each field's block carries the field's name."""
    one = mine.subscription
    if one is None:
        return _closed(say)
    return View(
        type="modal",
        callback_id=ids.WISHES,
        title=say("own.title"),
        close=say("own.close"),
        submit=say("own.keep"),
        private_metadata=mine.language,
        blocks=list(_fields(mine, one, say)),
    ).to_dict()


def kept(say: Say) -> Payload:
    """Return the modal that says that settings were kept."""
    return _said(say("tell.settings-kept"), say)


def complaints(wrong: Mapping[str, Complaint], say: Say) -> dict[str, str]:
    """Return what is wrong, by block, in words that stand under each field."""
    return {
        FIELD + field: say(f"own.wrong.{each.why}", count=each.most)
        for field, each in wrong.items()
    }


def own_section(mine: Mine, say: Say) -> list[Block]:
    """Return what Home says of somebody's own prompts: settings alone, nothing of what they did."""
    one = mine.subscription
    if one is None or mine.title is None:
        return _offered(mine, say)
    told = say(
        "own.home.told",
        project=escape(cut(mine.title.say(mine.language))),
        times=moments.times(mine.times, say),
        zone=escape(one.zone.replace("_", " ")),
    )
    blocks: list[Block] = [header(say("own.home.heading"), "own"), section(told, "own.told")]
    until = one.wishes.until
    resting = until is not None and until > mine.today
    if until is not None and resting:
        day = moments.day(until, mine.today, say)
        blocks.append(section(say("own.home.resting", day=day), "own.resting"))
    buttons: list[InteractiveElement] = [button(say("own.settings"), ids.SETTINGS, "o1", "primary")]
    if resting:
        buttons.append(button(say("own.resume"), ids.OWN_RESUME, "o1"))
    buttons.append(button(say("own.unsubscribe"), ids.UNSUBSCRIBE, "o1"))
    return [*blocks, actions(buttons, "own.buttons"), *_privacy(say)]


def _offered(mine: Mine, say: Say) -> list[Block]:
    if not mine.offered:
        return _privacy(say)
    return [
        header(say("own.home.heading"), "own"),
        section(say("own.home.offer"), "own.offer"),
        *offers(mine.offered, mine.language, say, named=len(mine.offered) > 1),
        *_privacy(say),
    ]


def _privacy(say: Say) -> list[Block]:
    ask = button(say("own.privacy"), ids.PRIVACY, "p1")
    return [actions([ask], "own.privacy"), context(say("own.home.private"), "own.private")]


def _fields(mine: Mine, one: Subscription, say: Say) -> Iterator[Block]:
    wishes = one.wishes
    now = " ".join(f"{at:%H:%M}" for at in wishes.pauses)
    usual = " ".join(f"{at:%H:%M}" for at in mine.times)
    yield section(say("own.form.intro", zone=escape(one.zone.replace("_", " "))), "own.intro")
    yield _text(
        "pauses", now, say, hint=say("own.form.pauses-hint", count=mine.most), placeholder=usual
    )
    for number, day in enumerate(DAYS):
        if day in mine.days:
            hours = wishes.hours[number] if wishes.hours else None
            yield _text(day, _hours(hours), say, placeholder="9:00-17:00", label=say(f"date.{day}"))
    yield context(say("own.form.days-hint"), "own.days-hint")
    languages = [Option(value=each, text=say(f"own.form.language-{each}")) for each in LANGUAGES]
    chosen = LANGUAGES.index(wishes.language or "slack")
    radios = RadioButtonsElement(
        action_id="language", options=languages, initial_option=languages[chosen]
    )
    yield _input("language", radios, say)
    seated = Option(value="seated", text=say("own.form.seated-yes"))
    yield _input("seated", CheckboxesElement(
        action_id="seated", options=[seated],
        initial_options=[seated] if wishes.seated else None), say)  # fmt: skip
    until = wishes.until if wishes.until and wishes.until > mine.today else None
    yield _input("until", DatePickerElement(
        action_id="until", initial_date=until.isoformat() if until else None), say)  # fmt: skip


def _text(
    field: str,
    value: str,
    say: Say,
    *,
    placeholder: str = "",
    hint: str | None = None,
    label: str | None = None,
) -> InputBlock:
    element = PlainTextInputElement(
        action_id=field, initial_value=value or None, placeholder=placeholder or None
    )
    return _input(field, element, say, hint=hint, label=label)


def _input(
    field: str,
    element: InputInteractiveElement,
    say: Say,
    *,
    hint: str | None = None,
    label: str | None = None,
) -> InputBlock:
    return InputBlock(
        block_id=FIELD + field,
        label=label or say(f"own.form.{field}"),
        element=element,
        hint=hint,
        optional=True,
    )


def _hours(hours: Hours | None) -> str:
    return f"{hours.starts:%H:%M}-{hours.ends:%H:%M}" if hours else ""


def _closed(say: Say) -> Payload:
    return _said(say("tell.not-subscribed"), say)


def _said(text: str, say: Say) -> Payload:
    return View(
        type="modal",
        title=say("own.title"),
        close=say("own.close"),
        blocks=[section(text, "own.said")],
    ).to_dict()
