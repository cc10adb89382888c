"""What a reader may look through: the classes of words that are theirs, and what stands near them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, bindparam, exists, literal, select, union_all
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.base.triggers.search import EVERY, FUNDED, OPEN, UNDER_WAY
from pitchdeck.features.funding.models import Commitment, Purse, Resolution
from pitchdeck.features.investments.queries.standings import sees_all
from pitchdeck.features.pitches.queries import scope as pitch_scope
from pitchdeck.features.rounds.models import PanelSeat, Round
from pitchdeck.features.strategy.models import Measure


@dataclass(frozen=True, slots=True)
class Part:
    """One way to rows: a whole class, or those of it with one of these marks and with `also`."""

    class_: str
    marks: frozenset[str] | None = None
    also: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """The ways to the pitches and to the investments that this reader may see."""

    pitches: tuple[Part, ...]
    investments: tuple[Part, ...]


_ME: BindParameter[int] = bindparam("me")
_KEPT = ~exists().where(Resolution.commitment_id == Commitment.id, Resolution.committed == 0)
_NEAR: CompoundSelect[Any] = union_all(
    select(literal("r").label("mark"), Round.id.label("row_id")).where(Round.chair_id == _ME),
    select(literal("r"), PanelSeat.round_id).where(PanelSeat.person_id == _ME),
    select(literal("m"), Measure.id).where(Measure.owner_id == _ME),
    select(literal("k"), Commitment.pitch_id).where(Commitment.by_id == _ME, _KEPT),
    select(literal("k"), Commitment.pitch_id)
    .join(Purse, Purse.id == Commitment.purse_id)
    .where(Purse.investor_id == _ME, _KEPT),
)


def scope_of(session: Session, viewer: Actor) -> Scope:
    """The ways that `pitch:see` and `investment:see` open to this reader, tested equal. One statement."""
    near: dict[str, set[int]] = {"r": set(), "m": set(), "k": set()}
    for mark, row_id in session.execute(_NEAR, {"me": viewer.id}):
        near[mark].add(row_id)
    return Scope(_to_pitches(viewer, near), _to_investments(viewer, near))


def _to_pitches(viewer: Actor, near: dict[str, set[int]]) -> tuple[Part, ...]:
    asked = pitch_scope(viewer)
    if asked["leads_all"]:
        return (Part(EVERY),)
    marks = {f"_p{viewer.id}", *_marks("m", near["m"]), *_marks("u", asked["led"])}
    if asked["sees_submitted"]:
        return Part(OPEN), Part(EVERY, frozenset(marks), "_x")
    close = Part(EVERY, frozenset(marks) | _marks("r", near["r"]))
    return (Part(FUNDED), close) if asked["views"] else (close,)


def _to_investments(viewer: Actor, near: dict[str, set[int]]) -> tuple[Part, ...]:
    if sees_all(viewer):
        return (Part(UNDER_WAY),)
    own = {f"_p{viewer.id}", f"_s{viewer.id}"}
    around = _marks("w", near["m"]) | _marks("r", near["r"]) | _marks("k", near["k"])
    return (Part(UNDER_WAY, frozenset(own) | around, "_i"),)


def _marks(letter: str, ids: set[int] | list[int]) -> frozenset[str]:
    return frozenset(f"_{letter}{each}" for each in ids)
