"""The waterfall, the tornado and the budget by year: what they say, and that they say it without colour."""

import re

from pitchdeck.delivery.charts import Charts
from pitchdeck.delivery.charts.budget_years import BudgetYears, YearCost, years_drawing
from pitchdeck.delivery.charts.tornado import Swing, Tornado, tornado_drawing
from pitchdeck.delivery.charts.waterfall import Falls, waterfall_drawing

FALLS = Falls((21_341_200, 11_737_660, 7_042_596, 3_521_298, -1_478_702), 12, "EUR")
TORNADO = Tornado(84.2, (Swing("Adoption", 20.1, 140.5), Swing("Learning's share", -30.4, 150.0)))
YEARS = BudgetYears((YearCost("FY 2027", 4_500_000, 2_300_000), YearCost("FY 2028", 120_000, 0)), "EUR")


def test_the_waterfall_ends_at_the_net_to_the_cent() -> None:
    table = waterfall_drawing(FALLS).table
    assert [row[0] for row in table[1:]] == [
        *("Gross benefit", "Adoption", "Learning's share", "Confidence", "Cost", "Net")
    ]
    assert [row[2] for row in table[1:]] == [
        *("€213,412.00", "−€96,035.40", "−€46,950.64", "−€35,212.98", "−€50,000.00", "−€14,787.02")
    ]
    assert [row[3] for row in table[1:]][-2:] == ["−€14,787.02"] * 2


def test_the_waterfall_in_words() -> None:
    assert waterfall_drawing(FALLS).alt == (
        "From a gross benefit of €213,412 in the first 12 months to a net of −€14,787: adoption −€96,035, "
        "learning's share −€46,951, confidence −€35,213, cost −€50,000."
    )


def test_a_step_that_adds_says_plus(charts: Charts) -> None:
    svg = charts.svg(
        waterfall_drawing(Falls((-500_000, -300_000, -100_000, -40_000, -90_000), 12, "EUR")).spec
    )
    assert "+€2K" in svg


def test_the_tornado_is_sorted_by_swing() -> None:
    table = tornado_drawing(TORNADO).table
    assert table[1:] == (
        ("Learning's share", "−30.4 %", "150.0 %", "180.4"),
        ("Adoption", "20.1 %", "140.5 %", "120.4"),
    )
    assert tornado_drawing(TORNADO).alt == (
        "ROI at likely values: 84.2 %. It hangs most on learning's share: −30.4 % to 150 % between its "
        "one-in-ten bad and good value."
    )


def test_people_s_time_stands_beside_the_budget_and_is_summed() -> None:
    drawing = years_drawing(YEARS)
    assert drawing.table[-1] == ("In all", "€46,200", "€23,000", "€69,200")
    assert drawing.alt == (
        "FY 2027: €45,000 budget and €23,000 people's time; FY 2028: €1,200 budget and €0 people's time."
    )


def test_bars_differ_without_colour(charts: Charts) -> None:
    """One ink and one blue: what tells them apart is how light they are, and their outline."""
    for drawing in (waterfall_drawing(FALLS), tornado_drawing(TORNADO), years_drawing(YEARS)):
        svg = charts.svg(drawing.spec)
        inks = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
        assert inks <= {"none", "currentColor", "#1f7ab8", "transparent"}
    svg = charts.svg(years_drawing(YEARS).spec)
    assert len(re.findall(r'stroke-dasharray="3,2"', svg)) == len(YEARS.years)


def test_a_picture_that_was_not_drawn_is_not_kept(charts: Charts) -> None:
    drawing = years_drawing(BudgetYears((YearCost("FY 2031", 77, 1),), "EUR"))
    assert charts.kept(drawing.spec) is None
    drawn = charts.svg(drawing.spec)
    assert charts.kept(drawing.spec) == drawn
