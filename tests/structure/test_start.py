"""The web starts light: what only some pages need is loaded when the first of them asks."""

import re
from pathlib import Path

from tests.structure.tree import started

HEAVY = (
    "numpy",
    "scipy",
    "pandas",
    "weasyprint",
    "vl_convert",
    "pyxirr",
    "highspy",
    "xlsxwriter",
    "PIL",
    "fontTools",
)


def loaded(statement: str, data_dir: Path) -> set[str]:
    """Heavy libraries that are in memory after a statement in a new interpreter."""
    report = "import sys; print('loaded', *sorted({name.split('.')[0] for name in sys.modules}))"
    output = started("-c", f"{statement}\n{report}", data_dir=data_dir)
    found = re.search(r"^loaded (.*)$", output, re.MULTILINE)
    assert found
    return set(HEAVY) & set(found.group(1).split())


def test_the_web_starts_without_heavy_libraries(tmp_path: Path) -> None:
    assert loaded("import wsgi; assert wsgi.app", tmp_path) == set()


def test_a_heavy_library_is_found(tmp_path: Path) -> None:
    assert loaded("import pyxirr", tmp_path) == {"pyxirr"}
