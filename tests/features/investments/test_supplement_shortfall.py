"""A fund lacks money that is reserved for a supplement: it is cut, and only what was reserved falls."""

from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.errors import NotAllowed
from pitchdeck.features.funding.queries.cutting import Listed, listed
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.features.investments.stage import Stage
from tests.features.investments.supplements import OVER, RELEASED, Short, overspent

FUND, PURSE = 40_000_00, 20_000_00
FREE = FUND - OVER
"""What of the fund is in no commitment while the supplement is reserved."""
WHY = "The group cut every budget."


@pytest.fixture
def short(stage: Stage) -> Short:
    return overspent(stage)


def fund_of(short: Short, name: str) -> str:
    with short.stage.database.reading() as session:
        found = text("SELECT key FROM fund WHERE name = :name")
        return str(session.execute(found, {"name": f"Support 2026 of {name}"}).scalar_one())


def lacks(short: Short, amount: int) -> str:
    """Finance records that the fund of investor2 lacks this much."""
    given: dict[str, Any] = {"reason": WHY, "document": "BP 12"}
    key: str = short.money("raise_shortfall", fund_of(short, "investor2"), amount, by="finance", **given)
    return key


def carried_out(short: Short, key: str) -> None:
    for name in ("finance2", "fund_owner"):
        short.money("confirm_shortfall", key, 1, by=name)


def lines(short: Short, key: str) -> list[tuple[str, int, int, str]]:
    with short.stage.database.snapshot() as session:
        found: Listed = listed(session, key)
    return [(one.line.kind, one.line.available, one.line.amount, one.effect) for one in found.lines]


def sound(short: Short) -> None:
    with short.stage.database.snapshot() as session:
        assert [(each.invariant, each.row) for each in breaches(session)] == []


def test_what_is_reserved_goes_after_what_is_free_and_is_asked_for_again(short: Short) -> None:
    key = short.ask()
    short.commit(key, OVER)
    cut = lacks(short, FREE + 1_000_00)
    assert lines(short, cut) == [
        ("fund", PURSE, PURSE, "nobody has promised it"),
        ("purse", PURSE - OVER, PURSE - OVER, "nobody has promised it"),
        ("reserved", OVER, 1_000_00, "€2,000 of it is free in the purse again"),
    ]
    carried_out(short, cut)
    row = short.row(key)
    assert (row.state, row.given, row.needed) == ("asked", 0, OVER)
    assert short.balance("reserved") == 0
    assert short.balance("spent") == RELEASED
    assert short.free_of("investor2") == OVER - 1_000_00
    with pytest.raises(NotAllowed, match="Not all of it is reserved yet"):
        short.approve(key)
    sound(short)
    short.commit(key, OVER, by="investor3")
    assert short.approve(key) == OVER
    sound(short)


def test_what_is_free_alone_leaves_it_covered(short: Short) -> None:
    key = short.ask()
    short.commit(key, OVER)
    cut = lacks(short, FREE)
    assert lines(short, cut)[-1] == ("reserved", OVER, 0, "stays")
    carried_out(short, cut)
    assert (short.row(key).state, short.free_of("investor2")) == ("covered", 0)
    assert short.approve(key) == OVER
    sound(short)


def test_what_another_fund_reserved_stays_when_one_is_cut(short: Short) -> None:
    key = short.ask()
    short.commit(key, 2_000_00)
    short.commit(key, 1_000_00, by="investor3")
    cut = lacks(short, FUND)
    carried_out(short, cut)
    row = short.row(key)
    assert (row.state, row.given, row.needed) == ("asked", 1_000_00, 2_000_00)
    assert short.balance("reserved") == 1_000_00
    sound(short)


def test_once_approved_it_shortens_the_tranche_that_it_made_and_spares_what_is_spent(short: Short) -> None:
    key = short.ask(OVER + 2_000_00)
    short.commit(key, OVER + 2_000_00)
    short.approve(key)
    cut = lacks(short, FREE - 500_00)
    assert [line[:3] for line in lines(short, cut)] == [
        ("fund", PURSE, PURSE),
        ("purse", PURSE - OVER - 2_000_00, PURSE - OVER - 2_000_00),
        # Its part of all that is committed: 5,000 of the 35,000 that stand behind the pitch.
        ("committed", 2_857_14, 1_500_00),
    ]
    assert lines(short, cut)[-1][3] == "tranche 4 is €500 instead of €2,000"
    carried_out(short, cut)
    assert short.balance("committed") == 18_000_00 + 500_00
    assert short.balance("spent") == RELEASED + OVER
    sound(short)
