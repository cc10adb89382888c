"""The access matrix, executed: every route × every role × own, other and unknown things, on the told demo."""

import hashlib
import marshal
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from pitchdeck.app import create_app
from pitchdeck.base import policy
from pitchdeck.base.db import Database
from pitchdeck.base.passwords import Passwords
from pitchdeck.delivery.cli.demo import story
from pitchdeck.features.people import queries
from tests import clock
from tests.client import _TOKEN, PolicingClient
from tests.factories.settings import settings
from tests.structure.matrix_samples import FILLED, SAMPLES

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
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
NOBODY = "nobody"
PASSWORD = "of the matrix"
SNAPSHOT = Path(__file__).parent / "snapshots" / "matrix.txt"
SKIPPED = {"static", "account.sign_in", "account.start", "account.end"}
QUIET = {"seen", "sign_in", "sign_in_failure", "idempotency", "alembic_version"}
UNKNOWN = "unknown"
REFUSED = 400


class Quick(PolicingClient):
    """The same person without the police: what pages look like is tested with their areas."""

    open = FlaskClient.open


class Answer(NamedTuple):
    """What somebody was told who asked for this; `wrote` when a refusal or a page changed a row.

    `numbers` are the choices and addresses on the page that are whole numbers, as an id of a row would be.
    """

    method: str
    rule: str
    kind: str
    status: int
    location: str
    wrote: bool
    numbers: tuple[str, ...] = ()

    @property
    def thing(self) -> str:
        """The address of the thing that this is about: /rounds/<key> of /rounds/<key>/plan."""
        return "/".join(self.rule.split("/")[:3])

    @property
    def sample(self) -> str:
        """Which thing was asked for, with a filled form or without."""
        return self.kind.removesuffix("filled").removesuffix(", ")

    @property
    def asked(self) -> str:
        return f"{self.method} {self.rule}{f' ({self.kind})' if self.kind else ''}"


class World:
    """The demo as a file that can be put back, the application on it, and everybody signed in."""

    def __init__(self, folder: Path, database: Database, patch: pytest.MonkeyPatch) -> None:
        self.database, self.kept = database, folder / "kept.db"
        self.file = Path(database.engines.write.url.database or "")
        clock.stop(patch, database, NOW)
        hashed = Passwords(time_cost=1, memory_kib=8).hash(PASSWORD)
        story.tell(database, password_hash=hashed, now=NOW)
        config = settings(database, folder / "data", testing=True)
        self.app = create_app(config, database)
        self.app.test_client_class = Quick
        # A sheet is asked for by many and looks the same to all: drawing it is tested beside the documents.
        patch.setattr("pitchdeck.delivery.documents.press.one_pager_pdf", lambda *_, **__: b"%PDF-")
        self.watch = sqlite3.connect(self.file, isolation_level=None)
        self.clients = {role: self._enter(role) for role in (*ROLES, NOBODY)}
        _copy(self.file, self.kept)
        self._seen = (-1, "")
        self.samples = {area: self._keys(kinds) for area, kinds in SAMPLES.items()}
        self.filled = {rule: self._values(fields) for rule, fields in FILLED.items()}
        self.answers = cache(self._answers)

    def _enter(self, role: str) -> tuple[PolicingClient, str]:
        client = self.app.test_client()
        assert isinstance(client, PolicingClient)
        if role != NOBODY:
            client.enter(f"{role}@demo.example", PASSWORD)
        token = _TOKEN.search(client.get("/sign-in").get_data(as_text=True))
        assert token
        return client, token.group(1)

    def _keys(self, kinds: dict[str, str]) -> dict[str, str]:
        found = {kind: self.watch.execute(query).fetchone() for kind, query in kinds.items()}
        assert all(found.values()), f"the demo has no sample: {found}"
        return {kind: str(row[0]) for kind, row in found.items()} | {UNKNOWN: "nothingatall"}

    def _values(self, fields: dict[str, str]) -> dict[str, str]:
        asked = {name for name, value in fields.items() if value.startswith("SELECT ")}
        return {
            name: str(self.watch.execute(value).fetchone()[0]) if name in asked else value
            for name, value in fields.items()
        }

    def close(self) -> None:
        self.watch.close()

    def fingerprint(self) -> str:
        """All rows of every table that an act may write; read again only after somebody committed."""
        (version,) = self.watch.execute("PRAGMA data_version").fetchone()
        if version != self._seen[0]:
            self._seen = (version, self._digest())
        return self._seen[1]

    def _digest(self) -> str:
        listed = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'search_%' ORDER BY name"  # the search index follows from the other tables
        )
        digest = hashlib.sha256()
        for (table,) in self.watch.execute(listed).fetchall():
            if table not in QUIET:
                rows = self.watch.execute(f'SELECT * FROM "{table}" ORDER BY rowid').fetchall()
                digest.update(marshal.dumps((table, rows), 2))  # the version that writes what is equal alike
        return digest.hexdigest()

    def rules(self) -> list[tuple[str, Rule]]:
        """(method, rule) of every route, by path."""
        found = [
            (method, rule)
            for rule in self.app.url_map.iter_rules()
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
            if rule.endpoint not in SKIPPED
        ]
        return sorted(found, key=lambda each: (each[1].rule, each[0]))

    def addresses(self, rule: Rule) -> Iterator[tuple[str, str]]:
        """(kind of sample, address) of a route."""
        if not rule.arguments:
            yield "", rule.rule
            return
        for kind, key in self.samples.get(rule.rule.split("/")[1], {UNKNOWN: "nothingatall"}).items():
            values = {name: "problem" if name == "step" else key for name in rule.arguments}
            with self.app.test_request_context():
                yield kind, str(self.app.url_map.bind("localhost").build(rule.endpoint, values))

    def _tries(self) -> Iterator[tuple[str, Rule, str, str, dict[str, str]]]:
        """(method, rule, kind of sample, address, fields) of everything that is tried."""
        for method, rule in self.rules():
            fields = self.filled.get(rule.rule) if method == "POST" else None
            for kind, address in self.addresses(rule):
                yield method, rule, kind, address, {}
                if fields is not None:
                    yield method, rule, f"{kind}, filled".removeprefix(", "), address, fields

    def _answers(self, role: str) -> tuple[Answer, ...]:
        client, token = self.clients[role]
        before = self.fingerprint()
        found = []
        for method, rule, kind, address, fields in self._tries():
            once = {"csrf_token": token, "idempotency_key": str(uuid4())}
            answer = client.open(address, method=method, data=once | fields if method == "POST" else None)
            moved = self.fingerprint() != before
            wrote = moved and (method == "GET" or answer.status_code >= REFUSED)
            numbers = numbers_of(answer)
            found.append(
                Answer(method, rule.rule, kind, answer.status_code, answer.location or "", wrote, numbers)
            )
            answer.close()
            if moved:
                _copy(self.kept, self.file)
                assert self.fingerprint() == before
        return tuple(found)

    def permission(self, method: str, path: str) -> str | None:
        """The permission that a route declares; None when everybody may come in."""
        (rule,) = [rule for verb, rule in self.rules() if (verb, rule.rule) == (method, path)]
        key: str | None = getattr(self.app.view_functions[rule.endpoint], "permission", None)
        return key

    @cache  # noqa: B019  # one world per test module
    def roles_of(self, role: str) -> frozenset[str]:
        """The mandates of a person of the demo."""
        with self.database.reading() as session:
            person = queries.credentials(session, f"{role}@demo.example")
            assert person
            actor = queries.actor_of(session, person.id, NOW.date())
        assert actor
        return frozenset(actor.roles)

    def shut_out(self, role: str, answer: Answer) -> bool:
        """Whether the permission needs a mandate that this person has not got."""
        key = self.permission(answer.method, answer.rule)
        needed = policy.PERMISSIONS[key].roles if key else frozenset()
        return bool(needed) and not needed & self.roles_of(role)


_CHOICE = re.compile(r'<option value="(\d+)"|<input\b(?=[^>]*\btype="(?:radio|checkbox|hidden)")[^>]*>')
_ADDRESS = re.compile(r"""\b(?:href|action|formaction|src|hx-\w+)="([^"]*(?:/|=)\d+(?=["/?&#])[^"]*)\"""")
_FIELD = re.compile(r'\b(name|value)="([^"]*)"')
COUNTS = re.compile(r"score_\d+=[1-5]|version=\d+|number=\d+|months=(?:12|24|36)")
"""Numbers that are no names: points, how often a draft or a list was made anew, months of a window."""


def numbers_of(answer: TestResponse) -> tuple[str, ...]:
    """The choices and the addresses of a page that name something by a whole number; marks are none."""
    if answer.mimetype != "text/html":
        return ()
    words = answer.get_data(as_text=True)
    found = [match.group(1) for match in _ADDRESS.finditer(words)]
    for match in _CHOICE.finditer(words):
        parts = {"name": "option", "value": match.group(1)} if match.group(1) else {}
        parts = parts or dict(_FIELD.findall(match.group()))
        if parts.get("value", "").isdecimal():
            found.append(f"{parts.get('name')}={parts['value']}")
    return tuple(each for each in found if not COUNTS.fullmatch(each))


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as write:
        read.backup(write)


def written(world: World) -> str:
    """The matrix in words: a line per route and sample, who got which status."""
    told: dict[str, dict[int, list[str]]] = {}
    for role in (*ROLES, NOBODY):
        for answer in world.answers(role):
            told.setdefault(answer.asked, {}).setdefault(answer.status, []).append(role)
    lines = (
        f"{asked}: " + "; ".join(f"{status} {_who(roles)}" for status, roles in sorted(by_status.items()))
        for asked, by_status in told.items()
    )
    return "\n".join(lines) + "\n"


def _who(roles: list[str]) -> str:
    return "all signed in" if roles == list(ROLES) else " ".join(roles)


def snapshot(found: str) -> str:
    """The kept matrix; PITCHDECK_SNAPSHOTS=write renews it first."""
    if os.environ.get("PITCHDECK_SNAPSHOTS") == "write":
        SNAPSHOT.parent.mkdir(exist_ok=True)
        SNAPSHOT.write_text(found)
    return SNAPSHOT.read_text()
