"""Housekeeping: history is sealed, and what nobody needs any more is cleared away."""

from datetime import timedelta

from sqlalchemy import delete, or_, update

from pitchdeck.base import sealing
from pitchdeck.base.db import Writing
from pitchdeck.base.idempotency import Idempotency
from pitchdeck.base.outbox import Outbox
from pitchdeck.base.seen import Seen
from pitchdeck.delivery.jobs.tasks import Facts
from pitchdeck.features.people.models import Feed, Notice, PersonalFile, SignIn, SignInFailure

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
A_MONTH, A_YEAR = timedelta(days=30), timedelta(days=365)
SEALED_AT_MOST = 20
"""Batches in one turn; what is left waits for the next slot, so that no act waits long for this one."""


def seal_history(turn: Writing, _facts: Facts) -> None:
    """Seal what was done since the last time."""
    for _ in range(SEALED_AT_MOST):
        if sealing.seal(turn.session, at=turn.at) < sealing.BATCH:
            return


def clear_away(turn: Writing, _facts: Facts) -> None:
    """Delete what has served its time: answers to repeated forms, failures at the door, sessions, notices.

    History, the ledger and everything that they rest on is never cleared.
    """
    now, session = turn.at, turn.session
    session.execute(delete(Idempotency).where(Idempotency.at < now - A_MONTH))
    session.execute(delete(SignInFailure).where(SignInFailure.at < now - A_DAY))
    session.execute(
        delete(SignIn).where(or_(SignIn.ends_at < now - 3 * A_MONTH, SignIn.ended_at < now - 3 * A_MONTH))
    )
    session.execute(delete(Seen).where(Seen.at < now - A_YEAR))
    session.execute(delete(Notice).where(Notice.at < now - A_YEAR))
    session.execute(update(PersonalFile).where(PersonalFile.done_at < now - A_WEEK).values(content=None))
    session.execute(delete(Feed).where(Feed.ended_at < now - A_MONTH))
    session.execute(delete(Outbox).where(Outbox.done_at < now - A_MONTH))
