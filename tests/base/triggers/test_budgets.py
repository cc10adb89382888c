"""A fund's budget is changed by decisions alone, whatever the application would say."""

from typing import Any

from pitchdeck.features.funding.models import Fund, FundChange, FundChangeAnswer, Transfer
from tests.base.triggers.world import AT, YEAR, World, account


def decided(world: World, key: str = "c1", **more: Any) -> int:
    row: dict[str, Any] = {
        "key": key,
        "from_fund_id": world.sales_fund,
        "to_fund_id": None,
        "amount": 500,
        "reason": "less to do",
        "needs_second": False,
        "by_id": world.cast.finance.id,
        "at": AT,
    }
    return world.put(FundChange, **(row | more))


def answered(world: World, change: int, name: str, **more: Any) -> dict[str, Any]:
    row = {"change_id": change, "verdict": "confirmed", "reason": "", "by_id": world.cast.actors[name].id}
    return row | {"at": AT} | more


def test_money_enters_and_leaves_a_budget_by_decisions_alone(world: World) -> None:
    raised = world.transfer("open", "authority", "fund", 500)
    cut = world.transfer("give_back", "fund", "authority", 500)
    world.refused("raised by a decision", Transfer, **raised)
    world.refused("cut by a decision", Transfer, **cut)
    decided(world)
    world.refused("cut by a decision", Transfer, **cut | {"document": "c1", "amount": 501})
    world.refused("raised by a decision", Transfer, **raised | {"document": "c1"})
    world.put(Transfer, **cut | {"document": "c1"})
    world.refused("cut by a decision", Transfer, **cut | {"document": "c1"})


def test_a_raise_waits_for_a_second_person(world: World) -> None:
    side = {"from_fund_id": None, "to_fund_id": world.sales_fund}
    words = "a second person confirms a raise"
    row = {"key": "c2", "amount": 500, "reason": "more", "needs_second": False, "at": AT}
    world.refused(words, FundChange, **row, **side, by_id=world.cast.finance.id)
    change = decided(world, "c2", **side, needs_second=True)
    raised = world.transfer("open", "authority", "fund", 500, document="c2")
    world.refused("raised by a decision", Transfer, **raised)
    world.refused("a second person answers", FundChangeAnswer, **answered(world, change, "finance"))
    world.put(FundChangeAnswer, **answered(world, change, "finance2"))
    world.put(Transfer, **raised)


def test_what_was_declined_moves_nothing(world: World) -> None:
    change = decided(world, "c3", from_fund_id=None, to_fund_id=world.sales_fund, needs_second=True)
    world.put(FundChangeAnswer, **answered(world, change, "finance2", verdict="declined", reason="no"))
    raised = world.transfer("open", "authority", "fund", 500, document="c3")
    world.refused("raised by a decision", Transfer, **raised)


def test_a_small_cut_has_nobody_to_answer_it(world: World) -> None:
    change = decided(world)
    world.refused("a second person answers", FundChangeAnswer, **answered(world, change, "finance2"))


def test_money_moves_between_confirmed_funds_of_one_year(world: World) -> None:
    common: dict[str, Any] = {
        "name": "other",
        "unit_id": world.cast.units["Sales"],
        "currency": "EUR",
        "amount": 500,
        "owner_id": world.cast.fund_owner.id,
        "shared": False,
        "opened_by_id": world.cast.finance.id,
        "opened_at": AT,
    }
    waiting = world.put(Fund, key="waiting", fiscal_year=YEAR, **common)
    confirmed = {"confirmed_by_id": world.cast.finance2.id, "confirmed_at": AT}
    later = world.put(Fund, key="later", fiscal_year=YEAR + 1, **common, **confirmed)
    row = {"key": "c4", "amount": 5, "reason": "r", "needs_second": False, "at": AT}
    row |= {"from_fund_id": world.sales_fund, "by_id": world.cast.finance.id}
    world.refused("once it is confirmed", FundChange, **row, to_fund_id=waiting)
    world.refused("within its year", FundChange, **row, to_fund_id=later)
    same = world.put(Fund, key="same", fiscal_year=YEAR, **common, **confirmed)
    large = "second person confirms a raise and a large move"
    world.refused(large, FundChange, **row | {"amount": 25_000_01}, to_fund_id=same)
    world.put(FundChange, **row, to_fund_id=same)


def test_a_fund_opens_with_what_was_confirmed(world: World) -> None:
    made = world.put(
        Fund,
        key="new",
        name="new",
        unit_id=world.cast.units["Sales"],
        fiscal_year=YEAR,
        currency="EUR",
        amount=500,
        owner_id=world.cast.fund_owner.id,
        shared=False,
        opened_by_id=world.cast.finance.id,
        opened_at=AT,
        confirmed_by_id=world.cast.finance2.id,
        confirmed_at=AT,
    )
    with world.writing() as session:
        world.ids["authority_new"] = account(session, "authority", fund_id=made, floor=None, ceiling=0)
        world.ids["fund_new"] = account(session, "fund", fund_id=made, floor=0)
    world.refused("opened once", Transfer, **world.transfer("open", "authority_new", "fund_new", 501))
    world.move("open", "authority_new", "fund_new", 500)
    world.refused("opened once", Transfer, **world.transfer("open", "authority_new", "fund_new", 500))


def test_decisions_are_never_changed(world: World) -> None:
    change = decided(world, "c5", from_fund_id=None, to_fund_id=world.sales_fund, needs_second=True)
    world.put(FundChangeAnswer, **answered(world, change, "finance2"))
    for table in ("fund_change", "fund_change_answer"):
        world.refused("append-only", f"UPDATE {table} SET reason = 'x'")
        world.refused("append-only", f"DELETE FROM {table}")
