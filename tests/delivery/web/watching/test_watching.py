"""Alive, ready and how it is doing: for machines, without a person and without a secret."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from pitchdeck.base import outbox, watch
from pitchdeck.base.db import Database
from pitchdeck.base.schema import head
from pitchdeck.features.people.actions import record_failure
from tests import databases
from tests.delivery.web.watching.conftest import TOKEN, deployed
from tests.factories.cast import Cast

BEARER = {"Authorization": f"Bearer {TOKEN}"}
Watch = Callable[[], AbstractContextManager[list[str]]]


def test_alive_touches_nothing(database: Database, tmp_path: Path, statements: Watch) -> None:
    client = deployed(database, tmp_path).test_client()
    with statements() as seen:
        answer = client.get("/healthz")
    assert (answer.status_code, answer.text, seen) == (200, "alive\n", [])


def test_ready_needs_no_organisation(database: Database, tmp_path: Path) -> None:
    answer = deployed(database, tmp_path).test_client().get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready\n")


def test_a_database_behind_the_program_is_not_ready(database: Database, tmp_path: Path) -> None:
    owner = create_engine(databases.owner_url(database))
    with owner.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    owner.dispose()
    answer = deployed(database, tmp_path).test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.text == f"The database is at version 0001, the program at {head()}. Run: pitchdeck init\n"


@pytest.mark.parametrize(
    "address", ["postgresql://pitch:geheim@127.0.0.1:9/geheim", "sqlite:///{folder}/geheim.db"]
)
def test_a_database_that_is_away_is_not_ready_and_tells_no_secret(address: str, tmp_path: Path) -> None:
    gone = Database(address.format(folder=tmp_path))
    client = deployed(gone, tmp_path).test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.text == "The database does not answer, or was never set up.\n"
    assert client.get("/healthz").status_code == 200
    assert client.get("/metrics", headers=BEARER).status_code == 200
    gone.dispose()


def test_the_figures_need_their_token(sqlite: Database, tmp_path: Path) -> None:
    client = deployed(sqlite, tmp_path).test_client()
    for given in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
        answer = client.get("/metrics", headers=given)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert client.get("/metrics", headers=BEARER).status_code == 200


def test_without_a_configured_token_there_are_no_figures(
    sqlite: Database, house: Cast, tmp_path: Path
) -> None:
    assert house
    client = deployed(sqlite, tmp_path, metrics_token=None).test_client()
    assert client.get("/metrics", headers=BEARER).status_code == 404
    assert client.get("/metrics").status_code == 404


def figures(app_client: object) -> dict[str, float]:
    """Each figure by its name and labels."""
    answer = app_client.get("/metrics", headers=BEARER)  # type: ignore[attr-defined]  # Flask's test client
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_the_figures_say_how_it_is_doing(database: Database, cast: Cast, tmp_path: Path) -> None:
    assert cast
    with database.writing() as turn:
        for number in range(3):
            outbox.owe(turn.session, "count", {}, at=turn.at, due_at=turn.at - timedelta(hours=number))
        turn.session.execute(
            text("UPDATE outbox SET dead_at = due_at WHERE id = (SELECT min(id) FROM outbox)")
        )
        record_failure(turn.session, "someone@example.org", "192.0.2.1", at=turn.at)
    client = deployed(database, tmp_path).test_client()
    before = figures(client)
    for _ in range(4):
        assert client.get("/sign-in").status_code == 200
    assert client.get("/geheim").status_code == 404
    assert client.get("/geheim/too").status_code == 404
    after = figures(client)

    def more(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert more('pitchdeck_requests_total{method="GET",route="/sign-in",status="200"}') == 4
    assert more('pitchdeck_requests_total{method="GET",route="(none)",status="404"}') == 2
    assert more('pitchdeck_request_seconds_count{route="/sign-in"}') == 4
    assert more("pitchdeck_sql_statements_total") >= 4
    assert after["pitchdeck_outbox_open"] == 2
    assert 7_100 < after["pitchdeck_outbox_oldest_seconds"] < 7_400
    assert after["pitchdeck_outbox_dead"] == 1
    assert after["pitchdeck_sign_in_failures_15m"] == 1
    assert after['pitchdeck_pool_connections_in_use{pool="write"}'] == 0
    assert not [name for name in after if "geheim" in name]


def test_a_strange_method_is_no_label(sqlite: Database, house: Cast, tmp_path: Path) -> None:
    assert house
    client = deployed(sqlite, tmp_path).test_client()
    client.open("/sign-in", method="GEHEIM")
    names = figures(client)
    assert 'pitchdeck_requests_total{method="other",route="(none)",status="405"}' in names
    assert not [name for name in names if "GEHEIM" in name]


def test_figures_of_a_process_that_is_gone_are_swept(tmp_path: Path) -> None:
    for name in ("counter_1.db", "counter_4194999.db", "gauge_livesum_4194999.db"):
        (tmp_path / name).touch()
    watch.sweep(tmp_path, "gauge_live*_*.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["counter_1.db", "counter_4194999.db"]
    watch.sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["counter_1.db"]


@pytest.mark.parametrize(("hops", "seen"), [(0, "127.0.0.1"), (1, "198.51.100.7"), (2, "203.0.113.9")])
def test_only_the_configured_proxies_are_believed(
    sqlite: Database, house: Cast, tmp_path: Path, hops: int, seen: str
) -> None:
    assert house
    app = deployed(sqlite, tmp_path, proxy_hops=hops)
    told = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7", "X-Forwarded-Host": "evil.example"}
    client = app.test_client()
    with app.test_request_context(), client:
        client.get("/sign-in", headers=told)
        from flask import request  # noqa: PLC0415  # the request that the client just made

        assert (request.remote_addr, request.host) == (seen, "localhost")
