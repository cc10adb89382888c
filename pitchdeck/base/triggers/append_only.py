"""Tables whose rows are never changed or deleted, not even by the application's own statements."""

from pitchdeck.base.triggers import Trigger


def append_only(table: str) -> Trigger:
    """Refuse UPDATE, DELETE and (on PostgreSQL) TRUNCATE of a table."""
    return _refused(f"{table}_append_only", table, ("UPDATE", "DELETE"), f"{table} is append-only")


def never_deleted(table: str) -> Trigger:
    """Refuse DELETE and (on PostgreSQL) TRUNCATE of a table."""
    return _refused(f"{table}_kept", table, ("DELETE",), f"rows of {table} are never deleted")


def _refused(name: str, table: str, events: tuple[str, ...], words: str) -> Trigger:
    return Trigger(
        name=name,
        sqlite=tuple(
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            for event in events
        ),
        postgresql=(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END $$",
            f"CREATE TRIGGER {name} BEFORE {' OR '.join(events)} OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        ),
        drop_sqlite=tuple(f"DROP TRIGGER {table}_no_{event.lower()}" for event in events),
        drop_postgresql=(f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"),
    )
