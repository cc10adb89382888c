"""What is promised of a later year is operating budget: it leaves the capex part to capital budget."""

import pytest
from sqlalchemy import select

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Invalid
from pitchdeck.features.funding import actions
from pitchdeck.features.pitches.models import AskLine, CostLine, Revision
from tests.base.triggers.world import put
from tests.factories.cast import Cast
from tests.features.funding.stage import YEAR, build
from tests.features.funding.test_advances import Ahead

P1, NEXT = "P-2026-0001", YEAR + 1
LAB, COACH = "print-of-the-lab", "print-of-the-coaches"


@pytest.fixture
def stage(database: Database, cast: Cast) -> Ahead:
    """1,000 asked of this year for coaches; 600 of the next: 100 for a laboratory, 500 for coaches."""
    asks = {P1: {YEAR: 1_000_00, NEXT: 600_00}}
    made = build(database, cast, asks, {P1: {YEAR: 1_000_00, NEXT: 500_00}})
    stage = Ahead(made.database, made.cast, made.round_id, made.pitches)
    with database.writing() as turn:
        revision = turn.session.execute(select(Revision)).scalar_one()
        for place, line in enumerate((LAB, COACH)):
            of = {"pitch_id": revision.pitch_id, "revision_no": 1, "position": place}
            put(turn.session, CostLine, **of, kind="one_off", category="technology", label=line, terms={})
        for year, place, amount in ((YEAR, 1, 1_000_00), (NEXT, 0, 100_00), (NEXT, 1, 500_00)):
            row = {"revision_id": revision.id, "fiscal_year": year, "position": place, "amount": amount}
            put(turn.session, AskLine, **row, line=(LAB, COACH)[place])
    fund = stage.fund(10_000_00)
    for name in ("investor1", "investor2"):
        stage.allot(fund, name, 3_000_00)
    stage.chair("open_funding")
    return stage


def mark(stage: Ahead, *lines: str) -> int:
    by = stage.cast.finance
    return stage.act(
        lambda t: actions.mark_capex(t.session, P1, lines, reason="Used for years.", by=by, at=t.at)
    )


def test_a_promise_stops_at_the_opex_part(stage: Ahead) -> None:
    mark(stage, LAB)
    stage.promise("investor1", P1, 300_00)
    with pytest.raises(Invalid) as refused:
        stage.promise("investor2", P1, 200_01)
    assert refused.value.fields == {
        f"ahead_{NEXT}": f"The opex part of what {P1} asks of {NEXT} is €500 of €600; €200 of it can still be"
        " promised. The rest is for capital budget."
    }
    stage.promise("investor2", P1, 200_00)


def test_what_is_promised_counts_when_a_line_is_marked(stage: Ahead) -> None:
    stage.promise("investor1", P1, 500_01)
    with pytest.raises(Invalid, match=f"€500.01 of operating budget stand behind {NEXT} already"):
        mark(stage, LAB)
    assert stage.count("capex_mark") == 0


def test_operating_budget_alone_serves_what_was_promised_beside_a_mark(stage: Ahead) -> None:
    mark(stage, LAB)
    stage.commit("investor1", P1, 1_000_00)
    assert stage.promise("investor1", P1, 500_00).covered
    stage.publish(P1)
    capital = stage.fund(5_000_00, "Sales", NEXT, nature="capex", categories=["technology"])
    assert stage.serve(capital) == 0
    assert stage.serve(stage.fund(5_000_00, "Sales", NEXT)) == 1
    assert stage.total("promised") == 0
