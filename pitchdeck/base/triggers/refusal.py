"""Rules that refuse a row: one condition and one sentence, the same SQL on both databases."""

from pitchdeck.base.triggers import Trigger

Refusal = tuple[str, str]
"""A condition over NEW (and OLD) and the words of the refusal, which hold no quote and no percent sign."""


def refuse(name: str, table: str, event: str, refusals: tuple[Refusal, ...], *, lock: str = "") -> Trigger:
    """Refuse an INSERT, UPDATE or DELETE of a row of `table` as soon as one of the conditions holds.

    `lock` is run first on PostgreSQL (SELECT … FOR SHARE), so that what the conditions read cannot change
    before the act ends; SQLite has one writer and needs none.
    """
    checks = "\n".join(f"SELECT RAISE(ABORT, '{words}') WHERE {condition};" for condition, words in refusals)
    tests = "\n".join(
        f"IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF;"
        for condition, words in refusals
    )
    first = f"PERFORM 1 {lock};\n" if lock else ""
    passed = "OLD" if event == "DELETE" else "NEW"
    return row_trigger(
        name,
        table,
        f"BEFORE {event}",
        sqlite=checks,
        postgresql=f"{first}{tests}\nRETURN {passed};",
    )


def row_trigger(name: str, table: str, when: str, *, sqlite: str, postgresql: str) -> Trigger:
    """A trigger per row with a body for each database.

    PostgreSQL's function runs with its owner's rights, because the application's role may not change what
    the trigger changes; its search path is fixed, so that a temporary table cannot stand in for a real one.
    """
    return Trigger(
        name=name,
        sqlite=(f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW BEGIN\n{sqlite}\nEND",),
        postgresql=(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
            f"SET search_path = public, pg_temp AS $$ BEGIN\n{postgresql}\nEND $$",
            f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ),
        drop_sqlite=(f"DROP TRIGGER {name}",),
        drop_postgresql=(f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"),
    )
