"""A project's figures in Home: how far they are, the latest picture, and buttons for files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ImageBlock
from slack_sdk.models.blocks.basic_components import SlackFile

from bot.service.offices import Home, ProjectSight, ReportSight
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


def section(
    sight: ProjectSight, picture: Picture | None, at: str, shown: Home, say: Say
) -> Iterator[Block]:
    """Return how far the figures are, and where there are some the buttons and the picture.

    Nothing for who may not read them.
    """
    if sight.report is None:
        return
    told = list(_lines(sight.report, shown, say))
    if sight.report.latest is None:
        yield words("\n".join(told), f"{at}.report")
        return
    ready = picture is not None and picture.ready
    told.append(say("home.report.how" if picture is None or ready else "home.report.in-messages"))
    yield words("\n".join(told), f"{at}.report")
    buttons = [
        button(say(f"home.report.{each}"), f"{ids.REPORT}.{each}", sight.project.id)
        for each in ids.FORMATS
    ]
    yield actions(buttons, f"{at}.files")
    if picture is not None and ready:
        yield ImageBlock(
            slack_file=SlackFile(id=picture.file), alt_text=picture.alt, block_id=f"{at}.picture"
        )


def _lines(report: ReportSight, shown: Home, say: Say) -> Iterator[str]:
    on = report.coming and moments.day(report.coming, shown.today, say)
    if report.altered:
        yield say("home.report.altered")
        return
    if report.latest is None:
        yield say("home.report.first", day=on) if on else say("home.report.none")
        return
    release = report.latest.release
    first, last = (moments.short(day, shown.today, say) for day in (release.begins, release.ends))
    yield say("home.report.latest", number=release.period + 1, first=first, last=last)
    if on:
        yield say("home.report.next", day=on)
