"""Tasks whose effects can be counted, and a worker that can be killed in the middle of one.

`python -m tests.delivery.jobs.counting URL FOLDER` is that worker; FOLDER/started has a line for each start.
"""

import sys
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from config import Config
from pitchdeck.base.db import Database, Writing
from pitchdeck.base.outbox import Owed
from pitchdeck.base.refs import next_ref
from pitchdeck.delivery.jobs.tasks import TASKS, Facts, GiveUp, Shop, Task

SERIES_YEAR = 2026


def count(turn: Writing, _facts: Facts) -> None:
    """One more effect: a number of a series, which no rollback leaves a gap in."""
    next_ref(turn.session, "EFFECT", SERIES_YEAR)


def effects(database: Database) -> int:
    """How often `count` took effect."""
    asked = text("SELECT COALESCE(MAX(last), 0) FROM counter WHERE series LIKE 'EFFECT%'")
    with database.reading() as session:
        return int(session.execute(asked).scalar_one())


def fail(_shop: Shop, _owed: Owed) -> None:
    raise ConnectionError("mail.example refused someone@example.org")


def give_up(_shop: Shop, _owed: Owed) -> None:
    raise GiveUp("The address does not exist.")


def dawdle(shop: Shop, _owed: Owed) -> None:
    """Takes for ever the first time, so that the worker can be killed in the middle; later it is quick."""
    started = shop.config.data_dir / "started"
    with started.open("a") as file:
        file.write("started\n")
    if started.read_text().count("\n") == 1:
        time.sleep(60)


PROBES = {
    "count": Task(act=count),
    "fail": Task(send=fail, act=count),
    "give_up": Task(send=give_up, act=count),
    "dawdle": Task(send=dawdle, act=count, lasts=timedelta(seconds=2)),
}


def main(url: str, folder: Path) -> None:
    TASKS.update(PROBES)
    shop = Shop(
        Database(url, wait_s=30), Config(database_url=url, secret_key="only for tests", data_dir=folder)
    )
    if shop.database.dialect == "postgresql":
        from pitchdeck.delivery.jobs import procrastinating  # noqa: PLC0415  # PostgreSQL's alone

        procrastinating.work(shop, silent_s=2)
    else:
        from pitchdeck.delivery.jobs.worker import _embedded  # noqa: PLC0415  # SQLite's alone

        _embedded(shop)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
