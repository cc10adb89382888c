"""PostgreSQL: pg_dump on an exported snapshot, counted in the same one; psql loads in one transaction."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import ProgrammingError

from pitchdeck.base.dump.counting import Contents, contents
from pitchdeck.base.errors import Conflict

DEBIAN = "/usr/lib/postgresql/{major}/bin"
LOCK_WAIT = "10s"
EMPTYING = (f"SET lock_timeout = '{LOCK_WAIT}'", "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
"""Run in the transaction of the load: when that fails, everything is as it was."""
NO_TRIAL = (
    "The backup could not be tried: its role may not create a database. "
    "Run as an administrator: ALTER ROLE {role} CREATEDB"
)


class PostgresqlDump:
    """A database of a server, as the owner of its tables."""

    part = "database.sql"

    def __init__(self, url: URL, programs: Path | None) -> None:
        self.url = url.set(drivername="postgresql+psycopg")
        self._programs = programs

    @property
    def address(self) -> str:
        return self.url.render_as_string(hide_password=False)

    def contents(self) -> Contents:
        """What the database holds now."""
        with self._connected() as connection:
            return contents(connection)

    def take(self, path: Path) -> Contents:
        """Write the database as of one moment to a new file; Conflict when pg_dump is missing or too old."""
        with self._connected(isolation_level="REPEATABLE READ") as connection:
            found = contents(connection)
            moment = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
            told = ["--no-owner", "--no-privileges", f"--snapshot={moment}", f"--file={path}"]
            self._run(self._program("pg_dump", connection), *told)
        return found

    def load(self, path: Path) -> Path | None:
        """Replace everything in the database by a dump, in one transaction; nothing of the former is kept."""
        with self._connected() as connection:
            psql, tables = self._program("psql", connection), contents(connection).counts
        first = [f"--command={statement}" for statement in (EMPTYING if tables else ())]
        told = [
            "--no-psqlrc",
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            "--single-transaction",
            "--output=/dev/null",
        ]
        self._run(psql, *told, *first, f"--file={path}")
        return None

    @contextmanager
    def trial(self) -> Iterator["PostgresqlDump"]:
        """An empty database on the same server, gone afterwards; Conflict when the role may create none."""
        name = f"pitchdeck_trial_{uuid4().hex[:12]}"
        with self._connected(isolation_level="AUTOCOMMIT") as connection:
            try:
                connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
            except ProgrammingError as refused:
                raise Conflict(NO_TRIAL.format(role=self.url.username)) from refused
            try:
                yield PostgresqlDump(self.url.set(database=name), self._programs)
            finally:
                connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def _connected(self, **options: str) -> Iterator[Connection]:
        engine: Engine = create_engine(self.url, **options)
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()

    def _program(self, name: str, connection: Connection) -> str:
        """The path of a program that is as new as the server; Conflict with what to install."""
        server = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
        folders = [str(self._programs)] if self._programs else [DEBIAN.format(major=server), None]
        paths = [path for folder in folders if (path := shutil.which(name, path=folder))]
        if not paths:
            raise Conflict(
                f"{name} was not found. Install the package postgresql-client-{server}, "
                "or name the folder that holds it with PITCHDECK_PG_BIN."
            )
        asked = [paths[0], "--version"]
        told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout  # noqa: S603  PostgreSQL's own program
        found = re.search(r"\) (\d+)", told)
        if found is None or int(found[1]) < server:
            raise Conflict(
                f"{paths[0]} is of version {found[1] if found else 'unknown'}, the server of {server}: "
                f"it must be as new. Install postgresql-client-{server}, "
                "or name the folder that holds it with PITCHDECK_PG_BIN."
            )
        return paths[0]

    def _run(self, program: str, *arguments: str) -> None:
        """Run a program on this database; the password by the environment, which no process list shows."""
        address = self.url.set(drivername="postgresql", password=None).render_as_string()
        secret = {"PGPASSWORD": str(self.url.password)} if self.url.password else {}
        done = subprocess.run(  # noqa: S603  PostgreSQL's own program, no shell, no user text
            [program, f"--dbname={address}", *arguments],
            env={**os.environ, **secret, "PGCONNECT_TIMEOUT": "10"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise Conflict(f"{Path(program).name} failed, and nothing was changed: {last}")
