"""Approved promises whose investors ask for their end, for finance."""

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.queries.cancellations import (
    cancellations_waiting,
    cancelled,
    facts_of_cancellation,
)
from pitchdeck.features.portfolio.queries.homes.task import Moment, Task


def cancellations_to_answer(session: Session, me: Actor, now: Moment) -> list[Task]:
    """What waits for an answer of this person of finance, who has no part in its pitch."""
    tasks = []
    for waiting in cancellations_waiting(session):
        _asked, row = cancelled(session, waiting.key)
        if policy.may("cancellation:answer", me, facts_of_cancellation(session, row, me)):
            since = now.day(waiting.at)
            tasks.append(Task("cancellation", waiting.key, row.pitch_ref, 3, since=since, amount=row.left))
    return tasks
