"""From values to a frozen model, and what pydantic finds wrong in the words of the author."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.core.fields import LANGUAGES, Format, Mistake, Path
from bot.loader.findings import MOST_FINDINGS, FileError, Finding, quoted, worded
from bot.loader.meant import meant
from bot.loader.shape import about, about_names, choices_at, keys_at
from bot.loader.strict import Document

Model = TypeVar("Model", bound=Format)

KINDS = {
    "string": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a date, for example 2027-01-11",
    "time": 'a time in quotes, for example "09:30"',
    "tuple": "a list (`- …` lines, or `[…, …]`)",
    "dict": "a group of `key: value` lines",
    "model": "a group of `key: value` lines",
}
LIMITS = {
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:g}",
    "string_too_short": "is empty; give it a text",
    "string_too_long": "may have at most {max_length} characters",
    "too_short": "must hold {min_length} or more",
    "too_long": "may hold at most {max_length}",
}
CURLY = re.compile("[“”„‘’]")
KEY = "[key]"  # pydantic's mark for a mistake in a key itself
SHOWN = 40


def build(document: Document, model: type[Model]) -> Model:
    """Return the model that `document` describes. Raises FileError with all its mistakes."""
    try:
        built = model.model_validate_json(json.dumps(document.data), strict=True)
    except ValidationError as error:
        raise FileError(_findings(document, model, error)) from None
    if document.mistakes:
        raise FileError(document.mistakes)
    return built


def _findings(document: Document, model: type[Format], error: ValidationError) -> Iterator[Finding]:
    yield from document.mistakes
    told = {(mistake.line, mistake.column) for mistake in document.mistakes}
    errors = error.errors(include_url=False)
    for each in _telling(errors[:MOST_FINDINGS], model):
        for finding in _carried(document, each) or [_finding(document, each, model)]:
            if (finding.line, finding.column) not in told:
                yield finding
    if len(errors) > MOST_FINDINGS:
        message = f"and {len(errors) - MOST_FINDINGS} more; check that this is the right file"
        yield document.at((), "MANY_MISTAKES", message)


def _telling(errors: Sequence[Any], model: type[Format]) -> Iterator[Any]:
    """Leave out what follows from another mistake: a misspelled key is not also a missing one."""
    ways = [each["loc"] for each in errors]
    meant = {
        (*way[:-1], _meant(way, model))
        for way, each in zip(ways, errors, strict=True)
        if each["type"] == "extra_forbidden"
    }
    for each in errors:
        way, kind = each["loc"], each["type"]
        inside = any(other[: len(way)] == way and other != way for other in ways)
        if not (kind == "missing" and way in meant) and not (kind == "too_short" and inside):
            yield each


def _meant(way: Path, model: type[Format]) -> str:
    return meant(str(way[-1]), keys_at(model, way[:-1])).removeprefix(" did you mean `")[:-2]


def _carried(document: Document, error: Any) -> list[Finding]:
    """The mistakes that a model found in its parts, which travel in one error."""
    carried: tuple[Mistake, ...] = error.get("ctx", {}).get("mistakes", ())
    return [document.at((*error["loc"], *each.path), each.code, each.message) for each in carried]


def _finding(document: Document, error: Any, model: type[Format]) -> Finding:
    loc: Path = error["loc"]
    way = tuple(part for part in loc if part != KEY)
    kind, given, name = error["type"], error["input"], worded(way)
    if loc[-1:] == (KEY,):
        message = f"{quoted(given)} cannot be a name here. {about_names(model, way[:-1])}"
        return document.at(way, "WRONG_VALUE", message, key=True)
    if kind == "extra_forbidden":
        message = _unknown(str(way[-1]), keys_at(model, way[:-1]), given)
        return document.at(way, "UNKNOWN_KEY", message, key=True)
    if kind == "missing":
        described = about(model, way) or _one_of(choices_at(model, way))
        return document.at(way, "MISSING", _with(f"{name} is missing", described))
    if kind.endswith("_type"):
        message = f"{name} {_wrong_kind(kind, given, keys_at(model, way))}"
        return document.at(way, "WRONG_TYPE", _with(message, about(model, way)))
    return document.at(way, "WRONG_VALUE", f"{name}{_wrong_value(error, about(model, way))}")


def _unknown(key: str, known: list[str], given: Any) -> str:
    hint = meant(key, known) or f" known here: {', '.join(known)}"
    if given is None and (" " in key or known == list(LANGUAGES)):
        hint = " a text with a comma in it needs quotes"
    return f"{quoted(key)} is not a key here;{hint}"


def _one_of(words: list[str]) -> str:
    return f"Write {_either(words)}." if words else ""


def _wrong_kind(kind: str, given: Any, keys: list[str]) -> str:
    wanted = KINDS[kind.removesuffix("_type")]
    if keys:
        wanted = f"{wanted} ({', '.join(keys)})"
    if given is None:
        return f"is empty; it must be {wanted}"
    told = f"must be {wanted}, not {_kind(given)}"
    if kind == "string_type" and isinstance(given, dict):
        return f"{told}; a text with `: ` in it needs quotes"
    bare = {"bool_type": r"true|false", "int_type": r"-?(?:0|[1-9][0-9]*)"}.get(kind)
    if bare and isinstance(given, str) and re.fullmatch(bare, given):
        return f"{told}; take the quotes off"
    if kind == "int_type" and isinstance(given, str) and re.match(r"[0-9]", given):
        return f"{told}; write one number and nothing else"
    return told


def _kind(given: Any) -> str:
    if isinstance(given, (bool, dict, list)):
        return quoted(given)
    return f"the {'text' if isinstance(given, str) else 'number'} {quoted(given)}"


def _wrong_value(error: Any, described: str) -> str:
    kind, ctx, given = error["type"], error.get("ctx", {}), error["input"]
    if kind == "value_error":
        here = isinstance(given, str) and len(given) <= SHOWN
        return f": {ctx['error']}{f' (here: {quoted(given)})' if here else ''}"
    if kind == "literal_error":
        known = [word.strip("'") for word in ctx["expected"].replace(" or ", ", ").split(", ")]
        hint = meant(given, known) if isinstance(given, str) else ""
        return f" must be {_either(known)}, not {quoted(given)}{hint and f';{hint}'}"
    if kind in LIMITS:
        return f" {LIMITS[kind].format(**ctx)}"
    if isinstance(given, str) and CURLY.search(given):
        return f" cannot be {quoted(given)}; quotes are straight, or left out"
    return _with(f" cannot be {quoted(given)}", described)


def _either(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]]) if words[1:] else words[0]


def _with(told: str, described: str) -> str:
    return f"{told}. {described}" if described else told
