"""Backups: taken while many write, they come back whole; what is not whole is refused with words."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.base.dump import dump_of
from pitchdeck.base.errors import Conflict
from pitchdeck.base.schema import head
from pitchdeck.delivery.cli import archive
from pitchdeck.delivery.cli.backup import back_up, dump_of_config, usual_place
from pitchdeck.delivery.cli.restoring import restore
from pitchdeck.delivery.documents import DocumentStore
from tests import databases
from tests.databases import size
from tests.delivery.cli.conftest import config_of
from tests.delivery.cli.writers import staged, writing
from tests.factories.cast import Cast

KEY = "ab" + "0" * 62
Kept = Callable[[Config], Path]


@contextmanager
def other(database: Database) -> Iterator[Database]:
    """An empty database of the same kind."""
    with databases.sqlite() if database.dialect == "sqlite" else databases.postgres() as made:
        yield made


def backed_up(config: Config) -> Path:
    file = usual_place(config)
    lines, clean = back_up(config, file)
    assert clean, lines
    return file


def persons(database: Database) -> int:
    with database.reading() as session:
        return int(session.execute(text("SELECT count(*) FROM person")).scalar_one())


@pytest.mark.race
def test_backups_under_write_load_restore_clean(
    database: Database, config: Config, record_property: Callable[[str, object], None]
) -> None:
    needs = staged(database)
    assert len(needs) == 3
    backups = max(2, size(30))
    sizes = []
    with writing(database.url, needs) as acts:
        for number in range(backups):
            before = acts.value
            lines, clean = back_up(config, config.data_dir / f"{number}.tar.gz")
            assert clean, lines
            sizes.append(acts.value - before)
    assert all(sizes), "nobody wrote during a backup"
    record_property("acts committed while a backup was taken and tried", f"{min(sizes)} to {max(sizes)}")
    for number in range(backups):
        with other(database) as target:
            found, clean = restore(
                config_of(target, config.data_dir / str(number)),
                config.data_dir / f"{number}.tar.gz",
                overwrite=False,
            )
            assert clean, found


def test_a_backup_comes_back_with_its_documents(database: Database, cast: Cast, config: Config) -> None:
    assert cast
    DocumentStore(config.kept("documents")).kept.put(KEY, b"%PDF-1.7")
    file = backed_up(config)
    assert file.stat().st_mode & 0o777 == 0o600
    elsewhere = replace(config, data_dir=config.data_dir / "elsewhere", store="memory://restored")
    with other(database) as target:
        assert persons(target) == 0
        target.dispose()
        aimed = replace(config_of(target, elsewhere.data_dir), store=elsewhere.store)
        lines, clean = restore(aimed, file, overwrite=False)
        assert clean, lines
        assert "1 documents" in lines[0]
        assert persons(target) == persons(database)
        with target.writing() as turn:  # as the application's role, which got its rights back
            turn.session.execute(text("UPDATE organisation SET name = 'Restored'"))
    assert DocumentStore("memory://restored/documents").kept.get(KEY) == b"%PDF-1.7"


def test_a_full_database_is_not_overwritten_unless_told(
    database: Database, cast: Cast, config: Config
) -> None:
    file = backed_up(config)
    with database.writing() as turn:
        turn.session.execute(text("UPDATE organisation SET name = 'Later'"))
    database.dispose()
    with pytest.raises(Conflict, match=r"not empty.*--overwrite"):
        restore(config, file, overwrite=False)
    lines, clean = restore(config, file, overwrite=True)
    assert clean, lines
    assert ("The former database is kept" in lines[1]) is (database.dialect == "sqlite")
    with database.reading() as session:
        assert session.execute(text("SELECT name FROM organisation")).scalar_one() != "Later"
    assert cast


def test_a_database_that_is_in_use_is_not_replaced(sqlite: Database, house: Cast, tmp_path: Path) -> None:
    assert house
    config = config_of(sqlite, tmp_path)
    file = backed_up(config)
    with sqlite.reading() as session:
        assert session.execute(text("SELECT 1")).scalar_one() == 1
        with pytest.raises(Conflict, match="in use"):
            restore(config, file, overwrite=True)


def test_what_breaks_an_invariant_is_named_and_kept(database: Database, cast: Cast, config: Config) -> None:
    assert cast
    owner = create_engine(databases.owner_url(database))
    with owner.begin() as connection:
        connection.execute(text("INSERT INTO counter (series, last) VALUES ('P-2026', 4)"))
    owner.dispose()
    file = usual_place(config)
    lines, clean = back_up(config, file)
    assert not clean
    assert "the counter stands at 4" in lines[2]
    assert file.exists()


def _changed(file: Path, change: Callable[[str, bytes], bytes | None], extra: str = "") -> Path:
    """A backup whose members were changed (or left out), repacked as a whole archive."""
    other_file = file.with_name("changed.tar.gz")
    with tarfile.open(file) as source, tarfile.open(other_file, "w:gz") as target:
        for member in source:
            told = source.extractfile(member)
            content = change(member.name, told.read() if told else b"")
            if content is not None:
                member.size = len(content)
                target.addfile(member, io.BytesIO(content))
        if extra:
            member = tarfile.TarInfo(extra)
            member.size = 1
            target.addfile(member, io.BytesIO(b"x"))
    return other_file


def _newer(name: str, content: bytes) -> bytes:
    if name != archive.MANIFEST:
        return content
    return json.dumps({**json.loads(content), "schema": "9999"}).encode()


def _of_the_other_kind(name: str, content: bytes) -> bytes:
    return content.replace(b"database.sqlite", b"database.sql") if name == archive.MANIFEST else content


CHANGES: dict[str, tuple[Callable[[str, bytes], bytes | None], str]] = {
    "no whole backup": (lambda _name, content: content, "../../escaped"),
    "not what its manifest says: more": (lambda _name, content: content, "more"),
    "no manifest": (lambda name, content: None if name == archive.MANIFEST else content, ""),
    "what its manifest": (lambda name, content: content + b"x" * (name != archive.MANIFEST), ""),
    "not what its": (lambda name, content: content if name == archive.MANIFEST else None, ""),
    "of version 9999": (_newer, ""),
}


@pytest.mark.parametrize("words", CHANGES)
def test_a_backup_that_is_not_whole_is_refused(
    sqlite: Database, house: Cast, tmp_path: Path, words: str
) -> None:
    assert house
    config = config_of(sqlite, tmp_path)
    changed = _changed(backed_up(config), *CHANGES[words])
    with databases.sqlite() as target, pytest.raises(Conflict, match=words):
        restore(config_of(target, tmp_path / "in" / "here"), changed, overwrite=False)
    assert not (tmp_path / "escaped").exists()


@pytest.mark.parametrize("keep", [0, 10, 2_000])
def test_a_file_that_was_cut_off_is_refused(sqlite: Database, house: Cast, tmp_path: Path, keep: int) -> None:
    assert house
    config = config_of(sqlite, tmp_path)
    file = backed_up(config)
    file.write_bytes(file.read_bytes()[:keep])
    with databases.sqlite() as target, pytest.raises(Conflict, match="no whole backup"):
        restore(config_of(target, tmp_path), file, overwrite=False)


def test_a_backup_of_the_other_kind_is_refused(sqlite: Database, house: Cast, tmp_path: Path) -> None:
    assert house
    config = config_of(sqlite, tmp_path)
    file = backed_up(config)
    renamed = tmp_path / "renamed.tar.gz"
    raw = gzip.decompress(file.read_bytes())
    assert raw
    with tarfile.open(file) as source, tarfile.open(renamed, "w:gz") as target:
        for member in source:
            told = source.extractfile(member)
            content = _of_the_other_kind(member.name, told.read() if told else b"")
            member.name = member.name.replace("database.sqlite", "database.sql")
            member.size = len(content)
            target.addfile(member, io.BytesIO(content))
    with databases.sqlite() as empty, pytest.raises(Conflict, match="PostgreSQL to PostgreSQL"):
        restore(config_of(empty, tmp_path), renamed, overwrite=False)


def test_another_backup_is_never_overwritten(sqlite: Database, tmp_path: Path) -> None:
    config = config_of(sqlite, tmp_path)
    file = backed_up(config)
    with pytest.raises(Conflict, match="never overwrites"):
        back_up(config, file)


def test_nothing_is_backed_up_where_nothing_is(tmp_path: Path) -> None:
    config = Config(f"sqlite:///{tmp_path / 'none.db'}", "only for tests", tmp_path)
    with pytest.raises(Conflict, match="pitchdeck init"):
        back_up(config, tmp_path / "backup.tar.gz")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_a_missing_or_older_pg_dump_is_told_with_its_package(tmp_path: Path) -> None:
    with databases.postgres() as database:
        config = config_of(database, tmp_path)
        empty = replace(config, pg_bin=tmp_path)
        with pytest.raises(
            Conflict, match=r"pg_dump was not found. Install the package postgresql-client-18"
        ):
            back_up(empty, tmp_path / "a.tar.gz")
        old = tmp_path / "pg_dump"
        old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.18 (Debian)'\n")
        old.chmod(0o755)
        with pytest.raises(Conflict, match=r"version 15, the server of 18.*postgresql-client-18"):
            back_up(empty, tmp_path / "a.tar.gz")
        assert not (tmp_path / "a.tar.gz").exists()


@pytest.mark.postgres
def test_a_role_that_may_not_create_databases_is_told_so(tmp_path: Path) -> None:
    with databases.postgres() as database:
        config = config_of(database, tmp_path)
        poor = dump_of(database.url, config.pg_bin)
        with pytest.raises(Conflict, match="ALTER ROLE pitchdeck_app CREATEDB"), poor.trial():
            pass


def test_the_manifest_says_what_is_in_it(database: Database, cast: Cast, config: Config) -> None:
    assert cast
    manifest = archive.unpack(backed_up(config), config.data_dir / "unpacked")
    assert manifest.schema == head()
    assert manifest.counts["person"] == persons(database)
    assert manifest.counts == dump_of_config(config).contents().counts
    assert list(manifest.parts) == [manifest.part]
