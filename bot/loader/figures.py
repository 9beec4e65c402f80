"""Whether poses can be taken by a body, and fit the exercise that they are drawn for."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.exercise import Exercise
from bot.core.figure import Poses, strains
from bot.core.programme import Library
from bot.loader.findings import Finding
from bot.loader.strict import Document


def poses_fit(document: Document, poses: Poses, library: Library) -> Iterator[Finding]:
    """Check the joints of every pose, and the moments against the exercise's dose.

    An exercise that `library` lacks is somebody else's finding.
    """
    for mistake in strains(poses):
        yield document.at(mistake.path, mistake.code, mistake.message)
    exercise = library.exercises.get(poses.id)
    if exercise is not None:
        yield from _dosed(document, poses, exercise)


def _dosed(document: Document, poses: Poses, exercise: Exercise) -> Iterator[Finding]:
    held = any(frame.moment == "hold" for frame in poses.frames)
    if held != (exercise.dose.hold is not None):
        told = "is held: give one frame the moment `hold`" if not held else "is not held"
        yield document.at(("frames",), "POSES_DIFFER", f"`{exercise.id}` {told}")
    if exercise.dose.of == "breaths" and not any(frame.breath for frame in poses.frames):
        told = f"`{exercise.id}` counts breaths: say at which frames it is `breath: in` or `out`"
        yield document.at(("frames",), "POSES_DIFFER", told)
    if exercise.figure is None:
        told = f"`{exercise.id}` has no `figure` with an alt text for who cannot see this one"
        yield document.at(("id",), "POSES_DIFFER", told)


def without_poses(document: Document, exercise: Exercise, library: Library) -> Iterator[Finding]:
    """Tell where the figures of a library leave an exercise out; none at all is a choice."""
    if library.figures and exercise.id not in library.figures:
        told = f"there is no `figures/{exercise.id}.yaml`, so its walk is without a picture"
        yield document.at(("id",), "NO_POSES", told, "warning")
