"""Both layouts as docs/operations.md sets them up: what is killed under load loses and doubles nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.passwords import Passwords
from pitchdeck.delivery.cli.demo import story
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests import databases
from tests.databases import size
from tests.races.nodes import PASSWORD, Investor, Node, Process, all_at_once, node, soon

pytestmark = pytest.mark.race
EACH = size(400)
INVESTORS = ("investor1", "investor2", "investor3")
PURSE = """
    SELECT purse.key FROM purse JOIN round ON round.id = purse.round_id
    JOIN person ON person.id = purse.investor_id
    WHERE round.state = 'funding' AND round.kind = 'standard' AND person.email LIKE :name
    AND purse.fund_id NOT IN (SELECT fund_id FROM fund_category) ORDER BY purse.id LIMIT 1
"""
PITCH = """
    SELECT pitch.ref FROM pitch JOIN round ON round.id = pitch.round_id
    WHERE round.state = 'funding' AND round.kind = 'standard' AND pitch.state = 'in_funding'
    ORDER BY pitch.id LIMIT 1
"""


def told(database: Database) -> None:
    hashed = Passwords(time_cost=1, memory_kib=8).hash(PASSWORD)
    story.tell(database, password_hash=hashed, now=datetime.now(UTC))


def asked(database: Database, statement: str, **values: str) -> str:
    with database.reading() as session:
        return str(session.execute(text(statement), values).scalar_one())


def settings(database: Database, store: Path) -> dict[str, str]:
    return {
        "PITCHDECK_DATABASE_URL": database.url,
        "PITCHDECK_SECRET_KEY": "one for all nodes",
        "PITCHDECK_STORE": str(store),
    }


def committing(
    database: Database, nodes: tuple[Node, ...], during: Callable[[list[Investor]], None]
) -> list[Investor]:
    """Everybody commits at once, each act with a key of its own, while `during` happens to the nodes."""
    ref = asked(database, PITCH)
    people = [Investor(name, nodes) for name in INVESTORS]
    jobs: list[Callable[[], None]] = []
    for person in people:
        person.enter()
        purse = asked(database, PURSE, name=f"{person.name}@%")
        jobs.append(partial(person.commit, ref, purse, EACH))
    threads = all_at_once(jobs)
    during(people)
    for thread in threads:
        thread.join(600)
    assert not any(thread.is_alive() for thread in threads)
    return people


def half_done(people: list[Investor]) -> bool:
    return sum(len(person.done) for person in people) >= EACH * len(people) // 3


def commitments(database: Database) -> int:
    return int(asked(database, "SELECT count(*) FROM commitment"))


def is_sound(database: Database, people: list[Investor], before: int) -> None:
    """Every act was done once, however often it was sent; nothing is owed any more, and all adds up."""
    assert [line for person in people for line in person.strange] == []
    assert all(len(person.done) == EACH for person in people)
    assert commitments(database) == before + EACH * len(people)
    soon(lambda: asked(database, "SELECT count(*) FROM outbox WHERE done_at IS NULL AND due_at < at") == "0")
    with database.snapshot() as session:
        assert list(breaches(session)) == []


@pytest.mark.postgres
def test_two_nodes_a_worker_and_postgresql_one_node_killed(tmp_path: Path) -> None:
    with databases.postgres() as database:
        told(database)
        before = commitments(database)
        shared = settings(database, tmp_path / "store")
        first, second = node(tmp_path / "a", shared), node(tmp_path / "b", shared)
        worker = Process(("worker",), {**shared, "PITCHDECK_DATA_DIR": str(tmp_path / "w")}, tmp_path / "log")
        try:
            first.start()
            second.start()
            worker.start()

            def kill_one(people: list[Investor]) -> None:
                soon(lambda: half_done(people))
                second.process.kill()

            people = committing(database, (first, second), kill_one)
            lost = [port for person in people for port in person.lost]
            assert lost, "nobody noticed the kill"
            assert set(lost) == {second.port}, "the other node lost a request"
            is_sound(database, people, before)
            assert worker.stop() == 0
        finally:
            for process in (first.process, second.process, worker):
                if process.running is not None and process.running.poll() is None:
                    process.kill()


def test_one_machine_with_sqlite_killed_and_started_again(tmp_path: Path) -> None:
    with databases.sqlite(tmp_path) as database:
        told(database)
        before = commitments(database)
        server = node(tmp_path / "one", settings(database, tmp_path / "store"), "--with-worker")
        try:
            server.start()

            def kill_and_start(people: list[Investor]) -> None:
                soon(lambda: half_done(people))
                server.process.kill()
                server.start()

            people = committing(database, (server,), kill_and_start)
            assert [port for person in people for port in person.lost], "nobody noticed the kill"
            is_sound(database, people, before)
            assert server.process.stop() == 0
        finally:
            if server.process.running is not None and server.process.running.poll() is None:
                server.process.kill()
