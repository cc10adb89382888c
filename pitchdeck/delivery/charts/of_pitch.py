"""A pitch's projection as the charts of its pages: the same for the page, for finance and for the worker."""

from decimal import Decimal

from pitchdeck.base.money import to_minor
from pitchdeck.delivery.charts.budget_years import BudgetYears, YearCost, years_drawing
from pitchdeck.delivery.charts.chart import Drawing
from pitchdeck.delivery.charts.cumulative_net import Band, NetSeries, net_drawing
from pitchdeck.delivery.charts.tornado import Swing, Tornado, tornado_drawing
from pitchdeck.delivery.charts.waterfall import Falls, waterfall_drawing
from pitchdeck.features.pitches.queries import Shown
from pitchdeck.features.projection import Simulation, fiscal_year_of, likely_roi
from pitchdeck.features.projection import waterfall as waterfall_of


def drawings(shown: Shown, *, locale: str) -> tuple[Drawing, ...]:
    """The charts that a pitch has; one that claims no benefit has only what it costs."""
    found = []
    if shown.content.benefits:
        found += [net_drawing(net_of(shown, locale, shown.simulation)), _waterfall(shown, locale)]
        found += [_tornado(shown, locale, shown.simulation)] if shown.simulation else []
    if shown.content.start_on is not None:
        found.append(_years(shown, locale))
    return tuple(found)


def net_of(shown: Shown, locale: str, simulation: Simulation | None) -> NetSeries:
    """The cumulative net, with its band where the pitch gives ranges."""
    payback = shown.figures["payback_months"].value
    drawn = simulation.band if simulation else None
    band = Band(*(_minor(shown, line) for line in (drawn.p10, drawn.p50, drawn.p90))) if drawn else None
    return NetSeries(
        _minor(shown, shown.projection.cumulative),
        shown.settings.currency,
        None if payback is None else float(payback),
        locale,
        band,
    )


def _waterfall(shown: Shown, locale: str) -> Drawing:
    levels = _minor(shown, waterfall_of(shown.inputs, shown.projection).levels)
    window = shown.projection.window
    months = max(0, window.last - window.first + 1)
    return waterfall_drawing(Falls(levels, months, shown.settings.currency, locale))


def _tornado(shown: Shown, locale: str, simulation: Simulation) -> Drawing:
    """The swings of the ROI; none where there is no cost to divide by."""
    likely = likely_roi(shown.inputs).value or 0.0
    swings = tuple(
        Swing(one.label, one.low, one.high)
        for one in simulation.tornado
        if one.low is not None and one.high is not None
    )
    return tornado_drawing(Tornado(likely, swings, locale))


def _years(shown: Shown, locale: str) -> Drawing:
    """Budget as it is asked for, rounded up by year, and people's time as it is projected."""
    time: dict[int, float] = {}
    start = shown.content.start_on
    for index, amount in enumerate(shown.projection.time_cost):
        if amount and start:
            year = fiscal_year_of(start, index, fiscal_year_start=shown.settings.fiscal_year_start)
            time[year] = time.get(year, 0.0) + amount
    years = tuple(
        YearCost(f"FY {year}", shown.asks.get(year, 0), _minor(shown, (time.get(year, 0.0),))[0])
        for year in sorted(shown.asks.keys() | time.keys())
    )
    return years_drawing(BudgetYears(years, shown.settings.currency, locale))


def _minor(shown: Shown, amounts: tuple[float, ...]) -> tuple[int, ...]:
    return tuple(to_minor(Decimal(repr(amount)), shown.settings.currency) for amount in amounts)
