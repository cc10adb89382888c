"""One head, the same schema as the models, and a way up, down and up again on a filled database."""

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

import tests.tables  # noqa: F401  # fills the metadata
from pitchdeck.base.db import Base, Database
from pitchdeck.base.schema import alembic_config, migrate, migrate_down
from pitchdeck.base.triggers.rights import QUEUE
from tests import databases
from tests.factories.cast import Cast
from tests.factories.pitches import open_round

INDEX = (
    *("search_index", "search_index_config", "search_index_data", "search_index_idx", "search_vocabulary"),
    "ix_search_entry_tokens",
)
"""The full-text index over `search_entry`, which no model can say: made by base/triggers/search.py."""
SNAPSHOTS = Path(__file__).parent / "snapshots"


def test_there_is_one_head() -> None:
    script = ScriptDirectory.from_config(alembic_config())
    assert len(script.get_heads()) == 1
    numbers = [revision.revision for revision in script.walk_revisions()]
    assert numbers == sorted(numbers, reverse=True)


@pytest.fixture
def owner(database: Database) -> Iterator[Engine]:
    """The database as its owner."""
    if database.dialect == "sqlite":
        yield database.engines.write
        return
    engine = create_engine(databases.owner_url(database))
    yield engine
    engine.dispose()


def test_the_migrations_make_what_the_models_say(database: Database, owner: Engine) -> None:
    assert database
    with owner.connect() as connection:
        ours = {"include_name": lambda name, _kind, _parents: name not in (*QUEUE, *INDEX)}
        differences = compare_metadata(MigrationContext.configure(connection, opts=ours), Base.metadata)
    assert differences == []


_SQLITE = (
    "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
)
_POSTGRES = """
SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL
SELECT 'constraint ' || conrelid::regclass || '.' || conname || ' ' || pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


def _schema(owner: Engine) -> str:
    query = _SQLITE if owner.dialect.name == "sqlite" else _POSTGRES
    with owner.connect() as connection:
        rows = sorted(connection.execute(text(query)).scalars())
    return "\n".join(" ".join(row.split()) for row in rows) + "\n"


def test_the_schema_is_the_one_in_the_snapshot(database: Database, owner: Engine) -> None:
    """Alembic's own check is blind to CHECK, STRICT and triggers; PITCHDECK_SNAPSHOTS=write renews it."""
    path = SNAPSHOTS / f"{database.dialect}.sql"
    found = _schema(owner)
    if os.environ.get("PITCHDECK_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(found)
    assert found == path.read_text()


def _counts(owner: Engine) -> dict[str, int]:
    """The rows of each table that there is at the database's present version."""
    with owner.connect() as connection:
        there = set(inspect(connection).get_table_names())
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            for name in sorted(there & set(Base.metadata.tables))
        }


def _entered(counts: dict[str, int]) -> dict[str, int]:
    """Without the table of movements: the rules that a migration adds to it leave with the migration."""
    return {name: count for name, count in counts.items() if name != "movement"}


def test_down_one_and_up_again_keeps_everything_below(cast: Cast, owner: Engine) -> None:
    """Each migration undone, done again and undone for good: same schema, no row of an older table lost."""
    assert cast
    head = _schema(owner)
    assert _counts(owner)["person"] > 10
    script = ScriptDirectory.from_config(alembic_config())
    numbers = sorted(revision.revision for revision in script.walk_revisions())
    for below, number in reversed(list(pairwise(numbers))):
        before, rows = _schema(owner), _counts(owner)
        migrate_down(owner, below)
        older = _counts(owner)
        assert _entered(older) == {name: rows[name] for name in _entered(older)}, number
        migrate(owner, number)
        assert _counts(owner) == rows, number
        assert _schema(owner) == before, number
        migrate_down(owner, below)
    migrate_down(owner, "base")
    migrate(owner)
    assert _schema(owner) == head


def test_a_round_that_opened_before_its_freeze_is_frozen_by_it(
    database: Database, cast: Cast, owner: Engine
) -> None:
    """0009 arrives in databases whose rounds are open already: nothing is lost, and then they stay."""
    with database.writing() as turn:
        open_round(turn.session, cast)
    change = text("UPDATE criterion SET question = 'Changed?'")
    rows = _counts(owner)
    migrate_down(owner, "0008")
    with owner.begin() as connection:
        connection.execute(change)
    migrate(owner)
    assert {name: count for name, count in _counts(owner).items() if name in rows} == rows
    with pytest.raises(IntegrityError, match="frozen once it has opened"), owner.begin() as connection:
        connection.execute(change)
