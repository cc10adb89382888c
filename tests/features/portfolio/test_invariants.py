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

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
_FUNDED = "(SELECT id FROM pitch WHERE state = 'funded' ORDER BY id LIMIT 1)"
_AUTHOR = "(SELECT presenter_id FROM pitch WHERE pitch.id = {table}.pitch_id)"

CORRUPTIONS = {
    # name of the invariant: the statement that breaks it, and what names the row
    "balance_is_the_sum_of_transfers": (
        "UPDATE account SET balance = balance + 1 WHERE id ="
        " (SELECT MIN(id) FROM account WHERE kind = 'purse')",
        "(purse): balance",
    ),
    "balance_within_limits": (
        "UPDATE account SET ceiling = balance - 1 WHERE id ="
        " (SELECT MIN(id) FROM account WHERE kind = 'reserved' AND balance > 0)",
        "(reserved): balance",
    ),
    "money_adds_up_to_zero": (
        "UPDATE account SET balance = balance + 7 WHERE id ="
        " (SELECT MIN(id) FROM account WHERE kind = 'fund')",
        "currency EUR",
    ),
    "transfer_moves_as_allowed": (
        "UPDATE transfer SET verb = 'lapse' WHERE id = (SELECT MIN(id) FROM transfer WHERE verb = 'reserve')",
        "lapse",
    ),
    "reservation_matches_its_commitment": (
        "UPDATE commitment SET amount = amount + 1 WHERE id = (SELECT MIN(id) FROM commitment)",
        "commitment ",
    ),
    "resolution_settles_its_commitment": (
        "UPDATE resolution SET committed = committed + 1 WHERE id = (SELECT MIN(id) FROM resolution)",
        "settled",
    ),
    "resolution_matches_its_transfers": (
        "DELETE FROM resolution WHERE id = (SELECT MIN(id) FROM resolution)",
        "the ledger moved",
    ),
    "reserved_is_the_open_commitments": (
        "DELETE FROM commitment WHERE id = (SELECT MIN(commitment.id) FROM commitment LEFT JOIN resolution"
        " ON resolution.commitment_id = commitment.id WHERE resolution.id IS NULL)",
        "open commitments",
    ),
    "released_is_the_tranches": (
        'DELETE FROM "release" WHERE id = (SELECT MIN(id) FROM "release")',
        "released tranches",
    ),
    "actuals_are_spent_or_overrun": (
        "UPDATE actual SET amount = amount + 1 WHERE id ="
        " (SELECT MIN(id) FROM actual WHERE confirmed_at IS NOT NULL)",
        "investment ",
    ),
    "nobody_reviews_what_one_is_tied_to": (
        f"UPDATE review SET by_id = {_AUTHOR.format(table='review')} WHERE id = (SELECT MIN(id) FROM review)",
        "by person",
    ),
    "nobody_judges_or_funds_ones_own": (
        f"UPDATE scorecard SET investor_id = {_AUTHOR.format(table='scorecard')}"
        " WHERE id = (SELECT MIN(id) FROM scorecard)",
        "scorecard ",
    ),
    "a_reading_is_attested_by_its_sponsor": (
        "UPDATE attestation SET by_id = (SELECT MIN(id) FROM person WHERE email LIKE 'admin@%')"
        " WHERE id = (SELECT MIN(id) FROM attestation)",
        "attested by person",
    ),
    "a_claim_is_answered_by_its_sponsor": (
        "UPDATE claim_answer SET by_id = (SELECT MIN(id) FROM person WHERE email LIKE 'admin@%')"
        " WHERE id = (SELECT MIN(id) FROM claim_answer)",
        "answered by person",
    ),
    "funded_has_its_evidence": (f"DELETE FROM letter WHERE pitch_id = {_FUNDED}", "pitch P-"),
    "references_have_no_gap": (
        "UPDATE counter SET last = last + 1 WHERE series ="
        " (SELECT MIN(series) FROM counter WHERE series LIKE 'P-%')",
        "series P-",
    ),
    "asks_add_up": (
        "UPDATE ask SET amount = amount + 1 WHERE id = (SELECT MIN(id) FROM ask WHERE tier = 'requested')",
        "revision 1: ask",
    ),
    "the_state_is_the_last_one_in_history": (
        "UPDATE pitch SET state = 'waitlisted' WHERE state = 'declined'",
        "history says declined",
    ),
    "weights_add_up_to_100": (
        "UPDATE criterion SET weight = weight - 1 WHERE id = (SELECT MIN(id) FROM criterion)",
        "round ",
    ),
    "scorecards_are_complete": ("DELETE FROM score WHERE id = (SELECT MIN(id) FROM score)", "scorecard "),
    "revision_reproduces": (
        "UPDATE revision SET hash = 'f' || substr(hash, 2) || 'x' WHERE id = (SELECT MIN(id) FROM revision)",
        "revision 1",
    ),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database with the whole demo, told once."""
    folder = tmp_path_factory.mktemp("told")
    with databases.sqlite(folder) as database:
        story.tell(database, password_hash="x", now=NOW)
        path = Path(database.engines.write.url.database or "")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture
def copied(told: Path, tmp_path: Path) -> Path:
    """A copy that may be broken."""
    path = tmp_path / "copy.db"
    shutil.copy(told, path)
    return path


def corrupt(path: Path, statement: str) -> None:
    """Run a statement as whoever may write the file: no trigger, no CHECK and no key stands in its way."""
    connection = sqlite3.connect(path, isolation_level=None)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    changed = connection.execute(statement).rowcount
    connection.close()
    assert changed > 0, "the corruption found no row to break"


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


@pytest.mark.parametrize("invariant", CORRUPTIONS)
def test_a_planted_corruption_is_found_and_named(copied: Path, invariant: str) -> None:
    statement, named = CORRUPTIONS[invariant]
    corrupt(copied, statement)
    rows = found(copied)
    assert invariant in rows, rows
    assert named in rows[invariant][0]


def test_other_figures_than_frozen_are_found(copied: Path) -> None:
    corrupt(
        copied, 'UPDATE revision SET figures = replace(figures, \'"npv":{"value":"\', \'"npv":{"value":"9\')'
    )
    assert "npv" in found(copied)["revision_reproduces"][0]


def test_every_corruption_belongs_to_an_invariant() -> None:
    assert set(CORRUPTIONS) <= set(names())


def test_the_command_names_the_row_and_fails(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PITCHDECK_DATABASE_URL", f"sqlite:///{copied}")
    monkeypatch.setenv("PITCHDECK_DATA_DIR", str(copied.parent))
    clean = CliRunner().invoke(main, ["verify"])
    assert (clean.exit_code, "0 broken" in clean.output) == (0, True)
    statement, named = CORRUPTIONS["weights_add_up_to_100"]
    corrupt(copied, statement)
    broken = CliRunner().invoke(main, ["verify"])
    assert broken.exit_code == 1
    assert f"weights_add_up_to_100: {named}" in broken.output


@pytest.mark.postgres
def test_a_told_story_has_no_breach_on_postgresql() -> None:
    if "postgres" not in databases.WANTED:
        pytest.skip("PostgreSQL is not wanted in this run")
    with databases.postgres() as database:
        story.tell(database, password_hash="x", now=NOW)
        with database.snapshot() as session:
            assert list(breaches(session)) == []
