"""The way up after `git pull`: a backup, then the migrations; what fails leaves the database as it was."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from config import Config
from pitchdeck.base import schema
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict
from pitchdeck.base.schema import head, migrate_down, version
from pitchdeck.delivery.cli import setup
from pitchdeck.delivery.cli.backup import dump_of_config
from pitchdeck.delivery.cli.restoring import restore
from tests import databases
from tests.delivery.cli.conftest import config_of
from tests.factories.cast import Cast

FAILS = """
import os
from alembic import op
revision, down_revision = "9999", "{head}"
def upgrade():
    op.execute("CREATE TABLE half_way (id INTEGER)")
    op.execute("UPDATE person SET name = 'Lost'")
    if "{trial}" not in str(op.get_bind().engine.url):
        raise ValueError("the live database has what its copy had not")
def downgrade():
    op.execute("DROP TABLE half_way")
"""


def deploy(config: Config, monkeypatch: pytest.MonkeyPatch) -> Config:
    """Make the configuration the environment's, as `pitchdeck init` finds it."""
    for name in [name for name in os.environ if name.startswith("PITCHDECK_")]:
        monkeypatch.delenv(name)
    told = {
        "PITCHDECK_DATABASE_URL": config.database_url,
        "PITCHDECK_MIGRATION_URL": config.migration_url,
        "PITCHDECK_DATA_DIR": str(config.data_dir),
        "PITCHDECK_PG_BIN": str(config.pg_bin) if config.pg_bin else None,
    }
    for name, value in told.items():
        if value is not None:
            monkeypatch.setenv(name, value)
    return config


@pytest.fixture
def deployment(config: Config, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The environment of `pitchdeck init` on this test's database."""
    return deploy(config, monkeypatch)


def backups(config: Config) -> list[Path]:
    return sorted((config.data_dir / "backups").glob("*.tar.gz"))


def down(database: Database, steps: int) -> str:
    """Take the database back by a number of versions; where it is now."""
    script = ScriptDirectory.from_config(schema.alembic_config())
    number = sorted(revision.revision for revision in script.walk_revisions())[-1 - steps]
    owner = create_engine(databases.owner_url(database))
    migrate_down(owner, number)
    owner.dispose()
    return number


@pytest.mark.parametrize("steps", [1, 2])
def test_a_database_behind_the_program_is_backed_up_and_brought_up(
    database: Database, cast: Cast, deployment: Config, steps: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cast
    before = down(database, steps)
    assert setup.prepare() == f"The database is at version {head()}."
    (file,) = backups(deployment)
    told = capsys.readouterr().out
    assert f"{file}: version {before}" in told
    assert "verified: clean" in told
    assert version(database) == head()
    with database.writing() as turn:  # as the application's role, which got its rights on new tables
        turn.session.execute(text("UPDATE organisation SET name = 'Upgraded'"))


def test_a_database_up_to_date_or_empty_is_not_backed_up(database: Database, deployment: Config) -> None:
    setup.prepare()
    down(database, 1)
    setup.prepare()
    assert version(database) == head()
    assert backups(deployment) == []


def _failing(folder: Path, monkeypatch: pytest.MonkeyPatch, *, trial: str) -> None:
    """A program whose newest migration fails in the middle, everywhere or only on the live database."""
    shutil.copytree(schema.MIGRATIONS, folder)
    (folder / "versions" / "9999_fails.py").write_text(FAILS.format(head=head(), trial=trial))
    monkeypatch.setattr(schema, "MIGRATIONS", folder)


def _names(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.execute(text("SELECT name FROM person ORDER BY id")).scalars())


def test_a_migration_that_fails_leaves_everything_and_tells_the_way_back(
    database: Database, cast: Cast, deployment: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cast
    before, names = version(database), _names(database)
    with monkeypatch.context() as newer:
        _failing(tmp_path / "migrations", newer, trial="trial")
        with pytest.raises(Conflict, match="failed") as refused:
            setup.prepare()
    (file,) = backups(deployment)
    assert f"as it was, at version {before}" in str(refused.value)
    assert f"pitchdeck restore {file} --overwrite" in str(refused.value)
    assert (version(database), _names(database)) == (before, names)
    assert "half_way" not in dump_of_config(deployment).contents().counts
    database.dispose()
    lines, clean = restore(deployment, file, overwrite=True)
    assert clean, lines
    assert _names(database) == names


def test_a_migration_that_fails_on_the_copy_never_reaches_the_database(
    database: Database, cast: Cast, deployment: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cast
    before, names = version(database), _names(database)
    _failing(tmp_path / "migrations", monkeypatch, trial="nowhere")
    with pytest.raises(Conflict, match=r"failed on a copy .* was not touched"):
        setup.prepare()
    assert (version(database), _names(database)) == (before, names)
    assert len(backups(deployment)) == 1


def test_a_database_newer_than_the_program_is_left_alone(database: Database, deployment: Config) -> None:
    owner = create_engine(databases.owner_url(database))
    with owner.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    owner.dispose()
    with pytest.raises(Conflict, match="newer than this program"):
        setup.prepare()
    assert backups(deployment) == []


@pytest.mark.postgres
def test_without_pg_dump_nothing_is_migrated_unless_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with databases.postgres(peopled=True) as database:
        before = down(database, 1)
        deploy(replace(config_of(database, tmp_path), pg_bin=tmp_path), monkeypatch)
        with pytest.raises(Conflict, match=r"pg_dump was not found.*--no-backup"):
            setup.prepare()
        assert version(database) == before
        setup.prepare(backup=False)
        assert version(database) == head()
