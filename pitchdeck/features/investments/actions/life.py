"""Moving an investment through its life."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.models import Investment
from pitchdeck.features.investments.policy import InvestmentFacts
from pitchdeck.features.investments.workflow import LIFE

PAST = {
    "call_gate": "gate_called",
    "go_on": "went_on",
    "rescope": "rescoped",
    "pause": "paused",
    "stop": "stopped",
    "deliver": "delivered",
    "track": "tracking_begun",
    "review": "reviewed",
    "close": "closed",
}
"""Each verb as history tells it."""


def deliver(session: Session, key: str, *, by: Actor, at: datetime, why: str) -> None:
    """Report that the programme was delivered to its people; NotFound, NotAllowed, Conflict or Invalid."""
    investment = queries.investment_to_change(session, key)
    near = queries.seen(by, queries.around(session, investment.pitch_id), investment.state)
    policy.require("investment:deliver", by, InvestmentFacts(near, investment.state))
    if not why.strip():
        raise Invalid({"why": "Say in a sentence what was delivered, to how many people."})
    move(session, investment, "deliver", by=by, at=at, why=why)


def move(
    session: Session,
    investment: Investment,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    **detail: Any,
) -> None:
    """Take the step of this verb; Conflict when the state does not allow it. Permission is the caller's."""
    states = enter(investment, verb)
    tell(session, investment, verb, states, by=by, at=at, why=why, **detail)


def enter(investment: Investment, verb: str) -> tuple[str, str]:
    """Take the step of this verb, which `tell` records; the states before and after it, or Conflict."""
    before = investment.state
    investment.state = LIFE.step(verb, before).target
    return before, investment.state


def tell(
    session: Session,
    investment: Investment,
    verb: str,
    states: tuple[str, str],
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    **detail: Any,
) -> None:
    """Record a step that was taken."""
    subject = ("investment", investment.key)
    history.record(session, subject, PAST[verb], by=by, at=at, states=states, why=why, detail=detail)
