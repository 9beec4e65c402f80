"""Programmes in the physio's Home, with what the editorial checks find in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from slack_sdk.models.blocks import Block

from bot.core.lint import Remark
from bot.service.offices import Home, ProgrammeSight
from bot.slack import ids
from bot.slack.views.home.projects import turning
from bot.slack.views.parts import button, header, rows
from bot.texts import Say, moments

MOST_FINDINGS = 5
"""Findings named of one programme; `pauzebot check` names them all."""

SAID = frozenset({"REVIEW_MISSING"})
"""Findings that the line about the review says already."""


def sections(shown: Home, say: Say) -> list[Block]:
    """Return the programmes of a page, and the way to the other pages."""
    blocks: list[Block] = [header(say("home.programmes.heading"), "programmes")]
    for number, sight in enumerate(shown.programmes):
        page = button(say("home.programmes.page"), ids.PAGE, sight.programme.id)
        blocks += rows(_lines(sight, shown, say), f"programme.{number}", page)
    pages = (shown.programme_page, shown.programme_pages)
    return blocks + turning(ids.PROGRAMME_PAGE, *pages, say)


def _lines(sight: ProgrammeSight, shown: Home, say: Say) -> Iterator[str]:
    programme = sight.programme
    yield say(
        "home.programmes.line",
        title=programme.title.say(shown.language),
        version=programme.version,
        count=len(programme.protocols),
    )
    if programme.reviewed is None:
        yield say("home.programmes.not-reviewed")
    else:
        until = moments.day(programme.reviewed.next, shown.today, say)
        yield say("home.programmes.reviewed", by=programme.reviewed.by, day=until)
    findings = [remark for remark in sight.findings if remark.code not in SAID]
    for remark in findings[:MOST_FINDINGS]:
        message = _said(remark, shown, say)
        yield say("home.programmes.finding", message=message, where=_where(remark))
    more = len(findings) - MOST_FINDINGS
    if more > 0:
        yield say("home.programmes.more", count=more)


def _said(remark: Remark, shown: Home, say: Say) -> str:
    """Return the sentence of a finding, its days as people say them."""
    values = {
        name: moments.day(value, shown.today, say) if isinstance(value, date) else value
        for name, value in remark.values.items()
    }
    return say(remark.key, **values)


def _where(remark: Remark) -> str:
    """Return the place of a finding in its file, counted from 1, and the name of its check."""
    steps = [str(each + 1) if isinstance(each, int) else each for each in remark.path]
    return ", ".join([*steps, remark.code])
