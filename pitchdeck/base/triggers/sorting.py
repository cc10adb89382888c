"""People are listed and looked for by folded words, kept beside their names by whoever changes these."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.search import sqlite_fold

_END = 31
"""What stands between name and title: less than a space, so that the shorter name comes first."""


def sort_key(row: str, dialect: str) -> str:
    """An expression for the folded name of a person, and behind it the folded title."""
    if dialect == "sqlite":
        return f"{sqlite_fold(f'{row}.name')} || CHAR({_END}) || COALESCE({sqlite_fold(f'{row}.title')}, '')"
    return f"search_fold({row}.name) || CHR({_END}) || search_fold({row}.title)"


def _kept(event: str, name: str) -> Trigger:
    change = f"UPDATE person SET sort_key = {sort_key('NEW', 'sqlite')} WHERE id = NEW.id;"
    return Trigger(
        name=name,
        sqlite=(f"CREATE TRIGGER {name} AFTER {event} ON person FOR EACH ROW BEGIN\n{change}\nEND",),
        postgresql=(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp"
            f" AS $$ BEGIN NEW.sort_key := {sort_key('NEW', 'postgresql')}; RETURN NEW; END $$",
            f"CREATE TRIGGER {name} BEFORE {event} ON person FOR EACH ROW EXECUTE FUNCTION {name}()",
        ),
        drop_sqlite=(f"DROP TRIGGER {name}",),
        drop_postgresql=(f"DROP TRIGGER {name} ON person", f"DROP FUNCTION {name}()"),
    )


SORTING = (_kept("INSERT", "person_sorted"), _kept("UPDATE OF name, title", "person_resorted"))
