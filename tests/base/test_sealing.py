"""History sealed in batches: one chain, whatever order the acts were committed in."""

from datetime import UTC, datetime
from types import SimpleNamespace

from sqlalchemy import text

from pitchdeck.base import history, sealing
from pitchdeck.base.db import Database
from tests.factories.cast import Cast


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

    row = SimpleNamespace(
        id=1,
        at=datetime(2026, 3, 1, 9, 0, 0, 5, UTC),
        by_id=2,
        subject_kind="pitch",
        subject_key="k",
        verb="submitted",
        from_state=None,
        to_state="submitted",
        why="Größe",
        detail={"b": 1, "a": [1, 2]},
        deputy_id=None,
    )
    assert sealing._hash(sealing.FIRST, row) == (
        "7ef9efd82b88d180b2cba980e0d9d49f6a81ca05a6c5bb266bbde13beeb2cdae"
    )
    row.deputy_id = 3
    assert sealing._hash(sealing.FIRST, row) == (
        "cfb12fab23b4e35e2e667b81ba3af1ede7f5013bc3305b90d4f86bb180730c9b"
    )
