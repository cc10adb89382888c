"""Many processes at one database: each starts at the same moment, and tells what came of its tries."""

import multiprocessing as mp
import traceback
from collections import Counter
from collections.abc import Callable
from typing import Any

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Busy, Refusal

PROCESSES = 8
Attempt = Callable[[Database, int, int, Any], object]
"""(database, process, attempt, what the race needs) → anything; raises Refusal when refused."""


def race(
    url: str, attempt: Attempt, attempts: int, needs: Any, *, processes: int = PROCESSES
) -> Counter[str]:
    """How often each thing came of `attempts` tries in each process: "done", a refusal's words, an error."""
    context = mp.get_context("forkserver")
    # Everything heavy is imported once, and each process starts as a copy that has no connection open.
    context.set_forkserver_preload(["tests.features.funding.stage"])
    ends = (context.Barrier(processes), context.Queue())
    crowd = [
        context.Process(target=_one, args=(url, attempt, (number, attempts), needs, ends))
        for number in range(processes)
    ]
    for process in crowd:
        process.start()
    total: Counter[str] = Counter()
    for _process in crowd:
        total += ends[1].get(timeout=600)
    for process in crowd:
        process.join(60)
    return total


def _one(url: str, attempt: Attempt, place: tuple[int, int], needs: Any, ends: tuple[Any, Any]) -> None:
    (number, attempts), (gate, answers) = place, ends
    database = Database(url, wait_s=60)
    seen: Counter[str] = Counter()
    gate.wait(120)
    for turn in range(attempts):
        seen[_tried(database, attempt, number, turn, needs)] += 1
    database.dispose()
    answers.put(seen)


def _tried(database: Database, attempt: Attempt, number: int, turn: int, needs: Any) -> str:
    try:
        attempt(database, number, turn, needs)
    except Busy:
        return "busy"
    except Refusal as refused:
        return f"refused: {str(refused)[:60]}"
    except Exception:  # noqa: BLE001  # any other error is what the race is looking for
        return f"error: {traceback.format_exc()[-600:]}"
    return "done"
