"""Promises that a shortfall takes, under attack by plain SQL as the database's owner."""

from typing import Any

import pytest

from pitchdeck.features.funding.models import (
    AdvanceCut,
    AdvanceEnd,
    PromiseLine,
    Shortfall,
    ShortfallConsent,
    ShortfallEnd,
    ShortfallList,
    Transfer,
)
from tests.base.triggers.test_advances import ahead, approved, end, moved, next_fund, served
from tests.base.triggers.world import AT, World

__all__ = ["ahead"]
HELD = 4_000_00


def raised(world: World, fund: int, amount: int, key: str = "short") -> tuple[int, int]:
    """A shortfall of a fund and its first list, by id."""
    hand = {"by_id": world.cast.finance.id, "at": AT}
    row = {"key": key, "fund_id": fund, "amount": amount, "reason": "Too small.", "document": "", **hand}
    made = world.put(Shortfall, **row, cuts_budget=False)
    return made, world.put(ShortfallList, shortfall_id=made, number=1, seal="", reason="", **hand)


def line(list_id: int, advance_id: int, amount: int) -> dict[str, Any]:
    row = {"list_id": list_id, "position": 1, "advance_id": advance_id, "available": HELD}
    return row | {"amount": amount}


def ended(world: World, shortfall: int, list_id: int | None, outcome: str = "carried_out") -> dict[str, Any]:
    row: dict[str, Any] = {"shortfall_id": shortfall, "outcome": outcome, "list_id": list_id, "reason": "So."}
    return row | {"by_id": world.cast.finance.id, "at": AT}


def confirmed(world: World, list_id: int) -> None:
    for side, person in (("finance", world.cast.finance), ("owner", world.cast.fund_owner)):
        world.put(ShortfallConsent, list_id=list_id, side=side, by_id=person.id, at=AT)


@pytest.fixture
def made(ahead: World) -> int:
    """A promise of 4,000 that finance approved and the chair announced."""
    return approved(ahead)


def test_an_approved_promise_ends_by_a_confirmed_list_alone(ahead: World, made: int) -> None:
    ahead.refused("by a confirmed list or with its programme", AdvanceEnd, **end(ahead, made, HELD))
    shortfall, listed = raised(ahead, next_fund(ahead, 1), HELD)
    ahead.put(PromiseLine, **line(listed, made, HELD))
    ahead.refused("by a confirmed list or with its programme", AdvanceEnd, **end(ahead, made, HELD))
    confirmed(ahead, listed)
    ahead.put(ShortfallEnd, **ended(ahead, shortfall, listed))
    ahead.refused("a promise that is cut whole ends", AdvanceCut, **cut(made, shortfall, HELD))
    ahead.put(AdvanceEnd, **end(ahead, made, HELD))
    ahead.put(Transfer, **moved(ahead, "free", HELD, made))
    assert ahead.figures(ahead.promised_next)[0] == 0


def cut(advance_id: int, shortfall_id: int, amount: int) -> dict[str, Any]:
    return {"advance_id": advance_id, "shortfall_id": shortfall_id, "amount": amount}


def test_part_of_a_promise_is_cut_as_it_was_confirmed(ahead: World, made: int) -> None:
    shortfall, listed = raised(ahead, next_fund(ahead), 1_000_00)
    ahead.put(PromiseLine, **line(listed, made, 1_000_00))
    ahead.refused("as two persons confirmed it", AdvanceCut, **cut(made, shortfall, 1_000_00))
    confirmed(ahead, listed)
    ahead.put(ShortfallEnd, **ended(ahead, shortfall, listed))
    ahead.refused("as two persons confirmed it", AdvanceCut, **cut(made, shortfall, 1_000_01))
    ahead.refused("as far as it ended", Transfer, **moved(ahead, "free", 1_000_00, made))
    ahead.put(AdvanceCut, **cut(made, shortfall, 1_000_00))
    ahead.refused("(?i)unique", AdvanceCut, **cut(made, shortfall, 1_000_00))
    ahead.refused("as far as it ended", Transfer, **moved(ahead, "free", 1_000_01, made))
    ahead.put(Transfer, **moved(ahead, "free", 1_000_00, made))
    by_fund = {"outcome": "served", "commitment_key": "k"}
    ahead.refused("to the last unit", AdvanceEnd, **end(ahead, made, HELD, **by_fund))
    ahead.put(AdvanceEnd, **end(ahead, made, 3_000_00, **by_fund))
    for table in ("advance_cut", "promise_line"):
        ahead.refused("append-only", f"UPDATE {table} SET amount = 1")
        ahead.refused("append-only", f"DELETE FROM {table}")


def test_a_list_takes_promises_of_its_own_fund_before_it_is_confirmed(ahead: World, made: int) -> None:
    _other, elsewhere = raised(ahead, ahead.sales_fund, 1)
    ahead.refused("approved promises of its own fund", PromiseLine, **line(elsewhere, made, 1))
    hand = {"by_id": ahead.cast.finance.id, "at": AT}
    row = {"key": "next", "fund_id": next_fund(ahead), "amount": 1, "reason": "x", "document": "", **hand}
    shortfall = ahead.put(Shortfall, **row, cuts_budget=False)
    listed = ahead.put(ShortfallList, shortfall_id=shortfall, number=1, seal="", reason="", **hand)
    for wrong in (HELD + 1, -1):
        ahead.refused("(?i)check", PromiseLine, **line(listed, made, wrong))
    consent = {"list_id": listed, "side": "finance", "by_id": ahead.cast.finance.id, "at": AT}
    ahead.refused("adds up to what is missing", ShortfallConsent, **consent)
    ahead.put(PromiseLine, **line(listed, made, 1))
    people = {"presenter": "wrote", "sponsor": "sponsors", "investor1": "promised money to"}
    for name, words in people.items():
        person = ahead.cast.actors[name].id
        ahead.refused(f"whoever {words}", ShortfallConsent, **consent | {"by_id": person})
        as_deputy = {"by_id": ahead.cast.finance.id, "deputy_id": person}
        ahead.refused(f"whoever {words}|named their deputy", ShortfallConsent, **consent | as_deputy)
    ahead.put(ShortfallConsent, **consent)
    ahead.refused("not changed", PromiseLine, **line(listed, made, 1) | {"position": 2})


def test_a_promise_that_ended_is_in_no_list(ahead: World, made: int) -> None:
    _shortfall, listed = raised(ahead, next_fund(ahead), 1)
    ahead.put(AdvanceEnd, **end(ahead, made, HELD, "served", commitment_key="k"))
    ahead.refused("approved promises of its own fund", PromiseLine, **line(listed, made, 1))


@pytest.mark.usefixtures("made")
def test_what_is_missing_for_promises_is_not_dropped_while_it_is_missing(ahead: World) -> None:
    fund = next_fund(ahead, 1_000_00)
    outdated, _listed = raised(ahead, fund, 2_999_99)
    ahead.put(ShortfallEnd, **ended(ahead, outdated, None, "dropped"))
    shortfall, _listed = raised(ahead, fund, 3_000_00, key="now")
    ahead.refused("the fund is raised", ShortfallEnd, **ended(ahead, shortfall, None, "dropped"))


def test_a_fund_keeps_what_is_left_of_its_promises_and_no_more(ahead: World, made: int) -> None:
    fund = next_fund(ahead, 5_000_00)
    served(ahead, fund)
    gift = ahead.transfer("allot", "fund_next", "purse_next", 2_500_00)
    shortfall, listed = raised(ahead, fund, 1_500_00)
    ahead.put(PromiseLine, **line(listed, made, 1_500_00))
    confirmed(ahead, listed)
    ahead.put(ShortfallEnd, **ended(ahead, shortfall, listed))
    ahead.refused("served first", Transfer, **gift)
    ahead.put(AdvanceCut, **cut(made, shortfall, 1_500_00))
    ahead.refused("served first", Transfer, **gift | {"amount": 2_500_01})
    ahead.put(Transfer, **gift)
