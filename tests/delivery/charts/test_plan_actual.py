import pytest

from pitchdeck.delivery.charts import Charts, PlanActual, Size, plan_actual
from pitchdeck.delivery.charts.plan_actual import spec

COST = tuple(min(120_000, 40_000 + month * 9_000) for month in range(37))
BENEFIT = tuple(max(0, month - 3) * 7_000 for month in range(37))


def series(months: int, percent: int = 100) -> PlanActual:
    return PlanActual(
        COST,
        tuple(amount * percent // 100 for amount in COST[:months]),
        BENEFIT,
        tuple(amount * percent // 100 for amount in BENEFIT[:months]),
        "EUR",
    )


def test_text_reads_each_plan_at_the_month_of_its_actual(charts: Charts) -> None:
    chart = plan_actual(series(10, 80), charts, Size(560, 160))
    assert chart.alt == (
        "Cost to month 9: €960 against €1,200 planned; €1,200 planned in all. "
        "Benefit to month 9: €336 against €420 planned; €2,310 planned in all."
    )
    assert chart.table[10] == ("9", "€1,200", "€960", "€420", "€336")
    assert chart.table[11] == ("10", "€1,200", "–", "€490", "–")
    assert " style=" not in chart.svg
    assert "actual €336" in chart.svg
    assert "plan €2.3K" in chart.svg


def test_nothing_recorded_yet_is_said_and_drawn(charts: Charts) -> None:
    chart = plan_actual(series(0), charts)
    assert "nothing recorded yet" in chart.alt
    assert "actual €" not in chart.svg


@pytest.mark.parametrize("amounts", [(0, 0, 0), (-5, -6, -7), (10**18, 2 * 10**18, 3 * 10**18), (1, 2, 3)])
def test_every_scale_is_drawn(charts: Charts, amounts: tuple[int, ...]) -> None:
    svg = plan_actual(PlanActual(amounts, amounts, amounts, amounts[:1], "EUR"), charts).svg
    assert "NaN" not in svg


@pytest.mark.parametrize(
    ("months", "percent", "places"),
    [
        (37, 110, {"above", "plan_below"}),
        (37, 90, {"below_end", "plan_above"}),
        (20, 110, {"above", "plan_above"}),
        (3, 110, {"below", "plan_above"}),
        (3, 0, {"above_start", "plan_above"}),
        (20, 0, {"above", "plan_above"}),
    ],
)
def test_words_keep_clear_of_each_other(months: int, percent: int, places: set[str]) -> None:
    layers = spec(series(months, percent), Size())["hconcat"][0]["layer"]
    used = {
        place
        for layer, place in zip(
            layers,
            ("", "", "", "", "plan_above", "plan_below", "above", "above_start", "below_end", "below"),
            strict=True,
        )
        if place and layer["data"]["values"]
    }
    assert used == places


def test_plans_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="same months"):
        PlanActual((1, 2), (), (1,), (), "EUR")
    with pytest.raises(ValueError, match="longer than the plan"):
        PlanActual((1,), (1, 2), (1,), (), "EUR")
