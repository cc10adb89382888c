"""What the rules of time agreements need to know."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.models import Review
from pitchdeck.features.funding.policy import AgreementFacts
from pitchdeck.features.people.queries import heads
from pitchdeck.features.pitches.models import Revision, TimeAgreement
from pitchdeck.features.pitches.queries import AgreementRow, pitch_of_id

_APPROVED = exists().where(Review.revision_id == TimeAgreement.revision_id, Review.verdict == "approved")
_AROUND: Select[*tuple[Any, ...]] = (
    select(_APPROVED, Revision.deputy_id)
    .join_from(TimeAgreement, Revision, Revision.pitch_id == TimeAgreement.pitch_id)
    .where(TimeAgreement.id == bindparam("id"))
    .order_by(Revision.id)
)


def facts_of_agreement(session: Session, row: AgreementRow) -> AgreementFacts:
    """An agreement, its pitch, and who heads the unit today. Three statements.

    Whoever handed the pitch in for another counts as one of those who wrote it.
    """
    pitch = pitch_of_id(session, row.pitch_id)
    around = session.execute(_AROUND, {"id": row.id}).all()
    wrote = pitch.author_ids | {each.deputy_id for each in around if each.deputy_id is not None}
    head = heads(session).of(row.unit_id, without=wrote)
    return AgreementFacts(
        head_id=head.id if head else None,
        head_name=head.name if head else None,
        wrote=wrote,
        pitch=pitch.facts,
        current=pitch.revision_id == row.revision_id,
        approved=bool(around[0][0]),
    )


def unagreed(session: Session, asked: Iterable[AgreementRow]) -> str:
    """Why a revision that asked for these hours cannot be approved, in words; empty if it can."""
    for row in asked:
        if not row.agreed:
            facts = facts_of_agreement(session, row)
            return f"{row.sentence}. {_waits(row, facts)}"
    return ""


def _waits(row: AgreementRow, facts: AgreementFacts) -> str:
    if row.verdict == "refused":
        return (
            f"{row.answered_by} refused on {row.answered_at:%Y-%m-%d}: “{row.reason}” "
            "Send the pitch back, or put it on hold until they agree."
        )
    if facts.head_name is None:
        return (
            f"Nobody heads {row.unit_name} or a unit above it: have an administrator name a head under "
            "People, Units, who then agrees."
        )
    return f"{facts.head_name}, who heads the unit, has not answered yet: ask them, or put the pitch on hold."
