"""What a database holds: its version, and the number of rows of each table."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.engine import Connection

_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
}
VERSION = "alembic_version"
WITNESSES = ("organisation", "person", "history")
"""Whoever did anything left a row in one of these; other tables have rows of the migrations themselves."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The schema's version (None before the first migration) and the rows of each table."""

    version: str | None
    counts: dict[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has done anything yet."""
        return not any(self.counts.get(table) for table in WITNESSES)


def contents(connection: Connection) -> Contents:
    """Count every table, in the connection's own transaction."""
    quote = connection.dialect.identifier_preparer.quote
    tables = connection.execute(text(_TABLES[connection.dialect.name])).scalars().all()
    counts = {
        table: int(connection.exec_driver_sql(f"SELECT count(*) FROM {quote(table)}").scalar_one())  # noqa: S608  the database's own names, quoted
        for table in tables
    }
    version = None
    if VERSION in counts:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return Contents(version, counts)
