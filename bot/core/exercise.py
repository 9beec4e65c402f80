"""The format `exercise/1`: one movement, its dose, limits, cautions, easier variant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.core.fields import (
    LANGUAGES,
    Evidence,
    Format,
    Id,
    Language,
    Mistake,
    Reviewed,
    Text,
    Texts,
    Version,
    Waivers,
    refuse,
)

Side = Literal["left", "right"]
Caution = Literal[
    "herniated-disc",
    "recent-operation",
    "severe-osteoarthritis",
    "osteoporosis",
    "hypermobility",
    "pregnancy-pelvic-pain",
    "recent-injury",
    "balance",
    "advised-against",
]
StopSign = Literal[
    "sharp-pain",
    "growing-pain",
    "radiating-pain",
    "tingling",
    "dizziness",
    "chest-pain",
    "short-of-breath",
]
SIDED = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


class Dose(Format):
    """How much: a hold in seconds, a count of movements or breaths, or minutes; then how often.

    Exactly one of `hold` (seconds), `count` and `minutes` is given. `repetitions` is how often it
    is done on each side.
    """

    hold: Annotated[int, Field(ge=3, le=60, description="Seconds to hold.")] | None = None
    count: (
        Annotated[int, Field(ge=1, le=30, description="Movements or breaths in a row.")] | None
    ) = None
    minutes: Annotated[int, Field(ge=1, le=10)] | None = None
    of: Literal["movements", "breaths"] = "movements"
    repetitions: Annotated[int, Field(ge=1, le=10)] = 1

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(kind is not None for kind in (self.hold, self.count, self.minutes)) != 1:
            raise ValueError("give exactly one of `hold`, `count` and `minutes`")
        return self


class Limit(Format):
    """The most that any protocol may ask of this exercise."""

    hold: Annotated[int, Field(ge=3, le=60, description="Seconds to hold.")] | None = None
    repetitions: Annotated[int, Field(ge=1, le=20)] | None = None


class Figure(Format):
    """The picture of an exercise; the words are complete without it."""

    alt: Text


class Exercise(Format):
    """One movement as a physiotherapist describes it (CERT items 1, 8, 11, 13)."""

    format: Literal["exercise/1"] = Field(alias="schema")
    id: Id
    version: Version
    name: Text
    purpose: Text
    posture: Literal["standing", "seated", "floor", "walking", "any"]
    needs: tuple[Literal["chair", "wall", "stairs", "table"], ...] = ()
    sides: Literal["none", "each", "alternating"]
    dose: Dose
    limit: Limit = Limit()
    prepare: Annotated[int, Field(ge=0, le=30, description="Seconds to get ready.")] = 5
    rest: Annotated[int, Field(ge=0, le=60, description="Seconds between repetitions.")] = 5
    pace: Annotated[int, Field(ge=1, le=15, description="Seconds for one movement or breath.")] = 4
    steps: Texts
    avoid: Texts | None = None
    not_for: tuple[Caution, ...] = ()
    stop_if: tuple[StopSign, ...] = ()
    easier: Id | None = None
    figure: Figure | None = None
    evidence: tuple[Evidence, ...] = ()
    reviewed: Reviewed
    licence: Literal["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "MIT"]
    waive: Waivers = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        refuse([*self._own_substitute(), *self._braces()])
        return self

    def _own_substitute(self) -> Iterator[Mistake]:
        if self.easier == self.id:
            yield Mistake(("easier",), "CIRCULAR", "an exercise cannot be its own easier variant")

    def _braces(self) -> Iterator[Mistake]:
        for language in LANGUAGES:
            for number, step in enumerate(getattr(self.steps, language) or ()):
                path = ("steps", language, number)
                if re.search(r"[{}]", SIDED.sub("", step)):
                    yield Mistake(path, "WRONG_VALUE", "braces hold two words: `{left|right}`")
                elif self.sides != "each" and SIDED.search(step):
                    yield Mistake(path, "WRONG_VALUE", "`{left|right}` needs `sides: each`")

    def instructions(self, language: Language, side: Side | None) -> tuple[str, ...]:
        """Return the steps as they are said on `side`: `{left|right}` becomes one of its words.

        Where `sides` is not `each` there is nothing to choose and `side` changes nothing.
        """
        word = 2 if side == "right" else 1
        return tuple(
            SIDED.sub(lambda found: found[word], step) for step in self.steps.say(language)
        )

    def fitted(self, hold: int | None, repetitions: int | None) -> Dose:
        """Return the dose under a protocol that asks for `hold` seconds and `repetitions`.

        A protocol speaks only of holds, and never past this exercise's limits: where it would, or
        where the exercise is not a hold, the exercise's own dose stands. Nothing is ever rescaled.
        """
        if self.dose.hold is None:
            return self.dose
        longest = self.limit.hold or self.dose.hold
        most = self.limit.repetitions or self.dose.repetitions
        fits = hold is not None and hold <= longest
        often = repetitions is not None and repetitions <= most
        return self.dose.model_copy(
            update={
                "hold": hold if fits else self.dose.hold,
                "repetitions": repetitions if often else self.dose.repetitions,
            }
        )

    def seconds(self, dose: Dose) -> int:
        """Return how long `dose` of this exercise takes on all its sides, in seconds."""
        one = dose.hold or (dose.minutes or 0) * 60 or (dose.count or 0) * self.pace
        side = self.prepare + dose.repetitions * one + (dose.repetitions - 1) * self.rest
        return side * (2 if self.sides == "each" else 1)
