"""What a format allows at a place of a file, read from its JSON Schema."""

from __future__ import annotations

from functools import cache
from typing import Any

from bot.core.fields import Format, Path


@cache
def schema_of(model: type[Format]) -> dict[str, Any]:
    """Return the JSON Schema of a format, with the keys as they stand in files."""
    return model.model_json_schema(by_alias=True)


def keys_at(model: type[Format], way: Path) -> list[str]:
    """Return the keys that a group at `way` may have, none where it may have any."""
    return list(_schema_at(model, way).get("properties", {}))


def about(model: type[Format], way: Path) -> str:
    """Return the sentence that describes the value at `way`, or nothing."""
    described: str = _schema_at(model, way).get("description", "")
    return described.partition("\n\n")[0].replace("\n", " ")


def choices_at(model: type[Format], way: Path) -> list[str]:
    """Return the words that the value at `way` may be, none where it may be others."""
    return [each for each in _schema_at(model, way).get("enum", []) if isinstance(each, str)]


def about_names(model: type[Format], way: Path) -> str:
    """Return the sentence that describes the keys of the group at `way`, or nothing."""
    described: str = _schema_at(model, way).get("propertyNames", {}).get("description", "")
    return described


def _schema_at(model: type[Format], way: Path) -> dict[str, Any]:
    whole = schema_of(model)
    here = _resolved(whole, whole)
    for part in way:
        here = _resolved(_inner(here, part), whole)
    return here


def _inner(schema: dict[str, Any], part: str | int) -> dict[str, Any]:
    if isinstance(part, int):
        inner = schema.get("items")
    else:
        named = schema.get("patternProperties", {})
        inner = schema.get("properties", {}).get(part) or next(iter(named.values()), None)
    return inner if isinstance(inner, dict) else {}


def _resolved(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """Follow references, and the half of a choice that is not `null`; outer words win."""
    for option in schema.get("anyOf", []):
        if option.get("type") != "null":
            return {**_resolved(option, whole), **schema}
    if "$ref" in schema:
        return {**whole["$defs"][schema["$ref"].removeprefix("#/$defs/")], **schema}
    return schema
