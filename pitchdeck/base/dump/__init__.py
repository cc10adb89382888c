"""A whole database as one file, and back: taken while people write, loaded all or not at all."""

from pathlib import Path

from sqlalchemy import make_url

from pitchdeck.base.dump.counting import Contents
from pitchdeck.base.dump.postgresql import PostgresqlDump
from pitchdeck.base.dump.sqlite import SqliteDump

__all__ = ["Contents", "Dump", "dump_of"]

Dump = SqliteDump | PostgresqlDump


def dump_of(address: str, programs: Path | None = None) -> Dump:
    """The way to dump and load this database; `programs` is where pg_dump and psql are."""
    url = make_url(address)
    return SqliteDump(url) if url.get_backend_name() == "sqlite" else PostgresqlDump(url, programs)
