"""Whose turn it is on the waiting lists of a chair's rolling rounds, while something is free for them."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from pitchdeck.features.funding.queries import free_for, next_in_line, waiting
from pitchdeck.features.portfolio.queries.homes.task import Moment, Task
from pitchdeck.features.rounds.queries import round_of_key


def turns(session: Session, keys: Iterable[str], now: Moment) -> list[Task]:
    """A task per rolling round whose waiting list could be offered something. Eight statements a round."""
    found = []
    for key in keys:
        round_ = round_of_key(session, key)
        rows, free = waiting(session, round_), free_for(session, round_)
        row = next_in_line(rows, free) if free.total else None
        if row is not None:
            since = now.day(row.since)
            found.append(Task("turn", key, row.ref, 2, since=since, amount=free.total, note=round_.name))
    return found
