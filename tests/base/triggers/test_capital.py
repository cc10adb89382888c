"""The database itself keeps capital budget to what is marked as capex, and marks to whom they belong."""

from typing import Any

import pytest

from pitchdeck.features.funding.models import CapexMark, Commitment, FundCategory, Purse
from pitchdeck.features.pitches.models import AskLine
from tests.base.triggers.test_restrictions import confirm, fund
from tests.base.triggers.world import AT, YEAR, World


@pytest.fixture
def lines(world: World) -> World:
    """100 asked of two lines: 40 for the laboratory, 60 for coaches."""
    for position, (line, amount) in enumerate((("lab", 40), ("coach", 60))):
        row = {"revision_id": world.revision, "fiscal_year": YEAR, "position": position}
        world.put(AskLine, **row, line=line, amount=amount)
    return world


def word(world: World, line: str = "lab", **more: Any) -> dict[str, Any]:
    row = {"pitch_id": world.pitch, "revision_id": world.revision, "line": line, "label": line}
    by = {"nature": "capex", "reason": "why", "by_id": world.cast.finance.id, "at": AT}
    return {**row, **by, **more}


def capital(world: World) -> int:
    made = fund(world, "capital", nature="capex")
    world.put(FundCategory, fund_id=made, category="technology")
    world.run(confirm(world, made))
    by = world.cast.investor1.id
    return world.put(Purse, key="purse-capital", fund_id=made, investor_id=by, round_id=world.round)


def test_operating_budget_stops_at_the_opex_part(lines: World) -> None:
    lines.put(CapexMark, **word(lines))
    lines.refused("not marked as capex", Commitment, **lines.commitment(61))
    lines.put(Commitment, **lines.commitment(50))
    lines.refused("not marked as capex", Commitment, **lines.commitment(11))
    lines.put(Commitment, **lines.commitment(10))


def test_without_a_mark_operating_budget_is_free_and_capital_pays_nothing(lines: World) -> None:
    purse = capital(lines)
    lines.refused("no more than", Commitment, **lines.commitment(1, purse_id=purse))
    lines.put(Commitment, **lines.commitment(100))


def test_a_mark_must_leave_room_for_what_stands(lines: World) -> None:
    lines.put(Commitment, **lines.commitment(61))
    lines.refused("operating budget that stands", CapexMark, **word(lines))


@pytest.mark.parametrize("name", ["presenter", "sponsor"])
def test_nobody_tied_to_the_pitch_marks(lines: World, name: str) -> None:
    lines.refused("does not mark its costs", CapexMark, **word(lines, by_id=lines.cast.actors[name].id))


def test_what_is_no_line_of_it_is_not_marked(lines: World) -> None:
    lines.refused("is a line of budget cost", CapexMark, **word(lines, line="other"))
    lines.refused("reason", CapexMark, **word(lines, reason=""))


@pytest.mark.parametrize("table", ["ask_line", "capex_mark"])
def test_lines_and_marks_are_never_changed(lines: World, table: str) -> None:
    lines.put(CapexMark, **word(lines))
    lines.refused("append-only", f"UPDATE {table} SET id = id + 1")
    lines.refused("append-only", f"DELETE FROM {table}")
