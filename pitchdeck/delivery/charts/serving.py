"""The child's side of `child.py`: read a question, answer it, until the asker is gone."""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any

from pitchdeck.delivery.charts.child import HEADER, frame

LIMITS = {"data": resource.RLIMIT_DATA, "address_space": resource.RLIMIT_AS}

Answer = tuple[dict[str, Any], bytes]


def limit_memory(kind: str, mebibytes: int) -> None:
    """Cap this process, and whatever it imports from now on; `kind` is data or address_space."""
    size = mebibytes << 20
    resource.setrlimit(LIMITS[kind], (size, size))


def serve(answer: Callable[[dict[str, Any], bytes], Answer]) -> None:
    """Answer every question on standard input until it ends.

    An exception of the engine is answered as `refused`; memory that has run out ends the process.
    """
    source = sys.stdin.buffer
    # The engines print to standard output now and then: give them standard error, keep the wire clean.
    wire = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while header := source.read(HEADER.size):
        head_length, body_length = HEADER.unpack(header)
        question = json.loads(source.read(head_length))
        body = source.read(body_length)
        # The asker kills at its deadline; if the asker itself was killed, this alarm does.
        signal.alarm(int(question["timeout_s"]) + 2)
        wire.write(frame(*_guarded(answer, question, body)))
        wire.flush()
        signal.alarm(0)


def _guarded(
    answer: Callable[[dict[str, Any], bytes], Answer], question: dict[str, Any], body: bytes
) -> Answer:
    try:
        return answer(question, body)
    except MemoryError:
        os._exit(3)
    except Exception as error:  # noqa: BLE001  # whatever a foreign engine raises is its refusal
        return {"refused": f"{type(error).__name__}: {error}"[:500]}, b""
