"""What closed weeks and releases ask of the durable store: symbols and published text, no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.core.privacy import ArmWeek, Limits, Release


@dataclass(frozen=True)
class Published:
    """A release as it is kept: `digest` is of its `document` chained to `previous`, the one before.

    `on` is the Monday from which on it could be said. `sound` is False from the first release on
    that is not as it was published; what cannot even be read is a release that says nothing.
    """

    release: Release
    on: date
    digest: str
    previous: str
    document: str
    sound: bool = True


class Altered(ValueError):
    """Releases are not as they were published: somebody changed the database behind the bot."""

    def __init__(self, project: str, period: int) -> None:
        super().__init__(
            f"the figures of {project} from period {period + 1} on are not those that were"
            " published: the database was changed outside the bot. Put back a backup; until then"
            " there is no report of this project"
        )


def unaltered(releases: Sequence[Published]) -> Sequence[Published]:
    """Return releases that are all as they were published. Raises Altered for others."""
    for each in releases:
        if not each.sound:
            raise Altered(each.release.project, each.release.period)
    return releases


class ReleaseStore(Protocol):
    """The part of the durable store with what may be said of people. Nothing in it is exact."""

    async def releases(self, project: str) -> Sequence[Published]:
        """Return what was released of a project, in order of its periods."""

    async def last_release(self, places: frozenset[str], besides: str) -> Mapping[str, date]:
        """Return when other projects last had a release over any of `places`, by project."""

    async def publish(
        self,
        release: Release,
        on: date,
        places: frozenset[str],
        keep_until: date,
        left: Sequence[ArmWeek],
    ) -> bool:
        """Write a release, and of the weeks up to its end keep only `left`: all or nothing.

        False, and nothing written, where this period has its release. `places` are the channels it
        is over.
        """

    async def forget_releases(self, today: date) -> int:
        """Delete the chains of which every release has had its time; return how many releases."""

    async def folded(self, project: str) -> Sequence[ArmWeek]:
        """Return the closed weeks that wait for a release, by week and arm."""

    async def fold(self, project: str, weeks: Sequence[ArmWeek]) -> bool:
        """Write the symbols of one closed week, all or nothing; False where it is closed already.

        Which memories saw it is forgotten.
        """

    async def saw(self, project: str, week: str, memory: str) -> None:
        """Note that the open week with the id `memory` is to count a week."""

    async def memories(self, project: str) -> Mapping[str, frozenset[str]]:
        """Return the ids of the open weeks that were to count each week not closed yet."""

    async def limits(self, project: str) -> Limits:
        """Return the tightest limits a project was ever under."""
