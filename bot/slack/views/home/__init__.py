"""Home: one view, whose sections follow from the role of who looks at it."""

from __future__ import annotations

from collections.abc import Mapping

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.service.offices import Home
from bot.slack import ids
from bot.slack.views.home import employee, programmes, projects
from bot.slack.views.home.reports import Picture
from bot.slack.views.parts import Payload, actions, button, header, rows, words
from bot.texts import Say

__all__ = ["Picture", "home"]


def home(shown: Home, say: Say, pictures: Mapping[str, Picture] | None = None) -> Payload:
    """Return somebody's Home, with the `pictures` of projects that lie in their messages."""
    match shown.role:
        case "hr":
            blocks = _hr(shown, say, pictures or {})
        case "physio":
            blocks = _physio(shown, say, pictures or {})
        case _:
            blocks = [*_claim(shown, say), *employee.section(shown, say)]
    return View(type="home", blocks=blocks).to_dict()


def _hr(shown: Home, say: Say, pictures: Mapping[str, Picture]) -> list[Block]:
    buttons = [
        button(say("home.make"), ids.MAKE, "make", "primary"),
        button(say("home.roles"), ids.ROLES, "roles"),
        button(say("home.log"), ids.LOG, "0"),
        button(say("home.statement"), ids.STATEMENT, "statement"),
    ]
    return [
        header(say("home.hr.heading"), "hr"),
        words(say("home.hr.text"), "hr.text"),
        *_checklist(shown, say),
        actions(buttons, "hr.buttons"),
        *projects.sections(shown, say, pictures),
    ]


def _physio(shown: Home, say: Say, pictures: Mapping[str, Picture]) -> list[Block]:
    return [
        header(say("home.physio.heading"), "physio"),
        words(say("home.physio.text"), "physio.text"),
        *programmes.sections(shown, say),
        *projects.sections(shown, say, pictures),
    ]


def _claim(shown: Home, say: Say) -> list[Block]:
    if not shown.claim:
        return []
    claim: ButtonElement = button(say("home.claim.button"), ids.CLAIM, "claim", "primary")
    return [words(say("home.claim.text"), "claim"), actions([claim], "claim.button")]


def _checklist(shown: Home, say: Say) -> list[Block]:
    todo = shown.checklist
    if todo is None:
        return []
    items = {
        "hr": todo.hr > 0,
        "physio": todo.physio > 0,
        "programme": todo.programmes > 0,
        "council": todo.council,
        "channels": todo.projects > 0,
        "running": todo.running,
    }
    lines = [
        say(
            "home.checklist.done" if done else "home.checklist.todo",
            item=say(f"home.checklist.{name}"),
        )
        for name, done in items.items()
    ]
    return [header(say("home.checklist.heading"), "checklist"), *rows(lines, "checklist.items")]
