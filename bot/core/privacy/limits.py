"""The limits of the release rule: they may be tightened, never loosened."""

from __future__ import annotations

from dataclasses import astuple, dataclass

PEOPLE, INVITED, WEEKS = 5, 15, 4


@dataclass(frozen=True)
class Limits:
    """From which numbers on anything is said.

    `people` is the fewest that a symbol may be about (the statisticians' k), `invited` the smallest
    arm that reports, `weeks` the ISO weeks of a period. Raises ValueError for limits looser than
    the rule's own, and where `invited` leaves no room for two sides of `people` each.
    """

    people: int = PEOPLE
    invited: int = INVITED
    weeks: int = WEEKS

    def __post_init__(self) -> None:
        if self.people < PEOPLE or self.invited < INVITED or self.weeks < WEEKS:
            raise ValueError(
                f"limits may be tightened only: people from {PEOPLE}, invited from {INVITED},"
                f" weeks from {WEEKS}"
            )
        if self.invited < 3 * self.people:
            raise ValueError("an arm that reports is at least three times `people`")

    def allows(self, next_limits: Limits) -> bool:
        """Return whether these limits may become others: each as tight as it was, or tighter."""
        return all(new >= old for old, new in zip(astuple(self), astuple(next_limits), strict=True))
