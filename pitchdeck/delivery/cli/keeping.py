"""Keeps a worker beside the server: started again when it dies, ended when the server ends, however it ends.

A process of its own, because the server forks: `python -m pitchdeck.delivery.cli.keeping`.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

from pitchdeck.base import logs

WORKER = (sys.executable, "-m", "pitchdeck.delivery.cli", "worker", "--attached")
LOOK_S = 0.5
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 30.0
HEALTHY_S = 60.0
"""A worker that lived so long had started well: the pauses begin again with the shortest."""
FAREWELL_S = 60.0
"""What is being done is finished first: the longest lease of a task that reaches outside."""

log = logs.logger("pitchdeck.keeper")


def beside() -> "subprocess.Popen[bytes]":
    """Start the keeper; it ends with this process, and earlier when it is told to."""
    return subprocess.Popen([sys.executable, "-m", "pitchdeck.delivery.cli.keeping"])


def end(keeper: "subprocess.Popen[bytes]") -> None:
    """Tell the keeper to end its worker and itself, and wait until both are gone."""
    keeper.terminate()
    try:
        keeper.wait(FAREWELL_S + 5)
    except subprocess.TimeoutExpired:
        keeper.kill()
        keeper.wait()


def keep(command: Sequence[str], stop: threading.Event, *, pause_s: float = FIRST_PAUSE_S) -> None:
    """Run the command again and again until `stop` is set or whoever started this process is gone."""
    parent, pause = os.getppid(), pause_s
    while _wanted(stop, parent):
        began = time.monotonic()
        worker = subprocess.Popen(list(command))  # noqa: S603  our own worker
        while _wanted(stop, parent) and worker.poll() is None:
            stop.wait(LOOK_S)
        if not _wanted(stop, parent):
            _farewell(worker)
            return
        pause = pause_s if time.monotonic() - began > HEALTHY_S else pause
        log.warning("the worker ended", code=worker.returncode, again_in_s=pause)
        stop.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE_S)


def _wanted(stop: threading.Event, parent: int) -> bool:
    return not stop.is_set() and os.getppid() == parent


def _farewell(worker: "subprocess.Popen[bytes]") -> None:
    worker.terminate()
    try:
        worker.wait(FAREWELL_S)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def end_with_parent() -> None:
    """Tell this process to stop as soon as the one that started it is gone, even by kill -9."""
    parent = os.getppid()

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_S)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=look, name="parent", daemon=True).start()


def main() -> None:
    """The keeper's process."""
    logs.to_stderr()
    stop = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stop.set())
    keep(WORKER, stop)


if __name__ == "__main__":
    main()
