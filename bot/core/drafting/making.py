"""From fields to a project, screen by screen, with what is wrong by field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from pydantic import ValidationError

from bot.core.drafting.draft import Draft, Step, Values, several_of, text_of
from bot.core.drafting.reading import Reader, Trouble
from bot.core.drafting.refilling import REGIONS, drafted, regions
from bot.core.fields import LANGUAGES, Language, Path
from bot.core.lint import claims, lint
from bot.core.lint.wording import MARKUP
from bot.core.programme import Library, Programme
from bot.core.project import DAYS, Project

FIXED = ("programme", "starts", "deliver", "timezone")
"""What stays once a project has started: figures before and after could not be compared."""
MOST_ARMS = 20


@dataclass(frozen=True)
class Around:
    """What a draft is judged by besides itself.

    `original` is the project it changes, as it is meant to be now; `started` says that its first
    day is there. `taken` maps channels to the title of another project that has not ended;
    `shared` are channels that another company is in. `names` are the ids of all projects.
    """

    library: Library
    today: date
    original: Project | None = None
    started: bool = False
    taken: Mapping[str, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def troubles_of(step: Step, draft: Draft, around: Around, arm: int = 0) -> tuple[Trouble, ...]:
    """Return what is wrong with the fields of one screen."""
    match step:
        case "basics":
            return _basics(draft, around)[1]
        case "rhythm":
            return _rhythm(draft, around)[1]
        case "free":
            return _free(draft)[1]
        case "arm":
            return _arm(draft, arm, around)[1]
        case _:
            return _arms(draft)


def made(draft: Draft, around: Around) -> tuple[Project | None, tuple[Trouble, ...]]:
    """Return the project that a draft describes, or None with everything that is wrong."""
    parts = [_basics(draft, around), _rhythm(draft, around), _free(draft)]
    arms = [_arm(draft, number, around) for number in range(len(draft.arms))]
    troubles = [*(trouble for part in parts for trouble in part[1]), *_arms(draft)]
    for number, arm in enumerate(arms):
        troubles += [_of_arm(trouble, number) for trouble in arm[1]]
    if troubles:
        return None, tuple(troubles)
    document = _document(draft, [part[0] for part in parts], [arm[0] for arm in arms], around)
    try:
        project = Project.model_validate(document)
    except ValidationError as error:
        paths = [each["loc"] for each in error.errors(include_url=False)]
        return None, tuple(Trouble(_field(path), "wrong") for path in paths)
    found = tuple(_remarks(project, around))
    return (None, found) if found else (project, ())


def slug(text: str, most: int = 40) -> str:
    """Return an id made of a name, empty where it has no letters or digits that an id takes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].strip("-")


Part = tuple[dict[str, Any], tuple[Trouble, ...]]


def _basics(draft: Draft, around: Around) -> Part:
    read = Reader(_with_fixed(draft.fields, around))
    title = {"nl": read.line("title_nl"), "en": read.line("title_en", missing=None)}
    for language in LANGUAGES:
        _wording(read, f"title_{language}", title[language], language)
    programme = read.choice("programme", tuple(around.library.programmes))
    starts, ends = read.day("starts"), read.day("ends")
    if starts and not around.started and starts < around.today:
        read.wrong("starts", "past")
    if ends and ends < around.today:
        read.wrong("ends", "past")
    if starts and ends and ends < starts:
        read.wrong("ends", "before-start")
    reference = read.line("council_reference", missing="no-council")
    on = read.day("council_date", missing="no-council-date")
    if on and on > around.today:
        read.wrong("council_date", "future")
    found = {
        "title": title,
        "programme": programme,
        "starts": starts,
        "ends": ends,
        "deliver": read.choice("deliver", ("channel", "dm")),
        "works_council": {"reference": reference, "date": on},
    }
    return found, read.troubles


def _wording(read: Reader, field: str, text: str | None, language: Language) -> None:
    if text and claims(text, language):
        read.wrong(field, "claim")
    elif text and MARKUP.search(text):
        read.wrong(field, "markup")


def _rhythm(draft: Draft, around: Around) -> Part:
    read = Reader(_with_fixed(draft.fields, around))
    days = read.choices("days", DAYS)
    if not days:
        read.wrong("days", "no-days")
    country = read.choice("country", ("none", "NL", "BE"))
    region = read.choice("region", ("none", *regions()))
    if country and region and region != "none" and not region.startswith(f"{country}-"):
        read.wrong("region", "other-country")
    found = {
        "language": read.choice("language", ("nl", "en")),
        "timezone": read.choice("timezone", tuple(sorted(available_timezones()))),
        "days": days,
        "window": read.number("window", 1, 60, optional=False),
        "reports": {"share_with_hr": bool(read.choices("share", ("share",)))},
    }
    return found, read.troubles


def _free(draft: Draft) -> Part:
    read = Reader(draft.fields)
    country, region = draft.text("country"), draft.text("region")
    closed = read.days("closed")
    if country not in REGIONS:
        return {"closed": closed, "holidays": None}, read.troubles
    holidays: dict[str, Any] = {
        "country": country,
        "exclude": read.listed("exclude"),
        "extra": read.days("extra"),
    }
    if region.startswith(f"{country}-"):
        holidays |= {"region": region.partition("-")[2], "school": True}
    return {"closed": closed, "holidays": holidays}, read.troubles


def _arms(draft: Draft) -> tuple[Trouble, ...]:
    if not draft.arms:
        return (Trouble("arms", "no-arms"),)
    names = [_arm_id(arm) for arm in draft.arms]
    if len(draft.arms) > MOST_ARMS:
        return (Trouble("arms", "many-arms", (("count", MOST_ARMS),)),)
    return (Trouble("arms", "arms-twice"),) if len(set(names)) < len(names) else ()


def _arm(draft: Draft, number: int, around: Around) -> Part:
    values = draft.arms[number] if number < len(draft.arms) else {}
    read = Reader(values)
    name = read.line("name")
    others = [_arm_id(arm) for place, arm in enumerate(draft.arms) if place != number]
    if name and not _arm_id(values):
        read.wrong("name", "no-letters")
    elif name and _arm_id(values) in others:
        read.wrong("name", "name-twice")
    fields = _with_fixed(draft.fields, around)
    programme = around.library.programmes.get(text_of(fields, "programme"))
    found: dict[str, Any] = {
        "name": _arm_id(values),
        "protocol": read.choice("protocol", tuple(programme.protocols) if programme else ()),
        "pauses": read.times("pauses"),
        "hold": read.number("hold", 3, 60, optional=True),
        "repetitions": read.number("repetitions", 1, 10, optional=True),
    }
    if programme:
        _own_dose(read, found, programme)
    if text_of(fields, "deliver") != "dm":
        found["channels"] = _channels(read, draft, number, around)
    return found, read.troubles


def _own_dose(read: Reader, found: Mapping[str, Any], programme: Programme) -> None:
    protocol = programme.protocols.get(found["protocol"] or "")
    for name in ("hold", "repetitions"):
        if found[name] is not None and protocol is not None and not protocol.open:
            read.wrong(name, "dose-fixed")


def _channels(read: Reader, draft: Draft, number: int, around: Around) -> tuple[str, ...]:
    channels = read.listed("channels")
    elsewhere = {
        channel
        for place, arm in enumerate(draft.arms)
        if place != number
        for channel in several_of(arm, "channels")
    }
    if not channels:
        read.wrong("channels", "no-channels")
    elif not all(re.fullmatch(r"[CG][A-Z0-9]{4,20}", channel) for channel in channels):
        read.wrong("channels", "not-a-channel")
    elif elsewhere & set(channels):
        read.wrong("channels", "channel-twice")
    elif around.shared & set(channels):
        read.wrong("channels", "channel-shared")
    elif taken := next((around.taken[each] for each in channels if each in around.taken), None):
        read.wrong("channels", "channel-taken", project=taken)
    return channels


def _arm_id(values: Values) -> str:
    """The id of an arm: the one it has, as long as its name is left alone, or one of its name."""
    name, known = values.get("name", ""), values.get("id", "")
    if isinstance(known, str) and known and name == known:
        return known
    return slug(name) if isinstance(name, str) else ""


def _with_fixed(fields: Values, around: Around) -> Values:
    """What cannot be changed any more is taken from the project, whatever a form says."""
    if around.original is None or not around.started:
        return fields
    kept = drafted(around.original).fields
    return {**fields, **{name: kept[name] for name in FIXED}}


def _document(
    draft: Draft, parts: list[dict[str, Any]], arms: list[dict[str, Any]], around: Around
) -> dict[str, Any]:
    original = around.original
    document: dict[str, Any] = {"schema": "project/1", "arms": tuple(arms)}
    for part in parts:
        document |= part
    document["id"] = original.id if original else fresh_id(draft.text("title_nl"), around.names)
    document["title"] = {key: text for key, text in document["title"].items() if text}
    if limits := draft.several("limits"):
        document["reports"]["limits"] = dict(
            zip(("people", "invited"), map(int, limits), strict=True)
        )
    if original is not None:
        document["waive"] = original.waive
        document["reports"]["effect_question"] = original.reports.effect_question
        document["reports"]["shared_from"] = original.reports.shared_from
    return document


def fresh_id(title: str, names: frozenset[str]) -> str:
    """Return an id for a new project that no project has."""
    base = slug(title, 36) or "project"
    numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, len(names) + 2))
    return next(name for name in numbered if name not in names)


def _remarks(project: Project, around: Around) -> Iterator[Trouble]:
    for remark in lint(project, around.library, around.today):
        if remark.level == "error":
            known = remark.code.lower().replace("_", "-")
            yield Trouble(_field(remark.path), known if known in LINT else "wrong")


LINT = frozenset({"hold-over-limit", "repetitions-over-limit"})
"""Editorial checks that a project can fail and that have a sentence of their own for HR."""


def _field(path: Path) -> str:
    """The field that a place in a project comes from."""
    match path:
        case ("arms", int(number), name, *_):
            return f"arms.{number}.{name}"
        case ("holidays", name, *_):
            return str(name)
        case _:
            return str(path[0]) if path else "id"


def _of_arm(trouble: Trouble, number: int) -> Trouble:
    return replace(trouble, field=f"arms.{number}.{trouble.field}")
