"""What a programme lost of money that was approved for its later years before their funds opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from pitchdeck.features.funding.models import (
    Advance,
    AdvanceApproval,
    AdvanceCut,
    AdvanceEnd,
    Shortfall,
)

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class LostYear:
    """A later year of a programme: what was approved ahead for it, what of it is gone, and why."""

    fiscal_year: int
    approved: int
    lost: int
    reasons: tuple[str, ...]

    @property
    def left(self) -> int:
        """What still stands of it, promised or committed."""
        return self.approved - self.lost


_PITCH = Advance.pitch_id == bindparam("pitch_id")
_LOST = union_all(
    select(AdvanceCut.advance_id, AdvanceCut.amount, Shortfall.reason).join(
        Shortfall, Shortfall.id == AdvanceCut.shortfall_id
    ),
    select(AdvanceEnd.advance_id, AdvanceEnd.amount, AdvanceEnd.reason).where(AdvanceEnd.outcome == "freed"),
).subquery("lost")
_OF_PITCH: Rows = (
    select(Advance.id, Advance.fiscal_year, AdvanceApproval.kept, _LOST.c.amount, _LOST.c.reason)
    .join_from(AdvanceApproval, Advance, Advance.id == AdvanceApproval.advance_id)
    .outerjoin(_LOST, _LOST.c.advance_id == Advance.id)
    .where(_PITCH)
    .order_by(Advance.fiscal_year, Advance.id, func.coalesce(_LOST.c.amount, 0))
)


def lost_years(session: Session, pitch_id: int) -> tuple[LostYear, ...]:
    """The later years of an announced programme that lost money, in their order. One statement."""
    return tuple(_years(session.execute(_OF_PITCH, {"pitch_id": pitch_id})))


def _years(rows: Iterable[Any]) -> Iterable[LostYear]:
    kept: dict[int, dict[int, int]] = {}
    lost: dict[int, int] = {}
    reasons: dict[int, dict[str, None]] = {}
    for advance_id, year, amount, gone, reason in rows:
        kept.setdefault(year, {})[advance_id] = amount
        if gone:
            lost[year] = lost.get(year, 0) + gone
            reasons.setdefault(year, {})[reason.removeprefix("Cut: ")] = None
    for year, amount in lost.items():
        yield LostYear(year, sum(kept[year].values()), amount, tuple(reasons[year]))
