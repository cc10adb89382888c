"""Standing approvals that wait for their second person."""

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.queries import standings_waiting
from pitchdeck.features.portfolio.queries.homes.task import Moment, Task


def standing_to_confirm(session: Session, me: Actor, now: Moment) -> list[Task]:
    """A task for each that this person may confirm. One statement."""
    return [
        Task(
            "standing",
            row.key,
            f"{row.ref} for {row.fund_name}",
            2,
            since=now.day(row.at),
            amount=row.most,
            note=row.reason,
        )
        for row in standings_waiting(session)
        if policy.may("standing:answer", me, row.facts)
    ]
