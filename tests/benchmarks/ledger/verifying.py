"""What the whole check of a database costs, beside reading each of the same rows once.

Both on one snapshot in this process, by the clock: on PostgreSQL most of the work is the server's.
"""

import gc
import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from pitchdeck.base.db import Base, Database
from pitchdeck.features.portfolio.queries.invariants import breaches


def checked(session: Session) -> None:
    """`pitchdeck verify`."""
    assert list(breaches(session)) == []


def scanned(session: Session) -> None:
    """Every row of every table, as the product reads rows, and nothing done with them."""
    for table in Base.metadata.sorted_tables:
        for _row in session.execute(select(table), execution_options={"yield_per": 1000}):
            pass


def seconds(database: Database, runs: int) -> tuple[list[float], list[float]]:
    """How long the check and the scan took, by run."""
    taken: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for place in (0, 1) if run % 2 else (1, 0):
            gc.collect()
            with database.snapshot() as session:
                began = time.perf_counter()
                (checked, scanned)[place](session)
                taken[place].append(time.perf_counter() - began)
    return taken[0][1:], taken[1][1:]
