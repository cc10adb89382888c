"""The one list of database triggers, created from here by migrations on both databases."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Trigger:
    """One rule that the database keeps: its statements per database, in order, and how to drop them."""

    name: str
    sqlite: tuple[str, ...]
    postgresql: tuple[str, ...]
    drop_sqlite: tuple[str, ...]
    drop_postgresql: tuple[str, ...]


def create(connection: Connection, triggers: Iterable[Trigger]) -> None:
    """Create the triggers in the caller's transaction."""
    for trigger in triggers:
        for statement in getattr(trigger, connection.dialect.name):
            connection.exec_driver_sql(statement)


def drop(connection: Connection, triggers: Iterable[Trigger]) -> None:
    """Drop the triggers in the caller's transaction."""
    for trigger in triggers:
        for statement in getattr(trigger, f"drop_{connection.dialect.name}"):
            connection.execute(text(statement))
