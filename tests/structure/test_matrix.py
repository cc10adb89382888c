"""The executed matrix: every route × every role × own, other and unknown things, on the told demo."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from config import Config
from pitchdeck.app import create_app
from pitchdeck.base import policy
from pitchdeck.base.db import Database
from pitchdeck.base.passwords import Passwords
from pitchdeck.delivery.cli.demo import story
from pitchdeck.features.people import queries
from tests import databases
from tests.client import _TOKEN, PolicingClient

ROLES = (
    "presenter",
    "sponsor",
    "investor1",
    "chair",
    "lead",
    "finance",
    "fund_owner",
    "viewer",
    "auditor",
    "admin",
)
PASSWORD = "of the matrix"
TABLES = {
    "actuals": "actual",
    "claims": "claim",
    "commitments": "commitment",
    "funds": "fund",
    "goals": "goal",
    "hours": "hours_worked",
    "investments": "investment",
    "mandates": "mandate",
    "measures": "measure",
    "readings": "reading",
    "rounds": "round",
    "tranches": "tranche",
}
QUIET = {"seen", "sign_in", "sign_in_failure", "idempotency", "alembic_version"}
NOBODY = 'SELECT "key" FROM "{table}" ORDER BY id {order} LIMIT 1'
PITCHES = {
    "own draft": "SELECT key FROM pitch WHERE state = 'draft' ORDER BY id LIMIT 1",
    "in funding": "SELECT ref FROM pitch WHERE state = 'in_funding' ORDER BY id LIMIT 1",
    "funded": "SELECT ref FROM pitch WHERE state = 'funded' ORDER BY id LIMIT 1",
}


class Quick(PolicingClient):
    """The same person without the police: what pages look like is tested with their areas."""

    open = FlaskClient.open


class World:
    """The demo as a file that can be put back, the application on it, and everybody signed in."""

    def __init__(self, folder: Path) -> None:
        self.file, self.kept = folder / "told.db", folder / "kept.db"
        shutil.copy(databases.sqlite_template(), self.file)
        self.database = Database(f"sqlite:///{self.file}")
        hashed = Passwords(time_cost=1, memory_kib=8).hash(PASSWORD)
        story.tell(self.database, password_hash=hashed, now=datetime.now(UTC))
        config = Config(
            database_url=self.database.url,
            secret_key="only for tests",
            data_dir=folder / "data",
            password_cost=1,
            password_memory_kib=8,
            testing=True,
        )
        self.app: Flask = create_app(config, self.database)
        self.app.test_client_class = Quick
        self.clients = {role: self._enter(role) for role in ROLES}
        self.keep()

    def _enter(self, role: str) -> tuple[PolicingClient, str]:
        client = self.app.test_client()
        assert isinstance(client, PolicingClient)
        client.enter(role, PASSWORD)
        token = _TOKEN.search(client.get("/sign-in").get_data(as_text=True))
        assert token
        return client, token.group(1)

    def keep(self) -> None:
        with sqlite3.connect(self.file) as source, sqlite3.connect(self.kept) as target:
            source.backup(target)
        source.close()
        target.close()

    def put_back(self) -> None:
        with sqlite3.connect(self.kept) as source, sqlite3.connect(self.file) as target:
            source.backup(target)
        source.close()
        target.close()

    def ask(self, query: str) -> list[str]:
        with self.database.reading() as session:
            return [str(row[0]) for row in session.connection().exec_driver_sql(query).all()]

    def fingerprint(self) -> list[str]:
        """Rows and ids of every table that an act may write."""
        tables = self.ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        parts = [
            f"SELECT '{table} ' || COUNT(*) || ' ' || COALESCE(MAX(rowid), 0) FROM \"{table}\""
            for table in sorted(set(tables) - QUIET)
        ]
        return self.ask(" UNION ALL ".join(parts))

    def samples(self, rule: Rule) -> dict[str, dict[str, str]]:
        """By kind of sample: the parts of the address."""
        if "handle" in rule.arguments:
            found = {kind: {"handle": self.ask(query)[0]} for kind, query in PITCHES.items()}
            found["unknown"] = {"handle": "P-1999-0001"}
        elif "key" in rule.arguments:
            table = TABLES[rule.rule.split("/")[1]]
            found = {
                kind: {"key": self.ask(NOBODY.format(table=table, order=order))[0]}
                for kind, order in (("first", "ASC"), ("last", "DESC"))
            }
            found["unknown"] = {"key": "nothingatall"}
        else:
            found = {"": {}}
        if "step" in rule.arguments:
            found = {kind: values | {"step": "problem"} for kind, values in found.items()}
        return found


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("matrix"))
    yield made
    made.database.dispose()


def _rules(world: World, method: str) -> list[Rule]:
    skipped = {"static", "documents.part", "account.sign_in", "account.start", "account.end"}
    return [
        rule
        for rule in sorted(world.app.url_map.iter_rules(), key=lambda rule: rule.rule)
        if method in (rule.methods or ()) and rule.endpoint not in skipped
    ]


def _address(world: World, rule: Rule, values: dict[str, str]) -> str:
    with world.app.test_request_context():
        built = world.app.url_map.bind("localhost").build(rule.endpoint, values, method=None)
    return str(built)


def _shut_out(world: World, rule: Rule, role: str) -> bool:
    """Whether the permission needs a mandate that this person has not got."""
    key = getattr(world.app.view_functions[rule.endpoint], "permission", None)
    needed = policy.PERMISSIONS[key].roles if key else frozenset()
    with world.database.reading() as session:
        person = queries.credentials(session, f"{role}@demo.example")
        assert person
        actor = queries.actor_of(session, person.id, datetime.now(UTC).date())
    assert actor
    return bool(needed) and not needed & actor.roles


@pytest.mark.parametrize("role", ROLES)
def test_every_page_answers_or_says_that_there_is_none(world: World, role: str) -> None:
    """A GET never fails and never writes; who lacks the mandate, and who asks for the unknown, gets 404."""
    client, _token = world.clients[role]
    before = world.fingerprint()
    for rule in _rules(world, "GET"):
        if rule.endpoint == "documents.one_pager":
            continue  # its access is the pitch page's; drawing is tested beside the documents
        shut = _shut_out(world, rule, role)
        for kind, values in world.samples(rule).items():
            status = client.get(_address(world, rule, values)).status_code
            assert status in {200, 302, 303, 403, 404, 409}, (rule.rule, kind, status)
            if shut or kind == "unknown":
                assert status == 404, (rule.rule, kind, status)
    assert world.fingerprint() == before


@pytest.mark.parametrize("role", ROLES)
def test_every_act_is_done_or_refused_and_a_refused_one_writes_nothing(world: World, role: str) -> None:
    client, token = world.clients[role]
    before = world.fingerprint()
    for rule in _rules(world, "POST"):
        shut = _shut_out(world, rule, role)
        for kind, values in world.samples(rule).items():
            form = {"csrf_token": token, "idempotency_key": str(uuid4())}
            status = client.post(_address(world, rule, values), data=form).status_code
            assert status in {200, 303, 400, 403, 404, 409, 422}, (rule.rule, kind, status)
            if shut or kind == "unknown":
                assert status in {403, 404} or (kind == "unknown" and status == 422), (
                    rule.rule,
                    kind,
                    status,
                )
            if status == 303:
                world.put_back()  # the act was this person's to do
            assert world.fingerprint() == before, (rule.rule, kind, status)


def test_nobody_signed_in_sees_and_does_nothing(world: World) -> None:
    client = world.app.test_client()
    for method in ("GET", "POST"):
        for rule in _rules(world, method):
            for values in world.samples(rule).values():
                answer = client.open(_address(world, rule, values), method=method)
                assert answer.status_code in {302, 400}, (method, rule.rule, answer.status_code)
                assert answer.status_code == 400 or "/sign-in" in (answer.location or "")
