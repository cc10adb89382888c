"""Whether a colour can be read on the pages' grounds, after WCAG 2.2, and the nearest one that can."""

import re
from dataclasses import dataclass

LIGHT, DARK = "#ffffff", "#16191f"
"""What text and links stand on, in the light and in the dark pages."""
LEAST = 4.5
"""Contrast for text of any size (WCAG 2.2, 1.4.3)."""
_HEX = re.compile(r"#[0-9a-f]{6}")
_STEPS = 256
Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Legible:
    """A colour on a ground: its contrast, and the nearest colour of its hue that can be read there."""

    colour: str
    ground: str
    ratio: float
    nearest: str

    @property
    def passes(self) -> bool:
        """Whether text of any size can be read."""
        return self.ratio >= LEAST


def colour_of(typed: str) -> str | None:
    """A colour as #rrggbb in small letters; None when it is none. Three digits count double."""
    text = typed.strip().lower()
    text = text if text.startswith("#") else f"#{text}"
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(digit * 2 for digit in text[1:])
    return text if _HEX.fullmatch(text) else None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def legible(colour: str, ground: str) -> Legible:
    """How a colour reads on a ground."""
    ratio = contrast(colour, ground)
    return Legible(colour, ground, ratio, colour if ratio >= LEAST else _nearest(colour, ground))


def soft(colour: str, ground: str) -> str:
    """A tint of a ground that text in the colour is still read on: a tenth of the colour, less if need be."""
    for share in (0.10, 0.06, 0.03):
        tint = _mixed(_rgb(ground), _rgb(colour), share)
        if contrast(colour, tint) >= LEAST:
            return tint
    return ground


def fill(colour: str) -> str:
    """The colour, or the nearest one, on which white text is read."""
    return legible(colour, LIGHT).nearest


def pressed(colour: str) -> str:
    """A fill while it is pressed: a little darker, so that white is still read on it."""
    return _mixed(_rgb(colour), (0, 0, 0), 0.2)


def _nearest(colour: str, ground: str) -> str:
    """The first colour on the way to black or white, whichever is further from the ground, that is read."""
    end = (0, 0, 0) if _luminance(_rgb(ground)) > 0.18 else (255, 255, 255)  # noqa: PLR2004  # the middle grey
    tries = (_mixed(_rgb(colour), end, step / _STEPS) for step in range(1, _STEPS + 1))
    return next(each for each in tries if contrast(each, ground) >= LEAST)


def _mixed(start: Rgb, end: Rgb, share: float) -> str:
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(start, end, strict=True))


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # sRGB's knee
