"""Animated GIFs of index images: what stays is left out, so that a second costs hundreds of bytes.

Pillow's own writer keeps unchanged pixels and gives every picture its own colours; these files are
less than half as large. The compression is Pillow's.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from struct import pack

from PIL import Image, ImageChops
from PIL.GifImagePlugin import getdata

FOR_EVER = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
END = b"\x3b"
KEEP = 1
"""GIF's way to say that the next picture is drawn over this one."""


NEAR = 40
"""How far a blend at an edge may be from what stands there, of 255, before it is drawn again."""


def encode(
    frames: Iterable[tuple[Image.Image, int]],
    palette: bytes,
    most: int | None = None,
    blends: Container[int] = (),
) -> bytes | None:
    """Return pictures as a film that begins again for ever; None once it passes `most` bytes.

    Each is an image of mode L whose values are numbers in `palette` (three bytes a colour, at most
    255 colours), with the milliseconds that it stays; a GIF counts in hundredths of a second.
    Colours whose number is in `blends` only soften edges: where what is shown comes near, it stays.
    """
    clear = len(palette) // 3
    soft = [255 if value in blends else 0 for value in range(256)]
    made = bytearray()
    shown: Image.Image | None = None
    for image, millis in frames:
        if shown is None:
            made += _head(image.size, palette)
            part, corner = image, (0, 0)
            shown = image.copy()
        else:
            part, corner = _news(shown, image, palette, soft)
            shown.paste(part, corner, part.point([255] * clear + [0] * (256 - clear)))
        for piece in getdata(part, corner, duration=millis, transparency=clear, disposal=KEEP):
            made += piece
        if most is not None and len(made) >= most:
            return None
    return bytes(made) + END


def _head(size: tuple[int, int], palette: bytes) -> bytes:
    # One colour more than there are is the clear one.
    bits = max(1, (len(palette) // 3).bit_length() - 1)
    screen = pack("<HHBBB", *size, 0xF0 | bits, 0, 0)
    return b"GIF89a" + screen + palette.ljust(3 << (bits + 1), b"\0") + FOR_EVER


def _news(
    old: Image.Image, new: Image.Image, palette: bytes, soft: list[int]
) -> tuple[Image.Image, tuple[int, int]]:
    """Return the smallest piece of `new` that is not in `old`, clear elsewhere, and its corner."""
    box = ImageChops.difference(old, new).getbbox() or (0, 0, 1, 1)
    old, new = old.crop(box), new.crop(box)
    apart = ImageChops.difference(_coloured(old, palette), _coloured(new, palette)).split()
    most = ImageChops.lighter(ImageChops.lighter(apart[0], apart[1]), apart[2])
    changed = most.point([0] + [255] * 255)
    changed.paste(most.point([0] * (NEAR + 1) + [255] * (255 - NEAR)), mask=new.point(soft))
    inner = changed.getbbox() or (0, 0, 1, 1)
    piece = Image.new("L", new.size, len(palette) // 3)
    piece.paste(new, mask=changed)
    return piece.crop(inner), (box[0] + inner[0], box[1] + inner[1])


def _coloured(image: Image.Image, palette: bytes) -> Image.Image:
    coloured = Image.frombytes("P", image.size, image.tobytes())
    coloured.putpalette(palette)
    return coloured.convert("RGB")
