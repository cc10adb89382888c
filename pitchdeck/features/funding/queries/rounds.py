"""The money of a round: what each of its pitches asks, what stands behind it, and what it waits for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import Account, Commitment, Resolution
from pitchdeck.features.funding.queries.conditions import PENDING
from pitchdeck.features.funding.queries.reviews import verdicts_of
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.pitches.queries import scope, visible
from pitchdeck.features.rounds.models import Round

Rows = Select[*tuple[Any, ...]]

IN_PLAY = (
    *("in_scoring", "shortlisted", "in_funding", "covered", "in_review"),
    *("funded", "waitlisted", "declined"),
)


@dataclass(frozen=True, slots=True)
class StakeRow:
    """A pitch of a round: asked, minimum and held in minor units over all years; finance's newest verdict.

    What is promised in advance is held.
    """

    ref: str
    title: str
    state: str
    currency: str
    asked: int
    minimum: int
    held: int
    pending: int
    verdict: str | None

    @property
    def short(self) -> int:
        """What the minimum still lacks; money behind a condition that nobody accepted does not count."""
        return max(0, self.minimum - self.held + self.pending)


_HELD = (
    select(func.coalesce(func.sum(Account.balance), 0))
    .where(
        Account.pitch_id == Pitch.id,
        Account.kind.in_(("reserved", "promised", "committed", "released", "contracted", "spent")),
    )
    .correlate(Pitch)
    .scalar_subquery()
)
_PENDING = (
    select(func.coalesce(func.sum(Commitment.amount), 0))
    .where(
        Commitment.pitch_id == Pitch.id,
        ~exists().where(Resolution.commitment_id == Commitment.id),
        PENDING,
    )
    .correlate(Pitch)
    .scalar_subquery()
)
_STAKES: Rows = (
    select(
        *(Pitch.id, Pitch.ref, Revision.title, Pitch.state, Revision.currency, Revision.ask_minor),
        *(Revision.minimum_minor, _HELD, _PENDING),
    )
    .join_from(Pitch, Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .join(Round, Round.id == Pitch.round_id)
    .where(Pitch.round_id == bindparam("round_id"), Pitch.state.in_(IN_PLAY), visible())
    .order_by(Pitch.ref, Pitch.id)
)


def stakes(session: Session, round_id: int, viewer: Actor, *, verdicts: bool) -> tuple[StakeRow, ...]:
    """A round's pitches that money is asked for and that this person may see, with finance's newest verdicts.

    Verdicts only for those who may know them.
    """
    rows = session.execute(_STAKES, scope(viewer) | {"round_id": round_id}).all()
    found = verdicts_of(session, [row[0] for row in rows]) if verdicts else {}
    return tuple(StakeRow(*(*row[1:], found[row[0]].verdict if row[0] in found else None)) for row in rows)


_OVERDUE = (
    select(Round.key)
    .where(
        Round.state == "funding",
        Round.kind == "standard",
        Round.funding_closes_at <= bindparam("now"),
        exists().where(Pitch.round_id == Round.id, Pitch.state == "in_funding"),
    )
    .order_by(Round.id)
)


def rounds_to_lapse(session: Session, now: datetime) -> tuple[str, ...]:
    """The keys of rounds whose deadline for commitments passed with pitches below their minimum."""
    return tuple(session.execute(_OVERDUE, {"now": now}).scalars())
