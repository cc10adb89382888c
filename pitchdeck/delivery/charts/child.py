"""A program of our own in a process that can be killed: one question, one answer, one deadline.

Charts and documents are drawn by large foreign engines.  Each lives in a child process with its own
memory limit, so that an endless or greedy input costs that child and never the web.
"""

import atexit
import contextlib
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

HEADER = struct.Struct(">II")
# What the engines need to find Python, fonts and a cache; the address of the database is not among it.
PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "PYTHONPATH",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "XDG_CACHE_HOME",
)
QUESTIONS_PER_LIFE = 500  # then a fresh process: the engines never give memory back


class ChildTimedOut(Exception):
    """The answer did not come before the deadline; the process has been killed."""


class ChildDied(Exception):
    """The process ended without an answer (usually its memory limit)."""


class ChildRefused(Exception):
    """The process answered that it cannot do this; `answer` says why."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        super().__init__(str(answer.get("refused", "")))
        self.answer = answer


def frame(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """One message on the wire: two lengths, JSON, bytes."""
    text = json.dumps(head).encode()
    return HEADER.pack(len(text), len(body)) + text + body


class Child:
    """A warm process that answers one question at a time and may be asked by many threads."""

    def __init__(self, module: str, arguments: Sequence[str] = ()) -> None:
        self._command = [sys.executable, "-m", module, *arguments]
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._asked = 0
        atexit.register(self.close)

    def ask(
        self, question: Mapping[str, Any], body: bytes = b"", *, timeout_s: float
    ) -> tuple[dict[str, Any], bytes]:
        """Send a question and wait for its answer, at most `timeout_s` seconds including the queue.

        Raises ChildTimedOut, ChildDied, ChildRefused.
        """
        deadline = time.monotonic() + timeout_s
        if not self._lock.acquire(timeout=timeout_s):
            raise ChildTimedOut(f"no answer within {timeout_s:g} s")
        try:
            return self._exchange(frame({**question, "timeout_s": timeout_s}, body), deadline)
        except TimeoutError as late:
            self._kill()
            raise ChildTimedOut(f"no answer within {timeout_s:g} s") from late
        except (BrokenPipeError, EOFError) as gone:
            self._kill()
            raise ChildDied("the process ended without an answer") from gone
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the process; the next question starts a new one."""
        if self._owner == os.getpid():
            self._kill()

    def _exchange(self, message: bytes, deadline: float) -> tuple[dict[str, Any], bytes]:
        process = self._alive()
        if process.stdin is None or process.stdout is None:
            raise EOFError
        _write(process.stdin.fileno(), message, deadline)
        head_length, body_length = HEADER.unpack(_read(process.stdout.fileno(), HEADER.size, deadline))
        answer: dict[str, Any] = json.loads(_read(process.stdout.fileno(), head_length, deadline))
        body = _read(process.stdout.fileno(), body_length, deadline)
        if "refused" in answer:
            raise ChildRefused(answer)
        return answer, body

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():
            # After a fork the pipes are the parent's: two askers would read each other's answers.
            self._process, self._owner = None, os.getpid()
        if self._process is not None and (
            self._process.poll() is not None or self._asked >= QUESTIONS_PER_LIFE
        ):
            self._kill()
        if self._process is None:
            self._process, self._asked = self._start(), 0
        self._asked += 1
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        environment["PYTHONHASHSEED"] = "0"  # the same question gives the same bytes
        process = subprocess.Popen(  # noqa: S603  # our own interpreter and module, no shell, no user text
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=environment,
            start_new_session=True,
        )
        if process.stdin is not None:
            os.set_blocking(process.stdin.fileno(), False)
        return process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


def _remaining(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _write(descriptor: int, message: bytes, deadline: float) -> None:
    view = memoryview(message)
    while view:
        if not select.select([], [descriptor], [], _remaining(deadline))[1]:
            raise TimeoutError
        view = view[os.write(descriptor, view) :]


def _read(descriptor: int, length: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    while length:
        if not select.select([descriptor], [], [], _remaining(deadline))[0]:
            raise TimeoutError
        part = os.read(descriptor, min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
