"""HR's forms and notices as modals: pure functions of a screen and a language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from slack_sdk.models.blocks import Block, PlainTextObject
from slack_sdk.models.views import View

from bot.core.drafting import Trouble
from bot.core.rights import ROLES
from bot.service import Deed
from bot.service.offices import Counting, Form, Log, Notice, Overview, RolesForm, Screen
from bot.slack import ids
from bot.slack.views.forms import overview, steps
from bot.slack.views.forms.inputs import Fields
from bot.slack.views.home.projects import turning
from bot.slack.views.parts import Payload, actions, button, header, section, words
from bot.texts import Say, moments

__all__ = ["errors", "screen"]


def screen(shown: Screen, say: Say) -> Payload:
    """Return the modal of a screen."""
    match shown:
        case Notice():
            return _modal(say("form.title"), [words(_notice(shown, say), "notice")], say)
        case Form():
            return _form(shown, say)
        case Counting():
            at = ids.pack_form(shown.name, "summary", 0)
            again = actions([button(say("form.again"), ids.FORM_AGAIN, at)], "turning")
            blocks = [words(say("form.counting"), "counting"), again]
            return _modal(say("form.step.summary"), blocks, say, ids.FORM, at)
        case Overview():
            at = ids.pack_form(shown.name, "summary", 0)
            submit = say("form.file") if shown.project is not None else None
            blocks = overview.blocks(shown, say)
            return _modal(say("form.step.summary"), blocks, say, ids.FORM, at, submit)
        case RolesForm():
            return _roles(shown, say)
        case Log():
            return _log(shown, say)
        case _:
            assert_never(shown)


def errors(troubles: Sequence[Trouble], say: Say) -> dict[str, str]:
    """Return what is wrong, by the block of its field."""
    return {
        trouble.field: say(f"form.error.{trouble.key}", **dict(trouble.values))
        for trouble in troubles
    }


def _modal(
    title: str,
    blocks: Sequence[Block],
    say: Say,
    callback: str = ids.OFFICE_DONE,
    kept: str = "",
    submit: str | None = None,
) -> Payload:
    return View(
        type="modal",
        callback_id=callback,
        title=PlainTextObject(text=title),
        close=PlainTextObject(text=say("form.close")),
        submit=PlainTextObject(text=submit) if submit else None,
        private_metadata=kept,
        blocks=list(blocks),
    ).to_dict()


def _form(shown: Form, say: Say) -> Payload:
    at = ids.pack_form(shown.name, shown.step, shown.arm)
    blocks = steps.blocks(shown, say)
    return _modal(say(f"form.step.{shown.step}"), blocks, say, ids.FORM, at, say("form.next"))


def _notice(shown: Notice, say: Say) -> str:
    on = shown.on and shown.today and moments.day(shown.on, shown.today, say)
    return say(f"form.notice.{shown.key}", day=on or "")


def _roles(shown: RolesForm, say: Say) -> Payload:
    fields = Fields({}, say)
    blocks: list[Block] = [words(say("form.roles.text"), "roles.text")]
    for role in ROLES:
        holders = [f"<@{user}>" for user, held in shown.roles.items() if held == role]
        named = ", ".join(holders[:MOST_HOLDERS]) or say("form.roles.nobody")
        blocks.append(section(say(f"form.roles.{role}", people=named), f"roles.{role}"))
    offer = {each: say(f"form.role.{each}") for each in (*ROLES, "none")}
    blocks += [fields.person("who"), fields.radio("role", offer)]
    return _modal(say("form.step.roles"), blocks, say, ids.ROLES_FORM, "", say("form.save"))


MOST_HOLDERS = 50
"""Role holders named in a modal; the text of a section ends at 3,000 characters."""


def _log(shown: Log, say: Say) -> Payload:
    blocks: list[Block] = [header(say("form.log.heading"), "log")]
    if not shown.deeds:
        blocks.append(words(say("form.log.none"), "log.none"))
    blocks += [
        section(_deed(deed, say), f"log.{number}") for number, deed in enumerate(shown.deeds)
    ]
    pages = shown.page + (2 if shown.more else 1)
    blocks += turning(ids.LOG, shown.page, pages, say)
    return _modal(say("form.step.log"), blocks, say)


def _deed(deed: Deed, say: Say) -> str:
    about = f"<@{deed.about}>" if deed.about else ""
    when = f"{deed.at:%Y-%m-%d %H:%M}"
    who = f"<@{deed.user}>"
    return say(
        f"form.deed.{deed.what}", when=when, who=who, about=about, project=deed.project or ""
    )
