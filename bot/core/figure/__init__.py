"""The poses of exercises: the format `figure/1`, and the body that they put in place."""

from bot.core.figure.body import SIDES, Limb, Side, Skeleton, joints
from bot.core.figure.form import Arrow, KeyFrame, Poses, Region, Way
from bot.core.figure.solve import Solved, solve, strains

__all__ = [
    "SIDES",
    "Arrow",
    "KeyFrame",
    "Limb",
    "Poses",
    "Region",
    "Side",
    "Skeleton",
    "Solved",
    "Way",
    "joints",
    "solve",
    "strains",
]
