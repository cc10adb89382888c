"""Fixtures that every test may use: a database of its own, a cast of people, a client that polices pages."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import event
from xdist.scheduler import LoadScopeScheduling

from pitchdeck.app import create_app
from pitchdeck.base.db import Database
from tests import databases
from tests.chromium import FLAGS, chromium
from tests.client import PolicingClient
from tests.factories.cast import Cast
from tests.factories.settings import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.delivery.notify.postbox import Postbox

_MARKS = {"sqlite": (), "postgres": (pytest.mark.postgres,)}


def _each_database() -> list[object]:
    return [pytest.param(name, marks=_MARKS[name]) for name in databases.WANTED]


FIRST = (
    "tests/structure/test_matrix.py",
    "tests/journeys/test_bad_input.py",
    "tests/delivery/cli/test_demo.py",
    "tests/migrations/test_migrations.py",
    "tests/machine/test_money.py",
    "tests/features/funding/test_machine.py",
    "tests/features/investments/test_machine.py",
    "tests/delivery/cli/test_keeping.py",
)
"""Long files, the longest first: who would start with one at the end would keep the others waiting."""
APART = ("tests/browser/", "tests/races/")
"""Where one test is long enough to be given away by itself."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several processes share the tests, what takes longest starts first."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        sizes = Counter(_file(item.nodeid) for item in items)
        items.sort(key=lambda item: (_turn(_file(item.nodeid)), -sizes[_file(item.nodeid)]))


def pytest_collection_finish() -> None:
    """What has been imported stays: the collector of garbage need not look at it again."""
    gc.freeze()


def _file(nodeid: str) -> str:
    return nodeid.split("::", 1)[0]


def _turn(file: str) -> int:
    return FIRST.index(file) if file in FIRST else len(FIRST)


class _ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist is untyped
    """A file's tests share what is dear to make: one process has them all, in the order of the collection."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(APART) else _file(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _ByFile:
    """How several processes share the tests."""
    config.option.loadscopereorder = False
    return _ByFile(config, log)


@pytest.fixture(params=_each_database())
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated database, on each kind that this run wants; empty unless the test asks for its `cast`."""
    opened = databases.sqlite if request.param == "sqlite" else databases.postgres
    with opened(peopled="cast" in request.fixturenames) as database:
        yield database


@pytest.fixture
def sqlite(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated SQLite database; empty unless the test asks for its `house`."""
    with databases.sqlite(peopled="house" in request.fixturenames) as database:
        yield database


@pytest.fixture
def cast(database: Database) -> Cast:
    """The organisation with its units and people, on each kind of database."""
    return databases.house_of(database)


class _Compiled(BytecodeCache):
    """Templates that one test has compiled stay compiled for the next one's application."""

    kept: dict[str, bytes] = {}  # noqa: RUF012  # one for the process, on purpose

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_apps: dict[str, Flask] = {}


def _app(database: Database) -> Flask:
    """The application of this database; the next test with the same file or name gets the same one."""
    if database.url not in _apps:
        _apps[database.url] = _new_app(database)
    return _apps[database.url]


def _new_app(database: Database) -> Flask:
    config = settings(database, databases.folder() / "data", testing=True)
    app = create_app(config, database)
    app.test_client_class = PolicingClient
    app.jinja_env.bytecode_cache = _Compiled()
    return app


@pytest.fixture
def app(sqlite: Database) -> Flask:
    """The web application on SQLite with the organisation and its people in place (see `house`)."""
    return _app(sqlite)


@pytest.fixture
def app_apart(sqlite: Database) -> Flask:
    """An application that no other test meets, so that this one may change it."""
    return _new_app(sqlite)


@pytest.fixture
def house(sqlite: Database) -> Cast:
    """The people behind `app`."""
    return databases.house_of(sqlite)


@pytest.fixture
def app_anywhere(database: Database, cast: Cast) -> Flask:
    """The web application on each kind of database, its people being `cast`."""
    assert cast
    return _app(database)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One Chromium for the run; skipped and counted when none is found, a failure when one is required."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only where a browser is wanted

    path = chromium()
    if path is None:
        if os.environ.get("PITCHDECK_REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium found; install the package chromium")
        pytest.skip("no Chromium found: the pages were not looked at in a browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def post() -> "Iterator[Postbox]":
    """A real mail server on loopback, with what it received."""
    from tests.delivery.notify.postbox import postbox  # noqa: PLC0415  # only where letters are sent

    with postbox() as kept:
        yield kept


SignIn = Callable[[str], PolicingClient]


@pytest.fixture
def sign_in(app: Flask, house: Cast) -> SignIn:
    """`sign_in("finance")` gives a client of that person of `house`."""

    def enter(name: str) -> PolicingClient:
        client = app.test_client()
        assert isinstance(client, PolicingClient)
        client.enter(house.email(name), house.password)
        return client

    return enter


@pytest.fixture
def statements(request: pytest.FixtureRequest) -> Callable[[], object]:
    """`with statements() as seen:` collects the SQL statements of this test's database."""
    used: Database = request.getfixturevalue("sqlite" if "sqlite" in request.fixturenames else "database")

    @contextmanager
    def watch() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        engines = {used.engines.read, used.engines.snapshot, used.engines.write}
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", note)

    return watch
