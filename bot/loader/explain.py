"""From values to a frozen model, and what pydantic finds wrong in the words of the author."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.core.fields import Format, Mistake, Path, near
from bot.loader.findings import MOST_FINDINGS, FileError, Finding, quoted, worded
from bot.loader.strict import Document

Model = TypeVar("Model", bound=Format)

KINDS = {
    "string": "a text",
    "int": "a whole number, without quotes",
    "bool": "true or false, without quotes",
    "date": "a date, for example 2027-01-11",
    "time": 'a time in quotes, for example "09:30"',
    "tuple": "a list (`- …` lines, or `[…, …]`)",
    "dict": "a group of `key: value` lines",
    "model": "a group of `key: value` lines",
}


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
    errors = error.errors(include_url=False)
    yield from document.mistakes
    for each in errors[:MOST_FINDINGS]:
        way, code, message = _said(each, model)
        yield from _carried(document, each) or [
            document.at(way, code, message, key=code == "UNKNOWN_KEY")
        ]
    if len(errors) > MOST_FINDINGS:
        message = f"and {len(errors) - MOST_FINDINGS} more; check that this is the right file"
        yield document.at((), "MANY_MISTAKES", message)


def _carried(document: Document, error: Any) -> list[Finding]:
    """The mistakes that a model found in its parts, which travel in one error."""
    carried: tuple[Mistake, ...] = error.get("ctx", {}).get("mistakes", ())
    return [document.at((*error["loc"], *each.path), each.code, each.message) for each in carried]


def _said(error: Any, model: type[Format]) -> tuple[Path, str, str]:
    way: Path = tuple(part for part in error["loc"] if part != "[key]")
    kind, ctx, given = error["type"], error.get("ctx", {}), error["input"]
    name = worded(way)
    if kind == "extra_forbidden":
        return way, "UNKNOWN_KEY", _unknown(str(way[-1]), _known(model, way[:-1]))
    if kind == "missing":
        return way, "MISSING", f"{name} is missing{_about(model, way)}"
    if kind == "value_error":
        return way, "WRONG_VALUE", f"{name}: {ctx['error']}"
    if kind.endswith("_type"):
        wanted = KINDS[kind.removesuffix("_type")]
        if given is None:
            return way, "WRONG_TYPE", f"{name} is empty; it must be {wanted}"
        told = f"{name} must be {wanted}, not {_kind(given)}"
        if kind == "string_type" and isinstance(given, dict):
            told += "; a text with `: ` in it needs quotes"
        return way, "WRONG_TYPE", told
    return way, "WRONG_VALUE", f"{name} {_wrong(kind, ctx, given, model, way)}"


def _wrong(kind: str, ctx: Any, given: Any, model: type[Format], way: Path) -> str:
    if kind == "literal_error":
        known = [word.strip("'") for word in ctx["expected"].replace(" or ", ", ").split(", ")]
        meant = near(given, known) if isinstance(given, str) else ""
        choice = " or ".join([", ".join(known[:-1]), known[-1]]) if known[1:] else known[0]
        return f"must be {choice}, not {quoted(given)}{';' + meant if meant else ''}"
    if kind in LIMITS:
        return LIMITS[kind].format(**ctx)
    return f"cannot be {quoted(given)}{_about(model, way)}"


LIMITS = {
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_too_short": "is empty; give it a text",
    "string_too_long": "may have at most {max_length} characters",
    "too_short": "must have at least {min_length} of them",
    "too_long": "may have at most {max_length} of them",
}


def _kind(given: Any) -> str:
    if isinstance(given, bool):
        return quoted(given)
    if isinstance(given, (dict, list)):
        return quoted(given)
    return f"the {'text' if isinstance(given, str) else 'number'} {quoted(given)}"


def _unknown(key: str, known: list[str]) -> str:
    meant = near(key, known) or f" known here: {', '.join(known)}"
    return f"{quoted(key)} is not a key here;{meant}"


def _known(model: type[Format], way: Path) -> list[str]:
    return list(_schema_at(model, way).get("properties", {}))


def _about(model: type[Format], way: Path) -> str:
    about = _schema_at(model, way).get("description")
    return f". {about}" if about else ""


def _schema_at(model: type[Format], way: Path) -> dict[str, Any]:
    """Return the part of the model's JSON Schema that describes the value at `way`."""
    whole = schema_of(model)
    here: dict[str, Any] = _resolved(whole, whole)
    for part in way:
        inner = (
            here.get("items")
            if isinstance(part, int)
            else here.get("properties", {}).get(part) or here.get("additionalProperties")
        )
        here = _resolved(inner, whole) if isinstance(inner, dict) else {}
    return here


def _resolved(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """Follow references, and the half of a choice that is not `null`; outer words win."""
    for option in schema.get("anyOf", []):
        if option.get("type") != "null":
            return {**_resolved(option, whole), **schema}
    if "$ref" in schema:
        target = whole["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        return {**target, **schema}
    return schema


@cache
def schema_of(model: type[Format]) -> dict[str, Any]:
    """Return the JSON Schema of a format, with the keys as they stand in files."""
    return model.model_json_schema(by_alias=True)
