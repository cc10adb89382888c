"""Cumulative net by month: how deep the money goes in, when it is back, where it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pitchdeck.delivery.charts.chart import Chart, Size
from pitchdeck.delivery.charts.labels import (
    exact_money,
    month_ticks,
    nice_ticks,
    short_money,
    tick_labels,
    whole_money,
)
from pitchdeck.delivery.charts.renderer import Charts, load_spec

CHARACTER_PX = 6.4  # a generous mean width of Inter at the labels' size
PLACES = ("right", "above_left", "below_right", "below", "note")
Row = Mapping[str, int | float | str]


@dataclass(frozen=True, slots=True)
class NetSeries:
    """Cumulative net at each month index 0 … horizon in minor units of `currency`.

    `payback_months` is counted from approval; None when it never pays back within the horizon.
    """

    cumulative: tuple[int, ...]
    currency: str
    payback_months: float | None = None
    locale: str = "en_GB"

    def __post_init__(self) -> None:
        if not self.cumulative:
            raise ValueError("a series needs at least one month")


def cumulative_net(series: NetSeries, charts: Charts, size: Size | None = None) -> Chart:
    """The chart of a projection's cumulative net.  Raises ChartUnavailable."""
    size = size or Size()
    return Chart(svg=charts.svg(spec(series, size)), alt=alt(series), table=table(series))


def alt(series: NetSeries) -> str:
    """The chart in one or two sentences."""
    horizon = len(series.cumulative) - 1
    end = whole_money(series.cumulative[-1], series.currency, series.locale)
    lowest = min(series.cumulative)
    words = f"Cumulative net over {horizon} months ends at {end}"
    if lowest < 0 and lowest != series.cumulative[-1]:
        depth = whole_money(lowest, series.currency, series.locale)
        words += f", after a low of {depth} in month {series.cumulative.index(lowest)}"
    return f"{words}. {payback_words(series)[:1].upper()}{payback_words(series)[1:]}."


def payback_words(series: NetSeries) -> str:
    """When the money is back, in words."""
    if series.payback_months is None:
        return f"not paid back within {len(series.cumulative) - 1} months"
    return f"paid back after {series.payback_months:.1f} months"


def table(series: NetSeries) -> tuple[tuple[str, ...], ...]:
    """Month and cumulative net, one row a month."""
    rows = (
        (str(month), exact_money(net, series.currency, series.locale))
        for month, net in enumerate(series.cumulative)
    )
    return (("Month after approval", "Cumulative net"), *rows)


def spec(series: NetSeries, size: Size) -> dict[str, Any]:
    """The Vega-Lite specification; every label and scale is settled here."""
    ticks = nice_ticks(min(series.cumulative), max(series.cumulative))
    labels = tick_labels(ticks, series.currency, series.locale)
    horizon = len(series.cumulative) - 1
    chart = load_spec("cumulative_net")
    chart |= {"width": size.width, "height": size.height, "datasets": _datasets(series, size)}
    chart["params"] = [
        {"name": "tick_values", "value": ticks},
        {"name": "tick_labels", "value": labels},
        {"name": "month_labels", "value": _month_labels(horizon)},
    ]
    x, y = chart["encoding"]["x"], chart["encoding"]["y"]
    x["scale"] = {"domain": [0, max(horizon, 1)], "nice": False}
    y["scale"] = {"domain": _domain(ticks, size), "nice": False, "zero": True}
    if size.sparkline:
        chart["padding"] = {"left": 4, "right": _end_room(series), "top": 6, "bottom": 6}
        return chart
    x["axis"] = {"values": month_ticks(horizon), "grid": False, "labelExpr": "month_labels[datum.value]"}
    y["axis"] = {"values": ticks, "labelExpr": "tick_labels[indexof(tick_values, datum.value)]"}
    chart["padding"] = {
        "left": 12 + CHARACTER_PX * max(map(len, labels)),
        "right": _end_room(series),
        "top": 20 if _never(series) else 10,
        "bottom": 22,
    }
    return chart


def _domain(ticks: Sequence[int], size: Size) -> list[int | float]:
    if len(ticks) == 1:
        return [-1, 1]
    # The label under the lowest point needs a line of its own inside the plot.
    room = (ticks[-1] - ticks[0]) * 18 // max(size.height, 1) if ticks[0] < 0 and not size.sparkline else 0
    return [ticks[0] - room, ticks[-1]]


def _month_labels(horizon: int) -> list[str]:
    labels = [str(month) for month in range(horizon + 1)]
    labels[0] = "approval"
    if horizon:
        last = month_ticks(horizon)[-1]
        labels[last] = f"{last} months" if last > 1 else "1 month"
    return labels


def _end_room(series: NetSeries) -> float:
    end = short_money(series.cumulative[-1], series.currency, series.locale)
    return 16 + max(CHARACTER_PX * 1.1 * len(end), 24)


def _datasets(series: NetSeries, size: Size) -> dict[str, list[Row]]:
    horizon = len(series.cumulative) - 1
    end: Row = {
        "month": horizon,
        "net": series.cumulative[-1],
        "text": short_money(series.cumulative[-1], series.currency, series.locale),
    }
    empty: dict[str, list[Row]] = {f"labels_{place}": [] for place in PLACES}
    return {
        **empty,
        "curve": [{"month": month, "net": net} for month, net in enumerate(series.cumulative)],
        "zero": [{"month": 0, "until": max(horizon, 1), "net": 0}],
        "end": [end],
        "payback": _payback(series),
        "labels_right": [end],
        **({} if size.sparkline else _annotations(series)),
    }


def _payback(series: NetSeries) -> list[Row]:
    if series.payback_months is None:
        return []
    return [{"month": series.payback_months, "net": 0, "text": payback_words(series)}]


def _never(series: NetSeries) -> bool:
    """Whether the curve stays below zero, which leaves the room above the zero line to words."""
    return series.payback_months is None and max(series.cumulative) <= 0 and min(series.cumulative) < 0


def _annotations(series: NetSeries) -> dict[str, list[Row]]:
    horizon = len(series.cumulative) - 1
    lowest = min(series.cumulative)
    month = series.cumulative.index(lowest)
    notes: dict[str, list[Row]] = {}
    if lowest < 0 and max(1, horizon // 8) <= month < horizon:
        text = f"low {short_money(lowest, series.currency, series.locale)}"
        notes["labels_below"] = [{"month": month, "net": lowest, "text": text}]
    if _never(series):
        notes["labels_note"] = [{"month": 0, "net": 0, "text": payback_words(series)}]
    elif series.payback_months is not None and horizon:
        # The curve runs below zero to the left of the point and above it to the right:
        # the two other quarters are free, and one of them always has room for the words.
        late = series.payback_months * 2 > horizon
        notes["labels_above_left" if late else "labels_below_right"] = _payback(series)
    return notes
