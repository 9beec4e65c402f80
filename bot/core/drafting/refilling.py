"""From a project back to fields: what a form shows of a project that is there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from bot.core.drafting.draft import Draft, Value, Values, fingerprint
from bot.core.project import Project

REGIONS: Mapping[str, tuple[str, ...]] = {
    "NL": ("Noord", "Midden", "Zuid"),
    "BE": ("Flemish", "French", "German"),
}
"""Regions with school holidays of their own, by country, as the holidays library spells them."""


def drafted(project: Project) -> Draft:
    """Return the draft that changes nothing about a project."""
    rule = project.holidays
    fields: dict[str, Value] = {
        "title_nl": project.title.nl,
        "title_en": project.title.en or "",
        "programme": project.programme,
        "starts": project.starts.isoformat(),
        "ends": project.ends.isoformat(),
        "deliver": project.deliver,
        "council_reference": project.works_council.reference,
        "council_date": project.works_council.date.isoformat(),
        "language": project.language,
        "timezone": project.timezone,
        "days": project.days,
        "window": str(project.window),
        "country": rule.country if rule else "none",
        "region": _region_code(rule.country, rule.region) if rule and rule.school else "none",
        "exclude": rule.exclude if rule else (),
        "extra": ", ".join(_shown(day) for day in rule.extra) if rule else "",
        "closed": ", ".join(_shown(day) for day in project.closed),
        "share": ("share",) if project.reports.share_with_hr else (),
        # No form shows them; what was made from a project is never looser than it.
        "limits": tuple(str(limit) for limit in project.reports.limits.model_dump().values()),
    }
    arms: list[Values] = [
        {
            "id": arm.name,
            "name": arm.name,
            "protocol": arm.protocol,
            "pauses": ", ".join(f"{pause:%H:%M}" for pause in arm.pauses),
            "channels": arm.channels,
            "hold": str(arm.hold or ""),
            "repetitions": str(arm.repetitions or ""),
        }
        for arm in project.arms
    ]
    return Draft(project.id, fingerprint(project), fields, tuple(arms))


def copied(project: Project) -> Draft:
    """Return the draft of a new project like this one, its days still to be chosen."""
    draft = drafted(project)
    return replace(draft, project=None, base="", fields={**draft.fields, "starts": "", "ends": ""})


def regions() -> Iterator[str]:
    """Yield the code of every region with school holidays; what it is called is a text."""
    for country, names in REGIONS.items():
        for name in names:
            yield f"{country}-{name}"


def _region_code(country: str, region: str | None) -> str:
    wanted = (region or "").casefold()
    found = (name for name in REGIONS[country] if name.casefold() == wanted)
    name = next(found, None)
    return f"{country}-{name}" if name else "none"


def _shown(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
