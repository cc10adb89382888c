"""History sealed in batches: one chain, whatever order the acts were committed in."""

import hashlib
import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from pitchdeck.base import history, sealing
from pitchdeck.base.db import Database
from tests.factories.cast import Cast

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def act(database: Database, cast: Cast, times: int = 1) -> None:
    with database.writing() as turn:
        for number in range(times):
            subject = ("probe", str(number))
            history.record(turn.session, subject, "done", by=cast.admin, at=turn.at, why="Größe → ≥")


def seal(database: Database) -> int:
    with database.writing() as turn:
        return sealing.seal(turn.session, at=turn.at)


def found(database: Database) -> list[str]:
    with database.snapshot() as session:
        return list(sealing.broken(session))


def test_batches_make_one_chain(database: Database, cast: Cast) -> None:
    act(database, cast, sealing.BATCH + 5)
    sealed = [seal(database) for _ in range(3)]
    assert sealed[0] == sealing.BATCH
    assert sealed[1] > 0
    assert sealed[2] == 0
    act(database, cast)
    with database.reading() as session:
        assert sealing.tail(session).count == 1
    assert found(database) == []
    assert seal(database) == 1
    with database.reading() as session:
        assert sealing.tail(session) == sealing.Tail(0, None)
        numbers = session.execute(text("SELECT no FROM history_seal ORDER BY no")).scalars().all()
    assert numbers == list(range(1, len(numbers) + 1))
    assert found(database) == []


def test_the_hash_is_the_same_on_both_databases() -> None:
    at = datetime(2026, 3, 1, 9, 0, 0, 5, UTC)
    row = (1, at, 2, "pitch", "k", "submitted", None, "submitted", "Größe", '{"a":[1,2],"b":1}')
    assert sealing._hash(sealing.FIRST, (*row, None)) == (
        "7ef9efd82b88d180b2cba980e0d9d49f6a81ca05a6c5bb266bbde13beeb2cdae"
    )
    assert sealing._hash(sealing.FIRST, (*row, 3)) == (
        "cfb12fab23b4e35e2e667b81ba3af1ede7f5013bc3305b90d4f86bb180730c9b"
    )


@given(st.text(), st.text(), st.none() | st.text())
def test_the_hash_is_that_of_a_list_in_json(why: str, key: str, state: str | None) -> None:
    """Whoever checks the seals without this code needs no more than this sentence."""
    row = (7, AT, 2, "pitch", key, "moved", state, None, why)
    told = ["f" * 64, 7, AT.isoformat(), *row[2:], {"amount": 5, "why": why}]
    words = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    detail = json.dumps(told[-1], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert sealing._hash("f" * 64, (*row, detail, None)) == hashlib.sha256(words.encode()).hexdigest()
