"""How the house is doing, for those who watch it: figures alone, nobody's name."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.outbox import Outbox
from pitchdeck.features.people.models import SignInFailure

RECENT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Pulse:
    """Things owed that are open and given up, how long the oldest is due, and recent failed sign-ins."""

    open: int
    oldest_s: float
    dead: int
    failures: int


_OPEN = select(func.count(Outbox.id), func.min(Outbox.due_at)).where(
    Outbox.done_at.is_(None), Outbox.dead_at.is_(None)
)
_DEAD = select(func.count(Outbox.id)).where(Outbox.dead_at.is_not(None))
_FAILURES = select(func.count(SignInFailure.id)).where(SignInFailure.at > bindparam("since"))


def pulse(session: Session, *, now: datetime) -> Pulse:
    """The figures at this moment."""
    count, due = session.execute(_OPEN).one()
    oldest = max(0.0, (now - due).total_seconds()) if due else 0.0
    dead = session.execute(_DEAD).scalar_one()
    failures = session.execute(_FAILURES, {"since": now - RECENT}).scalar_one()
    return Pulse(count, oldest, dead, failures)
