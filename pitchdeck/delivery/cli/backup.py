"""`pitchdeck backup`: taken while people work, then tried: a backup that was never restored is a hope."""

import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.base.dump import Dump, dump_of
from pitchdeck.base.errors import Conflict
from pitchdeck.base.schema import head, knows, migrate
from pitchdeck.delivery.cli import archive
from pitchdeck.delivery.cli.archive import Manifest
from pitchdeck.delivery.documents import DocumentStore
from pitchdeck.features.portfolio.queries.invariants import breaches

NEWER = (
    "The backup is of version {found}, this program knows up to {head}. "
    "Nothing was changed: install a program at least as new."
)


def dump_of_config(config: Config) -> Dump:
    """The configured database as its owner."""
    return dump_of(config.migration_url or config.database_url, config.pg_bin)


def usual_place(config: Config) -> Path:
    """Where a backup goes that nobody named a file for."""
    return config.data_dir / "backups" / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S.%fZ}.tar.gz"


def back_up(config: Config, file: Path) -> tuple[list[str], bool]:
    """Write a backup and restore it on trial; lines to read, and whether it came back clean.

    Conflict when it could not be written; the file is then not there.
    """
    if file.exists():
        raise Conflict(f"{file} exists already; a backup never overwrites another.")
    manifest = _written(config, file)
    rows = sum(manifest.counts.values())
    size = file.stat().st_size / 1_000_000
    lines = [f"{file}: version {manifest.schema}, {rows:,} rows, {size:.1f} MB."]
    found = tried(config, file)
    if not found:
        return [*lines, "Restored on trial and verified: clean."], True
    return [*lines, "The backup was written, but it did not come back clean:", *found], False


def _written(config: Config, file: Path) -> Manifest:
    file.parent.mkdir(parents=True, exist_ok=True)
    dump, at = dump_of_config(config), datetime.now(UTC)
    documents = DocumentStore(config.kept("documents")).kept
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        path = Path(folder) / dump.part
        taken = dump.take(path)
        if taken.version is None:
            raise Conflict("The database was never set up: there is nothing to back up. Run: pitchdeck init")
        return archive.write(
            file,
            path,
            documents.everything(),
            program=version("pitchdeck"),
            taken_at=at.isoformat(),
            schema=taken.version,
            counts=taken.counts,
        )


def tried(config: Config, file: Path) -> list[str]:
    """Restore a backup into a database that is gone afterwards, and verify that; what was found wrong."""
    with (
        tempfile.TemporaryDirectory(dir=file.parent, prefix=".trial-") as folder,
        dump_of_config(config).trial() as trial,
    ):
        manifest = archive.unpack(file, Path(folder))
        trial.load(Path(folder) / manifest.part)
        return [*differing(trial, manifest), *verified(trial, manifest)]


def differing(dump: Dump, manifest: Manifest) -> list[str]:
    """The tables of a loaded backup whose rows are not as many as they were."""
    counts = dump.contents().counts
    return [
        f"{table}: {counts.get(table, 0)} rows instead of {told}."
        for table, told in manifest.counts.items()
        if counts.get(table) != told
    ]


def verified(dump: Dump, manifest: Manifest) -> list[str]:
    """Bring a loaded backup to this program's version and check every invariant; what was found wrong."""
    if not knows(manifest.schema):
        raise Conflict(NEWER.format(found=manifest.schema, head=head()))
    database = Database(dump.address)
    try:
        if manifest.schema != head():
            migrate(database.engines.write)
        with database.snapshot() as session:
            return [f"{each.invariant}: {each.row} (rule: {each.says})" for each in breaches(session)]
    finally:
        database.dispose()
