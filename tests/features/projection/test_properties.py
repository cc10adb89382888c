"""Laws that hold for every projection, and the independent library as a second opinion on IRR and MIRR."""

import math
from dataclasses import replace
from typing import Any

import pytest
import pyxirr
from hypothesis import given, settings
from hypothesis import strategies as st

from pitchdeck.features.projection import (
    Figure,
    Inputs,
    claim_share,
    claims_total,
    freeze,
    parse,
    project,
    recompute_differs,
    thaw,
)
from pitchdeck.features.projection.returns import irr, mirr, npv, present_value, sign_changes

# Closer to -100 % the rate itself no longer has the digits to say how much is left.
NEARLY_ALL_LOST = -0.99

QUICK = settings(max_examples=60, derandomize=True, deadline=None, database=None)

share = st.floats(0, 1)
month = st.integers(0, 40)
months = st.none() | st.integers(1, 40)
ordinary = st.floats(0, 1e6).map(lambda number: round(number, 2))
extreme = st.sampled_from([0.0, 5e-324, 1e-300, 1e-9, 1.0, 1e15])


def money(*, wild: bool) -> st.SearchStrategy[float]:
    return extreme | ordinary if wild else ordinary


def cost_lines(*, wild: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    amount = money(wild=wild)
    flag = st.booleans()
    return st.one_of(
        st.fixed_dictionaries({"kind": st.just("one_off"), "amount": amount, "month": month, "cash": flag}),
        st.fixed_dictionaries(
            {"kind": st.just("recurring"), "amount": amount, "month": month, "months": months, "cash": flag}
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("participant_time"),
                "people": amount,
                "hours": amount,
                "wage": amount,
                "burden": share,
                "month": month,
            }
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("development"),
                "finished_hours": amount,
                "ratio": amount,
                "rate": amount,
                "cash": flag,
            }
        ),
        st.fixed_dictionaries(
            {"kind": st.just("msp_fixed"), "milestones": st.lists(st.tuples(month, amount), max_size=4)}
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("msp_tm"),
                "roles": st.lists(st.tuples(amount, amount), max_size=3),
                "cap": st.none() | amount,
                "month": month,
                "months": months,
            }
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("msp_retainer"),
                "fee": amount,
                "hours_included": amount,
                "hours_used": st.lists(amount, max_size=6),
                "overage_rate": amount,
                "months": months,
            }
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("staff_aug"),
                "fte": amount,
                "day_rate": amount,
                "days_per_month": st.floats(0, 31),
                "supervision_hours": amount,
                "supervisor_rate": amount,
                "months": months,
            }
        ),
    )


def benefit_lines(*, wild: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    amount = money(wild=wild)
    return st.fixed_dictionaries(
        {
            "units": amount,
            "delta": amount | amount.map(lambda number: -number),
            "value": amount,
            "per": st.sampled_from(["week", "month", "quarter", "year", "once"]),
            "applies_to": st.sampled_from(["each", "average"]),
            "realisation": st.none() | st.sampled_from(["cashable", "avoided", "capacity"]),
            "adoption": share,
            "isolation": share,
            "confidence": share,
            "attrition": share,
            "lag": month,
            "start": st.none() | month,
            "months": months,
            "ramp": st.floats(0, 30),
            "hold": st.floats(0, 30),
            "half_life": st.none() | st.sampled_from([1e-6, 0.5, 12.0, 1e15]),
        }
    )


def programmes(*, wild: bool = False) -> st.SearchStrategy[Inputs]:
    return st.fixed_dictionaries(
        {
            "horizon": st.integers(1, 48),
            "rate": share,
            "launch": month,
            "headline_months": st.integers(1, 24),
            "costs": st.lists(cost_lines(wild=wild), max_size=4),
            "benefits": st.lists(benefit_lines(wild=wild), max_size=4),
        }
    ).map(parse)


conventional = st.tuples(
    st.lists(st.floats(-1e6, -1), min_size=1, max_size=6),
    st.lists(st.floats(1, 1e6), min_size=1, max_size=30),
).map(lambda parts: [*parts[0], *parts[1]])


@QUICK
@given(programmes(wild=True))
def test_every_figure_is_a_finite_number_or_a_reason(inputs: Inputs) -> None:
    projection = project(inputs)
    for name, figure in [*projection.figures.items(), *projection.split.items()]:
        assert (figure.value is None) != (figure.reason is None), name
        assert figure.value is None or math.isfinite(figure.value), name
    for vector in (projection.net, projection.cumulative, projection.budget_cost, projection.time_cost):
        assert len(vector) == inputs.horizon + 1
        assert all(math.isfinite(amount) for amount in vector)


@QUICK
@given(programmes(wild=True))
def test_inputs_survive_their_own_format_and_freezing(inputs: Inputs) -> None:
    assert parse(inputs.to_data()) == inputs
    frozen = freeze(inputs, project(inputs))
    assert thaw(frozen.inputs_json) == inputs
    assert recompute_differs(frozen.inputs_json, frozen.figures_json) == []


@QUICK
@given(programmes())
def test_roi_is_a_hundred_times_bcr_less_one(inputs: Inputs) -> None:
    figures = project(inputs).figures
    roi, bcr = figures["roi_net_pct"].value, figures["bcr"].value
    assert (roi is None) == (bcr is None)
    if roi is not None and bcr is not None:
        assert roi == pytest.approx(100 * (bcr - 1), rel=1e-9, abs=1e-9)


@QUICK
@given(programmes())
def test_budget_and_time_are_the_fully_loaded_cost(inputs: Inputs) -> None:
    projection = project(inputs)
    named = {name: figure.value or 0.0 for name, figure in projection.figures.items()}
    assert named["headline_budget_cost"] + named["headline_time_cost"] == pytest.approx(
        named["headline_cost"]
    )
    assert named["total_budget_cost"] + named["total_time_cost"] == pytest.approx(named["total_cost"])
    assert sum(line.budget + line.time for line in projection.lines.costs) == pytest.approx(
        named["total_cost"]
    )
    assert sum(line.headline for line in projection.lines.benefits) == pytest.approx(
        named["headline_benefit"], abs=1e-6 * sum(abs(line.headline) for line in projection.lines.benefits)
    )


@QUICK
@given(programmes())
def test_discounting_never_hastens_the_payback(inputs: Inputs) -> None:
    figures = project(inputs).figures
    late, soon = figures["discounted_payback_months"].value, figures["payback_months"].value
    if late is not None and sign_changes(project(inputs).net) == 1:
        assert soon is not None
        assert soon <= late + 1e-6


MONEY_TERMS = ("amount", "wage", "rate", "fee", "overage_rate", "day_rate", "supervisor_rate", "cap")


def dearer(line: dict[str, Any], factor: float) -> dict[str, Any]:
    """A cost line with all its money times a factor, whatever its kind."""
    said = {name: line[name] * factor for name in MONEY_TERMS if name in line}
    if "milestones" in line:
        said["milestones"] = [[month, amount * factor] for month, amount in line["milestones"]]
    if "roles" in line:
        said["roles"] = [[rate * factor, hours] for rate, hours in line["roles"]]
    return line | said


@QUICK
@given(programmes(), st.floats(0.1, 0.9))
def test_splitting_a_cost_in_two_changes_nothing(inputs: Inputs, part: float) -> None:
    data = inputs.to_data()
    # Hours of the own team follow from the money of these kinds alone where nobody's hours are priced.
    whole = [line for line in data["costs"] if line["kind"] not in {"participant_time", "staff_aug"}]
    halves = [dearer(line, size) for line in whole for size in (part, 1 - part)]
    one, two = (project(parse(data | {"costs": lines})) for lines in (whole, halves))
    spent = sum(one.budget_cost) + sum(one.time_cost)
    gross = spent + sum(abs(amount) for amount in one.benefit)
    for name in ("headline_cost", "headline_budget_cost", "total_cost", "npv", "net"):
        assert two.figures[name].value == pytest.approx(one.figures[name].value, abs=1e-9 * gross + 1e-9)


@QUICK
@given(programmes(), st.floats(0.1, 0.9))
def test_splitting_a_line_in_two_changes_nothing(inputs: Inputs, part: float) -> None:
    lines = tuple(
        replace(line, units=line.units * size) for line in inputs.benefits for size in (part, 1 - part)
    )
    whole, split = project(inputs), project(replace(inputs, benefits=lines))
    for name in ("headline_benefit", "npv", "total_benefit", "net"):
        gross = sum(abs(amount) for amount in whole.benefit) + sum(whole.budget_cost) + sum(whole.time_cost)
        assert split.figures[name].value == pytest.approx(whole.figures[name].value, abs=1e-9 * gross + 1e-9)


@QUICK
@given(programmes(), st.sampled_from([0.5, 2.0, 1024.0]))
def test_another_currency_leaves_every_ratio_alone(inputs: Inputs, rate: float) -> None:
    lines = [line.to_data() for line in inputs.costs]
    benefits = [line.to_data() for line in inputs.benefits]
    terms = {"rate": inputs.rate, "horizon": inputs.horizon, "launch": inputs.launch}

    def priced(factor: float) -> dict[str, Figure]:
        costs = [dearer(line, factor) for line in lines]
        gains = [line | {"value": line["value"] * factor} for line in benefits]
        return dict(project(parse({"costs": costs, "benefits": gains, **terms})).figures)

    here, there = priced(1), priced(rate)
    for name in ("roi_net_pct", "bcr", "pi", "irr", "mirr", "payback_months", "breakeven_benefit_fraction"):
        assert here[name].reason == there[name].reason
        assert here[name].value == (there[name].value and pytest.approx(there[name].value, rel=1e-9))
    assert there["npv"].value == pytest.approx((here["npv"].value or 0) * rate, rel=1e-9)


@QUICK
@given(conventional)
def test_npv_at_the_irr_is_zero(flows: list[float]) -> None:
    rate = irr(flows).value
    if rate is not None and rate > NEARLY_ALL_LOST:
        scale = present_value([abs(flow) for flow in flows], rate)
        assert npv(flows, rate).value == pytest.approx(0, abs=1e-9 * scale)


@QUICK
@given(conventional, share, share)
def test_npv_falls_when_the_rate_rises(flows: list[float], one: float, other: float) -> None:
    """For one payment followed by returns; delaying several payments may help."""
    paid_once = [sum(flow for flow in flows if flow < 0), *(flow for flow in flows if flow > 0)]
    low, high = sorted((one, other))
    cheap, dear = npv(paid_once, low).value, npv(paid_once, high).value
    assert cheap is not None
    assert dear is not None
    assert dear <= cheap + 1e-6


@QUICK
@given(conventional)
def test_irr_agrees_with_an_independent_library(flows: list[float]) -> None:
    ours, theirs = irr(flows, periods_per_year=1).value, pyxirr.irr(flows)
    if ours is not None and theirs is not None and -0.9 < ours < 10:
        assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-8)


@QUICK
@given(conventional, st.floats(0, 0.5), st.floats(0, 0.5))
def test_mirr_agrees_with_an_independent_library(flows: list[float], paid: float, earned: float) -> None:
    ours = mirr(flows, finance_rate=paid, reinvest_rate=earned, periods_per_year=1).value
    assert ours == pytest.approx(pyxirr.mirr(flows, paid, earned), rel=1e-9, abs=1e-9)


@QUICK
@given(st.floats(-1e6, 1e6), share, share, st.floats(0.01, 0.99))
def test_claims_add_up(delta: float, isolation: float, adoption: float, part: float) -> None:
    def claim(size: float) -> Figure:
        return claim_share(delta=delta * size, isolation=isolation, adoption=adoption, baseline=14, target=11)

    assert claims_total([claim(part), claim(1 - part)]).value == pytest.approx(
        claim(1).value, rel=1e-9, abs=1e-12
    )
