"""The simulation: held against the projection of every single draw, the fitted beta and exact cases."""

import math
from dataclasses import replace
from typing import Any

import pytest
from scipy.special import betainc

from pitchdeck.features.projection import (
    Figure,
    Inputs,
    Simulation,
    chance_in_words,
    parse,
    project,
    simulate,
)
from pitchdeck.features.projection.draws import Draws, shuffled
from pitchdeck.features.projection.pert import fitted, levels_of, quantile
from pitchdeck.features.projection.ranges import ThreePoints, per_unit

POINTS = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
COSTS: list[dict[str, Any]] = [
    {"kind": "one_off", "amount": 9000, "overrun_range": [1.4, 0.9]},
    {"kind": "recurring", "amount": 150, "month": 1},
    {"kind": "participant_time", "people": 40, "hours": 6, "wage": 45, "month": 2},
]
BENEFITS: list[dict[str, Any]] = [
    {
        "units": 40,
        "delta": 3,
        "value": 45,
        "adoption": 0.55,
        "isolation": 0.6,
        "confidence": 0.5,
        "ramp": 3,
        "attrition": 0.1,
        "adoption_range": [0.3, 0.75],
        "delta_range": [1, 4.5],
        "isolation_range": [0.4, 0.8],
    },
    {"units": 5, "value": 90, "lag": 2, "months": 10, "confidence": 0.8},
    {"units": 40, "delta": -0.4, "value": 45, "adoption": 0.6, "adoption_range": [0.8, 0.4]},
]
PROGRAMME: dict[str, Any] = {
    "rate": 0.08,
    "launch": 2,
    "costs": COSTS,
    "benefits": BENEFITS,
    "roi_objective_pct": 25,
    "seed": 11,
}


def simulated(data: dict[str, Any], **terms: Any) -> Simulation:
    result = simulate(parse(data | terms))
    assert result is not None
    return result


def value(figures: Any, name: str) -> float:
    figure: Figure = figures[name]
    assert figure.value is not None, name
    return figure.value


def each_draw(inputs: Inputs, count: int, seed: int) -> list[Inputs]:
    """The inputs of every draw, with what was drawn written into the lines."""
    draws = Draws(count, seed)
    gains, costs = draws.factors("benefit", inputs.benefits), draws.factors("cost", inputs.costs)
    return [
        replace(
            inputs,
            benefits=tuple(
                replace(per_unit(line), units=line.units * gains[place][draw]) if place in gains else line
                for place, line in enumerate(inputs.benefits)
            ),
            costs=tuple(
                replace(line, amount=line.amount * costs[place][draw]) if place in costs else line  # type: ignore[call-arg,attr-defined]  # one-off
                for place, line in enumerate(inputs.costs)
            ),
        )
        for draw in range(count)
    ]


def test_every_figure_is_that_of_projecting_each_draw() -> None:
    count = 400
    inputs = parse(PROGRAMME)
    result = simulate(inputs, draws=count)
    assert result is not None
    drawn = [project(one) for one in each_draw(inputs, count, 11)]
    for name in ("roi_net_pct", "net", "npv", "payback_months"):
        outcomes = sorted(math.inf if (found := one.figures[name].value) is None else found for one in drawn)
        for point, share in POINTS.items():
            expected = outcomes[math.ceil(share * count) - 1]
            figure = result.figures[f"{name}_{point}"]
            if math.isinf(expected):
                assert figure.reason == "never_within_horizon"
            else:
                assert figure.value == pytest.approx(expected, rel=1e-10, abs=1e-9), (name, point)
    returns = [value(one.figures, "roi_net_pct") for one in drawn]
    assert value(result.figures, "chance_roi_positive") == sum(roi > 0 for roi in returns) / count
    assert value(result.figures, "chance_roi_objective") == sum(roi > 25 for roi in returns) / count
    assert len({round(roi, 6) for roi in returns}) > count / 2
    for point, share in POINTS.items():
        band = getattr(result.band, point)
        for index in (0, 7, 36):
            outcomes = sorted(one.cumulative[index] for one in drawn)
            assert band[index] == pytest.approx(outcomes[math.ceil(share * count) - 1], rel=1e-10, abs=1e-8)


def test_nothing_given_as_a_range_is_not_simulated() -> None:
    plain = [{name: term for name, term in line.items() if "range" not in name} for line in BENEFITS]
    assert simulate(parse(PROGRAMME | {"benefits": plain, "costs": COSTS[1:]})) is None


def test_same_seed_same_figures_other_seed_others() -> None:
    one, again, other = (simulated(PROGRAMME, seed=seed) for seed in (11, 11, 12))
    assert one == again
    assert one.figures != other.figures
    for name, figure in one.figures.items():
        spread = abs(value(one.figures, "roi_net_pct_p90") - value(one.figures, "roi_net_pct_p10"))
        if name.startswith("roi"):
            assert figure.value == pytest.approx(value(other.figures, name), abs=0.03 * spread)


def test_the_draws_of_a_seed_never_change() -> None:
    """Frozen revisions are recomputed from their seed: another numpy must shuffle as this one."""
    assert shuffled(10, 11, (0,)).tolist() == SHUFFLED


SHUFFLED = [6, 3, 5, 8, 2, 4, 9, 1, 0, 7]


def test_figures_of_one_seed_are_these() -> None:
    figures = simulated(PROGRAMME).figures
    found = {name: figure.value for name, figure in figures.items() if figure.value is not None}
    assert found == pytest.approx(FROZEN, rel=1e-9)


FROZEN = {
    "roi_net_pct_p10": -84.197455794,
    "roi_net_pct_p50": -42.446320611,
    "roi_net_pct_p90": 28.2156552531,
    "chance_roi_positive": 0.2025,
    "chance_roi_objective": 0.1074,
    "net_p10": -19749.0676652,
    "net_p50": -9690.37427213,
    "net_p90": 6359.6612906,
    "npv_p10": -22549.1618028,
    "npv_p50": 851.483009081,
    "npv_p90": 39361.1714683,
    "payback_months_p10": 11.4075780322,
    "payback_months_p50": 29.7961099087,
}


@pytest.mark.parametrize(
    "points",
    [
        (0.3, 0.55, 0.75),
        (0.0, 0.1, 1.0),
        (0.5, 0.5, 0.9),
        (0.1, 0.9, 0.9),
        (-3.0, -2.0, 14.0),
        (0.9, 1.0, 1.3),
        (2.0, 2.0 + 1e-9, 9.0),
        (0.0, 5e-324, 1.0),
        (-1e15, 0.0, 1e15),
    ],
)
def test_the_three_points_are_p10_mode_and_p90(points: tuple[float, float, float]) -> None:
    low, likely, high = points
    found = fitted(ThreePoints(low, likely, high))
    assert found.least + found.mode * found.width == pytest.approx(likely, abs=1e-9 * (high - low))
    for given, share in ((low, 0.1), (high, 0.9)):
        place = (given - found.least) / found.width
        assert betainc(1 + 4 * found.mode, 5 - 4 * found.mode, place) == pytest.approx(share, abs=1e-9)


def test_the_table_is_the_inverse_of_the_beta() -> None:
    import numpy as np  # noqa: PLC0415  # beside what it checks

    levels = (np.arange(10_000) + 0.5) / 10_000
    for points in (ThreePoints(0, 0.5, 1), ThreePoints(0, 0, 1), ThreePoints(0, 0.97, 1)):
        found = fitted(points)
        exact = found.least + found.width * quantile(found.mode, levels)
        off = np.abs(found.at(levels_of(levels)) - exact) / found.width
        assert off.max() < 3e-4
        assert off[100:-100].max() < 2e-5


def test_a_single_driver_gives_its_own_points() -> None:
    line = {"units": 100, "value": 12, "adoption": 0.5, "adoption_range": [0.2, 0.7], "months": 12}
    figures = simulated({"costs": [{"kind": "one_off", "amount": 1000}], "benefits": [line]}).figures
    a_point = 100 * 12 * 12
    assert value(figures, "net_p10") == pytest.approx(0.2 * a_point - 1000, abs=2)
    assert value(figures, "net_p90") == pytest.approx(0.7 * a_point - 1000, abs=2)


def test_confidence_is_left_out_only_on_lines_with_ranges() -> None:
    data = {
        "costs": [{"kind": "one_off", "amount": 100}],
        "benefits": [
            {"units": 7, "confidence": 0.5, "delta_range": [1, 1]},
            {"units": 3, "confidence": 0.5},
        ],
    }
    assert value(simulated(data).figures, "net_p50") == pytest.approx(12 * (7 + 3 * 0.5) - 100)
    assert value(project(parse(data)).figures, "net") == pytest.approx(12 * 5 - 100)


@pytest.mark.parametrize(
    "given",
    [
        {"adoption": 0.6, "adoption_range": [0.6, 0.6]},
        {"delta": 0, "delta_range": [0, 0]},
        {"isolation": 0, "isolation_range": [0, 0]},
        {"adoption": 1, "adoption_range": [1, 1], "delta_range": [1, 1], "isolation_range": [1, 1]},
    ],
)
def test_three_equal_points_are_the_projection_itself(given: dict[str, Any]) -> None:
    inputs = parse(PROGRAMME | {"benefits": [{"units": 40, "value": 45} | given], "costs": COSTS[1:]})
    result, expected = simulate(inputs), project(inputs)
    assert result is not None
    for name in ("roi_net_pct", "net", "npv", "payback_months"):
        for point in POINTS:
            figure, plain = result.figures[f"{name}_{point}"], expected.figures[name]
            assert figure.reason == plain.reason, name
            assert figure.value == (plain.value and pytest.approx(plain.value, rel=1e-12)), name
    assert result.band.p50 == pytest.approx(expected.cumulative)


def test_a_likely_value_of_zero_still_varies() -> None:
    data = {"costs": COSTS, "benefits": [{"units": 40, "value": 45, "delta": 0, "delta_range": [-1, 3]}]}
    result = simulated(data)
    assert value(result.figures, "net_p10") < value(result.figures, "net_p90")
    assert value(result.figures, "net_p90") - value(result.figures, "net_p10") == pytest.approx(
        4 * 40 * 45 * 12, rel=0.1
    )


@pytest.mark.parametrize("given", [[0, 1], [0, 0.3], [0.3, 1]])
def test_adoption_stays_between_nobody_and_everyone(given: list[float]) -> None:
    drawn = Draws(10_000, 1).factors(
        "benefit", parse({"benefits": [{"adoption": 0.3, "adoption_range": given}]}).benefits
    )[0]
    assert drawn.min() >= 0
    assert drawn.max() <= 1
    low, high = sorted(drawn)[999], sorted(drawn)[8999]
    assert (low, high) == pytest.approx(given, abs=1e-3)


def test_lines_move_together_unless_they_are_independent() -> None:
    line = {"units": 100, "value": 10, "adoption": 0.5, "adoption_range": [0.2, 0.8]}

    def spread(**terms: str) -> float:
        figures = simulated({"costs": COSTS, "benefits": [line, line | terms]}).figures
        return value(figures, "net_p90") - value(figures, "net_p10")

    together, apart = spread(), spread(independent="another country")
    assert apart < 0.85 * together


def test_more_adoption_is_worse_for_a_disbenefit() -> None:
    """The gain and the loss of the same people move together, so that they offset each other."""
    gain = {"units": 100, "value": 10, "adoption": 0.5, "adoption_range": [0.2, 0.8]}
    loss = gain | {"delta": -1, "adoption_range": [0.8, 0.2]}
    figures = simulated({"costs": COSTS[1:], "benefits": [gain, loss]}).figures
    assert value(figures, "net_p90") == pytest.approx(value(figures, "net_p10"))


def test_without_cost_there_is_no_return_to_speak_of() -> None:
    result = simulated({"benefits": [{"units": 5, "delta_range": [0.5, 2]}]})
    for name, figure in result.figures.items():
        if "roi" in name:
            assert figure.reason == "no_cost"
    assert value(result.figures, "payback_months_p90") == 0
    assert result.tornado[0].swing is None
    assert result.tornado[0].net_swing == pytest.approx(1.5 * 5 * 12)


def test_a_cost_that_may_vanish_withholds_no_other_draw() -> None:
    cost = {"kind": "one_off", "amount": 100, "overrun_range": [1, 0]}
    figures = simulated({"costs": [cost], "benefits": [{"units": 5}]}).figures
    assert value(figures, "roi_net_pct_p50") < value(figures, "roi_net_pct_p90")
    assert value(figures, "roi_net_pct_p10") < value(figures, "roi_net_pct_p50")


def test_a_programme_that_never_pays_says_so() -> None:
    result = simulated(PROGRAMME, costs=[{"kind": "one_off", "amount": 1e12, "overrun_range": [1.2, 0.9]}])
    assert result.figures["payback_months_p10"].reason == "never_within_horizon"
    assert value(result.figures, "chance_roi_positive") == 0
    assert result.figures["roi_net_pct_p50"].value == pytest.approx(-100, abs=1e-4)


def test_without_an_objective_there_is_no_chance_of_it() -> None:
    assert (
        simulated(PROGRAMME, roi_objective_pct=None).figures["chance_roi_objective"].reason == "no_objective"
    )


def test_the_tornado_turns_one_driver_at_a_time() -> None:
    data = {
        "costs": [{"kind": "one_off", "amount": 1000, "overrun_range": [1.5, 0.8]}],
        "benefits": [
            {"units": 250, "months": 12, "adoption": 0.5, "adoption_range": [0.25, 0.75], "confidence": 0.5},
        ],
    }
    adoption, overrun = simulated(data).tornado
    assert (adoption.driver, adoption.label) == ("adoption", "Adoption")
    assert (adoption.low, adoption.high, adoption.swing) == pytest.approx((-25, 125, 150))
    assert (adoption.net_low, adoption.net_high, adoption.net_swing) == pytest.approx((-250, 1250, 1500))
    assert (overrun.low, overrun.high, overrun.swing) == pytest.approx((0, 87.5, 87.5))
    assert (overrun.net_low, overrun.net_high, overrun.net_swing) == pytest.approx((0, 700, 700))


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0, "very unlikely"),
        (0.049, "very unlikely"),
        (0.05, "about 1 in 10"),
        (0.15, "about 2 in 10"),
        (0.5, "about 5 in 10"),
        (0.79, "about 8 in 10"),
        (0.95, "about 9 in 10"),
        (0.951, "nearly certain"),
        (1, "nearly certain"),
    ],
)
def test_chances_are_told_in_words(chance: float, words: str) -> None:
    assert chance_in_words(chance) == words
