"""Files named by the hash of what they were made from: made once, never changed, safe to delete."""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

HASH_LENGTH = 64
LOCAL = "file://"


def content_key(*parts: Any) -> str:
    """SHA-256 over canonical JSON of plain values: the same content, the same key."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


class _Shelf(Protocol):
    """Where files lie; names are relative and were checked before."""

    def get(self, name: str) -> bytes | None: ...
    def put(self, name: str, content: bytes) -> None: ...
    def names(self) -> Iterator[str]: ...


class ContentStore:
    """Content-addressed files in one place that any number of processes read and write at once.

    The place is a folder, or an address that fsspec knows (`s3://bucket/prefix`), shared by many machines.
    """

    def __init__(self, place: Path | str, suffix: str) -> None:
        self._suffix = suffix
        self._name = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}" + re.escape(suffix))
        local = isinstance(place, Path) or place.startswith(LOCAL) or "://" not in place
        self._shelf: _Shelf = _Folder(Path(str(place).removeprefix(LOCAL))) if local else _Remote(str(place))

    def get(self, key: str) -> bytes | None:
        """The bytes kept under a key, or None."""
        return self._shelf.get(self._named(key))

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key; a reader sees all of them or none."""
        self._shelf.put(self._named(key), content)

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The kept bytes, else those of `make`, kept from now on."""
        content = self.get(key)
        if content is None:
            content = make()
            self.put(key, content)
        return content

    def everything(self) -> Iterator[tuple[str, bytes]]:
        """Every kept file by its name, for a backup; one that goes away meanwhile is left out."""
        for name in sorted(self._shelf.names()):
            if self.is_name(name) and (content := self._shelf.get(name)) is not None:
                yield name, content

    def is_name(self, name: str) -> bool:
        """Whether a file of this store may be called so."""
        return self._name.fullmatch(name) is not None

    def bring_back(self, name: str, content: bytes) -> None:
        """Keep a file of a backup under its name; ValueError for a name that is none of this store's."""
        if not self.is_name(name):
            raise ValueError("a name is the key's first two letters, the key and the suffix")
        self._shelf.put(name, content)

    def _named(self, key: str) -> str:
        if len(key) != HASH_LENGTH or not set(key) <= set("0123456789abcdef"):
            raise ValueError("a key is a SHA-256 in lower-case hexadecimal")
        return f"{key[:2]}/{key}{self._suffix}"


class _Folder:
    """A folder of this machine, or one that many machines have mounted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, name: str, content: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                # Without it a power cut can leave the new name with no bytes behind it.
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def names(self) -> Iterator[str]:
        for path in self._folder.glob("??/*"):
            yield f"{path.parent.name}/{path.name}"


class _Remote:
    """A place behind fsspec; an object store shows a new object whole or not at all, as we need it."""

    def __init__(self, address: str) -> None:
        import fsspec  # noqa: PLC0415  # only where a store of many machines is configured

        self._files, self._root = fsspec.core.url_to_fs(address)

    def get(self, name: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(f"{self._root}/{name}"))
        except FileNotFoundError:
            return None

    def put(self, name: str, content: bytes) -> None:
        self._files.pipe_file(f"{self._root}/{name}", content)

    def names(self) -> Iterator[str]:
        try:
            found = self._files.find(self._root)
        except FileNotFoundError:
            return
        for path in found:
            yield "/".join(str(path).split("/")[-2:])
