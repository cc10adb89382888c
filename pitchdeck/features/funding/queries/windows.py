"""What the rules of longer windows need to know."""

from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, bindparam, exists, literal, select, union_all
from sqlalchemy.orm import Session

from pitchdeck.features.funding.models import Commitment, Resolution
from pitchdeck.features.funding.policy import WindowFacts
from pitchdeck.features.pitches.models import Draft, Revision
from pitchdeck.features.pitches.queries import WindowRow, pitch_of_id
from pitchdeck.features.scoring.models import Recusal
from pitchdeck.features.strategy.models import Measure

_PITCH: BindParameter[int] = bindparam("pitch_id")
_FREED = exists().where(Resolution.commitment_id == Commitment.id, Resolution.outcome == "freed")
# Everybody who sponsors any revision counts, so that a change of measure lets nobody out.
_TIED: CompoundSelect[Any] = union_all(
    select(literal("months").label("relation"), Draft.headline_months.label("number")).where(
        Draft.pitch_id == _PITCH
    ),
    select(literal("wrote"), Revision.deputy_id).where(
        Revision.pitch_id == _PITCH, Revision.deputy_id.is_not(None)
    ),
    select(literal("sponsors"), Revision.sponsor_id).where(Revision.pitch_id == _PITCH),
    select(literal("sponsors"), Measure.owner_id)
    .join(Draft, Draft.measure_id == Measure.id)
    .where(Draft.pitch_id == _PITCH),
    select(literal("investors"), Commitment.by_id).where(Commitment.pitch_id == _PITCH, ~_FREED),
    select(literal("investors"), Commitment.deputy_id).where(
        Commitment.pitch_id == _PITCH, Commitment.deputy_id.is_not(None), ~_FREED
    ),
    select(literal("recused"), Recusal.person_id).where(Recusal.pitch_id == _PITCH),
)


def facts_of_window(session: Session, row: WindowRow) -> WindowFacts:
    """A window that was asked for, with everybody who is tied to its pitch. Two statements."""
    pitch = pitch_of_id(session, row.pitch_id)
    found: dict[str, set[int]] = {
        name: set() for name in ("months", "wrote", "sponsors", "investors", "recused")
    }
    for relation, number in session.execute(_TIED, {"pitch_id": row.pitch_id}):
        found[relation].add(number)
    return WindowFacts(
        wrote=pitch.author_ids | found["wrote"],
        sponsors=pitch.asked_ids | found["sponsors"],
        investors=frozenset(found["investors"]),
        recused=frozenset(found["recused"]),
        pitch=pitch.facts,
        current=row.newest and found["months"] == {row.months},
        answered=row.verdict is not None,
    )
