"""Where the words of a drawn chart stand: their boxes, measured with the font that draws them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

from fontTools.ttLib import TTFont

from pitchdeck.delivery import charts

FONTS = Path(charts.__file__).parent / "fonts"
ASCENT, DESCENT = 0.75, 0.2  # of the size: capitals and figures above the line, commas and brackets below
MOVED = re.compile(r"translate\(([-\d.e]+),([-\d.e]+)\)")
TOUCH = 0.5


@dataclass(frozen=True)
class Words:
    """A text and the pixels it takes."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Words") -> bool:
        return (
            self.left < other.right - TOUCH
            and other.left < self.right - TOUCH
            and self.top < other.bottom - TOUCH
            and other.top < self.bottom - TOUCH
        )


@cache
def _font(*, bold: bool) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    font = TTFont(FONTS / f"Inter-{'SemiBold' if bold else 'Regular'}.ttf")
    return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm


def width(text: str, size: float, *, bold: bool) -> float:
    """The advance of a text in pixels."""
    glyphs, metrics, units = _font(bold=bold)
    return sum(metrics[glyphs.get(ord(mark), ".notdef")][0] for mark in text) / units * size


def words_of(svg: str) -> list[Words]:
    """Every text of a chart."""
    root = ET.fromstring(svg)  # noqa: S314  # our own engine's
    return list(_walk(root, 0.0, 0.0))


def _walk(element: ET.Element, x: float, y: float) -> Iterator[Words]:
    moved = MOVED.search(element.attrib.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    if element.tag.endswith("text") and element.text:
        yield _box(element, x, y)
    for child in element:
        yield from _walk(child, x, y)


def _box(element: ET.Element, x: float, y: float) -> Words:
    size = float(element.attrib["font-size"].removesuffix("px"))
    text = element.text or ""
    wide = width(text, size, bold=element.attrib.get("font-weight") in {"600", "bold"})
    anchor = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.attrib.get("text-anchor", "start")]
    left = x - wide * anchor
    return Words(text, left, y - size * ASCENT, left + wide, y + size * DESCENT)


def on_each_other(svg: str) -> list[tuple[str, str]]:
    """The pairs of texts that share a pixel."""
    return [(one.text, other.text) for one, other in combinations(words_of(svg), 2) if one.meets(other)]


def cut_off(svg: str) -> list[str]:
    """The texts that reach beyond the picture."""
    root = ET.fromstring(svg)  # noqa: S314  # our own engine's
    wide, high = float(root.attrib["width"]), float(root.attrib["height"])
    return [
        one.text
        for one in words_of(svg)
        if one.left < -TOUCH or one.right > wide + TOUCH or one.top < -TOUCH or one.bottom > high + TOUCH
    ]


def width_of(svg: str) -> float:
    """The picture's own width in pixels."""
    return float(ET.fromstring(svg).attrib["width"])  # noqa: S314  # our own engine's


def smallest_of(svg: str) -> float:
    """The size of the smallest words in the picture's own pixels."""
    texts = (one for one in ET.fromstring(svg).iter() if one.tag.endswith("text"))  # noqa: S314  # our own engine's
    return min(float(one.attrib["font-size"].removesuffix("px")) for one in texts)
