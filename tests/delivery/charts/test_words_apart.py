"""No text stands on another one or leaves the picture, whatever the figures are."""

from collections.abc import Callable

import pytest

from pitchdeck.delivery.charts import Charts, Drawing, NetSeries, Size
from pitchdeck.delivery.charts.budget_years import BudgetYears, YearCost, years_drawing
from pitchdeck.delivery.charts.chart import NARROW
from pitchdeck.delivery.charts.cumulative_net import Band, net_drawing
from pitchdeck.delivery.charts.tornado import Swing, Tornado, tornado_drawing
from pitchdeck.delivery.charts.waterfall import Falls, waterfall_drawing
from tests.delivery.charts.boxes import cut_off, on_each_other, smallest_of, width_of, words_of

ON_A_PHONE, READABLE = 348, 11  # pixels: the picture's width on a page of 390, and its smallest words
HUGE, TINY = 10**14, 1  # a million million, and a cent, in minor units
SCALES = {"huge": HUGE, "usual": 1_234_567, "tiny": TINY}
SHAPES: dict[str, Callable[[int, int], float]] = {
    "rising": lambda month, last: -1 + 2 * month / max(last, 1),
    "steep": lambda month, last: -0.02 + 2 * month / max(last, 1),
    "falling": lambda month, last: -month / max(last, 1),
    "zero": lambda _month, _last: 0.0,
    "positive": lambda month, _last: 1 + month / 12,
    "dip": lambda month, last: -1.0 if month == last // 2 else 0.4 * month / max(last, 1) - 0.1,
}


def net(shape: str, scale: int, last: int, *, band: bool) -> NetSeries:
    line = tuple(round(SHAPES[shape](month, last) * scale) for month in range(last + 1))
    after = next((m for m in range(last + 1) if all(value >= 0 for value in line[m:])), None)
    around = Band(*(tuple(round(net * by) for net in line) for by in (0.9, 1.0, 1.3))) if band else None
    return NetSeries(line, "EUR", None if after is None else float(after), band=around)


def check(charts: Charts, drawing: Drawing) -> None:
    for spec in (drawing.spec, drawing.narrow):
        svg = charts.svg(spec)
        assert words_of(svg)
        assert on_each_other(svg) == []
        assert cut_off(svg) == []
        assert "NaN" not in svg
    assert width_of(svg) <= NARROW.width + 1
    assert smallest_of(svg) * ON_A_PHONE / NARROW.width >= READABLE
    assert drawing.alt
    assert len({len(row) for row in drawing.table}) == 1


CURVES = [("usual", last) for last in (0, 1, 12, 36, 120)] + [("huge", 36), ("tiny", 36), ("huge", 0)]


@pytest.mark.parametrize(("scale", "last"), CURVES)
@pytest.mark.parametrize("shape", SHAPES)
def test_of_cumulative_net(charts: Charts, shape: str, scale: str, last: int) -> None:
    for size, band in ((Size(), False), (Size(), True), (Size(236, 92), True)):
        check(charts, net_drawing(net(shape, SCALES[scale], last, band=band), size))


@pytest.mark.parametrize("payback", range(0, 37, 3))
def test_of_the_payback_wherever_it_is(charts: Charts, payback: int) -> None:
    for slope in (1, 40, 900):
        line = tuple((month - payback) * slope * 1000 for month in range(37))
        check(charts, net_drawing(NetSeries(line, "GBP", float(payback))))


LEVELS = {
    "all positive": (100, 55, 33, 17, 4),
    "loss": (100, 55, 33, 17, -60),
    "all negative": (-100, -55, -33, -17, -90),
    "mixed lines": (20, -10, 40, 15, -5),
    "zero": (0, 0, 0, 0, 0),
    "no cost": (10, 10, 10, 10, 10),
}


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("levels", LEVELS)
def test_of_the_waterfall(charts: Charts, levels: str, scale: str) -> None:
    found = tuple(level * SCALES[scale] // (100 if scale == "huge" else 1) for level in LEVELS[levels])
    check(charts, waterfall_drawing(Falls(found, 12, "EUR")))


SWINGS: dict[str, tuple[float, tuple[tuple[float, float], ...]]] = {
    "usual": (84.2, ((20.1, 140.5), (-30.4, 150.0), (60.0, 92.0), (84.2, 84.2))),
    "all negative": (-50.0, ((-90.0, -20.0), (-100.0, -49.0))),
    "one side": (10.0, ((10.0, 99.0), (-70.0, 10.0))),
    "huge": (1e12, ((-1e9, 5e13), (1e12, 1e15))),
    "tiny": (0.0, ((-0.01, 0.01), (0.0, 0.0))),
    "nothing moves": (5.0, ((5.0, 5.0),)),
    "none": (5.0, ()),
}


@pytest.mark.parametrize("case", SWINGS)
def test_of_the_tornado(charts: Charts, case: str) -> None:
    likely, ends = SWINGS[case]
    names = ("Adoption", "Learning's share", "Improvement of something with a very long name", "Overrun")
    swings = tuple(Swing(name, low, high) for name, (low, high) in zip(names, ends, strict=False))
    check(charts, tornado_drawing(Tornado(likely, swings)))


YEARS = {
    "usual": ((4_500_000, 2_300_000), (1_200_000, 0), (120_000, 30_000)),
    "only time": ((0, 5_000),),
    "zero": ((0, 0), (0, 0)),
    "huge and tiny": ((HUGE, 1), (1, HUGE * 100)),
    "none": (),
}


@pytest.mark.parametrize("case", [case for case in YEARS if case != "none"])
def test_of_the_budget_by_year(charts: Charts, case: str) -> None:
    years = tuple(YearCost(f"FY {2027 + place}", *cost) for place, cost in enumerate(YEARS[case]))
    check(charts, years_drawing(BudgetYears(years, "EUR")))


def test_of_no_cost_at_all(charts: Charts) -> None:
    empty = years_drawing(BudgetYears((), "EUR"))
    assert charts.svg(empty.spec)
    assert empty.alt == "No cost yet."


def test_words_that_meet_are_found() -> None:
    text = '<text font-size="10px" transform="translate({x},20)">€45K budget</text>'
    svg = '<svg width="90" height="40">{}</svg>'
    assert on_each_other(svg.format(text.format(x=0) + text.format(x=20)))
    assert not on_each_other(svg.format(text.format(x=0) + text.format(x=70)))
    assert cut_off(svg.format(text.format(x=70))) == ["€45K budget"]
