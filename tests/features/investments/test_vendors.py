"""What was approved with one vendor in 12 months: from approved lines and confirmed contracts, not twice."""

from datetime import datetime, timedelta

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.investments.figures.vendors import WithVendor, named
from pitchdeck.features.investments.queries import vendors_around
from pitchdeck.features.projection import CostTotal, parse, project
from pitchdeck.features.sourcing.actions import add_vendor
from tests.factories.cast import Cast
from tests.features.investments.stage import RELEASE, Stage, build

COACH = {"kind": "one_off", "label": "Two days", "source": "Quote 9 of coach &  CO.", "amount": 4_000}


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    made = build(database, cast)
    made.release()
    return made


def around(
    stage: Stage, *costs: dict[str, object], at: datetime = RELEASE, pitch: int = 0
) -> list[WithVendor]:
    totals: tuple[CostTotal, ...] = project(parse({"costs": list(costs)})).lines.costs
    with stage.database.snapshot() as session:
        return list(vendors_around(session, pitch, totals, "EUR", at=at))


def test_contracts_with_a_vendor_run_over_twelve_months(stage: Stage) -> None:
    assert around(stage, COACH) == []
    stage.contract(5_000_00)
    assert around(stage, COACH) == [WithVendor("Coach & Co", 0, 0, 4_000_00)]
    stage.contract(3_000_00, confirmed_by="finance", vendor=" Coach &  co")
    (row,) = around(stage, COACH, dict(COACH, amount=500))
    assert (row.pitches, row.minor, row.here, row.together) == (1, 3_000_00, 4_500_00, 7_500_00)
    assert (row.above(7_500_00), row.above(7_499_99), row.above(None)) == (False, True, False)
    late = RELEASE + timedelta(days=366)
    assert [row.minor for row in around(stage, COACH, at=late)] == [0]
    assert [row.minor for row in around(stage, COACH, pitch=stage.pitch_id)] == [0]


def test_what_a_contract_freed_counts_no_more(stage: Stage) -> None:
    key = stage.contract(5_000_00, confirmed_by="finance")
    stage.do("end_contract", key, by="finance", reason="Cancelled.")
    assert [(row.pitches, row.minor) for row in around(stage, COACH)] == [(0, 0)]


def test_approved_lines_count_before_there_is_a_contract_and_never_twice(stage: Stage, cast: Cast) -> None:
    quoted = dict(COACH, source="Quote 7")
    stage.act(
        lambda turn: add_vendor(
            turn.session, name="Quote 7", offers="Coaches", contact="", by=cast.lead, at=RELEASE
        )
    )
    (row,) = around(stage, quoted)
    assert (row.name, row.pitches, row.minor) == ("Quote 7", 1, 30_000_00)
    stage.contract(2_000_00, confirmed_by="finance", vendor="quote 7")
    assert [row.minor for row in around(stage, quoted)] == [30_000_00]


def test_a_name_is_found_as_a_whole_word_only() -> None:
    lines = [("Coaching by Acme, quote 3", 500), ("Acmed tools", 70), ("ACME", 0), ("x (acme)", 5)]
    assert named(lines, ("acme", "coach", "nobody")) == {"acme": 505}
