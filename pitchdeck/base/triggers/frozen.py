"""What may be changed until a moment and never after it."""

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.refusal import refuse


def frozen_lines(table: str) -> Trigger:
    """The lines of a revision are never changed or deleted; those of the draft (revision 0) are."""
    words = "the lines of a revision are never changed"
    parts = (
        refuse(f"{table}_update", table, "UPDATE", (("OLD.revision_no > 0 OR NEW.revision_no > 0", words),)),
        refuse(f"{table}_delete", table, "DELETE", (("OLD.revision_no > 0", words),)),
    )
    return together(f"{table}_frozen", parts)


def confirmed_once(table: str, fixed: tuple[str, ...]) -> Trigger:
    """A row that a second person confirms: the confirmation is given once, `fixed` columns never change."""
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in fixed)
    parts = (
        refuse(
            f"{table}_update",
            table,
            "UPDATE",
            (
                (changed, f"what was opened as a {table} is never changed"),
                (
                    "OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at"
                    " OR NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id)",
                    f"a {table} is confirmed once",
                ),
            ),
        ),
        refuse(f"{table}_delete", table, "DELETE", (("1 = 1", f"a {table} is never deleted"),)),
    )
    return together(f"{table}_frozen", parts)


def together(name: str, parts: tuple[Trigger, ...]) -> Trigger:
    """Several triggers under one name, dropped in reverse order."""
    return Trigger(
        name=name,
        sqlite=tuple(statement for part in parts for statement in part.sqlite),
        postgresql=tuple(statement for part in parts for statement in part.postgresql),
        drop_sqlite=tuple(statement for part in reversed(parts) for statement in part.drop_sqlite),
        drop_postgresql=tuple(statement for part in reversed(parts) for statement in part.drop_postgresql),
    )
