"""`pitchdeck worker`: does what is owed to the world, until it is told to stop."""

import os
import signal
import sys
import time
from collections.abc import Callable

import structlog

from config import Config
from pitchdeck.base import logs, watch
from pitchdeck.base.outbox import Owed
from pitchdeck.delivery.cli import keeping
from pitchdeck.delivery.jobs import performing, worker
from pitchdeck.delivery.jobs.performing import TryAgain
from pitchdeck.delivery.jobs.tasks import Shop

log = logs.logger("pitchdeck.worker")


def run(*, attached: bool) -> None:
    """Work until SIGTERM or Ctrl+C; with `attached` also no longer than whoever started it lives."""
    logs.to_stderr()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: sys.exit(0))  # until the worker itself listens
    log.info("the worker starts", pid=os.getpid())
    if attached:
        keeping.end_with_parent()
    config = Config.from_env()
    watch.statements(config.slow_statement_ms / 1000)
    # Both kinds of worker call it by its module: from here on each try has its line in the log.
    performing.perform = told_of(performing.perform)  # type: ignore[assignment]  # the names of its arguments
    worker.run(config)
    log.info("the worker ends", pid=os.getpid())


def told_of(perform: Callable[[Shop, Owed], None]) -> Callable[[Shop, Owed], None]:
    """The same, with one line per try: which job, how long, how many statements, and what became of it."""

    def watched(shop: Shop, owed: Owed) -> None:
        began, ended = time.perf_counter(), "job"
        facts = {"kind": owed.kind, "owed": owed.id, "attempt": owed.attempt}
        with structlog.contextvars.bound_contextvars(**facts), watch.tallied() as tally:
            try:
                perform(shop, owed)
            except TryAgain:
                ended = "job to be tried again"
                raise
            finally:
                took = round((time.perf_counter() - began) * 1000, 1)
                log.info(ended, duration_ms=took, statements=tally.statements)

    return watched
