"""The words inside the chart of cumulative net, each where it hides nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from pitchdeck.delivery.charts.chart import Size
from pitchdeck.delivery.charts.placing import LINE_PX, Box, Label, apart, place

OVER = -26
LEAST = 8  # a low in the first eighth of the months is named by the axis already


class Banded(Protocol):
    """The values below, around and above which draws end."""

    @property
    def p10(self) -> tuple[int, ...]: ...
    @property
    def p50(self) -> tuple[int, ...]: ...
    @property
    def p90(self) -> tuple[int, ...]: ...


class Series(Protocol):
    """What the words are about."""

    @property
    def cumulative(self) -> tuple[int, ...]: ...
    @property
    def payback_months(self) -> float | None: ...
    @property
    def band(self) -> Banded | None: ...
    def money(self, minor: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Plot:
    """The plot's own geometry: months across, `low` to `high` upwards; `left` is the room beside it."""

    size: Size
    horizon: int
    low: float
    high: float
    left: float = 0

    def x(self, month: float) -> float:
        """The pixel of a month."""
        return month / max(self.horizon, 1) * self.size.width

    def y(self, amount: float) -> float:
        """The pixel of an amount, counted from the top."""
        return (self.high - amount) / (self.high - self.low) * self.size.height


def payback_words(cumulative: Sequence[int], payback_months: float | None) -> str:
    """When the money is back, in words."""
    if payback_months is None:
        return f"not paid back within {len(cumulative) - 1} months"
    return f"paid back after {payback_months:.1f} months"


def end_labels(series: Series, plot: Plot) -> tuple[Label, ...]:
    """What every line ends at, one below the other where two lines end at one height."""
    lines = [("", series.cumulative[-1])]
    if series.band and not plot.size.sparkline:
        band = series.band
        lines = [("plan ", series.cumulative[-1])]
        lines += [("P90 ", band.p90[-1]), ("P50 ", band.p50[-1]), ("P10 ", band.p10[-1])]
    heights = apart([plot.y(amount) for _, amount in lines], -10, plot.size.height)
    return tuple(
        Label(f"{name}{series.money(amount)}", plot.size.width + 8, height, bold=number == 0)
        for number, ((name, amount), height) in enumerate(zip(lines, heights, strict=True))
    )


def notes(series: Series, plot: Plot, ends: Sequence[Label]) -> tuple[Label, ...]:
    """The payback and the lowest point; the low is left out where there is no room for it."""
    frame = Box(0, -20, plot.size.width + 4, plot.size.height + 2)
    taken = [label.box for label in ends]
    lines = [*_traced(series, plot)]
    found = []
    paid = _paid(series, plot)
    if plot.size.narrow and paid:  # the plot has no room for a sentence: it stands over the picture
        found.append(replace(paid[0], x=4 - plot.left, y=OVER, align="left"))
        paid = []
    for candidates in (paid, _lowest(series, plot)):
        label = place(candidates, frame, taken, lines)
        if label is not None:
            found.append(label)
            taken.append(label.box)
    return tuple(found)


def _paid(series: Series, plot: Plot) -> list[Label]:
    horizon, paid = plot.horizon, series.payback_months
    text = payback_words(series.cumulative, paid)
    above = Label(text, 0, -13, bold=paid is not None)
    if paid is None:
        if max(series.cumulative) > 0 or min(series.cumulative) >= 0:
            return []
        return [Label(text, 4, plot.y(0) - 9), above]
    if not horizon:
        return []
    x, y = plot.x(paid), plot.y(0)
    # The curve runs below zero to the left of the point and above it to the right: the two other quarters
    # are free, and one of them always has room for the words.
    left, right = Label(text, x - 6, y - 10, "right", bold=True), Label(text, x + 6, y + 11, bold=True)
    late = paid * 2 > horizon
    return [*((left, right) if late else (right, left)), above]


def _lowest(series: Series, plot: Plot) -> list[Label]:
    lowest = min(series.cumulative)
    month = series.cumulative.index(lowest)
    if lowest >= 0 or not max(1, plot.horizon // LEAST) <= month < plot.horizon:
        return []
    return [Label(f"low {series.money(lowest)}", plot.x(month), plot.y(lowest) + 12, "center")]


def _traced(series: Series, plot: Plot) -> Iterator[Box]:
    """The curve as a row of small boxes, month by month."""
    half = LINE_PX / 12
    points = [(plot.x(month), plot.y(net)) for month, net in enumerate(series.cumulative)]
    for (x, y), (later, then) in pairwise(points):
        for step in range(4):
            at, height = x + (later - x) * step / 4, y + (then - y) * step / 4
            yield Box(at, height - half, at + (later - x) / 4, height + half)
