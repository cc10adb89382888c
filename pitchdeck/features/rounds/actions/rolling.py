"""Planning and opening a rolling round: no criteria and no deadline but the end of its fiscal year."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.people.queries import hold_the_house, the_organisation
from pitchdeck.features.rounds import queries
from pitchdeck.features.rounds.actions.planning import YEARS, Plan, change_round, create_round, move
from pitchdeck.features.rounds.figures import rolling_dates
from pitchdeck.features.rounds.models import Round


@dataclass(frozen=True, slots=True)
class RollingPlan:
    """What a rolling round is made of: nothing of it is scored, and its fiscal year ends it."""

    name: str
    unit_id: int
    chair_id: int
    panel: tuple[int, ...]
    fiscal_year: int


def create_rolling(session: Session, plan: RollingPlan, *, by: Actor, at: datetime) -> Round:
    """Plan a rolling round as a draft; Invalid names each field that does not hold."""
    return create_round(session, _whole(session, plan, at), by=by, at=at)


def change_rolling(session: Session, key: str, plan: RollingPlan, *, by: Actor, at: datetime) -> Round:
    """Replace the plan of a rolling round that has not opened; as `create_rolling`."""
    return change_round(session, key, _whole(session, plan, at), by=by, at=at)


def start_rolling(session: Session, round_: Round, *, by: Actor, at: datetime) -> None:
    """Open a rolling round: from now on it takes pitches and money, until its chair closes it.

    Raises NotAllowed, or Conflict while the unit has another one open for the same fiscal year.
    """
    policy.require("round:start", by, queries.facts_for(session, round_.key, by))
    hold_the_house(session)  # two drafts that are opened at once wait for each other, and the second is told
    other = queries.rolling_of(session, round_.unit_id, round_.fiscal_year)
    if other is not None and other.id != round_.id:
        raise Conflict(
            f"{other.unit_name} has a rolling round for {other.fiscal_year} already: {other.name}. "
            "Use that one, or have its chair close it first."
        )
    move(session, round_, "start", by=by, at=at)


def _whole(session: Session, plan: RollingPlan, at: datetime) -> Plan:
    """The plan with what a rolling round does not ask for; Invalid when its year has ended."""
    if plan.fiscal_year not in YEARS:
        words = f"Enter the fiscal year whose money is given out, {YEARS[0]} to {YEARS[-1]}."
        raise Invalid({"fiscal_year": words})
    own = the_organisation(session)
    dates = rolling_dates(plan.fiscal_year, own.fiscal_year_start, ZoneInfo(own.zone))
    if dates.funding_closes_at <= at:
        words = f"Fiscal year {plan.fiscal_year} has ended. Plan the rolling round of a year under way."
        raise Invalid({"fiscal_year": words})
    return Plan(
        name=plan.name,
        unit_id=plan.unit_id,
        chair_id=plan.chair_id,
        panel=plan.panel,
        fiscal_year=plan.fiscal_year,
        quorum=1,
        pitches_close_at=dates.pitches_close_at,
        scoring_closes_at=dates.scoring_closes_at,
        funding_closes_at=dates.funding_closes_at,
        decision_on=dates.decision_on,
        criteria=(),
        kind="rolling",
    )
