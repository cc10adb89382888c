"""Tables whose rows are never changed or deleted, not even by the application's own statements."""

from pitchdeck.base.triggers import Trigger


def append_only(table: str) -> Trigger:
    """Refuse UPDATE, DELETE and (on PostgreSQL) TRUNCATE of a table."""
    words = f"{table} is append-only"
    events = ("UPDATE", "DELETE")
    return Trigger(
        name=f"{table}_append_only",
        sqlite=tuple(
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            for event in events
        ),
        postgresql=(
            f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END $$",
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()",
        ),
        drop_sqlite=tuple(f"DROP TRIGGER {table}_no_{event.lower()}" for event in events),
        drop_postgresql=(
            f"DROP TRIGGER {table}_append_only ON {table}",
            f"DROP FUNCTION {table}_append_only()",
        ),
    )
