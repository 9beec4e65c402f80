"""Films for the steps of walks: what Slack is given to show, and who knows which are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.core.effects import Step
from bot.core.fields import Language


@dataclass(frozen=True)
class Film:
    """Where Slack gets a figure: from a public `address`, or as a `file` of its own, by id.

    Exactly one of them is given. Neither differs from one person or walk to another.
    """

    address: str | None = None
    file: str | None = None


@dataclass(frozen=True)
class Uploaded:
    """A copy of a figure in Slack: its `file`, by id, and whether Slack has looked at it."""

    file: str
    ready: bool = False


Standing = Literal["ready", "waiting", "gone", "unknown"]
"""How an uploaded file stands with Slack: it has looked at it, not yet, lost it, does not say."""


class Films(Protocol):
    """The films that are known to be there; a step without one has its words."""

    def of(self, step: Step, language: Language) -> Film | None:
        """Return the film of a step; None where there is none that Slack is sure to show."""

    def doubt(self, film: Film) -> None:
        """Show a film no more until it has been looked at: somebody may not have got it."""

    def refused(self, film: Film) -> None:
        """Show a film no more for a while: Slack refused a screen because of it."""


class NoFilms:
    """Words only."""

    def of(self, step: Step, language: Language) -> Film | None:  # noqa: ARG002 - the protocol
        """Return nothing."""
        return None

    def doubt(self, film: Film) -> None:
        """Do nothing: nothing was shown."""

    def refused(self, film: Film) -> None:
        """Do nothing: nothing was shown."""


class FilmStore(Protocol):
    """What is kept of uploads, by Slack's id of a workspace and the name of what is in a file."""

    async def films(self, team: str) -> Mapping[str, Uploaded]:
        """Return what was uploaded to a workspace, by content."""

    async def keep_film(self, team: str, content: str, uploaded: Uploaded) -> None:
        """Write which file a content lies in, in place of what was known of it."""

    async def drop_film(self, team: str, content: str) -> None:
        """Forget a copy that Slack no longer has."""


class FilmPost(Protocol):
    """What is asked of Slack about uploads; all of it goes last where calls must wait."""

    async def upload(self, name: str, content: bytes, alt: str) -> str | None:
        """Upload a file that only the bot sees; its id, None where Slack refuses."""

    async def standing(self, file: str) -> Standing:
        """Return how an uploaded file stands with Slack."""
