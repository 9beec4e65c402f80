"""A project's figures in Home: how far they are, the latest picture, and buttons for files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ImageBlock
from slack_sdk.models.blocks.basic_components import SlackFile

from bot.service.offices import Home, ProjectSight
from bot.slack import ids
from bot.slack.views.parts import actions, button, words
from bot.texts import Say, moments


@dataclass(frozen=True)
class Picture:
    """A picture that lies in somebody's messages: its file, what it says, of which release it is.

    `ready` says that Slack has looked at it; until then it cannot stand in a view.
    """

    file: str
    alt: str
    digest: str
    ready: bool = False


def lines(sight: ProjectSight, shown: Home, say: Say) -> Iterator[str]:
    """Return in a line or two how far the figures are; nothing for who may not read them."""
    if sight.report is None:
        return
    latest, coming = sight.report.latest, sight.report.coming
    on = coming and moments.day(coming, shown.today, say)
    if latest is not None:
        release = latest.release
        first, last = (
            moments.short(day, shown.today, say) for day in (release.begins, release.ends)
        )
        yield say("home.report.latest", number=release.period + 1, first=first, last=last)
        if on:
            yield say("home.report.next", day=on)
    else:
        yield say("home.report.first", day=on) if on else say("home.report.none")


def blocks(sight: ProjectSight, picture: Picture | None, at: str, say: Say) -> Iterator[Block]:
    """Return the picture where there is one, and the buttons; nothing without figures."""
    if sight.report is None or sight.report.latest is None:
        return
    if picture is not None and picture.ready:
        yield ImageBlock(
            slack_file=SlackFile(id=picture.file), alt_text=picture.alt, block_id=f"{at}.picture"
        )
    told = "how" if picture is None or picture.ready else "in-messages"
    yield words(say(f"home.report.{told}"), f"{at}.report")
    buttons = [
        button(say(f"home.report.{each}"), f"{ids.REPORT}.{each}", sight.project.id)
        for each in ids.FORMATS
    ]
    yield actions(buttons, f"{at}.files")
