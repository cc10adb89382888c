"""What each fiscal year pays: budget cost, and beside it people's time, which nobody is asked for."""

from dataclasses import dataclass

from pitchdeck.delivery.charts.bars import Bar, Bars
from pitchdeck.delivery.charts.chart import NARROW, Drawing, Size, Table
from pitchdeck.delivery.charts.labels import money_column, short_money, whole_money


@dataclass(frozen=True, slots=True)
class YearCost:
    """One fiscal year's cost in minor units."""

    year: str
    budget: int
    time: int


@dataclass(frozen=True, slots=True)
class BudgetYears:
    """The fiscal years of a pitch in their order."""

    years: tuple[YearCost, ...]
    currency: str
    locale: str = "en_GB"


def years_drawing(cost: BudgetYears, size: Size | None = None) -> Drawing:
    """The chart before it is drawn."""
    bars = _bars(cost)
    spec = bars.spec((size or Size()).width - 60)
    return Drawing(
        "budget-years", "Budget by fiscal year", spec, bars.narrow(NARROW.width), alt(cost), table(cost)
    )


def alt(cost: BudgetYears) -> str:
    """The chart in a sentence."""
    if not cost.years:
        return "No cost yet."
    told = [
        f"{one.year}: {whole_money(one.budget, cost.currency, cost.locale)} budget and "
        f"{whole_money(one.time, cost.currency, cost.locale)} people's time"
        for one in cost.years
    ]
    return f"{'; '.join(told)}."


def table(cost: BudgetYears) -> Table:
    """One row a year, and all of them when there are several."""
    rows = [(one.year, one.budget, one.time) for one in cost.years]
    if len(rows) > 1:
        rows.append(("In all", sum(one.budget for one in cost.years), sum(one.time for one in cost.years)))
    sums = ([row[1] for row in rows], [row[2] for row in rows], [row[1] + row[2] for row in rows])
    amounts = (money_column(column, cost.currency, cost.locale) for column in sums)
    names = (row[0] for row in rows)
    return (("Fiscal year", "Budget cost", "People's time", "Together"), *zip(names, *amounts, strict=True))


def _bars(cost: BudgetYears) -> Bars:
    bars = []
    for one in cost.years:
        budget, time = (short_money(amount, cost.currency, cost.locale) for amount in (one.budget, one.time))
        bars.append(Bar(0, one.budget, f"{budget} budget", "solid", one.year))
        bars.append(Bar(0, one.time, f"{time} people's time", "hollow"))
    return Bars(tuple(bars))
