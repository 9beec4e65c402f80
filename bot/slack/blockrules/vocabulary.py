"""The words in which the tables of rules are written, each with its sentence for what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

Json = Mapping[str, Any]
Error = str
"""A JSON pointer, a colon and a sentence. It quotes no text of the payload: it may reach a log."""
Relation = Callable[[Json, str], Iterator[Error]]
"""A rule between properties of one thing: the thing and its pointer in, errors out.

It is asked only where every property is sound by itself, so it may trust types and presence.
"""


@dataclass(frozen=True)
class Form:
    """What a string must look like: in words, as a test (falsy means no), and one that passes."""

    said: str
    holds: Callable[[str], object]
    example: str


@dataclass(frozen=True)
class Words:
    """A string of `least` to `most` characters; `most` None where Slack names no limit."""

    most: int | None = None
    least: int = 1
    form: Form | None = None

    def broken(self, value: Any, at: str) -> Iterator[Error]:
        """Yield what is wrong with `value`, which stands at pointer `at`."""
        if not isinstance(value, str):
            yield f"{at}: must be a string."
        elif len(value) < self.least:
            yield f"{at}: must not be empty."
        elif self.most is not None and len(value) > self.most:
            yield f"{at}: has {len(value)} characters; at most {self.most} are allowed."
        elif self.form is not None and not self.form.holds(value):
            yield f"{at}: must be {self.form.said}, for example `{self.form.example}`."


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    among: tuple[str, ...]

    def broken(self, value: Any, at: str) -> Iterator[Error]:
        """Yield what is wrong with `value`, which stands at pointer `at`."""
        if value not in self.among:
            yield f"{at}: must be one of {_listed(self.among)}."


@dataclass(frozen=True)
class Number:
    """A whole number from `least`, up to and including `most` where there is one."""

    least: int
    most: int | None = None

    def broken(self, value: Any, at: str) -> Iterator[Error]:
        """Yield what is wrong with `value`, which stands at pointer `at`."""
        if not isinstance(value, int) or isinstance(value, bool):
            yield f"{at}: must be a whole number."
        elif value < self.least:
            yield f"{at}: is {value}; it must be at least {self.least}."
        elif self.most is not None and value > self.most:
            yield f"{at}: is {value}; it must be at most {self.most}."


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def broken(self, value: Any, at: str) -> Iterator[Error]:
        """Yield what is wrong with `value`, which stands at pointer `at`."""
        if not isinstance(value, bool):
            yield f"{at}: must be true or false."


@dataclass(frozen=True)
class Anything:
    """A value that is not ours to judge: an argument of the method around a message."""

    def broken(self, value: Any, at: str) -> Iterator[Error]:  # noqa: ARG002 the others' shape
        """Yield nothing."""
        yield from ()


@dataclass(frozen=True)
class Items:
    """A list of `least` to `most` items of one rule; `most` None where Slack names no limit."""

    of: Rule
    most: int | None
    least: int = 1

    def broken(self, value: Any, at: str) -> Iterator[Error]:
        """Yield what is wrong with `value`, which stands at pointer `at`, and with its items."""
        if not isinstance(value, list):
            yield f"{at}: must be a list."
            return
        if len(value) < self.least:
            yield f"{at}: has {len(value)} items; at least {self.least} must be there."
        if self.most is not None and len(value) > self.most:
            yield f"{at}: has {len(value)} items; at most {self.most} are allowed."
        for index, item in enumerate(value):
            yield from self.of.broken(item, f"{at}/{index}")


@dataclass(frozen=True)
class Thing:
    """An object with these properties and no others."""

    properties: Mapping[str, Rule]
    required: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()

    def broken(self, value: Any, at: str) -> Iterator[Error]:
        """Yield what is wrong with `value`, which stands at pointer `at`, and with its parts."""
        if not isinstance(value, Mapping):
            yield f"{at or '/'}: must be an object."
            return
        errors = [
            *(f"{at}/{name}: is missing." for name in self.required if name not in value),
            *(error for name in value for error in self._property(name, value[name], at)),
        ]
        yield from errors
        if not errors:
            for relation in self.relations:
                yield from relation(value, at)

    def _property(self, name: str, value: Any, at: str) -> Iterator[Error]:
        here = f"{at}/{str(name).replace('~', '~0').replace('/', '~1')}"
        rule = self.properties.get(name)
        if rule is None:
            known = _listed(sorted(self.properties))
            yield f"{here}: no such property is known here; known are {known}."
        else:
            yield from rule.broken(value, here)


@dataclass(frozen=True)
class Typed:
    """An object whose `type` says which of these things it is."""

    among: Mapping[str, Thing]

    def broken(self, value: Any, at: str) -> Iterator[Error]:
        """Yield what is wrong with `value`, which stands at pointer `at`, and with its parts."""
        if not isinstance(value, Mapping):
            yield f"{at or '/'}: must be an object."
            return
        kind = value.get("type")
        chosen = self.among.get(kind) if isinstance(kind, str) else None
        if chosen is None:
            yield f"{at}/type: must be one of {_listed(self.among)}."
        else:
            named = {**chosen.properties, "type": Choice((str(kind),))}
            yield from replace(chosen, properties=named).broken(value, at)


Rule = Words | Choice | Number | Flag | Anything | Items | Thing | Typed


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
