"""Setting finance's standard rates."""

from datetime import date, datetime

from sqlalchemy.orm import Session

import pitchdeck.features.sourcing.policy  # noqa: F401  # declares who sets rates
from pitchdeck.base import history, policy
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.sourcing.models import StandardRate, StandardValue


def set_rate(
    session: Session,
    *,
    purpose: str,
    name: str,
    hourly_minor: int,
    source: str,
    dated_on: date,
    by: Actor,
    at: datetime,
) -> StandardRate:
    """Enter a standard rate per hour with its source; finance only."""
    policy.require("rate:set", by)
    rate = StandardRate(
        key=new_key(), purpose=purpose, name=name, hourly_minor=hourly_minor, source=source, dated_on=dated_on
    )
    session.add(rate)
    session.flush()
    detail = {"name": name, "hourly_minor": hourly_minor}
    history.record(session, ("rate", rate.key), "set", by=by, at=at, why=source, detail=detail)
    return rate


def set_value(
    session: Session,
    *,
    name: str,
    unit: str,
    value_minor: int,
    source: str,
    dated_on: date,
    by: Actor,
    at: datetime,
) -> StandardValue:
    """Enter what one unit is worth, with its source; the value of the same name before it counts no more."""
    policy.require("rate:set", by)
    value = StandardValue(
        key=new_key(),
        name=name,
        unit=unit,
        value_minor=value_minor,
        source=source,
        dated_on=dated_on,
        by_id=by.id,
        at=at,
    )
    session.add(value)
    session.flush()
    detail = {"name": name, "value_minor": value_minor}
    history.record(session, ("value", value.key), "set", by=by, at=at, why=source, detail=detail)
    return value
