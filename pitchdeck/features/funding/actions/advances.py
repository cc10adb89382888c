"""Promising money of a year that has not opened, changing the promise, and taking it back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.capital import refuse_promise
from pitchdeck.features.funding.actions.covering import COVERED, follow
from pitchdeck.features.funding.actions.freeing import free_promises
from pitchdeck.features.funding.actions.handing import follow_on
from pitchdeck.features.funding.actions.posting import Move, open_account, post
from pitchdeck.features.funding.models import Advance
from pitchdeck.features.funding.policy import PartFacts
from pitchdeck.features.funding.queries import AccountRow, PurseRow
from pitchdeck.features.funding.queries.advances import AdvanceRow, advance_of_key, coming_of, serving_fund
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import pitch_to_change
from pitchdeck.features.rounds.queries import hold_round


@dataclass(frozen=True, slots=True)
class Promised:
    """An advance commitment as its investor is told."""

    key: str
    amount: int
    fiscal_year: int
    covered: bool


def promise(
    session: Session, purse_key: str, handle: str, fiscal_year: int, amount: int, *, by: Actor, at: datetime
) -> Promised:
    """Promise `amount` minor units of a later year's money of the purse's unit to a pitch's revision.

    No purse pays for it: the unit's next fund does, once it opens. Raises NotFound, NotAllowed, or Invalid
    `ahead_YEAR` with the figures.
    """
    purse = queries.purse_of_key(session, purse_key)
    hold_round(session, purse.round_id)
    pitch = pitch_to_change(session, handle)
    facts = queries.facts_of_part(session, pitch.key, by, purse_key=purse_key, at=at)
    policy.require("commitment:make", by, facts)
    target = _promised(session, pitch, purse, facts, fiscal_year)
    _refuse_open(session, purse, fiscal_year)
    _refuse_beyond(session, pitch, target, amount)
    refuse_promise(session, facts, fiscal_year, amount, purse.currency)
    source = _coming(session, purse, fiscal_year)
    row = {
        "key": new_key(),
        "purse_id": purse.id,
        "unit_id": purse.unit_id,
        "pitch_id": pitch.id,
        "revision_id": facts.revision_id,
        "fiscal_year": fiscal_year,
        "amount": amount,
        "by_id": by.id,
        "deputy_id": by.deputy_id,
        "at": at,
    }
    made = session.execute(insert(Advance).returning(Advance.id, Advance.key), [row]).one()
    detail = {"amount": amount, "fiscal_year": fiscal_year, "unit": purse.unit_name}
    history.record(session, ("pitch", pitch.key), "promised", by=by, at=at, detail=detail)
    notices.promised(session, made.key, purse.owner_id, at=at)
    post(session, [Move("reserve", source, target, amount, advance_id=made.id)], by=by, at=at)
    follow_on(session, pitch, facts, by=by, at=at)
    return Promised(made.key, amount, fiscal_year, pitch.state in COVERED)


def _promised(
    session: Session, pitch: Pitch, purse: PurseRow, facts: PartFacts, fiscal_year: int
) -> AccountRow:
    found = queries.of_pitch(session, pitch.id).get(("promised", fiscal_year))
    if found is None or fiscal_year <= max(purse.fiscal_year, facts.fiscal_year):
        words = f"{pitch.ref} asks nothing of {fiscal_year} that can be promised in advance."
        raise Invalid({f"ahead_{fiscal_year}": words})
    return found


def _refuse_open(session: Session, purse: PurseRow, fiscal_year: int) -> None:
    name = serving_fund(session, purse.unit_id, fiscal_year)
    if name is not None:
        words = f"{name} is open: ask its owner for a purse in this round, and commit from that."
        raise Invalid({f"ahead_{fiscal_year}": words})


def _refuse_beyond(session: Session, pitch: Pitch, promised: AccountRow, amount: int) -> None:
    """Invalid when an amount does not fit under what the year asks, reserved and promised together."""
    year, money = promised.fiscal_year or 0, promised.currency
    reserved = queries.of_pitch(session, pitch.id)["reserved", year]
    room = min(promised.room, reserved.room)
    if room <= 0:
        words = f"{pitch.ref} needs nothing more for {year}: all that it asks is reserved or promised."
        raise Invalid({f"ahead_{year}": words})
    if amount <= 0:
        raise Invalid({f"ahead_{year}": "Enter the amount that you promise: more than zero."})
    if amount > room:
        needs, entered = in_words(room, money), in_words(amount, money)
        words = f"{pitch.ref} still needs {needs} for {year}; you entered {entered}. Enter at most {needs}."
        raise Invalid({f"ahead_{year}": words})


def _coming(session: Session, purse: PurseRow, fiscal_year: int) -> AccountRow:
    open_account(session, "coming", purse.currency, unit_id=purse.unit_id, fiscal_year=fiscal_year)
    return coming_of(session, [purse.unit_id])[purse.unit_id, fiscal_year]


def withdraw_promise(session: Session, key: str, *, by: Actor, at: datetime) -> AdvanceRow:
    """Take an advance commitment back while the round is funding.

    Raises NotFound, also to everybody else, or NotAllowed with the rule's reason.
    """
    row, pitch, facts = _own(session, key, "withdraw", by, at)
    detail = {"amount": row.amount, "fiscal_year": row.fiscal_year}
    history.record(session, ("pitch", pitch.key), "promise_withdrawn", by=by, at=at, detail=detail)
    free_promises(session, [row], reason="Withdrawn by its investor.", by=by, at=at)
    follow(session, pitch, facts, by=by, at=at)
    return row


def change_promise(session: Session, key: str, amount: int, *, by: Actor, at: datetime) -> Promised:
    """Put `amount` minor units in the place of an advance commitment, in one act.

    What does not fit is refused as in `promise`, and then the old one stands. Raises NotFound, NotAllowed,
    or Invalid `amount`.
    """
    row, pitch, _facts = _own(session, key, "change", by, at)
    if amount == row.amount:
        same = in_words(amount, row.currency)
        raise Invalid({"amount": f"You have promised {same} already. Enter another amount, or take it back."})
    detail = {"before": row.amount, "amount": amount, "fiscal_year": row.fiscal_year}
    history.record(session, ("pitch", pitch.key), "promise_changed", by=by, at=at, detail=detail)
    free_promises(session, [row], reason="Changed by its investor.", by=by, at=at)
    purse = queries.purse_of_id(session, row.purse_id)
    try:
        return promise(session, purse.key, pitch.key, row.fiscal_year, amount, by=by, at=at)
    except Invalid as refused:
        raise Invalid({"amount": " ".join(refused.fields.values())}) from None


def _own(
    session: Session, key: str, verb: str, by: Actor, at: datetime
) -> tuple[AdvanceRow, Pitch, PartFacts]:
    """The actor's own advance commitment, its round and pitch held against every other act."""
    row = advance_of_key(session, key)
    if row.by_id != by.id:
        raise NotFound
    hold_round(session, row.round_id)
    pitch = pitch_to_change(session, row.pitch_key)
    policy.require(f"commitment:{verb}", by, queries.advances.facts_of_advance(session, key, at=at))
    return row, pitch, queries.facts_of_part(session, pitch.key, by, at=at)
