"""`pitchdeck worker`: does what is owed to the world, until it is told to stop."""

from config import Config
from pitchdeck.base import logs
from pitchdeck.delivery.cli import keeping
from pitchdeck.delivery.jobs import worker


def run(*, attached: bool) -> None:
    """Work until SIGTERM or Ctrl+C; with `attached` also no longer than whoever started it lives."""
    logs.to_stderr()
    if attached:
        keeping.end_with_parent()
    worker.run(Config.from_env())
