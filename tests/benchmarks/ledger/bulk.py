"""A demo with any number of transfers: commitments that were taken back, put there past the triggers in bulk.

Each is a copy of one of the demo's own, with its reservation and its return, its resolution, both acts in the
history and their seals, so that `verify` finds nothing wrong and has everything to look at.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, create_engine, insert, text

from pitchdeck.base import sealing
from pitchdeck.base.db import Database
from pitchdeck.base.sealing import HistorySeal
from pitchdeck.delivery.cli.demo import story
from tests.databases import owner_url

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
MODELS = """CREATE TABLE bench_model AS SELECT row_number() OVER (ORDER BY c.id) - 1 AS place, c.purse_id,
c.pitch_id, c.revision_id, c.fiscal_year, c.by_id, c.at, pitch.key AS pitch, s.id AS source, t.id AS target,
s.currency FROM commitment c JOIN pitch ON pitch.id = c.pitch_id
JOIN account s ON s.purse_id = c.purse_id AND s.kind = 'purse'
JOIN account t ON t.pitch_id = c.pitch_id AND t.kind = 'reserved' AND t.fiscal_year = c.fiscal_year
WHERE c.deputy_id IS NULL AND c.supplement_id IS NULL"""
FIRST = "(SELECT COALESCE(MAX(id), 0) + 1 FROM {})"
ROWS = """INSERT INTO {table} ({columns})
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count)
SELECT {values} FROM n JOIN bench_model m ON m.place = n.i % :models"""
LATER = {
    "sqlite": "strftime('%Y-%m-%dT%H:%M:%S', m.at, '+' || (n.i / :models * 2 + {0}) || ' seconds')"
    " || '.000000Z'",
    "postgresql": "m.at + (n.i / :models * 2 + {0}) * INTERVAL '1 second'",
}
"""The moment of an act: when it is committed (0) and when it is taken back (1)."""
COMMITMENT = {
    "id": "{base} + n.i",
    "key": "'bench' || n.i",
    "purse_id": "m.purse_id",
    "pitch_id": "m.pitch_id",
    "revision_id": "m.revision_id",
    "fiscal_year": "m.fiscal_year",
    "amount": "100",
    "by_id": "m.by_id",
    "at": "{at}",
}
RESOLUTION = {
    "commitment_id": "{base} + n.i",
    "outcome": "'freed'",
    "committed": "0",
    "freed": "100",
    "reason": "''",
    "by_id": "m.by_id",
    "at": "{at}",
}


def _transfer(verb: str, source: tuple[str, str], target: tuple[str, str]) -> dict[str, str]:
    row = {"verb": f"'{verb}'", "amount": "100", "currency": "m.currency", "commitment_id": "{base} + n.i"}
    row |= {"from_id": f"m.{source[0]}", "from_kind": f"'{source[1]}'"}
    row |= {"to_id": f"m.{target[0]}", "to_kind": f"'{target[1]}'"}
    return row | {"document": "''", "reason": "''", "by_id": "m.by_id", "at": "{at}"}


def _act(verb: str) -> dict[str, str]:
    row = {"at": "{at}", "by_id": "m.by_id", "subject_kind": "'pitch'", "subject_key": "m.pitch"}
    detail = r"""'{{"amount"\:100,"fiscal_year"\:' || m.fiscal_year || '}}'"""
    return row | {"verb": f"'{verb}'", "why": "''", "detail": detail}


PURSE, RESERVED = ("source", "purse"), ("target", "reserved")
FILLED = (
    ("commitment", 0, COMMITMENT),
    ("transfer", 0, _transfer("reserve", PURSE, RESERVED)),
    ("history", 0, _act("committed")),
    ("resolution", 1, RESOLUTION),
    ("transfer", 1, _transfer("free", RESERVED, PURSE)),
    ("history", 1, _act("commitment_withdrawn")),
)


def fill(database: Database, transfers: int) -> None:
    """Tell the demo and add this many transfers."""
    story.tell(database, password_hash="x", now=NOW)
    engine = create_engine(owner_url(database))
    with engine.begin() as connection:
        _unguarded(connection)
        connection.execute(text(MODELS))
        ask = connection.execute
        told = {
            "count": transfers // 2,
            "models": ask(text("SELECT COUNT(*) FROM bench_model")).scalar_one(),
        }
        base = ask(text("SELECT MAX(id) + 1 FROM commitment")).scalar_one()
        for table, step, row in FILLED:
            at = LATER[connection.dialect.name].format(step)
            values = ", ".join(value.format(base=base, at=at) for value in row.values())
            ask(text(ROWS.format(table=table, columns=", ".join(row), values=values)), told)
        ask(text("DROP TABLE bench_model"))
        _seal(connection)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


def _unguarded(connection: Connection) -> None:
    """No trigger for this connection; on SQLite none any more."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        return
    for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        connection.execute(text(f"DROP TRIGGER {name}"))


def _seal(connection: Connection) -> None:
    """All of the history in one chain, as the job does it batch by batch."""
    seals = _seals(connection)
    while rows := list(islice(seals, 20_000)):
        connection.execute(insert(HistorySeal), rows)


def _seals(connection: Connection) -> Iterator[dict[str, Any]]:
    no, hash_ = 0, sealing.FIRST
    statement = sealing._UNSEALED.limit(None)
    for no, row in enumerate(connection.execute(statement).all(), 1):
        hash_ = sealing._hash(hash_, row)
        yield {"no": no, "history_id": row[0], "hash": hash_, "at": NOW}
