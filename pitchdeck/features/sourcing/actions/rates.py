"""Setting finance's standard rates."""

from datetime import date, datetime

from sqlalchemy.orm import Session

import pitchdeck.features.sourcing.policy  # noqa: F401  # declares who sets rates
from pitchdeck.base import history, policy
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.sourcing.models import StandardRate


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
    history.record(session, ("rate", rate.key), "set", by=by, at=at, detail={"hourly_minor": hourly_minor})
    return rate
