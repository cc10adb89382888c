"""What a fund is for is kept by the database, whatever the application would say."""

from typing import Any

import pytest

from pitchdeck.features.funding.models import Commitment, Fund, FundCategory, FundGoal, Purse
from pitchdeck.features.pitches.models import AskCategory
from pitchdeck.features.strategy.models import Goal
from tests.base.triggers.world import AT, YEAR, World


def fund(world: World, key: str, **more: Any) -> int:
    """A fund that finance opened and nobody has confirmed."""
    return world.put(
        Fund,
        key=key,
        name=key,
        unit_id=world.cast.units["Sales"],
        fiscal_year=YEAR,
        currency="EUR",
        amount=500,
        owner_id=world.cast.fund_owner.id,
        shared=False,
        opened_by_id=world.cast.finance.id,
        opened_at=AT,
        **more,
    )


def confirm(world: World, fund_id: int) -> str:
    return (
        f"UPDATE fund SET confirmed_by_id = {world.cast.finance2.id}, confirmed_at = opened_at"
        f" WHERE id = {fund_id}"
    )


def purse_for(world: World, key: str, *, goal: int | None = None, categories: tuple[str, ...] = ()) -> int:
    """A purse of investor1 from a confirmed fund that is for this alone."""
    made = fund(world, key)
    if goal is not None:
        world.put(FundGoal, fund_id=made, goal_id=goal)
    for category in categories:
        world.put(FundCategory, fund_id=made, category=category)
    world.run(confirm(world, made))
    by = world.cast.investor1.id
    return world.put(Purse, key=f"purse-{key}", fund_id=made, investor_id=by, round_id=world.round)


def ask(world: World, category: str, amount: int) -> None:
    world.put(AskCategory, revision_id=world.revision, fiscal_year=YEAR, category=category, amount=amount)


def test_a_fund_for_one_goal_pays_for_no_other(world: World) -> None:
    with world.writing() as session:
        own = session.get(Goal, world.goal)
        assert own is not None
        person, unit, until = own.owner_id, own.unit_id, own.until
    words: dict[str, Any] = {"key": "g2", "name": "Safer work", "why": "Law", "priority": 2}
    other = world.put(Goal, **words, unit_id=unit, owner_id=person, until=until)
    foreign = purse_for(world, "foreign", goal=other)
    world.refused("pays for no other", Commitment, **world.commitment(5, purse_id=foreign))
    world.put(Commitment, **world.commitment(5, purse_id=purse_for(world, "own", goal=world.goal)))


def test_a_fund_for_one_category_pays_no_more_than_is_asked_for_it(world: World) -> None:
    words = "no more than is asked for them"
    technology = purse_for(world, "technology", categories=("technology",))
    world.refused(words, Commitment, **world.commitment(1, purse_id=technology))
    ask(world, "technology", 100)
    ask(world, "travel_facilities", 50)
    world.refused(words, Commitment, **world.commitment(101, purse_id=technology))
    world.put(Commitment, **world.commitment(80, purse_id=technology))
    both = purse_for(world, "both", categories=("technology", "travel_facilities"))
    world.refused(words, Commitment, **world.commitment(71, purse_id=both))
    world.put(Commitment, **world.commitment(70, purse_id=both))
    world.put(Commitment, **world.commitment(500))


def test_what_a_fund_is_for_is_confirmed_with_it(world: World) -> None:
    made = fund(world, "late")
    world.put(FundCategory, fund_id=made, category="technology")
    world.run(confirm(world, made))
    words = "confirmed with it"
    world.refused(words, FundCategory, fund_id=made, category="travel_facilities")
    world.refused(words, FundGoal, fund_id=made, goal_id=world.goal)


@pytest.mark.parametrize("table", ["fund_goal", "fund_category", "ask_category"])
def test_what_money_is_for_is_never_changed(world: World, table: str) -> None:
    made = fund(world, "kept")
    world.put(FundGoal, fund_id=made, goal_id=world.goal)
    world.put(FundCategory, fund_id=made, category="technology")
    ask(world, "technology", 5)
    world.refused("append-only", f"UPDATE {table} SET id = id + 1")
    world.refused("append-only", f"DELETE FROM {table}")


def test_capital_budget_names_its_categories_and_stays_capital(world: World) -> None:
    made = fund(world, "capital", nature="capex")
    world.refused("names the categories", confirm(world, made))
    world.refused("never changed", f"UPDATE fund SET nature = 'opex' WHERE id = {made}")
    world.put(FundCategory, fund_id=made, category="technology")
    world.run(confirm(world, made))
