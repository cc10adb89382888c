"""`pitchdeck worker`: does what is owed to the world, until it is told to stop."""

import os
import signal

from config import Config
from pitchdeck.base import logs, watch
from pitchdeck.delivery.cli import keeping
from pitchdeck.delivery.jobs import worker

log = logs.logger("pitchdeck.worker")


def run(*, attached: bool) -> None:
    """Work until SIGTERM or Ctrl+C; with `attached` also no longer than whoever started it lives."""
    logs.to_stderr()
    for told in (signal.SIGTERM, signal.SIGINT):
        # Nothing has begun until the worker itself listens; an exception might be swallowed.
        signal.signal(told, lambda *_: os._exit(0))
    log.info("the worker starts", pid=os.getpid())
    if attached:
        keeping.end_with_parent()
    config = Config.from_env()
    watch.statements(config.slow_statement_ms / 1000)
    worker.run(config)
    log.info("the worker ends", pid=os.getpid())
