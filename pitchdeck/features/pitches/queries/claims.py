"""Claims together with the pitches that make them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.pitches.workflow import ENDED
from pitchdeck.features.strategy.models import Claim, ClaimAnswer

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that counts on its measure: of a pitch that has not ended, and not refused."""

    measure_id: int
    pitch_key: str
    pitch_ref: str | None
    title: str
    state: str
    share: float
    delta: float
    sentence: str
    verdict: str | None


_NEWEST = select(func.max(Claim.id)).group_by(Claim.pitch_key)
_OPEN: Rows = (
    select(
        Claim.measure_id,
        Claim.pitch_key,
        Pitch.ref,
        Pitch.title,
        Pitch.state,
        Claim.share,
        Claim.delta,
        Claim.sentence,
        ClaimAnswer.verdict,
    )
    .join_from(Claim, Pitch, Pitch.key == Claim.pitch_key)
    .outerjoin(ClaimAnswer, ClaimAnswer.claim_id == Claim.id)
    .where(
        Claim.id.in_(_NEWEST),
        Pitch.state.not_in(sorted(ENDED)),
        or_(ClaimAnswer.verdict.is_(None), ClaimAnswer.verdict == "yes"),
    )
    .order_by(Claim.measure_id, Claim.id)
)
_ON_MEASURE = _OPEN.where(Claim.measure_id == bindparam("measure_id"))
_SCREENED: Rows = (
    select(Pitch.key, Revision.content, ClaimAnswer.verdict)
    .join_from(Pitch, Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .outerjoin(Claim, (Claim.pitch_key == Pitch.key) & Claim.id.in_(_NEWEST))
    .outerjoin(ClaimAnswer, ClaimAnswer.claim_id == Claim.id)
    .where(Pitch.state == "screened")
    .order_by(Pitch.id)
)
_SCREENED_IN = _SCREENED.where(Pitch.round_id == bindparam("round_id"))
_SCREENED_ONE = _SCREENED.where(Pitch.id == bindparam("pitch_id"))


def open_claims(session: Session, measure_id: int | None = None) -> tuple[OpenClaim, ...]:
    """The open claims on one measure, or on all of them, in the order in which they were made."""
    found = (
        session.execute(_OPEN)
        if measure_id is None
        else session.execute(_ON_MEASURE, {"measure_id": measure_id})
    )
    return tuple(OpenClaim(*row) for row in found)


def claim_total(session: Session, measure_id: int, *, without: str = "") -> Decimal:
    """The sum of the open claims on a measure as a fraction of its gap, without the pitch of this key."""
    shares = [
        Decimal(repr(claim.share)) for claim in open_claims(session, measure_id) if claim.pitch_key != without
    ]
    return sum(shares, Decimal(0))


def screened_with_claims(session: Session, round_id: int) -> tuple[tuple[str, bool], ...]:
    """The screened pitches of a round by key, and whether scoring may open for each.

    It may with the sponsor's yes to the newest claim, and where no benefit is claimed at all.
    """
    found = session.execute(_SCREENED_IN, {"round_id": round_id})
    return tuple((row.key, _agreed(row)) for row in found)


def may_start(session: Session, pitch_id: int) -> bool:
    """Whether a screened pitch waits for no yes any more: it has its sponsor's, or claims no benefit."""
    row = session.execute(_SCREENED_ONE, {"pitch_id": pitch_id}).one_or_none()
    return row is not None and _agreed(row)


def _agreed(row: Any) -> bool:
    return row.verdict == "yes" or not row.content["content"]["benefits"]
