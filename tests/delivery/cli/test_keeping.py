"""The worker beside the server: started again when it dies, and never left behind."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pitchdeck.base.db import Database
from pitchdeck.delivery.cli import keeping
from tests.structure.tree import ROOT

WRITES_ITS_PID = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"


def soon(true: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"


def pids(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def test_what_dies_is_started_again_and_ends_with_the_keeper(tmp_path: Path) -> None:
    started, stop = tmp_path / "started", threading.Event()
    command = [sys.executable, "-c", WRITES_ITS_PID, str(started)]
    thread = threading.Thread(target=keeping.keep, args=(command, stop), kwargs={"pause_s": 0.05})
    thread.start()
    try:
        soon(lambda: len(pids(started)) == 1)
        os.kill(pids(started)[0], signal.SIGKILL)
        soon(lambda: len(pids(started)) == 2)
    finally:
        stop.set()
        thread.join(30)
    assert not thread.is_alive()
    assert not any(alive(pid) for pid in pids(started))


KEEPS = """
import sys, threading
from pitchdeck.delivery.cli import keeping
keeping.keep([sys.executable, "-c", sys.argv[1], sys.argv[2]], threading.Event())
"""
STARTS = "import subprocess, sys; subprocess.Popen([sys.executable, *sys.argv[1:]]).wait()"


def test_what_is_kept_ends_when_the_server_is_killed(tmp_path: Path) -> None:
    started = tmp_path / "started"
    keeper = ["-c", KEEPS, WRITES_ITS_PID, str(started)]
    server = subprocess.Popen(
        [sys.executable, "-c", STARTS, *keeper], env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    soon(lambda: len(pids(started)) == 1)
    server.kill()
    server.wait()
    soon(lambda: not alive(pids(started)[0]))


@pytest.mark.parametrize(("told", "late_s"), [(signal.SIGTERM, 0), (signal.SIGTERM, 5), (signal.SIGINT, 5)])
def test_a_worker_ends_cleanly_when_told(
    database: Database, tmp_path: Path, told: signal.Signals, late_s: float
) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "pitchdeck.delivery.cli", "worker"],
        cwd=ROOT,
        env={
            **os.environ,
            "PITCHDECK_DATABASE_URL": database.url,
            "PITCHDECK_DATA_DIR": str(tmp_path),
            "PYTHONPATH": str(ROOT),
        },
        stderr=subprocess.PIPE,
        text=True,
    )
    assert worker.stderr is not None
    assert json.loads(worker.stderr.readline())["event"] == "the worker starts"
    time.sleep(late_s)
    worker.send_signal(told)
    worker.communicate(timeout=30)
    assert worker.returncode == 0
