"""The worker for SQLite: threads that take rows by lease, and one look at the clock between them."""

import threading
from contextlib import suppress
from datetime import UTC, datetime

from pitchdeck.base import logs
from pitchdeck.base.errors import Busy
from pitchdeck.delivery.jobs import performing, schedule
from pitchdeck.delivery.jobs.performing import TryAgain
from pitchdeck.delivery.jobs.tasks import Shop

THREADS = 2
"""One may be waiting for a mail server while the other works."""
IDLE_S, TICK_S = 0.5, 5.0

log = logs.logger("pitchdeck.worker")


def work(shop: Shop, stop: threading.Event) -> None:
    """Work until `stop` is set; what is being done then is finished first."""
    crowd = [threading.Thread(target=_drain, args=(shop, stop), name=f"jobs-{no}") for no in range(THREADS)]
    for thread in crowd:
        thread.start()
    while not stop.is_set():
        schedule.look(shop.database)
        stop.wait(TICK_S)
    for thread in crowd:
        thread.join()


def _drain(shop: Shop, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            done = one(shop)
        except Busy:
            done = False
        except Exception:  # a database that is away for a moment must not end the worker
            log.exception("the queue could not be read")
            done = False
        if not done:
            stop.wait(IDLE_S)


def one(shop: Shop) -> bool:
    """Do the next thing that is due; False when there was none."""
    owed = performing.claim_next(shop, datetime.now(UTC))
    if owed is None:
        return False
    with suppress(TryAgain):  # the row itself says when
        performing.perform(shop, owed)
    return True
