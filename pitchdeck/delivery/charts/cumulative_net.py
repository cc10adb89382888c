"""Cumulative net by month: how deep the money goes in, when it is back, and where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pitchdeck.delivery.charts.chart import NARROW, Chart, Drawing, Size, Table
from pitchdeck.delivery.charts.labels import (
    money_column,
    month_ticks,
    nice_ticks,
    short_money,
    tick_labels,
    whole_money,
)
from pitchdeck.delivery.charts.net_words import Plot, end_labels, notes, payback_words
from pitchdeck.delivery.charts.placing import CHARACTER_PX, Label, rows_of_words
from pitchdeck.delivery.charts.renderer import Charts, layers_of_words, load_spec


@dataclass(frozen=True, slots=True)
class Band:
    """Cumulative net at each index, in minor units, that 10, 50 and 90 of 100 draws do not exceed."""

    p10: tuple[int, ...]
    p50: tuple[int, ...]
    p90: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NetSeries:
    """Cumulative net at each month index 0 … horizon in minor units of `currency`.

    `payback_months` is counted from approval; None when it never pays back within the horizon.
    `band` is there when the pitch gives ranges.
    """

    cumulative: tuple[int, ...]
    currency: str
    payback_months: float | None = None
    locale: str = "en_GB"
    band: Band | None = None

    def __post_init__(self) -> None:
        if not self.cumulative:
            raise ValueError("a series needs at least one month")
        lengths = {len(line) for line in self.lines()}
        if len(lengths) > 1:
            raise ValueError("the band covers the months of the series")

    def lines(self) -> tuple[tuple[int, ...], ...]:
        """Every line of the chart."""
        band = self.band
        return (self.cumulative, band.p10, band.p50, band.p90) if band else (self.cumulative,)

    def money(self, minor: int) -> str:
        """An amount as short as a label wants it."""
        return short_money(minor, self.currency, self.locale)


def net_drawing(series: NetSeries, size: Size | None = None) -> Drawing:
    """The chart before it is drawn."""
    picture, narrow = spec(series, size or Size()), spec(series, NARROW)
    return Drawing("cumulative-net", "Cumulative net", picture, narrow, alt(series), table(series))


def cumulative_net(series: NetSeries, charts: Charts, size: Size | None = None) -> Chart:
    """The chart of a projection's cumulative net.  Raises ChartUnavailable."""
    size = size or Size()
    return Chart(svg=charts.svg(spec(series, size)), alt=alt(series), table=table(series))


def alt(series: NetSeries) -> str:
    """The chart in two or three sentences."""
    horizon = len(series.cumulative) - 1
    end = whole_money(series.cumulative[-1], series.currency, series.locale)
    lowest = min(series.cumulative)
    words = f"Cumulative net over {horizon} months ends at {end}"
    if lowest < 0 and lowest != series.cumulative[-1]:
        depth = whole_money(lowest, series.currency, series.locale)
        words += f", after a low of {depth} in month {series.cumulative.index(lowest)}"
    paid = payback_words(series.cumulative, series.payback_months)
    words = f"{words}. {paid[:1].upper()}{paid[1:]}."
    if series.band:
        low, middle, high = (
            whole_money(line[-1], series.currency, series.locale)
            for line in (series.band.p10, series.band.p50, series.band.p90)
        )
        words += f" In 8 of 10 draws it ends between {low} and {high}, in half of them above {middle}."
    return words


def table(series: NetSeries) -> Table:
    """Month and cumulative net, one row a month; with ranges what 10, 50 and 90 of 100 draws stay below."""
    heading = ("Month after approval", "Cumulative net", *(("P10", "P50", "P90") if series.band else ()))
    columns = (money_column(line, series.currency, series.locale) for line in series.lines())
    return (heading, *zip(map(str, range(len(series.cumulative))), *columns, strict=True))


def spec(series: NetSeries, size: Size) -> dict[str, Any]:
    """The Vega-Lite specification; every label and scale is settled here."""
    every = [value for line in series.lines() for value in line]
    ticks = nice_ticks(min(every), max(every))
    texts = tick_labels(ticks, series.currency, series.locale)
    horizon = len(series.cumulative) - 1
    left = 12 + CHARACTER_PX * max(map(len, texts))
    if size.narrow:
        size = replace(size, width=_fitting(series, size, left))
    plot = Plot(size, horizon, *_domain(ticks, size), left=left)
    ends = end_labels(series, plot)
    chart = load_spec("cumulative_net")
    chart["layer"] += layers_of_words()
    chart |= {"width": size.width, "height": size.height, "datasets": _datasets(series, plot, ends)}
    chart["params"] = [
        {"name": "tick_values", "value": ticks},
        {"name": "tick_labels", "value": texts},
        {"name": "month_labels", "value": _month_labels(horizon, _labelled(size))},
    ]
    x, y = chart["encoding"]["x"], chart["encoding"]["y"]
    x["scale"] = {"domain": [0, max(horizon, 1)], "nice": False}
    y["scale"] = {"domain": [plot.low, plot.high], "nice": False, "zero": True}
    room = _room(ends, size)
    if size.sparkline:
        chart["padding"] = {"left": 4, "right": room, "top": 6, "bottom": 6}
        return chart
    x["axis"] = {
        "values": month_ticks(horizon, _labelled(size)),
        "grid": False,
        "labelExpr": "month_labels[datum.value]",
    }
    y["axis"] = {"values": ticks, "labelExpr": "tick_labels[indexof(tick_values, datum.value)]"}
    chart["padding"] = {"left": left, "right": room, "top": 36 if size.narrow else 20, "bottom": 22}
    return chart


def _labelled(size: Size) -> int:
    """The width that the months' labels share; on a phone their last one is long beside the others."""
    return size.width * 2 // 3 if size.narrow else size.width


def _room(ends: Sequence[Label], size: Size) -> float:
    """The room that the words at the lines' ends take right of the plot."""
    return 16 + max(24.0, *(label.box.right - size.width for label in ends))


def _fitting(series: NetSeries, size: Size, left: float) -> int:
    """The plot's width inside a picture of a given width."""
    words = end_labels(series, Plot(size, len(series.cumulative) - 1, 0, 1))
    return int(size.width - left - _room(words, size))


def _domain(ticks: Sequence[int], size: Size) -> tuple[int | float, int | float]:
    if len(ticks) == 1:
        return -1, 1
    # The label under the lowest point needs a line of its own inside the plot.
    room = (ticks[-1] - ticks[0]) * 18 // max(size.height, 1) if ticks[0] < 0 and not size.sparkline else 0
    return ticks[0] - room, ticks[-1]


def _month_labels(horizon: int, width: int) -> list[str]:
    labels = [str(month) for month in range(horizon + 1)]
    labels[0] = "approval"
    if horizon:
        last = month_ticks(horizon, width)[-1]
        labels[last] = f"{last} months" if last > 1 else "1 month"
    return labels


def _datasets(series: NetSeries, plot: Plot, ends: Sequence[Label]) -> dict[str, list[dict[str, Any]]]:
    horizon, band = plot.horizon, series.band
    annotations = () if plot.size.sparkline else notes(series, plot, ends)
    paid = series.payback_months
    curve: list[dict[str, Any]] = [
        {"month": month, "net": net} for month, net in enumerate(series.cumulative)
    ]
    rows: dict[str, list[dict[str, Any]]] = {
        "curve": curve,
        # With a band the room under the curve stays empty: one shade says one thing.
        "under": []
        if band
        else [{"month": month, "net": net} for month, net in enumerate(series.cumulative)],
        "band": [],
        "middle": [],
        "zero": [{"month": 0, "until": max(horizon, 1), "net": 0}],
        "end": [{"month": horizon, "net": series.cumulative[-1]}],
        "payback": [] if paid is None else [{"month": paid, "net": 0}],
    }
    if band:
        both = zip(band.p10, band.p90, strict=True)
        rows["band"] = [{"month": month, "net": low, "high": high} for month, (low, high) in enumerate(both)]
        rows["middle"] = [{"month": month, "net": net} for month, net in enumerate(band.p50)]
    return rows | rows_of_words((*annotations, *ends))
