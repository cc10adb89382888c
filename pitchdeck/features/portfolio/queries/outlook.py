"""What programmes bring, and where their costs are heading, added to the workbench's pieces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from pitchdeck.features.investments.figures import minor_of
from pitchdeck.features.investments.models import STATES
from pitchdeck.features.investments.queries.standings import Tracked, tracked_in
from pitchdeck.features.portfolio.figures import shared, trend
from pitchdeck.features.portfolio.queries.workbench import Piece


@dataclass(frozen=True, slots=True)
class Pace:
    """An investment's budget cost and benefit to date beside its plan, in minor units."""

    key: str
    ref: str
    title: str
    pitch_id: int
    planned_cost: int
    cost: int
    planned: int
    measured: int

    @property
    def cost_ratio(self) -> float:
        """Budget cost to date as a part of what was planned to date; 1 while nothing was planned."""
        return self.cost / self.planned_cost if self.planned_cost > 0 else 1.0


def paces(session: Session, *, today: date) -> tuple[Pace, ...]:
    """Every investment's cost and benefit to date beside its plan, the oldest first. Two statements."""
    return tuple(_pace(each) for each in tracked_in(session, STATES, today=today))


def _pace(tracked: Tracked) -> Pace:
    row, stands = tracked.row, tracked.standing
    amounts = (
        *(stands.plan_budget_to_date, stands.budget_to_date),
        *(stands.realised.plan_benefit_to_date, stands.realised.actual_benefit),
    )
    return Pace(
        row.key, row.ref, row.title, row.pitch_id, *(minor_of(each, row.currency) for each in amounts)
    )


def with_outlook(found: Sequence[Piece], known: Sequence[Pace]) -> tuple[Piece, ...]:
    """The same pieces with what trend adds to each, and its part of benefits planned and measured to date."""
    of = {each.pitch_id: each for each in known}
    shares = [piece.share for piece in found if piece.share]
    planned = shared(shares, {each.pitch_id: each.planned for each in known})
    measured = shared(shares, {each.pitch_id: each.measured for each in known})
    return tuple(_added(piece, of, planned, measured) for piece in found)


def _added(
    piece: Piece, of: Mapping[int, Pace], planned: Mapping[int, int], measured: Mapping[int, int]
) -> Piece:
    if piece.pitch_id is None or piece.pitch_id not in of:
        return piece
    more = {"trend": added(piece, of[piece.pitch_id])}
    if piece.share:
        more |= {"planned": planned[piece.share.id], "measured": measured[piece.share.id]}
    return replace(piece, amounts={**piece.amounts, **more})


def added(piece: Piece, pace: Pace) -> int:
    """What the trend of an investment's costs adds to what a piece has still to spend."""
    to_come = piece.amounts.get("committed", 0) + piece.amounts.get("released", 0)
    return trend(to_come, pace.cost_ratio)
