"""Standing by for a pitch that needs nothing more: joining, leaving, and being told of room."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.models import Standby, StandbyEnd
from pitchdeck.features.funding.policy import PartFacts
from pitchdeck.features.funding.queries import PurseRow
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import pitch_to_change
from pitchdeck.features.rounds.queries import hold_round


def join_standby(
    session: Session, purse_key: str, handle: str, amount: int, *, by: Actor, at: datetime
) -> str:
    """Stand by with `amount` minor units of a purse: no money moves, and who stands by is told of room.

    Raises NotFound, NotAllowed, or Invalid with the figures, also when there is room to commit it now.
    """
    purse = queries.purse_of_key(session, purse_key)
    hold_round(session, purse.round_id)
    pitch = pitch_to_change(session, handle)
    facts = queries.facts_of_part(session, pitch.key, by, purse_key=purse_key, at=at)
    policy.require("standby:join", by, facts)
    _refuse_idle(session, pitch, purse, amount, by)
    row = {"key": new_key(), "pitch_id": pitch.id, "purse_id": purse.id}
    row |= {"amount": amount, "by_id": by.id, "at": at}
    session.execute(insert(Standby), [row])
    detail = {"amount": amount, "fiscal_year": purse.fiscal_year}
    history.record(session, ("pitch", pitch.key), "stood_by", by=by, at=at, detail=detail)
    return str(row["key"])


def _refuse_idle(session: Session, pitch: Pitch, purse: PurseRow, amount: int, by: Actor) -> None:
    """Invalid when there is nothing to stand by for, or nothing to stand by with."""
    money = purse.currency
    reserved = queries.of_pitch(session, pitch.id).get(("reserved", purse.fiscal_year))
    if reserved is None:
        raise Invalid(
            {"amount": f"{pitch.ref} asks nothing of {purse.fiscal_year}: choose a purse of another year."}
        )
    free = queries.of_purses(session, [purse.id])[purse.id].balance
    if amount <= 0:
        raise Invalid({"amount": "Enter the amount that you would commit: more than zero."})
    if amount > free:
        most = f"you entered {in_words(amount, money)}. Enter at most {in_words(free, money)}."
        raise Invalid({"amount": f"Your purse {purse.fund_name} has {in_words(free, money)} free; {most}"})
    if amount <= reserved.room:
        room = in_words(reserved.room, money)
        raise Invalid({"amount": f"{pitch.ref} still needs {room} for {purse.fiscal_year}: commit it now."})
    if amount > (reserved.ceiling or 0):
        asks = f"{pitch.ref} asks {in_words(reserved.ceiling or 0, money)} for {purse.fiscal_year}"
        words = f"{asks}; you entered {in_words(amount, money)}. Stand by with no more than it asks."
        raise Invalid({"amount": words})
    own = queries.standby_of(session, pitch.id, by.id)
    if own is not None and not own.told:
        words = f"You stand by with {in_words(own.amount, money)} already: leave the list first."
        raise Invalid({"amount": words})


def leave_standby(session: Session, key: str, *, by: Actor, at: datetime) -> str:
    """Leave a standby list; the key of its pitch. Raises NotFound, also to others, or NotAllowed."""
    _id, pitch_key, facts = queries.standby_of_key(session, key)
    if facts.by_id != by.id:
        raise NotFound
    pitch = pitch_to_change(session, pitch_key)
    standby_id, _key, facts = queries.standby_of_key(session, key)
    policy.require("standby:leave", by, facts)
    row = {"standby_id": standby_id, "outcome": "left", "room": 0, "by_id": by.id, "at": at}
    session.execute(insert(StandbyEnd), [row])
    history.record(session, ("pitch", pitch.key), "standby_left", by=by, at=at)
    return pitch.ref or pitch.key


def tell_of_room(
    session: Session, pitch: Pitch, facts: PartFacts, years: Iterable[int], *, by: Actor, at: datetime
) -> None:
    """Tell, for each of these fiscal years, the first who stands by with what there is room for now.

    Nothing is committed for them: they are told, once, and the form is filled with their amount. After the
    deadline nobody is told, because nobody can commit.
    """
    if at >= facts.funding_closes_at:
        return
    accounts = queries.of_pitch(session, pitch.id)
    for year in sorted(set(years)):
        room = accounts["reserved", year].room
        row = queries.first_standing_by(session, pitch.id, year, room) if room > 0 else None
        if row is not None:
            end = {"standby_id": row.id, "outcome": "told", "room": room, "by_id": by.id, "at": at}
            session.execute(insert(StandbyEnd), [end])
            notices.room_opened(session, row.by_id, pitch.key, row.amount, year=year, at=at)
