"""What a search asks is answered from indexes: no table that grows with pitches is read from end to end."""

from typing import Any

from sqlalchemy import event

from pitchdeck.base.db import Database
from pitchdeck.features.portfolio.queries.search import asked, found
from tests.benchmarks.bench_search import ASKED, fill
from tests.databases import size
from tests.factories.cast import Cast

GROWS = ("pitch", "search_entry")
"""What the benchmark fills: a small table is rightly read as a whole."""


def plans(database: Database, cast: Cast, who: str, typed: str) -> list[tuple[str, str]]:
    """(statement, a line of its plan) for everything that one search asks."""
    seen: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            seen.append((statement, values))

    event.listen(database.engines.snapshot, "before_cursor_execute", note)
    try:
        with database.snapshot() as session:
            found(session, cast.actors[who], asked(typed))
    finally:
        event.remove(database.engines.snapshot, "before_cursor_execute", note)
    word = "EXPLAIN QUERY PLAN" if database.dialect == "sqlite" else "EXPLAIN"
    with database.engines.read.connect() as connection:
        return [
            (statement, str(row[-1]).strip())
            for statement, values in seen
            for row in connection.exec_driver_sql(f"{word} {statement}", values)
        ]


def reads_all(line: str, dialect: str) -> bool:
    """Whether a line of a plan reads a growing table from end to end."""
    if dialect == "sqlite":
        words = line.split()
        return words[0] == "SCAN" and words[1] in GROWS and "INDEX" not in line and "ROWID" not in line
    return any(f"Seq Scan on {table} " in f"{line} " for table in GROWS)


def test_no_growing_table_is_read_from_end_to_end(database: Database, cast: Cast) -> None:
    fill(database, cast, size(60_000))
    for who in ("finance", "presenter"):
        for typed in ASKED.values():
            lines = plans(database, cast, who, typed)
            assert lines
            whole = [line for _statement, line in lines if reads_all(line, database.dialect)]
            assert whole == [], (who, typed)
