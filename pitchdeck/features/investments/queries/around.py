"""Who stands around a pitch: what the rules against conflicts of interest look at."""

from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, bindparam, exists, literal, select, union_all
from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import Commitment, Purse, Resolution
from pitchdeck.features.investments.policy import KNOWS_WHOSE, Around, InvestmentFacts
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.rounds.models import PanelSeat, Round
from pitchdeck.features.scoring.models import Recusal
from pitchdeck.features.strategy.models import Measure

_PITCH: BindParameter[int] = bindparam("pitch_id")
_FREED = exists().where(Resolution.commitment_id == Commitment.id, Resolution.committed == 0)

# Everybody who sponsors any revision counts, so that a change of measure lets nobody out.
_AROUND: CompoundSelect[Any] = union_all(
    select(literal("authors").label("relation"), Pitch.presenter_id.label("person_id")).where(
        Pitch.id == _PITCH
    ),
    select(literal("authors"), CoAuthor.person_id).where(CoAuthor.pitch_id == _PITCH),
    select(literal("sponsors"), Revision.sponsor_id).where(Revision.pitch_id == _PITCH),
    select(literal("sponsors"), Measure.owner_id)
    .join(Revision, Revision.measure_id == Measure.id)
    .where(Revision.pitch_id == _PITCH),
    select(literal("investors"), Commitment.by_id).where(Commitment.pitch_id == _PITCH, ~_FREED),
    select(literal("investors"), Purse.investor_id)
    .join(Commitment, Commitment.purse_id == Purse.id)
    .where(Commitment.pitch_id == _PITCH, ~_FREED),
    select(literal("panel"), Round.chair_id)
    .join(Pitch, Pitch.round_id == Round.id)
    .where(Pitch.id == _PITCH),
    select(literal("panel"), PanelSeat.person_id)
    .join(Pitch, Pitch.round_id == PanelSeat.round_id)
    .where(Pitch.id == _PITCH),
    select(literal("recused"), Recusal.person_id).where(Recusal.pitch_id == _PITCH),
    select(literal("handled"), Revision.deputy_id).where(
        Revision.pitch_id == _PITCH, Revision.deputy_id.is_not(None)
    ),
    select(literal("handled"), Commitment.deputy_id).where(
        Commitment.pitch_id == _PITCH, Commitment.deputy_id.is_not(None), ~_FREED
    ),
)


def around(session: Session, pitch_id: int) -> Around:
    """Authors, sponsors, investors, panel (with the chair), the recused of a pitch, and their deputies."""
    found: dict[str, set[int]] = {relation: set() for relation in Around.__slots__}
    for relation, person_id in session.execute(_AROUND, {"pitch_id": pitch_id}):
        found[relation].add(person_id)
    return Around(**{relation: frozenset(people) for relation, people in found.items()})


def seen(viewer: Actor, near: Around, state: str) -> Around:
    """The same people, once `investment:see` opens an investment in this state; NotFound otherwise."""
    if not policy.may("investment:see", viewer, InvestmentFacts(near, state)):
        raise NotFound
    return near


def knows_whose(viewer: Actor, near: Around) -> bool:
    """Whether somebody who sees an investment knows whose money is in it: not sponsors, leads and viewers."""
    inside = viewer.id in near.authors | near.panel | near.investors
    return inside or any(viewer.holds(role) for role in KNOWS_WHOSE)
