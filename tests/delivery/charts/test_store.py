import subprocess
import sys
from pathlib import Path

import pytest

from pitchdeck.delivery.charts.store import ContentStore, content_key

WRITER = """
import sys
from pathlib import Path
from pitchdeck.delivery.charts.store import ContentStore, content_key
store, key = ContentStore(Path(sys.argv[1]), ".bin"), content_key("same")
for _ in range(100):
    store.put(key, b"x" * 200_000)
    assert store.get(key) == b"x" * 200_000
"""


def test_the_same_content_has_the_same_key() -> None:
    assert content_key({"a": 1, "b": [2]}) == content_key({"b": [2], "a": 1})
    assert content_key("a", "b") != content_key("ab")


def test_writers_at_once_never_show_half_a_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [subprocess.Popen(command) for _ in range(4)]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".bin"]


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    store, key = ContentStore(tmp_path, ".bin"), content_key(1)
    assert store.get_or_make(key, lambda: b"first") == b"first"
    assert store.get_or_make(key, lambda: b"second") == b"first"


def test_a_failed_making_keeps_nothing(tmp_path: Path) -> None:
    store = ContentStore(tmp_path, ".bin")
    with pytest.raises(ZeroDivisionError):
        store.get_or_make(content_key(1), lambda: bytes(1 // 0))
    assert store.get(content_key(1)) is None


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_a_key_is_a_hash(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        ContentStore(tmp_path, ".bin").get(key)
