"""The outside view: a projection beside what finished investments obtained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.features.projection import TrackRecord, outside_view, parse, project

PROJECTION = project(
    parse({"costs": [{"kind": "one_off", "amount": 1000}], "benefits": [{"units": 250, "months": 12}]})
)


@pytest.mark.parametrize("finished", [0, 1, 2])
def test_under_three_it_says_how_many_there_are(finished: int) -> None:
    view = outside_view(PROJECTION, TrackRecord(organisation=(0.8,) * finished))
    assert (view.finished, view.needed) == (finished, 3)
    assert (view.ratio, view.benefit, view.net, view.roi_net_pct) == (None, None, None, None)


def test_a_team_without_a_record_gets_the_organisations() -> None:
    view = outside_view(PROJECTION, TrackRecord(organisation=(0.4, 0.8, 1.3)))
    assert view.ratio == pytest.approx(0.8)
    assert view.benefit is not None
    assert view.net is not None
    assert view.roi_net_pct is not None
    assert view.benefit.value == pytest.approx(2400)
    assert view.net.value == pytest.approx(1400)
    assert view.roi_net_pct.value == pytest.approx(140)


def test_a_team_counts_the_more_the_more_it_finished() -> None:
    record = TrackRecord(team=(0.5, 0.5, 0.6, 0.7, 0.9), organisation=(0.5, 0.5, 0.6, 0.7, 0.9, 1, 1, 1, 1))
    assert record.ratio == pytest.approx((5 * 0.6 + 5 * 0.9) / 10)


def test_without_cost_there_is_no_return() -> None:
    free = project(parse({"benefits": [{"units": 5}]}))
    view = outside_view(free, TrackRecord(organisation=(1, 1, 1)))
    assert view.roi_net_pct is not None
    assert view.roi_net_pct.reason == "no_cost"


def test_what_is_usual_is_said_from_ten_on() -> None:
    nine = TrackRecord(improvements={"time_saved": tuple(one / 10 for one in range(9))})
    ten = TrackRecord(improvements={"time_saved": tuple(one / 10 for one in range(10))})
    assert nine.usual_at_most("time_saved") is None
    assert ten.usual_at_most("time_saved") == 0.8
    assert ten.usual_at_most("errors_avoided") is None


@given(st.lists(st.floats(0, 3), max_size=9), st.lists(st.floats(0, 3), min_size=3, max_size=20))
def test_the_ratio_lies_between_what_was_obtained(team: list[float], others: list[float]) -> None:
    everybody = (*team, *others)
    ratio = TrackRecord(team=tuple(team), organisation=everybody).ratio
    assert ratio is not None
    assert min(everybody) - 1e-9 <= ratio <= max(everybody) + 1e-9
