"""Laws that hold for every simulation, whatever the ranges."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pitchdeck.features.projection import Inputs, parse, simulate

QUICK = settings(max_examples=15, derandomize=True, deadline=None, database=None)
FIGURES = ("roi_net_pct", "net", "npv", "payback_months")
DRAWS = 500

share = st.floats(0, 1)
amount = st.floats(1, 1e6).map(lambda number: round(number, 2))


@st.composite
def shares(draw: st.DrawFn) -> tuple[float, list[float]]:
    """A likely share and its range."""
    low, likely, high = sorted(draw(st.tuples(share, share, share)))
    return likely, [low, high]


@st.composite
def benefits(draw: st.DrawFn) -> dict[str, Any]:
    adoption, adopted = draw(shares())
    isolation, isolated = draw(shares())
    low, delta, high = sorted(draw(st.tuples(amount, amount, amount)))
    line = {
        "units": draw(amount),
        "delta": delta / 1000,
        "value": draw(amount),
        "adoption": adoption,
        "isolation": isolation,
        "confidence": draw(share),
        "lag": draw(st.integers(0, 12)),
    }
    given = {
        "adoption_range": adopted,
        "isolation_range": isolated,
        "delta_range": [low / 1000, high / 1000],
    }
    return line | {name: given[name] for name in draw(st.sets(st.sampled_from(sorted(given)), min_size=1))}


@st.composite
def costs(draw: st.DrawFn) -> dict[str, Any]:
    line = {"kind": "one_off", "amount": draw(amount), "month": draw(st.integers(0, 12))}
    good, bad = draw(st.floats(0.5, 1)), 1 + draw(st.floats(0, 1))
    return line | draw(st.sampled_from([{}, {"overrun_range": [bad, good]}]))


programmes = st.fixed_dictionaries(
    {
        "rate": share,
        "launch": st.integers(0, 6),
        "seed": st.integers(0, 2**32 - 1),
        "roi_objective_pct": st.floats(-50, 200),
        "costs": st.lists(costs(), min_size=1, max_size=3),
        "benefits": st.lists(benefits(), min_size=1, max_size=3),
    }
).map(parse)


def figures(inputs: Inputs) -> dict[str, float | None]:
    result = simulate(inputs, draws=DRAWS)
    assert result is not None
    return {name: figure.value for name, figure in result.figures.items()}


@QUICK
@given(programmes)
def test_p10_p50_and_p90_rise_and_chances_are_shares(inputs: Inputs) -> None:
    result = simulate(inputs, draws=DRAWS)
    assert result is not None
    for name in FIGURES:
        points = [result.figures[f"{name}_{point}"] for point in ("p10", "p50", "p90")]
        stated = [point.value for point in points if point.value is not None]
        assert stated == sorted(stated)
        # What never pays back lies beyond every month.
        assert all(point.reason is None for point in points[: len(stated)])
    for low, middle, high in zip(result.band.p10, result.band.p50, result.band.p90, strict=True):
        assert low <= middle <= high
    for name in ("chance_roi_positive", "chance_roi_objective"):
        chance = result.figures[name].value
        assert chance is not None
        assert 0 <= chance <= 1
    swings = [swing.swing or 0 for swing in result.tornado]
    assert swings == sorted(swings, reverse=True)


@QUICK
@given(programmes)
def test_the_same_seed_gives_the_same_figures(inputs: Inputs) -> None:
    assert simulate(inputs, draws=DRAWS) == simulate(inputs, draws=DRAWS)


@QUICK
@given(programmes, st.floats(0.1, 0.9))
def test_splitting_a_line_in_two_leaves_the_simulation(inputs: Inputs, part: float) -> None:
    lines = tuple(
        replace(line, units=line.units * size) for line in inputs.benefits for size in (part, 1 - part)
    )
    whole, split = figures(inputs), figures(replace(inputs, benefits=lines))
    for name in ("roi_net_pct_p10", "roi_net_pct_p50", "roi_net_pct_p90", "net_p50", "npv_p90"):
        scale = abs(whole[name] or 0) + sum(line.units * line.value for line in inputs.benefits)
        assert split[name] == pytest.approx(whole[name], rel=1e-9, abs=1e-9 * scale)


@QUICK
@given(programmes, st.sampled_from([0.5, 2.0, 1024.0]))
def test_another_currency_leaves_every_ratio_alone(inputs: Inputs, rate: float) -> None:
    data = inputs.to_data()
    there = parse(
        data
        | {
            "costs": [line | {"amount": line["amount"] * rate} for line in data["costs"]],
            "benefits": [line | {"value": line["value"] * rate} for line in data["benefits"]],
        }
    )
    before, after = figures(inputs), figures(there)
    for name, value in before.items():
        scaled = name.startswith(("net", "npv"))
        expected = None if value is None else value * (rate if scaled else 1)
        assert after[name] == (None if expected is None else pytest.approx(expected, rel=1e-9, abs=1e-9))


@QUICK
@given(programmes)
def test_without_ranges_there_is_nothing_to_simulate(inputs: Inputs) -> None:
    absent: dict[str, Any] = dict.fromkeys(("adoption_range", "delta_range", "isolation_range"))
    plain = replace(
        inputs,
        costs=tuple(replace(line, overrun_range=None) for line in inputs.costs),
        benefits=tuple(replace(line, **absent) for line in inputs.benefits),
    )
    assert simulate(plain) is None
