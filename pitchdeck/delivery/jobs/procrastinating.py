"""The worker for PostgreSQL: Procrastinate fetches, waits and repeats; the row says what is owed."""

import asyncio
from contextlib import suppress
from typing import Any

import procrastinate
from procrastinate.jobs import Job
from sqlalchemy import make_url

from pitchdeck.base import logs, outbox
from pitchdeck.delivery.jobs import performing, schedule
from pitchdeck.delivery.jobs.performing import TryAgain
from pitchdeck.delivery.jobs.tasks import Shop

QUEUE = "pitchdeck"
AT_ONCE = 4
LOOK_S, TICK_S = 1.0, 5.0
log = logs.logger("pitchdeck.worker")
HEARTBEAT_S, SILENT_S = 5.0, 20.0
"""A worker that was silent so long is gone: what it was doing is done by another."""


class Later(procrastinate.BaseRetryStrategy):
    """Repeats when the outbox row is due again, and never more often than that row allows."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> procrastinate.RetryDecision | None:
        del job  # the row in the outbox counts the attempts
        return procrastinate.RetryDecision(retry_at=exception.at) if isinstance(exception, TryAgain) else None


def queue_of(shop: Shop) -> procrastinate.App:
    """Procrastinate on the database of the shop, knowing the one task that there is."""
    url = make_url(shop.database.url).set(drivername="postgresql")
    connector = procrastinate.PsycopgConnector(conninfo=url.render_as_string(hide_password=False))
    queue = procrastinate.App(connector=connector)

    @queue.task(name="perform", queue=QUEUE, retry=Later())
    def perform(owed_id: int) -> None:
        with shop.database.reading() as session:
            kind = outbox.kind_of(session, owed_id)
        owed = performing.claim(shop, owed_id, kind) if kind else None
        if owed is not None:
            performing.perform(shop, owed)

    return queue


def work(shop: Shop, *, silent_s: float = SILENT_S, **settings: Any) -> None:
    """Work until the process is told to stop; what is being done then is finished first."""
    asyncio.run(_work(shop, silent_s, settings))


async def _work(shop: Shop, silent_s: float, settings: dict[str, Any]) -> None:
    queue = queue_of(shop)
    async with queue.open_async():
        around = asyncio.create_task(_look_around(shop, queue, silent_s))
        try:
            await queue.run_worker_async(
                queues=[QUEUE],
                concurrency=AT_ONCE,
                listen_notify=False,
                fetch_job_polling_interval=LOOK_S,
                delete_jobs="always",
                update_heartbeat_interval=min(HEARTBEAT_S, silent_s / 4),
                stalled_worker_timeout=silent_s,
                **settings,
            )
        finally:
            around.cancel()
            with suppress(asyncio.CancelledError):
                await around


async def _look_around(shop: Shop, queue: procrastinate.App, silent_s: float) -> None:
    """Owe what the clock asks for, and put back what a worker that is gone was doing."""
    manager = queue.job_manager
    while True:
        await asyncio.to_thread(schedule.look, shop.database)
        try:
            for job in await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=silent_s):
                await manager.retry_job(job)
            await manager.prune_stalled_workers(silent_s)
        except Exception:  # the next look comes in a moment
            log.exception("what stalled could not be put back")
        await asyncio.sleep(min(TICK_S, silent_s / 2))
