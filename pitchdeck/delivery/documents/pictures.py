"""Pictures that people upload: read by Pillow within limits and written anew as PNG, nothing else kept."""

import base64
import warnings
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 1_000_000
MOST_SIDE = 4_000
"""Pixels of a side before it is made small: what is larger is refused before it is unpacked."""
WIDE, HIGH = 480, 96
"""Pixels of the largest logo: twice its place in the navigation, for sharp screens."""
KINDS = ("PNG", "JPEG", "WEBP")


class NotPictureError(Exception):
    """What was uploaded is no picture that can be taken; the text says why, for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG in base 64, its hash and its size in pixels."""

    png: str
    digest: str
    size: tuple[int, int]


def logo_of(data: bytes) -> Picture:
    """The picture as a logo: first frame, no metadata, at most 480 by 96 pixels. Raises NotPictureError."""
    if len(data) > MOST_BYTES:
        raise NotPictureError(f"The file has {len(data):,} bytes; at most {MOST_BYTES:,} are taken.")
    small = _opened(data)
    small.thumbnail((WIDE, HIGH))
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    png = out.getvalue()
    return Picture(base64.b64encode(png).decode(), sha256(png).hexdigest(), small.size)


def _opened(data: bytes) -> "Image.Image":
    from PIL import Image  # noqa: PLC0415  # only whoever brings a logo waits for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=KINDS)
            if max(image.size) > MOST_SIDE:
                wide, high = image.size
                raise NotPictureError(
                    f"The picture has {wide} × {high} pixels; a side has at most {MOST_SIDE:,}."
                )
            return image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as why:
        raise NotPictureError("This is no PNG, JPEG or WebP that can be read. Choose another file.") from why
