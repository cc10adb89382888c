"""Saying how many hours a team has."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.sourcing.figures import quarter_name, quarter_of
from pitchdeck.features.sourcing.models import TeamCapacity
from pitchdeck.features.sourcing.policy import TeamFacts


def set_capacity(
    session: Session,
    *,
    unit_id: int,
    unit_key: str,
    quarter_on: date,
    hours: float,
    source: str,
    by: Actor,
    at: datetime,
) -> TeamCapacity:
    """Say how many hours a unit's people have in a quarter; its lead only, and the newest word counts."""
    policy.require("capacity:set", by, TeamFacts(unit_id))
    if not source:
        raise Invalid({"source": "Say where the figure comes from."})
    quarter = quarter_of(quarter_on)
    row = TeamCapacity(
        key=new_key(),
        unit_id=unit_id,
        quarter_on=quarter,
        hours=hours,
        source=source,
        set_by_id=by.id,
        set_at=at,
    )
    session.add(row)
    session.flush()
    detail = {"quarter": quarter_name(quarter), "hours": hours}
    history.record(session, ("unit", unit_key), "capacity_set", by=by, at=at, why=source, detail=detail)
    return row
