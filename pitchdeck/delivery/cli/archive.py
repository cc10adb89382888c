"""A backup's file: the dump, the rendered documents, and a manifest that says what must be in it."""

import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pitchdeck.base.errors import Conflict

FORMAT = 1
MANIFEST = "manifest.json"
DOCUMENTS = "documents/"
LARGEST_MANIFEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: schema version, rows per table, SHA-256 of each part, and when it was taken."""

    format: int
    program: str
    taken_at: str
    schema: str
    part: str
    counts: dict[str, int]
    parts: dict[str, str]


def write(file: Path, dump: Path, documents: Iterable[tuple[str, bytes]], **told: Any) -> Manifest:
    """Write a backup under its name only when it is whole, readable by its owner alone."""
    unfinished = file.with_name(f".{file.name}.part")
    parts: dict[str, str] = {}
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as raw:
            with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as archive:
                parts[dump.name] = _digest(dump)
                archive.add(dump, dump.name, recursive=False)
                for name, content in documents:
                    parts[DOCUMENTS + name] = hashlib.sha256(content).hexdigest()
                    _add(archive, DOCUMENTS + name, content)
                manifest = Manifest(format=FORMAT, part=dump.name, parts=parts, **told)
                _add(archive, MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
            raw.flush()
            os.fsync(raw.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def unpack(file: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder; Conflict when any part is missing, changed or too much."""
    try:
        found = _unpacked(file, folder)
    except (OSError, EOFError, zlib.error, tarfile.TarError) as broken:
        raise Conflict(f"{file} is no whole backup: {type(broken).__name__}.") from broken
    manifest = _manifest(file, folder / MANIFEST)
    wrong = [name for name, digest in manifest.parts.items() if found.get(name) != digest]
    extra = sorted(found.keys() - manifest.parts.keys() - {MANIFEST})
    if wrong or extra:
        raise Conflict(f"{file} is not what its manifest says: {', '.join([*wrong, *extra][:5])}.")
    return manifest


def _unpacked(file: Path, folder: Path) -> dict[str, str]:
    """Every plain file of the archive, below the folder whatever its name claims; its digest by name."""
    found: dict[str, str] = {}
    with tarfile.open(file, mode="r:gz") as archive:
        for member in archive:
            content = archive.extractfile(member)
            path = folder / member.name
            if content is None or not path.resolve().is_relative_to(folder.resolve()):
                raise tarfile.ReadError
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as target:
                while block := content.read(1 << 20):
                    target.write(block)
            found[member.name] = _digest(path)
    return found


def _manifest(file: Path, path: Path) -> Manifest:
    try:
        told = json.loads(path.read_bytes()[:LARGEST_MANIFEST])
        if told["format"] != FORMAT:
            raise Conflict(f"{file} is of format {told['format']}; this program reads format {FORMAT}.")
        manifest = Manifest(**told)
    except (OSError, ValueError, KeyError, TypeError) as broken:
        raise Conflict(f"{file} has no manifest that can be read.") from broken
    if manifest.part not in manifest.parts:
        raise Conflict(f"{file} holds no database.")
    return manifest


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
