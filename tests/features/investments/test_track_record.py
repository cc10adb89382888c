"""What finished investments obtained is asked in as many statements for one as for many."""

import sys
from datetime import date

import pytest

from pitchdeck.features.investments import queries
from pitchdeck.features.investments.queries import track_record
from pitchdeck.features.projection import TrackRecord
from tests.features.investments.stage import Stage

TODAY = date(2027, 6, 1)


def record(stage: Stage, unit: str = "Support") -> TrackRecord:
    with stage.database.reading() as session:
        return queries.track_record(session, unit_id=stage.cast.units[unit], today=TODAY)


def test_nothing_finished_is_an_empty_record(stage: Stage) -> None:
    assert record(stage) == TrackRecord()
    assert record(stage).ratio is None


def test_a_finished_investment_counts_with_what_was_attested(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.at = stage.at.replace(year=2027)
    reading = stage.reading("5")
    stage.do("attest", reading, verdict="attested", by="sponsor")
    assert record(stage).organisation == ()
    # One under way stands in for a closed one; tests/journeys/test_track_record.py closes three.
    monkeypatch.setattr(sys.modules[track_record.__module__], "FINISHED", ("active", "delivered", "tracking"))
    found = record(stage)
    (ratio,) = found.organisation
    assert found.team == (ratio,)
    assert ratio > 0
    # From 6 hours a week to 5: a sixth of the baseline, on a line that saves time.
    assert list(found.improvements) == ["time_saved"]
    assert found.improvements["time_saved"] == pytest.approx((1 / 6,))
    assert len(found.controlled) == 1
    assert record(stage, "Sales").team == ()
    assert record(stage, "Sales").organisation == (ratio,)
