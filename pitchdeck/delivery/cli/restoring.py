"""`pitchdeck restore`: a backup into an empty database, checked against its manifest and verified."""

import tempfile
from pathlib import Path

from config import Config
from pitchdeck.base.dump import Dump
from pitchdeck.base.errors import Conflict
from pitchdeck.base.schema import head, knows
from pitchdeck.delivery.cli import archive
from pitchdeck.delivery.cli.archive import DOCUMENTS, Manifest
from pitchdeck.delivery.cli.backup import NEWER, differing, dump_of_config, verified
from pitchdeck.delivery.cli.setup import grant
from pitchdeck.delivery.documents import DocumentStore

FULL = (
    "This database is not empty: {rows} rows. Nothing was changed. Restore into an empty one, "
    "or replace everything in this one with: pitchdeck restore {file} --overwrite"
)


def restore(config: Config, file: Path, *, overwrite: bool) -> tuple[list[str], bool]:
    """Restore a backup; lines to read, and whether what came back is clean.

    Conflict, and nothing changed, when the file is not whole or the database is not empty.
    """
    dump = dump_of_config(config)
    config.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=config.data_dir, prefix=".restore-") as unpacked:
        folder = Path(unpacked)
        manifest = archive.unpack(file, folder)
        _fits(dump, manifest)
        before = dump.contents()
        if not before.is_empty and not overwrite:
            raise Conflict(FULL.format(rows=sum(before.counts.values()), file=file))
        former = dump.load(folder / manifest.part)
        found = [*differing(dump, manifest), *verified(dump, manifest)]
        grant(config)
        documents = _documents(config, folder, manifest)
    told = f"Restored {file}, taken at {manifest.taken_at}: {sum(manifest.counts.values()):,} rows"
    lines = [f"{told}, {documents} documents; the database is at version {head()}."]
    if former is not None:
        lines.append(f"The former database is kept: {former}")
    return [*lines, *(found or ["Verified: clean."])], not found


def _fits(dump: Dump, manifest: Manifest) -> None:
    if manifest.part != dump.part:
        raise Conflict(
            f"The backup holds a {manifest.part}, this database takes a {dump.part}: "
            "SQLite is restored to SQLite and PostgreSQL to PostgreSQL."
        )
    if not knows(manifest.schema):
        raise Conflict(NEWER.format(found=manifest.schema, head=head()))


def _documents(config: Config, folder: Path, manifest: Manifest) -> int:
    """Put the rendered documents back; how many."""
    store = DocumentStore(config.kept("documents")).kept
    names = [name.removeprefix(DOCUMENTS) for name in manifest.parts if name.startswith(DOCUMENTS)]
    for name in names:
        store.bring_back(name, (folder / DOCUMENTS / name).read_bytes())
    return len(names)
