"""Animated GIFs of index images: what stays is left out, so that a second costs hundreds of bytes.

Pillow's own writer keeps unchanged pixels and gives every picture its own colours; these files are
less than half as large. The compression is Pillow's.
"""

from __future__ import annotations

from collections.abc import Iterable
from struct import pack

from PIL import Image, ImageChops
from PIL.GifImagePlugin import getdata

FOR_EVER = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
END = b"\x3b"
KEEP = 1
"""GIF's way to say that the next picture is drawn over this one."""


def encode(
    frames: Iterable[tuple[Image.Image, int]], palette: bytes, most: int | None = None
) -> bytes | None:
    """Return pictures as a film that begins again for ever; None once it passes `most` bytes.

    Each is an image of mode L whose values are numbers in `palette` (three bytes a colour, at most
    255 colours), with the milliseconds that it stays; a GIF counts in hundredths of a second.
    """
    clear = len(palette) // 3
    made = bytearray()
    shown: Image.Image | None = None
    for image, millis in frames:
        if shown is None:
            made += _head(image.size, palette)
            part, corner = image, (0, 0)
        else:
            part, corner = _news(shown, image, clear)
        for piece in getdata(part, corner, duration=millis, transparency=clear, disposal=KEEP):
            made += piece
        if most is not None and len(made) >= most:
            return None
        shown = image
    return bytes(made) + END


def _head(size: tuple[int, int], palette: bytes) -> bytes:
    # One colour more than there are is the clear one.
    bits = max(1, (len(palette) // 3).bit_length() - 1)
    screen = pack("<HHBBB", *size, 0xF0 | bits, 0, 0)
    return b"GIF89a" + screen + palette.ljust(3 << (bits + 1), b"\0") + FOR_EVER


def _news(old: Image.Image, new: Image.Image, clear: int) -> tuple[Image.Image, tuple[int, int]]:
    """Return the smallest piece of `new` that is not in `old`, clear elsewhere, and its corner."""
    changed = ImageChops.difference(old, new).point([0] + [255] * 255)
    box = changed.getbbox() or (0, 0, 1, 1)
    piece = Image.new("L", new.size, clear)
    piece.paste(new, mask=changed)
    return piece.crop(box), box[:2]
