"""Files named by the hash of what they were made from: made once, never changed, safe to delete."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

HASH_LENGTH = 64


def content_key(*parts: Any) -> str:
    """SHA-256 over canonical JSON of plain values: the same content, the same key."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


class ContentStore:
    """A directory of content-addressed files that any number of processes read and write at once."""

    def __init__(self, directory: Path, suffix: str) -> None:
        self._directory = directory
        self._suffix = suffix

    def get(self, key: str) -> bytes | None:
        """The bytes kept under a key, or None."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key; a reader sees all of them or none."""
        path = self._path(key)
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

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The kept bytes, else those of `make`, kept from now on."""
        content = self.get(key)
        if content is None:
            content = make()
            self.put(key, content)
        return content

    def _path(self, key: str) -> Path:
        if len(key) != HASH_LENGTH or not set(key) <= set("0123456789abcdef"):
            raise ValueError("a key is a SHA-256 in lower-case hexadecimal")
        return self._directory / key[:2] / f"{key}{self._suffix}"
