"""Runs the numbered migrations on SQLite and PostgreSQL; the caller passes the open connection."""

from typing import Any

from alembic import context
from sqlalchemy.engine import Connection

from pitchdeck.base.db import Base


def _render(kind: str, item: Any, _autogen: Any) -> Any:
    """Write our column types by their own names."""
    if kind == "type" and type(item).__module__ == "pitchdeck.base.db":
        words = ", ".join(repr(word) for word in getattr(item, "words", ()))
        return f"db.{type(item).__name__}({words})"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=_render,
        render_as_batch=False,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
