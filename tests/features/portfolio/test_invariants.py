"""Every planted corruption is found by its invariant, which names the row; a sound database has no breach."""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from pitchdeck.base.db import Database
from pitchdeck.delivery.cli import main
from pitchdeck.delivery.cli.demo import story
from pitchdeck.features.portfolio.queries.invariants import breaches, names
from tests import databases
from tests.features.portfolio.corruptions import CORRUPTIONS, Corruption

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database with the whole demo, told once."""
    folder = tmp_path_factory.mktemp("told")
    with databases.sqlite(folder) as database:
        story.tell(database, password_hash="x", now=NOW)
        path = Path(database.engines.write.url.database or "")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture
def copied(told: Path, tmp_path: Path) -> Path:
    """A copy that may be broken."""
    path = tmp_path / "copy.db"
    shutil.copy(told, path)
    return path


def plant(path: Path, corruption: Corruption) -> str:
    """Break the file as whoever may write it: no trigger, CHECK or key stands in the way; the row's name."""
    connection = sqlite3.connect(path, isolation_level=None)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    (row,) = connection.execute(corruption.row).fetchone()
    changed = connection.execute(corruption.breaks).rowcount
    connection.close()
    assert changed > 0, "the corruption found no row to break"
    return str(row)


def found(path: Path) -> dict[str, list[str]]:
    database = Database(f"sqlite:///{path}")
    rows: dict[str, list[str]] = {}
    with database.snapshot() as session:
        for breach in breaches(session):
            rows.setdefault(breach.invariant, []).append(breach.row)
    database.dispose()
    return rows


def test_a_told_story_has_no_breach(copied: Path) -> None:
    assert found(copied) == {}


@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda corruption: corruption.name)
def test_a_planted_corruption_is_found_and_named(copied: Path, corruption: Corruption) -> None:
    row = plant(copied, corruption)
    rows = found(copied)
    assert any(told.startswith(row) for told in rows.get(corruption.invariant, ())), (row, rows)


def test_every_invariant_has_a_corruption_that_it_finds() -> None:
    assert {corruption.invariant for corruption in CORRUPTIONS} == set(names())


def test_the_command_names_the_row_and_fails(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PITCHDECK_DATABASE_URL", f"sqlite:///{copied}")
    monkeypatch.setenv("PITCHDECK_DATA_DIR", str(copied.parent))
    clean = CliRunner().invoke(main, ["verify"])
    assert (clean.exit_code, clean.output) == (0, f"{len(names())} invariants checked, 0 broken.\n")
    row = plant(copied, CORRUPTIONS[0])
    broken = CliRunner().invoke(main, ["verify"])
    assert broken.exit_code == 1
    assert f"{CORRUPTIONS[0].invariant}: {row}" in broken.output


@pytest.mark.postgres
def test_a_told_story_has_no_breach_on_postgresql() -> None:
    if "postgres" not in databases.WANTED:
        pytest.skip("PostgreSQL is not wanted in this run")
    with databases.postgres() as database:
        story.tell(database, password_hash="x", now=NOW)
        with database.snapshot() as session:
            assert list(breaches(session)) == []
