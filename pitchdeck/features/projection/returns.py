"""Returns of a flow of money: present value, NPV, profitability index, IRR and MIRR.

A flow has one amount per period, index 0 first; rates are annual and effective, periods are months unless
`periods_per_year` says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from pitchdeck.features.projection.figure import MONTHS_PER_YEAR, Figure, Vector, running_total, total

# An annual growth beyond a trillionfold (or its inverse) describes no programme.
WIDEST_GROWTH = 1e12


def discounted(flows: Sequence[float], rate: float, *, periods_per_year: int = MONTHS_PER_YEAR) -> Vector:
    """Each amount times its discount factor (1+r)^(-index/12)."""
    growth = 1.0 + rate
    return tuple(float(flow * growth ** (-index / periods_per_year)) for index, flow in enumerate(flows))


def present_value(flows: Sequence[float], rate: float, *, periods_per_year: int = MONTHS_PER_YEAR) -> float:
    """The sum of the discounted amounts."""
    return total(discounted(flows, rate, periods_per_year=periods_per_year))


def npv(flows: Sequence[float], rate: float, *, periods_per_year: int = MONTHS_PER_YEAR) -> Figure:
    """Net present value of benefits less costs, in the flow's own money."""
    return Figure.of(present_value(flows, rate, periods_per_year=periods_per_year))


def profitability_index(
    benefits: Sequence[float],
    costs: Sequence[float],
    rate: float,
    *,
    periods_per_year: int = MONTHS_PER_YEAR,
) -> Figure:
    """Present value of benefits over present value of costs; `no_cost` when there is nothing to divide by."""
    return Figure.ratio(
        present_value(benefits, rate, periods_per_year=periods_per_year),
        present_value(costs, rate, periods_per_year=periods_per_year),
        otherwise="no_cost",
    )


def sign_changes(flows: Sequence[float]) -> int:
    """How often the flow changes its sign; zeros do not count."""
    signs = [flow > 0 for flow in flows if flow]
    return sum(before != after for before, after in pairwise(signs))


def irr(flows: Sequence[float], *, periods_per_year: int = MONTHS_PER_YEAR) -> Figure:
    """Internal rate of return, annual effective, when there is exactly one.

    One change of sign proves a single root (Descartes); a cumulative flow that changes sign once and ends
    positive proves a single positive one (Norstrom 1972). Otherwise withheld, as `no_sign_change` or
    `not_unique`; `out_of_range` when the root lies beyond any growth of money.
    """
    changes = sign_changes(flows)
    if changes == 0:
        return Figure.withheld("no_sign_change")
    if changes == 1:
        return _root(flows, periods_per_year, lowest=1 / WIDEST_GROWTH)
    cumulative = running_total(flows)
    if sign_changes(cumulative) == 1 and cumulative[-1] > 0:
        return _root(flows, periods_per_year, lowest=1.0)
    return Figure.withheld("not_unique")


def _root(flows: Sequence[float], periods_per_year: int, *, lowest: float) -> Figure:
    """The rate at which the flow is worth nothing, by bisection of the logarithm of growth per period.

    A single root between two ends of unlike sign: bisection cannot miss it or find another one.
    """
    moving = [index for index, flow in enumerate(flows) if flow]
    kept = tuple(flows[moving[0] : moving[-1] + 1])
    low = math.log(lowest) / periods_per_year
    high = math.log(WIDEST_GROWTH) / periods_per_year
    low_sign, high_sign = _worth(kept, low) > 0, _worth(kept, high) > 0
    if low_sign == high_sign:
        return Figure.withheld("out_of_range")
    while low < (middle := (low + high) / 2) < high:
        if (_worth(kept, middle) > 0) == low_sign:
            low = middle
        else:
            high = middle
    return Figure.of(math.expm1(middle * periods_per_year))


def _worth(flows: Sequence[float], log_growth: float) -> float:
    """Value of the flow at its first index, or at its last when money shrinks: only the sign matters.

    So the factor never exceeds one and nothing overflows.
    """
    factor = math.exp(-abs(log_growth))
    worth = 0.0
    for flow in flows if log_growth < 0 else reversed(flows):
        worth = worth * factor + flow
    return worth


def mirr(
    flows: Sequence[float],
    *,
    finance_rate: float,
    reinvest_rate: float,
    periods_per_year: int = MONTHS_PER_YEAR,
) -> Figure:
    """Modified internal rate of return, annual: (FV of inflows / PV of outflows)^(1/years) - 1.

    The years run from index 0 to the last index. `no_sign_change` when money only flows one way.
    """
    years = (len(flows) - 1) / periods_per_year
    outflows = [min(flow, 0.0) for flow in flows]
    inflows = [max(flow, 0.0) for flow in flows]
    paid = -present_value(outflows, finance_rate, periods_per_year=periods_per_year)
    earned = present_value(inflows, reinvest_rate, periods_per_year=periods_per_year)
    if paid == 0 or earned == 0:
        return Figure.withheld("no_sign_change")
    growth = math.log1p(reinvest_rate) + (math.log(earned) - math.log(paid)) / years
    return (
        Figure.of(math.expm1(growth)) if growth < math.log(WIDEST_GROWTH) else Figure.withheld("out_of_range")
    )
