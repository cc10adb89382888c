"""Real workers: killed in the middle of a job, many at one queue, and at one clock."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from pitchdeck.base import outbox
from pitchdeck.base.db import Database
from pitchdeck.delivery.jobs import schedule
from pitchdeck.delivery.jobs.schedule import Daily, Every
from tests.delivery.jobs.counting import effects
from tests.factories.cast import Cast
from tests.races.crowd import race

ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def worker(database: Database, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.delivery.jobs.counting", database.url, str(folder)]
    started = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        yield started
    finally:
        started.kill()
        started.wait()


def soon(true: Callable[[], bool], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def is_open(database: Database) -> bool:
    asked = text("SELECT count(*) FROM outbox WHERE done_at IS NULL")
    with database.reading() as session:
        return bool(session.execute(asked).scalar_one())


def owe(database: Database, kind: str, times: int = 1) -> None:
    with database.writing() as turn:
        for _ in range(times):
            outbox.owe(turn.session, kind, {}, at=turn.at)


def test_a_job_whose_worker_is_killed_runs_again_and_has_its_effect_once(
    database: Database, cast: Cast, tmp_path: Path
) -> None:
    assert cast
    owe(database, "dawdle")
    started = tmp_path / "started"
    with worker(database, tmp_path) as first:
        soon(started.exists)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert is_open(database)
    with worker(database, tmp_path) as second:
        soon(lambda: not is_open(database))
        second.send_signal(signal.SIGTERM)
        assert second.wait(timeout=20) == 0
    assert started.read_text().count("started") == 2
    assert effects(database) == 1


def test_many_workers_do_each_thing_once(database: Database, cast: Cast, tmp_path: Path) -> None:
    assert cast
    owe(database, "count", 60)
    with worker(database, tmp_path), worker(database, tmp_path), worker(database, tmp_path):
        soon(lambda: not is_open(database))
    assert effects(database) == 60


def look(database: Database, _number: int, turn: int, start: datetime) -> None:
    schedule.SCHEDULE["count"] = Every(timedelta(minutes=5))
    schedule.tick(database, start + timedelta(minutes=turn))


@pytest.mark.race
def test_a_slot_is_owed_once_however_many_look_at_the_clock(database: Database, cast: Cast) -> None:
    assert cast
    came = race(database.url, look, 30, datetime(2026, 3, 1, 10, 2, tzinfo=UTC))
    assert set(came) == {"done"}
    with database.reading() as session:
        owed = session.execute(text("SELECT key FROM outbox ORDER BY key")).scalars().all()
    assert owed[:2] == ["count 2026-03-01T10:00Z", "count 2026-03-01T10:05Z"]
    assert len(owed) == 7


def test_a_daily_slot_begins_where_the_organisation_is() -> None:
    berlin, daily = ZoneInfo("Europe/Berlin"), Daily(clock(7))
    early = datetime(2026, 7, 1, 4, 59, tzinfo=UTC)
    assert daily.slot(early, berlin).astimezone(UTC) == datetime(2026, 6, 30, 5, tzinfo=UTC)
    assert daily.slot(early + timedelta(minutes=1), berlin).astimezone(UTC) == datetime(
        2026, 7, 1, 5, tzinfo=UTC
    )
    winter = datetime(2026, 12, 1, 6, tzinfo=UTC)
    assert daily.slot(winter, berlin).astimezone(UTC) == datetime(2026, 12, 1, 6, tzinfo=UTC)


def test_nothing_is_owed_before_there_is_an_organisation(database: Database) -> None:
    assert schedule.tick(database, datetime.now(UTC)) == []


def test_a_bad_look_at_the_clock_ends_no_worker(
    database: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cast
    monkeypatch.setitem(schedule.SCHEDULE, "count", Every(timedelta(minutes=5)))
    with monkeypatch.context() as away:
        away.setattr(database, "reading", lambda: contextlib.nullcontext(None))
        schedule.look(database)
    assert not is_open(database)
    schedule.look(database)
    assert is_open(database)
