"""A shortfall keeps its rules in the database, whatever the application would say."""

from typing import Any

from pitchdeck.features.funding.models import (
    Shortfall,
    ShortfallConsent,
    ShortfallEnd,
    ShortfallLine,
    ShortfallList,
    Tranche,
    TrancheCut,
)
from tests.base.triggers.world import AT, World

TABLES = ("shortfall", "shortfall_list", "shortfall_line", "shortfall_consent")


def test_a_list_is_confirmed_by_two_and_only_then_carried_out(world: World) -> None:
    finance, owner = world.cast.finance.id, world.cast.fund_owner.id
    hand = {"by_id": finance, "at": AT}
    row = {"key": "s", "fund_id": world.sales_fund, "amount": 50, "reason": "cut", "document": "", **hand}
    row |= {"cuts_budget": True}
    made = world.put(Shortfall, **row)
    world.refused("one open shortfall", Shortfall, **row | {"key": "t"})
    listed = world.put(ShortfallList, shortfall_id=made, number=1, seal="", reason="", **hand)
    line: dict[str, Any] = {"list_id": listed, "position": 1, "kind": "fund", "available": 100, "amount": 50}
    for wrong in ({"amount": 101}, {"amount": -1}, {"kind": "purse"}, {"kind": "spent"}):
        world.refused("(?i)check", ShortfallLine, **line | wrong)
    world.put(ShortfallLine, **line | {"amount": 40})
    consent: dict[str, Any] = {"list_id": listed, "side": "owner", "by_id": owner, "at": AT}
    world.refused("adds up to what is missing", ShortfallConsent, **consent)
    world.put(ShortfallLine, **line | {"position": 2, "amount": 10})
    end = {"shortfall_id": made, "outcome": "carried_out", "list_id": listed, "reason": "", **hand}
    world.refused("confirmed by two persons", ShortfallEnd, **end)
    world.put(ShortfallConsent, **consent)
    world.refused("by two persons", ShortfallConsent, **consent | {"side": "finance"})
    world.refused("not changed", ShortfallLine, **line | {"position": 3})
    world.refused("(?i)unique", ShortfallConsent, **consent | {"by_id": finance})
    world.refused("confirmed by two persons", ShortfallEnd, **end)
    world.put(ShortfallConsent, **consent | {"side": "finance", "by_id": finance})
    world.put(ShortfallEnd, **end)
    world.refused(
        "is over takes no new list", ShortfallList, shortfall_id=made, number=2, seal="", reason="", **hand
    )
    for table in TABLES:
        world.refused("append-only", f"UPDATE {table} SET id = id")
        world.refused("append-only", f"DELETE FROM {table}")


def test_who_has_a_part_confirms_nothing_and_a_tranche_is_cut_within_what_it_is(world: World) -> None:
    hand = {"by_id": world.cast.finance.id, "at": AT}
    commitment = world.commit(100)
    row = {"key": "s", "fund_id": world.sales_fund, "amount": 50, "reason": "cut", "document": "", **hand}
    made = world.put(Shortfall, **row | {"cuts_budget": True})
    listed = world.put(ShortfallList, shortfall_id=made, number=1, seal="", reason="", **hand)
    line: dict[str, Any] = {"list_id": listed, "position": 1, "kind": "reserved", "available": 100}
    world.put(ShortfallLine, **line | {"amount": 50, "commitment_id": commitment})
    consent: dict[str, Any] = {"list_id": listed, "side": "finance", "at": AT}
    for name, words in (("presenter", "wrote"), ("sponsor", "sponsors"), ("investor1", "invested")):
        person = world.cast.actors[name].id
        world.refused(f"whoever {words}", ShortfallConsent, **consent, by_id=person)
    tranche = {"key": "t", "pitch_id": world.pitch, "number": 1, "fiscal_year": 2026, "amount": 10}
    cut = {"tranche_id": world.put(Tranche, **tranche, condition=""), "shortfall_id": made}
    world.refused("before two persons confirmed", TrancheCut, **cut, amount=5)
    world.refused("no more is cut", TrancheCut, **cut, amount=11)
