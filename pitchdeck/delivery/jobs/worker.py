"""`pitchdeck worker`: the right kind of worker for the database, until it is told to stop."""

import signal
import threading

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.delivery.jobs.house import furnish
from pitchdeck.delivery.jobs.tasks import Shop


def run(config: Config) -> None:
    """Work on what is owed until SIGTERM or Ctrl+C."""
    furnish()
    shop = Shop(Database(config.database_url, wait_s=30), config)
    try:
        if shop.database.dialect == "postgresql":
            from pitchdeck.delivery.jobs import procrastinating  # noqa: PLC0415  # PostgreSQL's alone

            procrastinating.work(shop)
        else:
            _embedded(shop)
    finally:
        shop.database.dispose()


def _embedded(shop: Shop) -> None:
    from pitchdeck.delivery.jobs import embedded  # noqa: PLC0415  # SQLite's alone

    stop = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stop.set())
    embedded.work(shop, stop)
