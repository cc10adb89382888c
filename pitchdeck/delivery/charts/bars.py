"""Bars that lie on their side, one row below the other, each with its words where its end is.

A row's words have a line of their own, so no two texts can meet, however long or short the bars are.
Solid, light and hollow differ in lightness and outline, so that they are told apart without colour.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from pitchdeck.delivery.charts.placing import BOLD, Label, rows_of_words, text_width
from pitchdeck.delivery.charts.renderer import layers_of_words, load_spec

ROW, BAR = 27, 17
GAP = 6
LONGEST_NAME = 30

Look = Literal["solid", "light", "hollow"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from one value to another; its words stand right of it, and those of `before` left of it."""

    start: float
    end: float
    text: str
    look: Look = "solid"
    name: str = ""
    before: str = ""

    @property
    def low(self) -> float:
        """The smaller of both ends."""
        return min(self.start, self.end)

    @property
    def high(self) -> float:
        """The larger of both ends."""
        return max(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars from top to bottom; `base` is where the upright line stands, `above` are its words."""

    bars: tuple[Bar, ...]
    base: float = 0
    above: str = ""
    linked: bool = False

    def spec(self, width: int) -> dict[str, Any]:
        """The Vega-Lite specification."""
        low, high = self._domain()
        per_unit = width / (high - low)
        height = max(ROW * len(self.bars), ROW)
        chart = load_spec("bars")
        chart["layer"] += layers_of_words()
        chart["encoding"]["x"]["scale"] = {"domain": [low, high], "nice": False, "zero": False}
        chart |= {"width": width, "height": height, "datasets": self._rows(low, per_unit, height)}
        before = max((text_width(bar.before) for bar in self.bars), default=0)
        names = max((text_width(_clipped(bar.name)) for bar in self.bars), default=0)
        after = max((text_width(bar.text) * BOLD for bar in self.bars), default=0)
        chart["padding"] = {
            "left": names + before + 4 * GAP,
            "right": max(after + 2 * GAP, text_width(self.above) / 2),
            "top": 22 if self.above else 6,
            "bottom": 6,
        }
        return chart

    def _domain(self) -> tuple[float, float]:
        ends = [self.base, *(end for bar in self.bars for end in (bar.low, bar.high))]
        low, high = min(ends), max(ends)
        return (low, high) if low < high else (low - 0.5, low + 0.5)

    def _rows(self, low: float, per_unit: float, height: int) -> dict[str, list[Any]]:
        rows: dict[str, list[Any]] = {look: [] for look in ("solid", "light", "hollow", "links")}
        words = []
        margin = max((text_width(bar.before) for bar in self.bars), default=0) + 2 * GAP
        for number, bar in enumerate(self.bars):
            top = number * ROW + (ROW - BAR) / 2
            place = {"from": bar.low, "to": bar.high, "top": top, "bottom": top + BAR}
            rows[bar.look].append(place)
            middle = top + BAR / 2
            words.append(Label(_clipped(bar.name), -margin, middle, "right"))
            words.append(_off_the_line(bar, middle, lambda amount: (amount - low) * per_unit, self.base))
            if bar.before:
                words.append(Label(bar.before, (bar.low - low) * per_unit - GAP, middle, "right"))
            if self.linked and number + 1 < len(self.bars):
                link = {"from": bar.end, "to": bar.end, "top": top + BAR, "bottom": top + ROW}
                rows["links"].append(link)
        if self.above:
            words.append(Label(self.above, (self.base - low) * per_unit, -11, "center"))
        rows["base"] = [{"from": self.base, "to": self.base, "top": 0, "bottom": height}]
        return rows | rows_of_words(words)


def _off_the_line(bar: Bar, middle: float, pixel: Callable[[float], float], base: float) -> Label:
    """The words right of a bar; they stand behind the upright line where it would cross them."""
    words = Label(bar.text, pixel(bar.high) + GAP, middle, bold=bar.look == "solid")
    crossed = words.x - GAP < pixel(base) < words.box.right
    return replace(words, x=pixel(base) + GAP) if crossed else words


def _clipped(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
