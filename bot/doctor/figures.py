"""Figures: which way they reach Slack, and how many of those that walks ask for are there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec

import aiohttp

from bot import loader
from bot.core.project import Project
from bot.doctor.verdict import Verdict, error, ok, warning
from bot.figures.delivery.fetching import Address
from bot.figures.delivery.subjects import Subjects
from bot.figures.index import INDEX, SLACK, Entry, Wanted, edition, here, read
from bot.settings import Settings
from bot.store.durable import glance
from bot.texts import Catalogue

WHAT = "figures"
EXPORT = "Run `pauzebot figures export DIR` with this version, and put all of DIR at that address."
DRAWN = "The bot draws them while it runs; it says in its log where it cannot."
PILLOW = "Install the package with its extra, pauzebot[figures]: without it nothing can be drawn."


async def examine(settings: Settings, running: Sequence[Project]) -> list[Verdict]:
    """Examine the way that the settings choose, for the library and the projects that run."""
    if settings.figures == "words":
        return [ok(WHAT, "words only; docs/figures.md says how walks get moving figures")]
    library = loader.load_library(settings.programmes)
    asked = Subjects(library, Catalogue(loader.load_texts())).all(running)
    found = []
    if settings.figures != "address" and find_spec("PIL") is None:
        found.append(error(WHAT, "Pillow is missing", PILLOW))
    if settings.figures == "upload":
        return [*found, await _uploaded(settings, asked)]
    return [*found, await _addressed(settings, asked)]


async def _addressed(settings: Settings, asked: Mapping[str, Wanted]) -> Verdict:
    todo = DRAWN if settings.figures == "serve" else EXPORT
    url = settings.figures_url or ""
    async with aiohttp.ClientSession(trust_env=True) as session:
        address = Address(session)
        text = await address.text(f"{url}/{INDEX}")
        if text is None:
            says = f"nothing answers at {url}/{INDEX}: walks have words only"
            return warning(WHAT, says, f"See whether it can be reached from here. {todo}")
        try:
            listed = _shown(read(text))
        except ValueError:
            return warning(WHAT, f"{url}/{INDEX} is no index of figures", todo)
        ours = [each for each in listed if each.subject in asked]
        answers = await asyncio.gather(*(address.there(f"{url}/{each.file}") for each in ours))
    there = [each for each, answer in zip(ours, answers, strict=True) if answer]
    if len(there) < len(ours):
        says = f"{len(ours) - len(there)} figures are in the index at {url}, and do not answer"
        return warning(WHAT, says, f"{todo} Slack must get them as image/gif.")
    return _counted(f"at {url}", asked, there, listed, todo)


async def _uploaded(settings: Settings, asked: Mapping[str, Wanted]) -> Verdict:
    drawn = _shown(here(settings.figures_folder))
    copies = await glance.uploads(settings.database_url)
    ready = [each for each in drawn if copies.get(each.file)]
    waiting = sum(each.file in copies for each in drawn) - len(ready)
    way = f"files in Slack ({waiting} not looked at by Slack yet)" if waiting else "files in Slack"
    return _counted(f"as {way}", asked, ready, drawn, DRAWN)


def _shown(entries: Iterable[Entry]) -> list[Entry]:
    return [each for each in entries if each.theme in SLACK and each.dose is not None]


def _counted(
    way: str,
    asked: Mapping[str, Wanted],
    there: Sequence[Entry],
    listed: Sequence[Entry],
    todo: str,
) -> Verdict:
    """Compare what is asked for with what is there; a place that has another film is stale."""
    subjects = {each.subject for each in there}
    missing = [film for each, film in asked.items() if each not in subjects]
    if not missing:
        older = sum(each.edition != edition() for each in there if each.subject in asked)
        drawn = f", {older} drawn by another version" if older else ""
        return ok(WHAT, f"{way}: all {len(asked)}{drawn}")
    places = {_place(each) for each in listed if each.subject not in asked}
    stale = sum(_asked_place(film) in places for film in missing)
    behind = f" ({stale} have an older one)" if stale else ""
    says = f"{way}: {len(asked) - len(missing)} of {len(asked)}{behind}; the others have words only"
    return warning(WHAT, says, todo)


Place = tuple[str, str | None, str, tuple[tuple[str, object], ...]]


def _place(entry: Entry) -> Place:
    dose = tuple(sorted((entry.dose or {}).items()))
    return entry.exercise, entry.side, entry.language, dose


def _asked_place(film: Wanted) -> Place:
    dose = film.dose.model_dump(mode="json", exclude_none=True)
    return film.exercise.id, film.side, film.language, tuple(sorted(dose.items()))
