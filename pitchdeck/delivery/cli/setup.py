"""Preparing a database, and the demo organisation."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict
from pitchdeck.base.passwords import Passwords
from pitchdeck.base.schema import head, knows, migrate
from pitchdeck.base.triggers.rights import grant_rights
from pitchdeck.delivery.cli.backup import back_up, dump_of_config, usual_place
from pitchdeck.features.people import actions, queries

NEWER = (
    "The database is at version {found}, newer than this program, which knows up to {head}. "
    "Nothing was changed: install the newer program."
)
SETUP = (
    "It has no organisation yet. Start the server (pitchdeck serve), open it, and enter this set-up code:"
    "\n\n    {code}\n\nOr fill it with the demonstration: pitchdeck demo"
)
WITHOUT = "If you have a backup of your own, go on without one: pitchdeck init --no-backup"
REHEARSAL = (
    "The migrations failed on a copy of the database ({why}); the database itself was not touched. "
    "The backup is {file}. Go on with the former version of the program, and report this."
)


def prepare(*, backup: bool = True) -> str:
    """Migrate the configured database to the newest version; running it again changes nothing.

    What people wrote is backed up first when there is anything to migrate. Conflict when the backup or a
    migration fails: the database is then as it was.
    """
    config = Config.from_env()
    before = dump_of_config(config).contents()
    if before.version is not None and not knows(before.version):
        raise Conflict(NEWER.format(found=before.version, head=head()))
    behind = before.version is not None and before.version != head()
    file = _kept_first(config) if behind and backup and not before.is_empty else None
    owner = Database(config.migration_url or config.database_url)
    try:
        migrate(owner.engines.write)
    except Exception as failed:
        raise Conflict(_way_back(before.version, failed, file)) from failed
    finally:
        owner.dispose()
    grant(config)
    return f"The database is at version {head()}.{_code(config)}"


def _code(config: Config) -> str:
    """A new set-up code while there is no organisation; the one that was printed before stops working."""
    database = Database(config.database_url)
    code = "-".join(secrets.token_hex(2) for _ in range(5))
    try:
        with database.reading() as session:
            if queries.organisation(session) is not None:
                return ""
        with database.writing() as turn:
            actions.offer_setup(turn.session, code, at=turn.at)
    finally:
        database.dispose()
    return f"\n{SETUP.format(code=code)}"


def _kept_first(config: Config) -> Path:
    """A backup of the database before it is changed; its trial rehearses the migrations on a copy."""
    file = usual_place(config)
    try:
        lines, clean = back_up(config, file)
    except Conflict as refused:
        raise Conflict(f"{refused} {WITHOUT}") from refused
    except Exception as failed:
        raise Conflict(REHEARSAL.format(file=file, why=type(failed).__name__)) from failed
    print("\n".join(["Before the database is changed, a backup:", *lines]), flush=True)
    if not clean:
        raise Conflict(f"Nothing was changed. {WITHOUT}")
    return file


def _way_back(version: str | None, failed: Exception, file: Path | None) -> str:
    words = (
        f"The migration failed ({type(failed).__name__}); the database is as it was, at version {version}."
    )
    if file is None:
        return words
    return f"{words} The backup taken before is {file}; the way back: pitchdeck restore {file} --overwrite"


def grant(config: Config) -> None:
    """Give the application's role its rights, where the tables belong to another."""
    role = make_url(config.database_url).username
    if not config.migration_url or not role:
        return
    owner = Database(config.migration_url)
    try:
        if owner.dialect == "postgresql":
            with owner.engines.write.begin() as connection:
                grant_rights(connection, role)
    finally:
        owner.dispose()


def prepare_demo() -> str:
    """Fill an empty database with the demo; Conflict when it already has an organisation."""
    from pitchdeck.delivery.cli.demo import people, story  # noqa: PLC0415  # only the demo needs its texts

    config = Config.from_env()
    database = Database(config.database_url)
    try:
        with database.reading() as session:
            if queries.organisation(session) is not None:
                raise Conflict("This database has an organisation already; the demo only fills an empty one.")
        password = secrets.token_urlsafe(9)
        cost = Passwords(time_cost=config.password_cost, memory_kib=config.password_memory_kib)
        story.tell(database, password_hash=cost.hash(password), now=datetime.now(UTC))
    finally:
        database.dispose()
    return people.sign_ins(password)
