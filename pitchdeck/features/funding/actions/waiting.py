"""The waiting list: whose turn it is when money is free, and the offer of a place in a rolling round."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.opening import seek_money
from pitchdeck.features.funding.models import Offer
from pitchdeck.features.funding.policy import OfferFacts
from pitchdeck.features.funding.queries import WaitingRow
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import pitch_to_change
from pitchdeck.features.rounds.queries import RoundRow, facts_for, hold_round, round_of_key


def offer(session: Session, round_key: str, handle: str, *, by: Actor, at: datetime, why: str = "") -> Pitch:
    """Let a pitch on the waiting list look for money in a rolling round, at any size; investors are told.

    Raises NotFound, NotAllowed, Conflict for a pitch that does not wait for this round, or Invalid `why` when
    one that ranks above it, and would fit, is passed over without a reason.
    """
    facts_for(session, round_key, by)  # a hidden round answers as one that does not exist
    round_ = hold_round(session, round_of_key(session, round_key).id)
    pitch = pitch_to_change(session, handle)
    part = queries.facts_of_part(session, pitch.key, by)
    policy.require("waitlist:offer", by, OfferFacts(round_.chair_id, round_.rolls, round_.state, part))
    row = _in_line(session, round_, pitch, why.strip())
    made = {
        "pitch_id": pitch.id,
        "from_round_id": pitch.round_id,
        "to_round_id": round_.id,
        "rank": row.rank,
        "reason": why.strip(),
        "by_id": by.id,
        "deputy_id": by.deputy_id,
        "at": at,
    }
    session.execute(insert(Offer), [made])
    pitch.round_id = round_.id
    detail = {"round": round_.key, "rank": row.rank}
    seek_money(session, pitch, "offer", by=by, at=at, why=why.strip(), detail=detail)
    return pitch


def _in_line(session: Session, round_: RoundRow, pitch: Pitch, why: str) -> WaitingRow:
    """The pitch's place; Invalid `why` when it is not its turn and nobody says why it is taken."""
    rows = queries.waiting(session, round_)
    row = next((each for each in rows if each.pitch_id == pitch.id), None)
    if row is None:
        raise Conflict(
            f"{pitch.ref} does not wait for {round_.name}: it has a place, is of another unit, its outcome "
            f"is not announced yet, or it asks nothing of fiscal year {round_.fiscal_year}."
        )
    free = queries.free_for(session, round_)
    above = [each for each in rows if each.rank < row.rank and each.needs <= free.total]
    if above and not why:
        names, told = ", ".join(each.ref for each in above), in_words(free.total, row.currency)
        verb = "ranks" if len(above) == 1 else "rank"
        words = f"{names} {verb} above it and would fit into the {told} that are free: say why."
        raise Invalid({"why": words})
    return row


def tell_next(session: Session, units: Iterable[int], *, at: datetime) -> None:
    """Tell who runs the rolling rounds of these units, whose funds got money back, whose turn it is.

    Nobody is told where nobody waits, or where what is free covers no minimum.
    """
    for round_ in queries.rolling_over(session, units):
        free = queries.free_for(session, round_)
        row = queries.next_in_line(queries.waiting(session, round_), free)
        if row is not None:
            told = (round_.chair_id, round_.key, row.ref, free.total)
            notices.turn_came(session, *told, at=at)
