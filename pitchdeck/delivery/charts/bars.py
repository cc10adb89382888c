"""Bars that lie on their side, one row below the other, each with its words where its end is.

A row's words have a line of their own, so no two texts can meet, however long or short the bars are.
Solid, light and hollow differ in lightness and outline, so that they are told apart without colour.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from pitchdeck.delivery.charts.placing import BOLD, LINE_PX, Label, rows_of_words, text_width
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
        """The Vega-Lite specification; the plot is `width` wide."""
        names = max((text_width(_clipped(bar.name)) for bar in self.bars), default=0)
        return self._laid_out(width, names + self._before() + 4 * GAP, stacked=False)

    def narrow(self, width: int) -> dict[str, Any]:
        """The specification of a picture `width` wide, where each name has a line of its own."""
        left = max(self._before() + 2 * GAP, text_width(self.above) / 2)
        plot = width - left - self._after()
        return self._laid_out(plot, left, stacked=True)

    def _laid_out(self, width: float, left: float, *, stacked: bool) -> dict[str, Any]:
        low, high = self._domain()
        tops = self._tops(stacked=stacked)
        plot = _Plot(low, width / (high - low), left, tops, stacked=stacked)
        chart = load_spec("bars")
        chart["layer"] += layers_of_words()
        chart["encoding"]["x"]["scale"] = {"domain": [low, high], "nice": False, "zero": False}
        chart |= {"width": width, "height": tops[-1], "datasets": self._rows(plot)}
        top = 22 if self.above else 6
        chart["padding"] = {"left": left, "right": self._after(), "top": top, "bottom": 6}
        return chart

    def _before(self) -> float:
        return max((text_width(bar.before) for bar in self.bars), default=0)

    def _after(self) -> float:
        """The room right of the plot."""
        after = max((text_width(bar.text) * BOLD for bar in self.bars), default=0)
        return max(after + 2 * GAP, text_width(self.above) / 2)

    def _tops(self, *, stacked: bool) -> tuple[float, ...]:
        """Where each row begins, and where the last one ends."""
        tops = [0.0]
        for bar in self.bars:
            tops.append(tops[-1] + ROW + (LINE_PX if stacked and bar.name else 0))
        return tuple(tops) if self.bars else (0.0, ROW)

    def _domain(self) -> tuple[float, float]:
        ends = [self.base, *(end for bar in self.bars for end in (bar.low, bar.high))]
        low, high = min(ends), max(ends)
        return (low, high) if low < high else (low - 0.5, low + 0.5)

    def _rows(self, plot: "_Plot") -> dict[str, list[Any]]:
        rows: dict[str, list[Any]] = {look: [] for look in ("solid", "light", "hollow", "links")}
        words = []
        margin = self._before() + 2 * GAP
        for number, bar in enumerate(self.bars):
            below = plot.tops[number + 1]
            top = below - (ROW + BAR) / 2
            rows[bar.look].append({"from": bar.low, "to": bar.high, "top": top, "bottom": top + BAR})
            middle = top + BAR / 2
            words.append(plot.name(_clipped(bar.name), margin, middle))
            words.append(_off_the_line(bar, middle, plot.pixel, self.base))
            if bar.before:
                words.append(Label(bar.before, plot.pixel(bar.low) - GAP, middle, "right"))
            if self.linked and number + 1 < len(self.bars) and not plot.stacked:
                link = {"from": bar.end, "to": bar.end, "top": top + BAR, "bottom": top + ROW}
                rows["links"].append(link)
        if self.above:
            words.append(Label(self.above, plot.pixel(self.base), -11, "center"))
        rows["base"] = [
            {"from": self.base, "to": self.base, "top": top, "bottom": bottom}
            for top, bottom in self._uprights(plot)
        ]
        return rows | rows_of_words(words)

    def _uprights(self, plot: "_Plot") -> list[tuple[float, float]]:
        """The upright line: whole, or beside the bars alone where names stand between them."""
        if not plot.stacked:
            return [(0, plot.tops[-1])]
        return [(bottom - (ROW + BAR) / 2 - 1, bottom) for bottom in plot.tops[1:]]


@dataclass(frozen=True, slots=True)
class _Plot:
    """The plot's geometry: values across, the tops of its rows downwards."""

    low: float
    per_unit: float
    left: float
    tops: tuple[float, ...]
    stacked: bool

    def pixel(self, amount: float) -> float:
        return (amount - self.low) * self.per_unit

    def name(self, text: str, margin: float, middle: float) -> Label:
        """A row's name: left of its bar, or on a line above it."""
        if self.stacked:
            return Label(text, 2 - self.left, middle - BAR / 2 - LINE_PX / 2 - 1)
        return Label(text, -margin, middle, "right")


def _off_the_line(bar: Bar, middle: float, pixel: Callable[[float], float], base: float) -> Label:
    """The words right of a bar; they stand behind the upright line where it would cross them."""
    words = Label(bar.text, pixel(bar.high) + GAP, middle, bold=bar.look == "solid")
    crossed = words.x - GAP < pixel(base) < words.box.right
    return replace(words, x=pixel(base) + GAP) if crossed else words


def _clipped(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
