"""The last screen of HR's form: in sentences, what will happen, or why it cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from bot.core.drafting import Draft, Forecast, Trouble, Warned, Wave, text_of
from bot.core.project import Project
from bot.service.offices import Overview
from bot.slack import ids
from bot.slack.views.parts import actions, button, header, rows, words
from bot.texts import Say, moments, phrases


def blocks(shown: Overview, say: Say) -> list[Block]:
    """Return the last screen."""
    at = ids.pack_form(shown.name, "summary", 0)
    back = actions([button(say("form.back"), ids.FORM_BACK, at)], "turning")
    if shown.project is None or shown.forecast is None:
        lines = [refusal(each, shown.draft, say) for each in shown.troubles]
        refused = header(say("form.overview.cannot"), "cannot")
        return [refused, *rows(_dotted(lines), "refusals"), back]
    forecast = shown.forecast
    found: list[Block] = [
        header(shown.project.title.nl, "title"),
        *rows(sentences(shown.project, forecast, shown.begins, shown.today, say), "what"),
    ]
    if forecast.warnings:
        found.append(header(say("form.overview.mind"), "mind"))
        told = (warning(each, shown.today, say) for each in forecast.warnings)
        found += rows(_dotted(told), "warnings")
    return [*found, words(say("form.overview.agree"), "agree"), back]


def sentences(
    project: Project, forecast: Forecast, begins: date | None, today: date, say: Say
) -> Iterator[str]:
    """Say what a project will do, a sentence a line."""
    if forecast.first is None:
        yield say("form.overview.never")
    for wave in forecast.waves:
        if forecast.first is not None:
            on = moments.day(forecast.first, today, say)
            yield _wave(wave, on, project, say)
    if project.deliver == "channel":
        yield _sending(project, forecast, say)
    if forecast.figures is not None:
        key = "figures" if project.deliver == "channel" else "figures-dm"
        yield say(f"form.overview.{key}", day=moments.day(forecast.figures, today, say))
    else:
        yield say("form.overview.no-figures")
    if begins is not None:
        yield say("form.overview.later", day=moments.day(begins, today, say))
    shared = "shared" if project.reports.share_with_hr else "not-shared"
    yield say(f"form.overview.{shared}")


def warning(warned: Warned, today: date, say: Say) -> str:
    """Say a warning."""
    days = phrases.listed([moments.day(on, today, say) for on in warned.days], "and", say)
    return say(f"form.warning.{warned.key}", arm=warned.arm, count=warned.count, days=days)


def refusal(trouble: Trouble, draft: Draft, say: Say) -> str:
    """Say what stands in the way, with the field it is about."""
    field = trouble.field
    told = say(f"form.error.{trouble.key}", **dict(trouble.values))
    if field.startswith("arms."):
        _, number, name = field.split(".", 2)
        arm = text_of(draft.arms[int(number)], "name") if int(number) < len(draft.arms) else ""
        label = say(f"form.label.{name}")
        return say("form.overview.refusal-arm", arm=arm, label=label, told=told)
    return say("form.overview.refusal", label=say(f"form.label.{field}"), told=told)


def _wave(wave: Wave, on: str, project: Project, say: Say) -> str:
    at = moments.times(wave.pauses, say)
    if project.deliver == "dm":
        return say("form.overview.wave-dm", day=on, times=at)
    people = (
        say("form.overview.uncounted")
        if wave.invited is None
        else say("form.overview.people", count=wave.invited)
    )
    return say("form.overview.wave", day=on, times=at, people=people, count=wave.places)


def _sending(project: Project, forecast: Forecast, say: Say) -> str:
    if forecast.seconds is None:
        return say("form.overview.spread", minutes=say("minutes", count=project.window))
    return say("form.overview.sending", seconds=say("seconds", count=forecast.seconds))


def _dotted(lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    return (f"• {line}" for line in lines)
