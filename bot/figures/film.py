"""Moments as an animated GIF: the same bytes for the same inputs, whichever machine draws them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from operator import sub

from PIL import Image

from bot.core.exercise import Dose, Exercise
from bot.core.figure import Poses, Side
from bot.figures.gif import encode
from bot.figures.overlay import overlay
from bot.figures.raster import raster
from bot.figures.scene import HEIGHT, WIDTH, Colour, Disc, Polygon
from bot.figures.stage import COLUMN, Stance, arrows, first_side, foot, picture
from bot.figures.themes import PALETTES, Theme
from bot.figures.timeline import Face, Moment, Much, Timeline
from bot.figures.way import Grain
from bot.texts import Say

MOST = 300_000
"""Bytes that a film may have; one that is larger shows less."""

AIM = 150_000
"""Bytes that a film should have; one that is larger moves in larger steps."""

FINE, MIDDLE = Grain(160, 1.5), Grain(200, 1.5)
SMOOTH, COARSE = Grain(320, 1.5), Grain(400, 2.5)
MANY = {FINE: 30, MIDDLE: 45, SMOOTH: 75, COARSE: 105}
"""Pictures of a moving body at most: more would not fit, and drawing them to find out is slow."""

PLANS: tuple[tuple[Much, Grain, int], ...] = (
    ("set", FINE, AIM),
    ("set", SMOOTH, AIM),
    ("set", COARSE, MOST),
    ("repetition", FINE, AIM),
    ("repetition", SMOOTH, AIM),
    ("repetition", COARSE, MOST),
    ("movement", FINE, AIM),
    ("movement", MIDDLE, AIM),
    ("movement", SMOOTH, AIM),
    ("movement", COARSE, MOST),
)
"""What is tried in turn: how much is shown, how closely, and in how many bytes."""

ALIKE = 6
"""Two colours that differ less than this, of 255, are the same to the eye."""

COLOURS = 31
MOSTLY, OFTEN = 26, 60
"""At most so many colours are kept as they are: those of areas, and those of so many pixels."""


def render(
    exercise: Exercise, poses: Poses, dose: Dose, side: Side | None, say: Say, theme: Theme
) -> bytes:
    """Return the moving figure of one side of an exercise under a dose, as a GIF without an end.

    `side` is None where sides are not done apart. The whole set where it fits in `MOST` bytes, else
    one repetition without dots, else one movement; each in `AIM` bytes where larger steps do that.
    A pure function: the same bytes every time.
    """
    timeline = Timeline(exercise, poses, dose, side, SMOOTH)
    shown = first_side(exercise.sides, side)
    ghost, alternates = dose.minutes is None, exercise.sides == "alternating"
    reel = Reel(poses, shown, say, theme, timeline.poster(), ghost, alternates)
    tried: list[tuple[list[Moment], int]] = []
    for much, grain, most in PLANS:
        moments = list(_there(replace(timeline, much=much, grain=grain)))
        hopeless = (moments, most) in tried or _bodies(moments) > MANY[grain]
        made = None if hopeless else reel.gif(moments, min(most, MOST))
        if made is not None:
            return made
        tried.append((moments, most))
    # A still picture of poses that nobody has written yet.
    return reel.gif([timeline.poster()], None) or b""


@dataclass
class Reel:
    """Draws moments of one exercise in one theme and language, each different picture once."""

    poses: Poses
    side: Side
    say: Say
    theme: Theme
    poster: Moment
    ghost: bool = True
    """Whether the first picture shows where the movement began, as a shade."""
    alternates: bool = False
    _stances: dict[Stance, Image.Image] = field(default_factory=dict)
    _faces: dict[Face, Image.Image] = field(default_factory=dict)

    def gif(self, moments: Sequence[Moment], most: int | None = None) -> bytes | None:
        """Return moments as a film that begins again for ever; None if it passes `most` bytes."""
        joined = _joined(moments)
        frames = (
            (self._frame(moment, first=moment is joined[0]), moment.millis) for moment in joined
        )
        return encode(frames, self._colours, most, self._blends)

    def _frame(self, moment: Moment, *, first: bool) -> Image.Image:
        if moment.face not in self._faces:
            self._faces[moment.face] = self._flat(self._column(moment.face))
        if first:
            frame = self._flat(self._drawn(moment.stance, ghost=self.ghost))
        else:
            if moment.stance not in self._stances:
                self._stances[moment.stance] = self._flat(self._drawn(moment.stance))
            frame = self._stances[moment.stance].copy()
        # The column ends where a body that lies has the whole width.
        face = self._faces[moment.face]
        frame.paste(face.crop((0, 0, COLUMN, foot(self.poses))), (0, 0))
        return frame

    def _drawn(self, stance: Stance, *, ghost: bool = False) -> Image.Image:
        """A moment of the body, with its arrows over it."""
        bare = replace(stance, arrows=None)
        image = _body(self.poses, bare, self.side, self.theme, ghost)
        if stance.arrows is None:
            return image
        over = _arrows(
            self.poses, Stance(0, 0, 0, stance.swapped, stance.arrows), self.side, self.theme
        )
        image = image.copy()
        image.paste(over, mask=over)
        return image

    def _column(self, face: Face) -> Image.Image:
        colours = PALETTES[self.theme]
        return raster(overlay(face, colours, self.say), (COLUMN, HEIGHT), colours.card)

    def _flat(self, image: Image.Image) -> Image.Image:
        flat = image.quantize(palette=self._palette, dither=Image.Dither.NONE)
        return Image.frombytes("L", flat.size, flat.tobytes())

    @property
    def _shown(self) -> tuple[Stance, ...]:
        """What has all colours: the first picture, and the other side's where sides alternate."""
        one = self.poster.stance
        return (one, replace(one, swapped=True)) if self.alternates else (one,)

    @cached_property
    def _colours(self) -> bytes:
        """The palette: every colour of an area as it is, seen yet or not, and those of edges."""
        whole = self._drawn(self.poster.stance, ghost=True)
        whole.paste(self._column(self.poster.face), (0, 0))
        strong = self._column(replace(self.poster.face, strong=True))
        whole.paste(strong.crop((0, 0, COLUMN, COLUMN)), (0, HEIGHT - COLUMN))
        seen = whole.tobytes() + b"".join(self._drawn(each).tobytes() for each in self._shown[1:])
        counted = Counter(zip(*[iter(seen)] * 3, strict=True))
        kept = [_parts(fill) for fill in sorted(self._fills)]
        others = sorted({*counted} - {*kept}, key=lambda colour: (-counted[colour], colour))
        often = [colour for colour in others if counted[colour] >= OFTEN][: MOSTLY - len(kept)]
        others = others[len(often) :]
        kept += often
        rest = Image.frombytes("RGB", (len(others), 1), bytes(chain(*others)))
        blends = rest.quantize(COLOURS - len(kept), Image.Quantize.MEDIANCUT)
        return bytes([*chain(*kept), *(blends.getpalette() or [])])[: 3 * COLOURS]

    @cached_property
    def _fills(self) -> frozenset[Colour]:
        """The colours of areas; all others belong to thin edges, and to what softens them."""
        scene = chain.from_iterable(
            picture(self.poses, stance, self.side, self.theme, ghost=True) for stance in self._shown
        )
        fills = {item.fill if isinstance(item, Polygon | Disc) else item.colour for item in scene}
        fills |= {PALETTES[self.theme].card, PALETTES[self.theme].ink}
        edges = {PALETTES[self.theme].edge(fill) for fill in fills}
        return frozenset(fills - edges)

    @cached_property
    def _blends(self) -> frozenset[int]:
        """The numbers of colours that no area has: thin edges, and what softens them."""
        colours = list(zip(*[iter(self._colours)] * 3, strict=True))
        areas = [_parts(fill) for fill in self._fills]
        # One that is nearly an area's is taken for it there: it must not stay behind.
        return frozenset(
            number
            for number, colour in enumerate(colours)
            if min(max(map(abs, map(sub, colour, area))) for area in areas) > ALIKE
        )

    @cached_property
    def _palette(self) -> Image.Image:
        palette = Image.new("P", (1, 1))
        palette.putpalette(self._colours)
        return palette


# The same bodies serve every dose and language of an exercise.


@lru_cache(maxsize=64)
def _body(poses: Poses, stance: Stance, side: Side, theme: Theme, ghost: bool) -> Image.Image:
    scene = picture(poses, stance, side, theme, ghost=ghost)
    return raster(scene, (WIDTH, HEIGHT), PALETTES[theme].card)


@lru_cache(maxsize=16)
def _arrows(poses: Poses, stance: Stance, side: Side, theme: Theme) -> Image.Image:
    """Arrows on a ground that is clear, and of the card's colour where edges fade into it."""
    scene = arrows(poses, stance, side, theme)
    return raster(scene, (WIDTH, HEIGHT), f"{PALETTES[theme].card}00")


def forget() -> None:
    """Drop all drawings that were kept, to measure or to give memory back."""
    _body.cache_clear()
    _arrows.cache_clear()


def _parts(colour: Colour) -> tuple[int, ...]:
    """A colour as red, green and blue, 0 to 255."""
    return tuple(bytes.fromhex(colour[1:]))


def _bodies(moments: Sequence[Moment]) -> int:
    """How often the body changes."""
    return sum(one.stance != other.stance for one, other in pairwise(moments))


def _there(timeline: Timeline) -> Iterator[Moment]:
    """The moments of a film, each body as on the way there, so that the way back is as drawn."""
    last = len(timeline.poses.frames) - 1
    for moment in timeline.moments():
        one, other, part = moment.stance.one % last, moment.stance.other % last, moment.stance.part
        if one > other:
            one, other, part = other, one, round(1 - part, 3)
        if part in (0, 1):
            one = other = other if part else one
            part = 0
        yield replace(moment, stance=replace(moment.stance, one=one, other=other, part=part))


def _joined(moments: Sequence[Moment]) -> list[Moment]:
    """The same picture twice is one that stays longer."""
    joined: list[Moment] = []
    for moment in moments:
        if joined and (joined[-1].stance, joined[-1].face) == (moment.stance, moment.face):
            millis = joined[-1].millis + moment.millis
            joined[-1] = Moment(moment.stance, moment.face, millis)
        else:
            joined.append(moment)
    return joined
