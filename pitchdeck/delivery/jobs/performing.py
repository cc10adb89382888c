"""One thing owed: claimed, done, and what became of it. The same on both databases."""

import time
from datetime import datetime

import structlog

from pitchdeck.base import logs, outbox, watch
from pitchdeck.base.outbox import Owed
from pitchdeck.delivery.jobs.tasks import A_MINUTE, TASKS, GiveUp, Shop, task_of

log = logs.logger("pitchdeck.worker")


class TryAgain(Exception):
    """It failed, and is due again at `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"due again at {at:%H:%M:%S}")
        self.at = at


def perform(shop: Shop, owed: Owed) -> None:
    """Do what is owed and mark it; TryAgain when it failed and another attempt is left.

    Each try has one line in the log: which job, how long, how many statements, and what became of it.
    """
    began, ended = time.perf_counter(), "job"
    facts = {"kind": owed.kind, "owed": owed.id, "attempt": owed.attempt}
    with structlog.contextvars.bound_contextvars(**facts), watch.tallied() as tally:
        try:
            _try(shop, owed)
        except TryAgain:
            ended = "job to be tried again"
            raise
        finally:
            took = round((time.perf_counter() - began) * 1000, 1)
            log.info(ended, duration_ms=took, statements=tally.statements)


def _try(shop: Shop, owed: Owed) -> None:
    try:
        _do(shop, owed)
    except GiveUp as hopeless:
        with shop.database.writing() as turn:
            outbox.bury(turn.session, owed, str(hopeless), at=turn.at)
        log.warning("given up")
    except Exception as failed:
        # Only the kind of the failure is kept: its words may hold an address or a name.
        why = type(failed).__name__
        log.warning("failed", why=why)
        with shop.database.writing() as turn:
            due = outbox.try_later(turn.session, owed, why, at=turn.at)
        if due is not None:
            raise TryAgain(due) from failed


def _do(shop: Shop, owed: Owed) -> None:
    task = task_of(owed.kind)
    if task.send is not None:
        task.send(shop, owed)
    with shop.database.writing() as turn:
        if outbox.finish(turn.session, owed, at=turn.at) and task.act is not None:
            task.act(turn, owed.facts)


def claim(shop: Shop, owed_id: int, kind: str) -> Owed | None:
    """Take one row by its number; None when there is nothing left to do."""
    lease = TASKS[kind].lasts if kind in TASKS else A_MINUTE
    with shop.database.writing() as turn:
        return outbox.claim(turn.session, owed_id, turn.at, lease)


def claim_next(shop: Shop, now: datetime) -> Owed | None:
    """Take the row that waited longest; looks first, so that an idle worker never takes a writer's turn."""
    with shop.database.reading() as session:
        kind = outbox.next_kind(session, now)
    if kind is None:
        return None
    lease = TASKS[kind].lasts if kind in TASKS else A_MINUTE
    with shop.database.writing() as turn:
        return outbox.claim_next(turn.session, turn.at, lease)
