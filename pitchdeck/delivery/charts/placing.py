"""Where words stand in a picture: beside what they name, and never on each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

CHARACTER_PX = 6.4  # a generous mean width of Inter at the labels' size
BOLD = 1.08
LINE_PX = 13.0

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the plot, its origin at the plot's upper left."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share a point."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, frame: "Box") -> bool:
        """Whether it lies in a frame whole."""
        return (
            self.left >= frame.left
            and self.right <= frame.right
            and self.top >= frame.top
            and self.bottom <= frame.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a pixel, its middle at that height."""

    text: str
    x: float
    y: float
    align: Align = "left"
    bold: bool = False

    @property
    def box(self) -> Box:
        """The room that the text takes."""
        width = text_width(self.text, bold=self.bold)
        left = {"left": self.x, "center": self.x - width / 2, "right": self.x - width}[self.align]
        return Box(left, self.y - LINE_PX / 2, left + width, self.y + LINE_PX / 2)

    def row(self) -> dict[str, str | float]:
        """The label as the specifications' layers of words read it."""
        return {"text": self.text, "x": round(self.x, 2), "y": round(self.y, 2)}


def text_width(text: str, *, bold: bool = False) -> float:
    """A text's width in pixels, rather too much than too little."""
    return CHARACTER_PX * len(text) * (BOLD if bold else 1)


def place(
    candidates: Sequence[Label], frame: Box, words: Iterable[Box], lines: Iterable[Box] = ()
) -> Label | None:
    """The first candidate inside the frame that is off all words and lines, else off the words alone."""
    taken, drawn = tuple(words), tuple(lines)
    fit = [one for one in candidates if one.box.inside(frame) and not any(map(one.box.meets, taken))]
    clear = (one for one in fit if not any(map(one.box.meets, drawn)))
    return next(clear, fit[0] if fit else None)


def apart(wanted: Sequence[float], low: float, high: float, gap: float = LINE_PX) -> list[float]:
    """Heights as near as can be to the wanted ones, in their order, each a gap from the next.

    They stay between `low` and `high` as long as there is room for all of them.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    heights = list(wanted)
    floor = low
    for place_ in order:
        heights[place_] = floor = max(heights[place_], floor)
        floor += gap
    ceiling = high
    for place_ in reversed(order):
        heights[place_] = min(heights[place_], ceiling)
        ceiling = heights[place_] - gap
    return heights


def rows_of_words(labels: Iterable[Label]) -> dict[str, list[dict[str, str | float]]]:
    """The labels by the layer that prints them."""
    rows: dict[str, list[dict[str, str | float]]] = {
        f"{weight}_{align}": [] for weight in ("words", "bold") for align in ("left", "center", "right")
    }
    for label in labels:
        rows[f"{'bold' if label.bold else 'words'}_{label.align}"].append(label.row())
    return rows
