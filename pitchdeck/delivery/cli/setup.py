"""Preparing a database, and the demo organisation."""

import secrets
from datetime import UTC, datetime

from sqlalchemy import make_url

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict
from pitchdeck.base.passwords import Passwords
from pitchdeck.base.schema import head, migrate
from pitchdeck.base.triggers.rights import grant_rights
from pitchdeck.features.people import queries


def prepare() -> str:
    """Migrate the configured database to the newest version; running it again changes nothing."""
    config = Config.from_env()
    owner = Database(config.migration_url or config.database_url)
    try:
        migrate(owner.engines.write)
        role = make_url(config.database_url).username
        if owner.dialect == "postgresql" and config.migration_url and role:
            with owner.engines.write.begin() as connection:
                grant_rights(connection, role)
    finally:
        owner.dispose()
    return f"The database is at version {head()}."


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
