"""Days on which a project prompts nobody: public and school holidays, dates HR names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from typing import TYPE_CHECKING, Literal

from bot.core.project import Holidays, Project

if TYPE_CHECKING:
    from holidays import HolidayBase

COUNTRIES = {"BE": "belgium", "NL": "netherlands"}
"""What the library calls the files of the countries we know."""

Kind = Literal["public", "school"]

# Liberation Day is a public holiday of NL in every fifth year only.
LUSTRUM = 5


@dataclass(frozen=True)
class FreeDay:
    """A day without prompts: why, and its Dutch name where a calendar gives one."""

    reason: Literal["holiday", "closed"]
    name: str | None = None


@dataclass(frozen=True)
class UnknownName:
    """A name no calendar knows, and the known names it may have been meant as."""

    name: str
    near: tuple[str, ...]


def free_day(project: Project, on: date) -> FreeDay | None:
    """Return why the project prompts nobody on a date, or None; its weekdays are another matter.

    A holiday goes before a closing day, as in the order of reasons (DESIGN: time).
    """
    rule = project.holidays
    if rule is not None:
        name = _holiday(rule, on)
        if name is not None or on in rule.extra:
            return FreeDay("holiday", name)
    return FreeDay("closed") if on in project.closed else None


def free_days(project: Project, year: int) -> Mapping[date, FreeDay]:
    """Return the project's free days in a year, in order, inside its period or not."""
    on, found = date(year, 1, 1), {}
    for _ in range((date(year, 12, 31) - on).days + 1):
        free = free_day(project, on)
        if free is not None:
            found[on] = free
        on += timedelta(days=1) if on < date.max else timedelta()
    return found


def holiday_names(country: str, region: str | None, first: int, last: int) -> tuple[str, ...]:
    """Return the names of the holidays in some years, school holidays too where a region is given.

    In the order of the first year's calendar; what falls in later years only comes after it.
    """
    rule = Holidays.model_validate(
        {"country": country, "region": region, "school": region is not None}
    )
    names = (
        name
        for year in range(first, last + 1)
        for table in _tables(rule, year)
        for found in table.values()
        for name in found
    )
    return tuple(dict.fromkeys(names))


def unknown_exclusions(project: Project) -> list[UnknownName]:
    """Return the names under `exclude` that are no holiday here, with what they may have meant."""
    rule = project.holidays
    if rule is None or not rule.exclude:
        return []
    first = project.starts.year
    years = range(first, min(first + LUSTRUM, date.max.year + 1))
    known = {
        _letters(name): name
        for year in years
        for table in _tables(rule, year)
        for names in table.values()
        for name in names
    }
    return [
        UnknownName(name, _near(name, known))
        for name in rule.exclude
        if _letters(name) not in known
    ]


def unknown_region(project: Project) -> UnknownName | None:
    """Return the region if its country has none of that name, with those it has."""
    rule = project.holidays
    if rule is None or rule.region is None or _region(rule) is not None:
        return None
    return UnknownName(rule.region, _regions(rule.country))


def school_years_missing(project: Project) -> list[int]:
    """Return the project's years for which nobody has published its school holidays yet.

    (NL fixes them by regulation a few years ahead; the table ends where the regulation ends.)
    """
    rule = project.holidays
    if rule is None or not rule.school or _region(rule) is None:
        return []
    years = range(project.starts.year, project.ends.year + 1)
    return [year for year in years if not _table(rule.country, "school", _region(rule), year)]


def _holiday(rule: Holidays, on: date) -> str | None:
    excluded = {_letters(name) for name in rule.exclude}
    for table in _tables(rule, on.year):
        for name in table.get(on, ()):
            if _letters(name) not in excluded:
                return name
    return None


def _tables(rule: Holidays, year: int) -> list[Mapping[date, tuple[str, ...]]]:
    region = _region(rule)
    tables = [_table(rule.country, "public", None, year)]
    # Without a region the library answers with an empty table, not with an error.
    if rule.school and region is not None:
        tables.append(_table(rule.country, "school", region, year))
    return tables


@lru_cache(maxsize=512)
def _table(
    country: str, kind: Kind, region: str | None, year: int
) -> Mapping[date, tuple[str, ...]]:
    # The language is fixed: exclusions are matched by name, and the default follows LANG.
    found = _calendar(country)(
        subdiv=region, years=year, language="nl", categories=(kind,), expand=False
    )
    return {on: tuple(found.get_list(on)) for on in sorted(found)}


@lru_cache(maxsize=8)
def _regions(country: str) -> tuple[str, ...]:
    return tuple(_calendar(country).subdivisions)


@lru_cache(maxsize=8)
def _calendar(country: str) -> type[HolidayBase]:
    """Return the library's class for a country, from its own file.

    Its package of countries would import all 250 of them: 9 MB, and a fifth of a second. It is
    imported late, for a project without holidays never pays for it.
    """
    import holidays

    name = COUNTRIES[country]
    spec = PathFinder.find_spec(name, [f"{folder}/countries" for folder in holidays.__path__])
    if spec is None or spec.loader is None:
        raise ImportError(f"the library of holidays has no file {name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[HolidayBase] = getattr(module, country)
    return found


def _region(rule: Holidays) -> str | None:
    wanted = (rule.region or "").casefold()
    return next((name for name in _regions(rule.country) if name.casefold() == wanted), None)


def _letters(name: str) -> str:
    """Reduce a name to its letters, so that "Goede Vrijdag" finds "Goede vrijdag"."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _near(name: str, known: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(known[near] for near in get_close_matches(_letters(name), known, n=3, cutoff=0.5))
