"""Projects in Home: their state, what comes next, what became of prompts, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ConfirmObject,
    InteractiveElement,
    PlainTextObject,
)

from bot.core.effects import Reason
from bot.service.offices import Home, ProjectSight
from bot.slack import ids
from bot.slack.views.home import reports
from bot.slack.views.home.reports import Picture
from bot.slack.views.parts import actions, button, header, rows, words
from bot.texts import Say, moments, phrases

PERSONAL: frozenset[Reason] = frozenset(
    {"not-a-day", "on-a-break", "not-in-hours", "do-not-disturb", "meeting", "away"}
)
"""Reasons of one person; they never reach Home."""


def sections(shown: Home, say: Say, pictures: Mapping[str, Picture]) -> list[Block]:
    """Return the projects of a page with `pictures` of figures, and the way to the other pages."""
    blocks: list[Block] = [header(say("home.projects.heading"), "projects")]
    if not shown.projects:
        blocks.append(words(say("home.projects.none"), "projects.none"))
    for number, sight in enumerate(shown.projects):
        blocks += _project(sight, number, shown, say)
        picture = pictures.get(sight.project.id)
        blocks += reports.section(sight, picture, f"project.{number}", shown, say)
    return blocks + turning(ids.HOME_PAGE, shown.page, shown.pages, say)


def turning(action: str, page: int, pages: int, say: Say) -> list[Block]:
    """Return the buttons to the page before and the page after."""
    buttons: list[InteractiveElement] = []
    if page > 0:
        buttons.append(button(say("home.before"), f"{action}.before", str(page - 1)))
    if page < pages - 1:
        buttons.append(button(say("home.after"), f"{action}.after", str(page + 1)))
    if not buttons:
        return []
    told = words(say("home.page", page=page + 1, pages=pages), f"{action}.told")
    return [told, actions(buttons, f"{action}.turn")]


def _project(sight: ProjectSight, number: int, shown: Home, say: Say) -> Iterator[Block]:
    at = f"project.{number}"
    yield header(sight.project.title.say(shown.language), at)
    yield from rows(_lines(sight, shown, say), f"{at}.lines")
    if buttons := _buttons(sight, shown, say):
        yield actions(buttons, f"{at}.buttons")


def _lines(sight: ProjectSight, shown: Home, say: Say) -> Iterator[str]:
    project, today = sight.project, shown.today
    yield say(f"home.project.{_state(sight, today)}")
    title = sight.programme.title.say(shown.language) if sight.programme else project.programme
    yield say("home.project.programme", title=title)
    first, last = (moments.day(on, today, say) for on in (project.starts, project.ends))
    yield say("home.project.period", first=first, last=last)
    if sight.upcoming:
        at = dict.fromkeys(moments.moment(each, today, say) for each in sight.upcoming)
        yield say("home.project.next", moments="; ".join(at))
    if sight.changes:
        yield say("home.project.changes", day=moments.day(sight.changes, today, say))
    if shown.role == "hr":
        yield from _tally(sight, say)
    else:
        asked = "asked" if project.reports.effect_question else "not-asked"
        yield say(f"home.project.effect-{asked}")


def _state(sight: ProjectSight, today: date) -> str:
    if sight.over and sight.state != "ended":
        return "over"
    ready = sight.state == "running" and sight.project.starts > today
    return "ready" if ready else sight.state


def _tally(sight: ProjectSight, say: Say) -> Iterator[str]:
    if sight.tally is None:
        yield say("home.project.no-numbers")
        return
    yield say("home.project.sent", count=sight.tally.get("sent", 0))
    held = {
        name.partition(":")[2]: count
        for name, count in sight.tally.items()
        if name.startswith("held:") and name.partition(":")[2] not in PERSONAL
    }
    if held:
        reasons = [
            say("home.project.reason", count=count, reason=say(f"reason.{name}"))
            for name, count in held.items()
        ]
        listed = phrases.listed(reasons, "and", say)
        yield say("home.project.held", count=sum(held.values()), reasons=listed)
    if unknown := sight.tally.get("unknown", 0):
        yield say("home.project.unknown", count=unknown)


def _buttons(sight: ProjectSight, shown: Home, say: Say) -> list[InteractiveElement]:
    name = sight.project.id
    if shown.role != "hr":
        return [] if sight.state == "ended" else [_effect(sight, say)]
    copy = button(say("home.project.copy"), ids.COPY, name)
    if sight.state == "ended":
        return [copy]
    turn = (
        button(say("home.project.pause"), ids.PAUSE, name)
        if sight.state == "running"
        else button(say("home.project.resume"), ids.RESUME, name)
    )
    return [
        button(say("home.project.edit"), ids.EDIT, name),
        turn,
        button(say("home.project.trial"), ids.TRIAL, name),
        copy,
        _end(name, say),
    ]


def _effect(sight: ProjectSight, say: Say) -> ButtonElement:
    if sight.project.reports.effect_question:
        return button(say("home.project.skip-effect"), ids.SKIP_EFFECT, sight.project.id)
    return button(say("home.project.ask-effect"), ids.ASK_EFFECT, sight.project.id)


def _end(name: str, say: Say) -> ButtonElement:
    confirm = ConfirmObject(
        title=say("home.end.title"),
        text=PlainTextObject(text=say("home.end.text")),
        confirm=say("home.end.yes"),
        deny=say("home.end.no"),
        style="danger",
    )
    return ButtonElement(
        text=say("home.project.end"),
        action_id=ids.END,
        value=name,
        style="danger",
        confirm=confirm,
    )
