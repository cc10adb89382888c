"""A closed fiscal year by plain rows: no transfer, no document, and nobody re-opens it alone."""

from typing import Any

import pytest

from pitchdeck.features.funding.models import FundClose, Purse, Reopening, ReopeningAnswer, Transfer
from tests.base.triggers.world import AT, FUND, PURSE, YEAR, World, account


def close(world: World, **more: Any) -> int:
    values: dict[str, Any] = {
        "ref": f"Y-{len(world.ids)}",
        "fund_id": world.sales_fund,
        "fiscal_year": YEAR,
        "committed": "carry",
        "unallotted": "stay",
        "reason": "",
        "amounts": {},
        "by_id": world.cast.finance.id,
        "at": AT,
    }
    made = world.put(FundClose, **(values | more))
    world.ids[f"close{made}"] = made
    return made


def asked(world: World, close_id: int, key: str = "asked") -> int:
    row = {"key": key, "close_id": close_id, "reason": "Late", "by_id": world.cast.finance.id, "at": AT}
    return world.put(Reopening, **row)


def answered(world: World, reopening_id: int, by: str, verdict: str = "confirmed") -> dict[str, Any]:
    by_id = world.cast.actors[by].id
    return {"reopening_id": reopening_id, "verdict": verdict, "returned": {}, "by_id": by_id, "at": AT}


@pytest.fixture
def closed(world: World) -> int:
    """The world's fund, closed for its year: its purse is empty, what was not given out stays."""
    world.move("give_back", "purse", "fund", PURSE)
    return close(world)


def test_a_fund_leaves_nothing_in_purses_and_no_reservation(world: World) -> None:
    with pytest.raises(Exception, match="leaves nothing in its purses"):
        close(world)
    world.commit(PURSE // 2)
    world.move("give_back", "purse", "fund", PURSE - PURSE // 2)
    with pytest.raises(Exception, match="leaves no reservation open"):
        close(world)


def test_what_was_not_given_out_lapses_when_the_fund_says_so(world: World) -> None:
    world.move("give_back", "purse", "fund", PURSE)
    with pytest.raises(Exception, match="lapses when the fund says so"):
        close(world, unallotted="lapse")


@pytest.mark.usefixtures("closed")
def test_no_money_moves_in_a_closed_fund_and_it_is_closed_once(world: World) -> None:
    world.refused("whose fiscal year is closed", Transfer, **world.transfer("allot", "fund", "purse", 5))
    with world.writing() as session:
        world.ids["lapsed"] = account(session, "lapsed", fund_id=world.sales_fund, floor=0)
    world.refused("whose fiscal year is closed", Transfer, **world.transfer("lapse", "fund", "lapsed", FUND))
    with pytest.raises(Exception, match="closed once"):
        close(world)
    with pytest.raises(Exception, match="its own fiscal year or a later one"):
        close(world, fiscal_year=YEAR - 1)


def test_money_of_a_pitch_stands_still_once_all_its_funds_are_closed(world: World) -> None:
    commitment = world.commit(1_000_00)
    world.resolve(commitment, committed=1_000_00, freed=0)
    world.move("commit", "reserved", "committed", 1_000_00, commitment_id=commitment)
    with world.writing() as session:
        year: dict[str, Any] = {"pitch_id": world.pitch, "fiscal_year": YEAR, "floor": 0}
        world.ids["committed_later"] = account(session, "committed", **(year | {"fiscal_year": YEAR + 1}))
        world.ids["committed_after"] = account(session, "committed", **(year | {"fiscal_year": YEAR + 2}))
    told = {"commitment_id": commitment}
    after = world.transfer("carry", "committed", "committed_after", 5, **told)
    world.refused("into the next fiscal year", Transfer, **after)
    world.move("carry", "committed", "committed_later", 600_00, **told)
    world.move("give_back", "purse", "fund", PURSE - 1_000_00)
    made = close(world)
    world.refused("its funds have closed", Transfer, **world.transfer("release", "committed", "released", 5))
    back = world.put(Reopening, key="a", close_id=made, reason="Late", by_id=world.cast.finance.id, at=AT)
    world.put(ReopeningAnswer, **answered(world, back, "finance2"))
    world.move("release", "committed", "released", 5)


def test_a_year_is_re_opened_by_another_person_and_then_moves_again(world: World, closed: int) -> None:
    reopening = asked(world, closed)
    with pytest.raises(Exception, match="asked to be re-opened once"):
        asked(world, closed, "again")
    world.refused("a second person answers", ReopeningAnswer, **answered(world, reopening, "finance"))
    world.put(ReopeningAnswer, **answered(world, reopening, "fund_owner"))
    world.move("allot", "fund", "purse", 5)
    with pytest.raises(Exception, match="asked to be re-opened once"):
        asked(world, closed, "again")


def test_a_refused_re_opening_leaves_the_year_closed(world: World, closed: int) -> None:
    world.put(ReopeningAnswer, **answered(world, asked(world, closed), "finance2", "refused"))
    world.refused("whose fiscal year is closed", Transfer, **world.transfer("allot", "fund", "purse", 5))
    asked(world, closed, "again")


@pytest.mark.usefixtures("closed")
def test_a_purse_of_a_closed_fund_takes_nothing(world: World) -> None:
    assert world.put(
        Purse,
        key="late",
        fund_id=world.sales_fund,
        investor_id=world.cast.investor2.id,
        round_id=world.ids["round"],
    )
    with world.writing() as session:
        purse_id = world.ids["sales"]
        assert session.get(Purse, purse_id) is not None
    world.refused("whose fiscal year is closed", Transfer, **world.transfer("allot", "fund", "purse", 1))


@pytest.mark.parametrize("table", ["fund_close", "reopening", "reopening_answer"])
def test_what_was_closed_and_re_opened_is_never_changed(world: World, closed: int, table: str) -> None:
    world.put(ReopeningAnswer, **answered(world, asked(world, closed), "finance2"))
    words = "append-only|permission denied"
    for attack in (f"UPDATE {table} SET by_id = 1", f"DELETE FROM {table}"):
        with pytest.raises(Exception, match=words):
            world.run(attack)
