"""Writers of SQLite take turns, also when one of them comes back at once, and also when one is killed."""

import multiprocessing as mp
import os
import signal
import threading
import time
from typing import Any

import pytest

from pitchdeck.base.db import Database
from pitchdeck.base.engines import engines_for
from pitchdeck.base.errors import Busy

BUSY_S = 0.005


def greedy(url: str, until: threading.Event, turns: list[float]) -> None:
    """Whoever writes again and again, and is back in the queue before anybody has woken up."""
    engines = engines_for(url, wait_s=30)
    while not until.is_set():
        with engines.turn():
            turns.append(time.monotonic())
            time.sleep(BUSY_S)


def test_who_gives_a_turn_back_does_not_take_it_again_before_who_waits(sqlite: Database) -> None:
    enough, turns = threading.Event(), [0.0]
    other = threading.Thread(target=greedy, args=(sqlite.url, enough, turns))
    other.start()
    overtaken = []
    try:
        for _ in range(10):
            while len(turns) < 3:
                time.sleep(BUSY_S)
            before = len(turns)
            with sqlite.engines.turn():
                overtaken.append(len(turns) - before)
            del turns[1:]
    finally:
        enough.set()
        other.join()
    # One turn may begin before the front is reached, and one is under way then.
    assert max(overtaken) <= 2, overtaken


def hold(url: str, has_it: Any) -> None:
    with engines_for(url, wait_s=5).turn():
        has_it.set()
        time.sleep(60)


def test_a_turn_ends_with_its_process(sqlite: Database) -> None:
    context = mp.get_context("forkserver")
    has_it = context.Event()
    process = context.Process(target=hold, args=(sqlite.url, has_it))
    process.start()
    assert has_it.wait(60)
    hasty = engines_for(sqlite.url, wait_s=0.05)
    with pytest.raises(Busy), hasty.turn():
        pytest.fail("two turns at once")
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    with hasty.turn():
        pass
    hasty.dispose()
