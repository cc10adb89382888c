"""What is promised from a year that has not opened, under attack by plain SQL as the database's owner."""

from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from pitchdeck.features.funding.models import (
    Account,
    Advance,
    AdvanceApproval,
    AdvanceEnd,
    Ceiling,
    Commitment,
    Fund,
    Purse,
    Review,
    Transfer,
)
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.scoring.models import Recusal
from tests.base.triggers.world import AT, YEAR, World, put

NEXT, ASKED = YEAR + 1, 10_000_00


@pytest.fixture
def ahead(world: World) -> World:
    """The world's pitch asks of next year too: an account for its promises, and one for reservations."""
    common: dict[str, Any] = {"currency": "EUR", "floor": 0, "ceiling": 0, "fiscal_year": NEXT}
    for kind in ("reserved", "promised"):
        account = world.put(Account, kind=kind, pitch_id=world.pitch, **common)
        world.put(
            Ceiling, account_id=account, amount=ASKED, reason="the ask", by_id=world.cast.chair.id, at=AT
        )
        world.ids[f"{kind}_next"] = account
    sales = world.cast.units["Sales"]
    world.ids["coming"] = world.put(
        Account, kind="coming", unit_id=sales, currency="EUR", floor=None, ceiling=0, fiscal_year=NEXT
    )
    return world


def advance(world: World, key: str = "a", amount: int = 4_000_00, **more: Any) -> dict[str, Any]:
    row = {
        "key": key,
        "purse_id": world.sales,
        "unit_id": world.cast.units["Sales"],
        "pitch_id": world.pitch,
        "revision_id": world.revision,
        "fiscal_year": NEXT,
        "amount": amount,
        "by_id": world.cast.investor1.id,
        "at": AT,
    }
    return row | more


def moved(world: World, verb: str, amount: int, advance_id: int | None) -> dict[str, Any]:
    source, target = ("coming", "promised_next") if verb == "reserve" else ("promised_next", "coming")
    return world.transfer(verb, source, target, amount, advance_id=advance_id)


def promise(world: World, key: str = "a", amount: int = 4_000_00) -> int:
    made = world.put(Advance, **advance(world, key, amount))
    world.put(Transfer, **moved(world, "reserve", amount, made))
    return made


def end(world: World, advance_id: int, amount: int, outcome: str = "freed", **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"advance_id": advance_id, "outcome": outcome, "amount": amount, "reason": "So."}
    return row | {"by_id": world.cast.finance.id, "at": AT} | more


def next_fund(world: World, amount: int = 6_000_00) -> int:
    """Next year's fund of Sales, confirmed and opened; its account and its fund account."""
    fund = world.put(
        Fund,
        key="next",
        name="Sales next",
        unit_id=world.cast.units["Sales"],
        fiscal_year=NEXT,
        currency="EUR",
        amount=amount,
        owner_id=world.cast.fund_owner.id,
        shared=False,
        opened_by_id=world.cast.finance.id,
        opened_at=AT,
    )
    world.run(
        f"UPDATE fund SET confirmed_by_id = {world.cast.finance2.id}, confirmed_at = opened_at"
        f" WHERE id = {fund}"
    )
    for kind, limits in (("authority", (None, 0)), ("fund", (0, None))):
        floor, ceiling = limits
        world.ids[f"{kind}_next"] = world.put(
            Account, kind=kind, fund_id=fund, currency="EUR", floor=floor, ceiling=ceiling
        )
    world.move("open", "authority_next", "fund_next", amount)
    return fund


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"by_id": "investor2"}, "the investor of a purse promises with it"),
        ({"unit_id": "Support"}, "a later year of the unit of the purse"),
        ({"fiscal_year": YEAR}, "a later year of the unit of the purse"),
        ({"revision_id": 999}, "current revision of a pitch in funding|FOREIGN KEY|foreign key"),
        ({"amount": 0}, "positive|CHECK"),
    ],
)
def test_a_promise_is_the_investors_own_for_a_later_year(
    ahead: World, changed: dict[str, Any], words: str
) -> None:
    known = {"investor2": ahead.cast.investor2.id, "Support": ahead.cast.units["Support"]}
    changed = {name: known.get(value, value) for name, value in changed.items()}
    ahead.refused(words, Advance, **advance(ahead, **changed))


def test_nothing_is_promised_after_the_stage_closed(ahead: World) -> None:
    with ahead.writing() as session:
        session.execute(update(Round).where(Round.id == ahead.round).values(state="finance_review"))
    ahead.refused("while the round is funding", Advance, **advance(ahead))


def test_nothing_is_promised_by_somebody_who_is_tied(ahead: World) -> None:
    conflict = {"pitch_id": ahead.pitch, "kind": "personal", "reason": "Kin", "at": AT}
    ahead.put(Recusal, person_id=ahead.cast.investor1.id, **conflict)
    ahead.refused("has a conflict on a pitch promises it no money", Advance, **advance(ahead))


def test_nothing_is_promised_of_a_year_that_is_open(ahead: World) -> None:
    next_fund(ahead)
    ahead.refused("money of an open year is committed from a purse", Advance, **advance(ahead))


def test_a_promise_moves_what_it_says_once(ahead: World) -> None:
    made = ahead.put(Advance, **advance(ahead))
    ahead.refused("is what its advance commitment says", Transfer, **moved(ahead, "reserve", 1, made))
    ahead.refused("names its advance commitment", Transfer, **moved(ahead, "reserve", 4_000_00, None))
    ahead.put(Transfer, **moved(ahead, "reserve", 4_000_00, made))
    ahead.refused("uq_transfer_advance_reserved|UNIQUE", Transfer, **moved(ahead, "reserve", 4_000_00, made))
    stray = ahead.transfer("allot", "fund", "purse", 100, advance_id=made)
    ahead.refused("names its advance commitment", Transfer, **stray)
    assert ahead.figures(ahead.promised_next) == (4_000_00, ASKED)
    assert ahead.figures(ahead.reserved_next) == (0, 6_000_00), "its room is taken from what may be reserved"


def test_no_more_is_promised_and_reserved_than_asked(ahead: World) -> None:
    promise(ahead, "a", 6_000_00)
    more = ahead.put(Advance, **advance(ahead, "b", 4_000_01))
    ahead.refused("fits under the ask|ceiling", Transfer, **moved(ahead, "reserve", 4_000_01, more))
    ahead.refused("ceiling", Ceiling, account_id=ahead.promised_next, amount=1, reason="", by_id=1, at=AT)


def test_what_is_promised_is_freed_by_its_end_alone_and_once(ahead: World) -> None:
    made = promise(ahead)
    ahead.refused("as far as it ended", Transfer, **moved(ahead, "free", 4_000_00, made))
    ahead.refused("ends to the last unit", AdvanceEnd, **end(ahead, made, 3_999_99))
    ahead.refused(
        "served once it is approved", AdvanceEnd, **end(ahead, made, 4_000_00, "served", commitment_key="k")
    )
    ahead.put(AdvanceEnd, **end(ahead, made, 4_000_00))
    ahead.refused("advance_end.advance_id|uq_advance_end", AdvanceEnd, **end(ahead, made, 4_000_00))
    ahead.put(Transfer, **moved(ahead, "free", 4_000_00, made))
    ahead.refused("as far as it ended|floor", Transfer, **moved(ahead, "free", 1, made))
    assert ahead.figures(ahead.promised_next) == (0, ASKED)
    assert ahead.figures(ahead.reserved_next) == (0, ASKED)
    back = ahead.transfer("reverse", "coming", "promised_next", 4_000_00, advance_id=made, reverses_id=1)
    ahead.refused("freed by its end alone|undoes exactly", Transfer, **back)


def reviewed(world: World, by: int) -> dict[str, Any]:
    verdict: dict[str, Any] = {"pitch_id": world.pitch, "revision_id": world.revision, "verdict": "approved"}
    return verdict | {"revision_hash": "abc", "amounts": {}, "rule": "r", "reason": "", "by_id": by, "at": AT}


def in_review(world: World) -> None:
    with world.writing() as session:
        for state in ("covered", "in_review"):
            session.execute(update(Pitch).where(Pitch.id == world.pitch).values(state=state))


def test_whoever_promised_does_not_review_or_release(ahead: World) -> None:
    promise(ahead)
    in_review(ahead)
    ahead.refused(
        "promised money to a pitch does not review it", Review, **reviewed(ahead, ahead.cast.investor1.id)
    )


def approved(world: World, kept: int = 4_000_00) -> int:
    """A promise that finance approved, of a pitch that was announced."""
    made = promise(world)
    in_review(world)
    review = world.put(Review, **reviewed(world, world.cast.finance.id))
    world.put(AdvanceApproval, advance_id=made, review_id=review, kept=kept, freed=4_000_00 - kept)
    with world.writing() as session:
        session.execute(update(Pitch).where(Pitch.id == world.pitch).values(state="funded"))
    return made


def test_an_approval_is_of_its_own_review_and_settles_all(ahead: World) -> None:
    made = promise(ahead)
    in_review(ahead)
    review = ahead.put(Review, **reviewed(ahead, ahead.cast.finance.id))
    ahead.refused(
        "settles the whole promise", AdvanceApproval, advance_id=made, review_id=review, kept=1, freed=1
    )
    ahead.put(AdvanceApproval, advance_id=made, review_id=review, kept=3_000_00, freed=1_000_00)
    ahead.refused("ends to the last unit", AdvanceEnd, **end(ahead, made, 4_000_00))
    ahead.refused("append-only", f"UPDATE advance_approval SET kept = 1 WHERE advance_id = {made}")
    ahead.refused("append-only", f"DELETE FROM advance WHERE id = {made}")


def served(world: World, fund: int, key: str = "served", **more: Any) -> dict[str, Any]:
    with world.writing() as session:
        purse = put(
            session,
            Purse,
            key=f"p-{key}",
            fund_id=fund,
            investor_id=world.cast.investor1.id,
            round_id=world.round,
        )
        world.ids["purse_next"] = put(session, Account, kind="purse", purse_id=purse, currency="EUR", floor=0)
    return world.commitment(4_000_00, key=key, purse_id=purse, fiscal_year=NEXT) | more


def test_a_commitment_after_its_round_serves_a_promise_or_nothing(ahead: World) -> None:
    made = approved(ahead)
    with ahead.writing() as session:
        session.execute(update(Round).where(Round.id == ahead.round).values(state="finance_review"))
    fund = next_fund(ahead)
    row = served(ahead, fund)
    ahead.refused("while the round is funding", Commitment, **row)
    ahead.put(AdvanceEnd, **end(ahead, made, 4_000_00, "served", commitment_key="served"))
    ahead.refused("while the round is funding", Commitment, **{**row, "amount": 4_000_01})
    ahead.refused("while the round is funding", Commitment, **{**row, "key": "another"})
    ahead.put(Commitment, **row)
    ahead.refused("commitment.key|uq_commitment_key", Commitment, **row)


def test_a_fund_gives_nothing_out_that_its_promises_need(ahead: World) -> None:
    made = approved(ahead)
    row = served(ahead, next_fund(ahead))
    gift = ahead.transfer("allot", "fund_next", "purse_next", 2_000_01)
    ahead.refused("served first", Transfer, **gift)
    ahead.put(Transfer, **{**gift, "amount": 2_000_00})
    ahead.put(AdvanceEnd, **end(ahead, made, 4_000_00, "served", commitment_key="served"))
    commitment = ahead.put(Commitment, **row)
    ahead.put(Transfer, **{**gift, "amount": 4_000_00, "commitment_id": commitment})


def test_two_promises_are_not_served_by_one_commitment(ahead: World) -> None:
    made = approved(ahead)
    row = served(ahead, next_fund(ahead))
    ahead.put(AdvanceEnd, **end(ahead, made, 4_000_00, "served", commitment_key="served"))
    ahead.put(Commitment, **row)
    with pytest.raises(IntegrityError):
        ahead.put(AdvanceEnd, **end(ahead, made, 4_000_00, "served", commitment_key="served"))
