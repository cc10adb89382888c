"""The ledger beside its obvious twins: hot and own purses on PostgreSQL, SQLite's writers, the whole check.

`--scale 0.05` runs a twentieth of the acts and rows; a name (hot, own, queue, verify) runs that part alone.
Ends with status 1 when a ratio is not kept. The sides of a part take turns; each ratio is the median of five.
"""

import argparse
import sys
from collections.abc import Callable
from statistics import median

from tests import databases
from tests.benchmarks.ledger import bulk, hot_purse, own_purses, sqlite_queue, verifying
from tests.benchmarks.ledger.clients import RUNS, durable, in_turns, ratio


def hot(scale: float) -> bool:
    """16 clients, whole acts on one purse, against SELECT … FOR UPDATE."""
    clients, acts = 16, _size(60, scale)
    with durable() as database:
        needs = hot_purse.staged(database, clients)
        url = databases.owner_url(database)  # the application's role may lock no account by itself
        ours, twin = in_turns(url, hot_purse.SIDES, needs, clients=clients, acts=acts)
    rates = [run.rate for run in ours], [run.rate for run in twin]
    return _told("hot purse, acts/s against SELECT … FOR UPDATE", rates, at_least=1.4)


def own(scale: float) -> bool:
    """64 clients of pgbench, bare transfers, purses and pitches of their own against one purse."""
    with durable() as database:
        own_purses.stage(database)
        rates = own_purses.rates(database, _size(100, scale))
    return _told("own purses, transfers/s against one hot purse", (rates["own"], rates["hot"]), at_least=3.0)


def queue(scale: float) -> bool:
    """8 processes, whole acts on SQLite: the longest wait with the queue of writers and without."""
    clients = sqlite_queue.CLIENTS
    with databases.sqlite(peopled=True) as database:
        needs = hot_purse.staged(database, clients)
        sides = in_turns(database.url, sqlite_queue.SIDES, needs, clients=clients, acts=_size(1000, scale))
    waits = [run.worst_s for run in sides[0]], [run.worst_s for run in sides[1]]
    return _told("SQLite, longest wait in s with the queue against polling", waits, at_most=0.35)


def verify(scale: float) -> bool:
    """The whole check of a million transfers, against reading the same rows once."""
    kept = []
    for kind in databases.WANTED:
        with (databases.sqlite if kind == "sqlite" else databases.postgres)() as database:
            bulk.fill(database, _size(1_000_000, scale))
            taken = verifying.seconds(database, RUNS)
        kept.append(_told(f"verify on {kind}, s against a scan", taken, at_most=3.0))
    return all(kept)


def _size(full: int, scale: float) -> int:
    return max(1, round(full * scale))


def _told(
    what: str,
    values: tuple[list[float], list[float]],
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> bool:
    found = ratio(values)
    limit = f"at least {at_least}" if at_least is not None else f"at most {at_most}"
    kept = found >= at_least if at_least is not None else found <= (at_most or 0)
    sides = " and ".join(f"{median(side):.3g}" for side in values)
    sys.stdout.write(f"{what}: {found:.2f}, {limit} ({sides}){'' if kept else ': NOT KEPT'}\n")
    sys.stdout.flush()
    return kept


PARTS: dict[str, Callable[[float], bool]] = {"hot": hot, "own": own, "queue": queue, "verify": verify}

if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", choices=[*PARTS, []])
    asked.add_argument("--scale", type=float, default=1.0)
    told = asked.parse_args()
    held = [PARTS[part](told.scale) for part in told.parts or PARTS]
    sys.exit(not all(held))
