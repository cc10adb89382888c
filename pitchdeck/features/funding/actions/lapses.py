"""What becomes of commitments to a pitch that has not reached its minimum when time is up."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.freeing import free_promises
from pitchdeck.features.funding.actions.returning import return_all
from pitchdeck.features.funding.queries import HeldRow
from pitchdeck.features.funding.queries.advances import AdvanceRow
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import asks_of, revision_row
from pitchdeck.features.rounds.queries import hold_round, round_of_key


def lapse_overdue(session: Session, round_key: str, *, at: datetime) -> int:
    """Free what pitches below their minimum hold, once a round's deadline for commitments has passed.

    The clock does it, in the name of the chair whose deadline it was. Answers with how many pitches lapsed:
    none before the deadline, none when it is done again. Raises NotFound.
    """
    round_ = hold_round(session, round_of_key(session, round_key).id)
    if round_.rolls or round_.state != "funding" or at < round_.funding_closes_at:
        return 0
    short = queries.pitches_to_change(session, round_.id, "in_funding")
    lapse(session, short, by=Actor(round_.chair_id, "", round_.chair_name), at=at)
    return len(short)


def lapse(
    session: Session, short: Sequence[Pitch], *, by: Actor, at: datetime, when: str = "funding closed"
) -> None:
    """Put locked pitches below their minimum on the waiting list; money is free, investors are told."""
    held = queries.held_of(session, [pitch.id for pitch in short])
    promised = queries.advances.promised_to(session, [pitch.id for pitch in short])
    for pitch in short:
        why = _shortfall(session, pitch, held, promised, when)
        pitches.move(session, pitch, "lapse", by=by, at=at, why=why)
    return_all(session, held, reason="The minimum was not reached.", by=by, at=at)
    free_promises(session, promised, reason="The minimum was not reached.", by=by, at=at)


def _shortfall(
    session: Session, pitch: Pitch, held: tuple[HeldRow, ...], promised: tuple[AdvanceRow, ...], when: str
) -> str:
    revision = revision_row(session, pitch.id, pitch.revision_no)
    reserved = sum(row.amount for row in held if row.pitch_id == pitch.id)
    reserved += sum(row.amount for row in promised if row.pitch_id == pitch.id)
    least = sum(asks_of(session, revision.id, "minimum").values())
    had, needed = in_words(reserved, revision.currency), in_words(least, revision.currency)
    return f"Commitments reached {had} of the minimum of {needed} when {when}."
