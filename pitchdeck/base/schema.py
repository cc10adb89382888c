"""Brings a database to the newest migration, or back; the only caller of Alembic."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from pitchdeck.base.db import Database

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
NEVER = "The database was never prepared. Run: pitchdeck init"
BEHIND = "The database is at version {found}, and this program needs {head}. Run: pitchdeck init"


def alembic_config() -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def head() -> str:
    """The newest migration's number; raises when there is more than one head."""
    found = ScriptDirectory.from_config(alembic_config()).get_current_head()
    return found or "none"


def knows(version: str) -> bool:
    """Whether this program has the migration of that number: it is not from a newer program."""
    script = ScriptDirectory.from_config(alembic_config())
    return version in {revision.revision for revision in script.walk_revisions()}


def migrate(engine: Engine, target: str = "head") -> None:
    """Run the migrations up to `target` in one transaction, foreign keys checked at the end."""
    _run(engine, target, command.upgrade)


def migrate_down(engine: Engine, target: str) -> None:
    """Undo the migrations down to `target`; for tests and for a way back after a failed upgrade."""
    _run(engine, target, command.downgrade)


def _run(engine: Engine, target: str, direction: Callable[[AlembicConfig, str], object]) -> None:
    config = alembic_config()
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Only outside a transaction: dropping a table would otherwise delete the rows that refer to it.
            _outside(connection.connection.dbapi_connection, "PRAGMA foreign_keys=OFF")
        with connection.begin():
            config.attributes["connection"] = connection
            direction(config, target)
            if sqlite:
                broken = connection.execute(text("PRAGMA foreign_key_check")).all()
                if broken:
                    raise RuntimeError(f"The migration leaves rows that refer to nothing: {broken[:5]}")
        if sqlite:
            _outside(connection.connection.dbapi_connection, "PRAGMA foreign_keys=ON")


def _outside(connection: object, statement: str) -> None:
    connection.execute(statement)  # type: ignore[attr-defined]  # the driver's own connection


def version(database: Database) -> str | None:
    """The migration that a database is at; None when it was never migrated or cannot be reached."""
    try:
        with database.reading() as session:
            found = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    except SQLAlchemyError:
        return None
    return None if found is None else str(found)


def unprepared(database: Database) -> str:
    """What has to be done before this program can serve a database; nothing when it can, or cannot be asked.

    A database of a newer program is served: it comes from an upgrade that is under way.
    """
    if _is_missing(database):
        return NEVER
    try:
        with database.reading() as session:
            if not inspect(session.connection()).has_table("alembic_version"):
                return NEVER
    except SQLAlchemyError:
        return ""
    found = version(database)
    if found is None:
        return NEVER
    return BEHIND.format(found=found, head=head()) if found != head() and knows(found) else ""


def _is_missing(database: Database) -> bool:
    """A file that is not there. Asking it would make it, and hide from bin/run that a start is the first."""
    url = database.engines.write.url
    return database.dialect == "sqlite" and bool(url.database) and not Path(str(url.database)).exists()
