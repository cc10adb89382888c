"""Cumulative plan beside cumulative actual: cost in one panel, benefit in the other, on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pitchdeck.delivery.charts.chart import Chart, Size
from pitchdeck.delivery.charts.labels import (
    exact_money,
    money_column,
    month_ticks,
    nice_ticks,
    short_money,
    tick_labels,
)
from pitchdeck.delivery.charts.renderer import Charts, load_spec

PLACES = ("actual_end", "plan_above", "plan_below", "above", "above_start", "below", "below_end")
GAP = 20  # pixels between the two panels
FLOOR = 0.12  # below this part of the height, words under a line would stand on the months


@dataclass(frozen=True, slots=True)
class PlanActual:
    """Cumulative amounts at each month index from approval, in minor units of `currency`.

    The actual series end with the last month that is known; an empty one says that nothing is known yet.
    """

    planned_cost: tuple[int, ...]
    actual_cost: tuple[int, ...]
    planned_benefit: tuple[int, ...]
    actual_benefit: tuple[int, ...]
    currency: str
    locale: str = "en_GB"

    def __post_init__(self) -> None:
        if not self.planned_cost or len(self.planned_cost) != len(self.planned_benefit):
            raise ValueError("both plans cover the same months, at least one")
        if max(len(self.actual_cost), len(self.actual_benefit)) > len(self.planned_cost):
            raise ValueError("an actual series cannot be longer than the plan")

    def panels(self) -> tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...]:
        """(name, planned, actual) of cost and benefit."""
        return (
            ("Cost", self.planned_cost, self.actual_cost),
            ("Benefit", self.planned_benefit, self.actual_benefit),
        )


def plan_actual(series: PlanActual, charts: Charts, size: Size | None = None) -> Chart:
    """The chart of what was promised and what happened.  Raises ChartUnavailable."""
    return Chart(svg=charts.svg(spec(series, size or Size())), alt=alt(series), table=table(series))


def alt(series: PlanActual) -> str:
    """The chart in one sentence a panel, each plan read at the month of its actual."""
    return " ".join(_panel_words(series, *panel) for panel in series.panels())


def _panel_words(series: PlanActual, name: str, planned: Sequence[int], actual: Sequence[int]) -> str:
    total = exact_money(planned[-1], series.currency, series.locale)
    if not actual:
        return f"{name}: {total} planned over {len(planned) - 1} months, nothing recorded yet."
    month = len(actual) - 1
    now = exact_money(actual[-1], series.currency, series.locale)
    due = exact_money(planned[month], series.currency, series.locale)
    return f"{name} to month {month}: {now} against {due} planned; {total} planned in all."


def table(series: PlanActual) -> tuple[tuple[str, ...], ...]:
    """One row a month; a dash where nothing is known yet."""
    months = range(len(series.planned_cost))
    columns = (
        money_column(line, series.currency, series.locale)
        for _, planned, actual in series.panels()
        for line in (planned, actual)
    )
    rows = zip(
        map(str, months), *([*column, *"–" * (len(months) - len(column))] for column in columns), strict=True
    )
    heading = ("Month after approval", "Cost planned", "Cost actual", "Benefit planned", "Benefit actual")
    return (heading, *rows)


def spec(series: PlanActual, size: Size) -> dict[str, Any]:
    """The Vega-Lite specification of both panels."""
    every = [value for _, planned, actual in series.panels() for value in (*planned, *actual)]
    ticks = nice_ticks(min(every), max(every))
    chart = load_spec("plan_actual")
    chart["params"] = [
        {"name": "tick_values", "value": ticks},
        {"name": "tick_labels", "value": tick_labels(ticks, series.currency, series.locale)},
    ]
    chart["hconcat"] = [
        _panel(series, panel, ticks, size, first=number == 0) for number, panel in enumerate(series.panels())
    ]
    return chart


def _panel(
    series: PlanActual,
    panel: tuple[str, tuple[int, ...], tuple[int, ...]],
    ticks: list[int],
    size: Size,
    *,
    first: bool,
) -> dict[str, Any]:
    name, planned, actual = panel
    horizon = len(planned) - 1
    view = load_spec("plan_actual_panel")
    del view["$schema"], view["background"], view["config"]
    view["title"]["text"] = name
    view |= {"width": (size.width - GAP) // 2, "height": size.height}
    x, y = view["encoding"]["x"], view["encoding"]["y"]
    x["scale"] = {"domain": [0, max(horizon, 1)], "nice": False}
    y["scale"] = {"domain": [ticks[0], ticks[-1]] if len(ticks) > 1 else [-1, 1], "nice": False}
    x["axis"] = {"values": month_ticks(horizon), "grid": False, "labelExpr": _month_words(horizon)}
    label = "tick_labels[indexof(tick_values, datum.value)]" if first else "''"
    y["axis"] = {"values": ticks, "labelExpr": label}
    rows = _rows(series, planned, actual, lowest=ticks[0] + FLOOR * (ticks[-1] - ticks[0]))
    for layer in view["layer"]:
        layer["data"] = {"values": rows[layer["data"]["name"]]}
    return view


def _month_words(horizon: int) -> str:
    last = month_ticks(horizon)[-1]
    return f"datum.value == 0 ? 'approval' : datum.value == {last} ? '{last} months' : datum.value"


def _rows(
    series: PlanActual, planned: Sequence[int], actual: Sequence[int], *, lowest: float
) -> dict[str, list[dict[str, Any]]]:
    horizon = max(len(planned) - 1, 1)
    plan_text = f"plan {short_money(planned[-1], series.currency, series.locale)}"
    rows: dict[str, list[dict[str, Any]]] = {place: [] for place in PLACES}
    rows["zero"] = [{"month": 0, "until": horizon, "amount": 0}]
    rows["plan"] = [{"month": month, "amount": amount} for month, amount in enumerate(planned)]
    rows["actual"] = [{"month": month, "amount": amount} for month, amount in enumerate(actual)]
    plan_place = "plan_above"
    if actual:
        month = len(actual) - 1
        text = f"actual {short_money(actual[-1], series.currency, series.locale)}"
        end = {"month": month, "amount": actual[-1], "text": text}
        ahead = actual[-1] >= planned[month]
        rows["actual_end"] = [end]
        rows[_place(month, horizon, ahead=ahead, low=actual[-1] < lowest)] = [end]
        if ahead and month * 3 >= horizon * 2:
            plan_place = "plan_below"
    rows[plan_place] = [{"month": horizon, "amount": planned[-1], "text": plan_text}]
    return rows


def _place(month: int, horizon: int, *, ahead: bool, low: bool) -> str:
    """Where the actual's words stand: off the plan's line and words, inside the panel, above its months."""
    if month * 3 < horizon:
        return "above_start" if low else "below"
    if ahead or low:
        return "above"
    return "below_end" if month * 3 >= horizon * 2 else "below"
