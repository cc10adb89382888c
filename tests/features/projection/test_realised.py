import pytest

from pitchdeck.features.projection import Actuals, Plan, Tolerances, realised

PLAN = Plan(cost=(1000.0, 100.0, 100.0, 100.0), benefit=(0.0, 500.0, 500.0, 500.0))


def test_underspending_is_late_and_not_saved() -> None:
    result = realised(PLAN, Actuals(cost=(600.0, 100.0), benefit=(0.0, 500.0)))
    assert result.cost_ratio.value == pytest.approx(700 / 1100)
    assert result.eac.value == 1300


def test_a_recorded_saving_lowers_the_estimate() -> None:
    result = realised(PLAN, Actuals(cost=(600.0, 100.0), benefit=(), saving=300.0))
    assert result.eac.value == 1000


def test_an_overrun_continues() -> None:
    result = realised(PLAN, Actuals(cost=(1210.0, 110.0), benefit=()))
    assert result.eac.value == pytest.approx(1320 + 200 * 1.2)


def test_open_contracts_are_the_least_that_will_be_spent() -> None:
    result = realised(PLAN, Actuals(cost=(1000.0, 100.0), benefit=(), open_contracts=5000.0))
    assert result.eac.value == 6100


def test_roi_to_date_stands_beside_planned_roi_to_date() -> None:
    result = realised(PLAN, Actuals(cost=(1000.0, 100.0), benefit=(0.0, 400.0)))
    assert result.roi_to_date_pct.value == pytest.approx(100 * (400 - 1100) / 1100)
    assert result.plan_roi_to_date_pct.value == pytest.approx(100 * (500 - 1100) / 1100)
    assert result.plan_roi_pct.value == pytest.approx(100 * (1500 - 1300) / 1300)


def test_doing_better_so_far_is_not_counted_on() -> None:
    result = realised(PLAN, Actuals(cost=PLAN.cost, benefit=(0.0, 600.0)))
    assert result.eab.value == pytest.approx(600 + 1000 * 1.2)
    assert result.eab_conservative.value == pytest.approx(600 + 1000)
    assert result.forecast_roi_conservative_pct.value == pytest.approx(100 * (1600 - 1300) / 1300)


def test_a_missing_reading_adds_nothing_and_counts_in_no_ratio() -> None:
    result = realised(PLAN, Actuals(cost=PLAN.cost, benefit=(0.0, 450.0, None)))
    assert result.missing_readings == 1
    assert result.benefits_realisation_ratio.value == pytest.approx(0.9)
    assert result.eab.value == pytest.approx(450 + 500 * 0.9)
    assert result.plan_benefit_to_date == 1000


def test_a_reading_that_counts_as_zero_halves_the_ratio() -> None:
    result = realised(PLAN, Actuals(cost=PLAN.cost, benefit=(0.0, 500.0, 0.0)))
    assert result.benefits_realisation_ratio.value == pytest.approx(0.5)


def test_nothing_planned_to_date() -> None:
    result = realised(Plan((0.0, 5.0), (0.0, 9.0)), Actuals(cost=(0.0,), benefit=(0.0,)))
    assert result.cost_ratio.reason == "no_plan_to_date"
    assert result.cost_variance_pct.reason == "no_plan_to_date"
    assert result.benefits_realisation_ratio.reason == "no_plan_to_date"
    assert result.roi_to_date_pct.reason == "no_cost"
    assert (result.eac.value, result.eab.value) == (5, 9)
    assert result.rag == "grey"


def test_nothing_happened_yet() -> None:
    result = realised(PLAN, Actuals((), ()))
    assert (result.eac.value, result.eab.value) == (1300, 1500)
    assert result.forecast_roi_pct.value == pytest.approx(result.plan_roi_pct.value)


@pytest.mark.parametrize(
    ("cost", "benefit", "rag"),
    [
        (1.0, 0.95, "green"),
        (0.4, 1.3, "green"),
        (1.0, 0.949, "amber"),
        (1.001, 1.0, "amber"),
        (1.1, 0.8, "amber"),
        (1.101, 1.0, "red"),
        (1.0, 0.799, "red"),
        (1.0, None, "grey"),
        (1.05, None, "grey"),
        (1.2, None, "red"),
    ],
)
def test_traffic_light(cost: float, benefit: float | None, rag: str) -> None:
    measured = () if benefit is None else (0.0, 500 * benefit)
    assert realised(PLAN, Actuals(cost=(1000 * cost, 100 * cost), benefit=measured)).rag == rag


def test_tolerances_are_those_of_the_approval() -> None:
    strict = Tolerances(benefit_green=1.0, benefit_amber=0.99, cost_green=0.9, cost_amber=0.95)
    result = realised(PLAN, Actuals(cost=(1000.0, 100.0), benefit=(0.0, 497.5)), strict)
    assert (result.cost_rag, result.benefit_rag, result.rag) == ("red", "amber", "red")
