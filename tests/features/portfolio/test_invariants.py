"""Every planted corruption is found by its invariant, which names the row; a sound database has no breach."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, create_engine, event, func, select, text
from sqlalchemy.orm import Session

from pitchdeck.base import sealing
from pitchdeck.base.db import Database
from pitchdeck.delivery.cli import main
from pitchdeck.delivery.cli.demo import story
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.portfolio.queries.invariants import breaches, computed, names
from pitchdeck.features.projection import recompute_differs
from tests import databases
from tests.features.portfolio.corruptions import CORRUPTIONS as LEDGER
from tests.features.portfolio.corruptions import Corruption
from tests.features.portfolio.corruptions_of_advances import AHEAD
from tests.features.portfolio.corruptions_of_checks import CHECKED
from tests.features.portfolio.corruptions_of_closing import CLOSING
from tests.features.portfolio.corruptions_of_commitments import COMMITTED
from tests.features.portfolio.corruptions_of_contracts import CONTRACTS
from tests.features.portfolio.corruptions_of_decisions import DECIDED
from tests.features.portfolio.corruptions_of_ending import ENDING
from tests.features.portfolio.corruptions_of_funds import FUNDS
from tests.features.portfolio.corruptions_of_gates import GATES
from tests.features.portfolio.corruptions_of_history import HISTORY
from tests.features.portfolio.corruptions_of_hours import HOURS
from tests.features.portfolio.corruptions_of_openings import OPENED
from tests.features.portfolio.corruptions_of_search import SEARCH
from tests.features.portfolio.corruptions_of_shortfalls import CUT
from tests.features.portfolio.corruptions_of_standing import STOOD
from tests.features.portfolio.corruptions_of_supplements import MORE
from tests.features.portfolio.corruptions_of_windows import WINDOWS
from tests.structure.tree import ROOT

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
CORRUPTIONS = (
    *LEDGER,
    *AHEAD,
    *CHECKED,
    *CLOSING,
    *COMMITTED,
    *CONTRACTS,
    *FUNDS,
    *DECIDED,
    *HISTORY,
    *ENDING,
    *HOURS,
    *WINDOWS,
    *OPENED,
    *CUT,
    *MORE,
    *GATES,
    *SEARCH,
    *STOOD,
)
STATEMENTS = 108
"""What `verify` asks, however much there is to verify."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database with the whole demo, told once."""
    folder = tmp_path_factory.mktemp("told")
    with databases.sqlite(folder) as database:
        story.tell(database, password_hash="x", now=NOW)
        with database.writing() as turn:
            sealing.seal(turn.session, at=NOW)
        path = Path(database.engines.write.url.database or "")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture(autouse=True, scope="module")
def _computed_once() -> Iterator[None]:
    """The same inputs and figures are computed again for one corruption, and not for each of the others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(computed, "recompute_differs", cache(recompute_differs))
        yield


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
    changed = sum(connection.execute(statement).rowcount for statement in corruption.breaks.split(";"))
    connection.close()
    assert changed > 0, "the corruption found no row to break"
    return str(row)


def found(session: Session) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for breach in breaches(session):
        rows.setdefault(breach.invariant, []).append(breach.row)
    return rows


def found_in(path: Path) -> dict[str, list[str]]:
    database = Database(f"sqlite:///{path}")
    with database.snapshot() as session:
        rows = found(session)
    database.dispose()
    return rows


def is_named(row: str, corruption: Corruption, rows: dict[str, list[str]]) -> bool:
    return any(told.startswith(row) for told in rows.get(corruption.invariant, ()))


def test_a_told_story_has_no_breach(copied: Path) -> None:
    assert found_in(copied) == {}


@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda corruption: corruption.name)
def test_a_planted_corruption_is_found_and_named(copied: Path, corruption: Corruption) -> None:
    row = plant(copied, corruption)
    rows = found_in(copied)
    assert is_named(row, corruption, rows), (row, rows)


def test_every_invariant_has_a_corruption_that_it_finds() -> None:
    assert {corruption.invariant for corruption in CORRUPTIONS} == set(names())


def test_the_list_in_the_documents_is_complete() -> None:
    """docs/security.md: a row for each invariant, which names a corruption that it finds."""
    document = (ROOT / "docs" / "security.md").read_text("utf-8")
    listed = [line.strip("| ").split(" | ") for line in document.splitlines() if line.startswith("| `")]
    told = {cells[0].strip("`"): cells[-1] for cells in listed if len(cells) == 4}
    assert set(told) == set(names())
    assert len(told) >= 24
    known = {(corruption.invariant, corruption.name) for corruption in CORRUPTIONS}
    assert {(name, one) for name, cell in told.items() for one in cell.split("; ")} - known == set()


def test_the_command_names_the_row_and_fails(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PITCHDECK_DATABASE_URL", f"sqlite:///{copied}")
    monkeypatch.setenv("PITCHDECK_DATA_DIR", str(copied.parent))
    clean = CliRunner().invoke(main, ["verify"])
    assert (clean.exit_code, clean.output) == (0, f"{len(names())} invariants checked, 0 broken.\n")
    row = plant(copied, CORRUPTIONS[0])
    broken = CliRunner().invoke(main, ["verify"])
    assert broken.exit_code == 1
    assert f"{CORRUPTIONS[0].invariant}: {row}" in broken.output


@pytest.mark.parametrize("pitches", [0, 29])
def test_the_whole_check_is_a_fixed_number_of_statements(copied: Path, tmp_path: Path, pitches: int) -> None:
    path = copied if pitches else Path(shutil.copy(databases.sqlite_template(), tmp_path / "empty.db"))
    database = Database(f"sqlite:///{path}")
    seen: list[str] = []
    with database.snapshot() as session:
        assert session.scalar(select(func.count(Pitch.id))) == pitches
        event.listen(
            database.engines.snapshot, "before_cursor_execute", lambda *told: seen.append(str(told[2]))
        )
        assert list(breaches(session)) == []
    database.dispose()
    assert len(seen) == STATEMENTS


def test_words_that_are_only_in_the_full_text_index_are_found(copied: Path) -> None:
    connection = sqlite3.connect(copied, isolation_level=None)
    connection.execute("INSERT INTO search_index (rowid, tokens) SELECT MAX(id), 'azebra' FROM search_entry")
    connection.close()
    rows = found_in(copied)["search_says_what_the_rows_say"]
    assert [row for row in rows if row.endswith("other words than its entry")] == rows
    assert len(rows) == 1


@pytest.fixture(scope="module")
def told_on_postgresql() -> Iterator[Engine]:
    """The demo on PostgreSQL as its owner, without the CHECKs that stop a corruption."""
    if "postgres" not in databases.WANTED:
        pytest.skip("PostgreSQL is not wanted in this run")
    with databases.postgres() as database:
        story.tell(database, password_hash="x", now=NOW)
        with database.writing() as turn:
            sealing.seal(turn.session, at=NOW)
        with database.snapshot() as session:
            assert found(session) == {}
        owner = create_engine(databases.owner_url(database))
        checks = text(
            "SELECT conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname) FROM pg_constraint"
            " WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND conrelid <> 0"
        )
        with owner.begin() as connection:
            for check in connection.execute(checks).scalars().all():
                connection.execute(text(f"ALTER TABLE {check}"))
        yield owner
        owner.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda corruption: corruption.name)
def test_the_same_corruption_is_found_on_postgresql(
    told_on_postgresql: Engine, corruption: Corruption
) -> None:
    with told_on_postgresql.connect() as connection, Session(connection) as session:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        row = connection.execute(text(corruption.row)).scalars().first()
        changed = sum(connection.execute(text(each)).rowcount for each in corruption.breaks.split(";"))
        assert changed > 0, "the corruption found no row to break"
        rows = found(session)
        connection.rollback()
    assert is_named(str(row), corruption, rows), (row, rows)
