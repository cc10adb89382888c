"""Requests for money keep their rules in the database, whatever the application would say."""

from typing import Any

from pitchdeck.features.funding.models import PurseAnswer, PurseRequest
from tests.base.triggers.world import AT, World


def request(world: World, **more: Any) -> dict[str, Any]:
    row = {"key": "r", "fund_id": world.sales_fund, "round_id": world.round, "amount": 5, "reason": "more"}
    return row | {"by_id": world.cast.investor1.id, "at": AT} | more


def test_money_is_asked_for_by_the_panel_and_answered_by_the_owner(world: World) -> None:
    world.refused("by its panel", PurseRequest, **request(world, by_id=world.cast.investor3.id))
    made = world.put(PurseRequest, **request(world))
    answer = {"request_id": made, "verdict": "granted", "amount": 5, "reason": "", "at": AT}
    for name in ("finance", "investor1", "chair"):
        world.refused("the owner of its fund", PurseAnswer, **answer, by_id=world.cast.actors[name].id)
    owner = world.cast.fund_owner.id
    world.refused("granted", PurseAnswer, **answer | {"amount": 0}, by_id=owner)
    world.put(PurseAnswer, **answer, by_id=owner)
    world.refused("(?i)unique", PurseAnswer, **answer, by_id=owner)
    for table in ("purse_request", "purse_answer"):
        world.refused("append-only", f"UPDATE {table} SET reason = 'x'")
        world.refused("append-only", f"DELETE FROM {table}")
