"""The project's own files, found by looking, so that a rule holds for a file from the moment it exists."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What git ignores, and what was vendored from elsewhere: neither is written here.
NOT_OURS = {
    ".git",
    ".venv",
    "var",
    "build",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
    "vendor",
}
OWN_SUFFIXES = {
    ".py",
    ".html",
    ".txt",
    ".md",
    ".toml",
    ".yml",
    ".yaml",
    ".json",
    ".css",
    ".js",
    ".lock",
    ".sh",
}

Rule = Callable[[str, str], list[str]]


def _walk() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(
            name for name in folders if name not in NOT_OURS and not name.endswith(".egg-info")
        )
        for name in sorted(set(names) - NOT_OURS):  # in a second working tree .git is a file
            yield Path(folder, name).relative_to(ROOT)


def files(*suffixes: str, under: str = "") -> list[Path]:
    """Paths relative to the project's root, in a fixed order."""
    return [
        path
        for path in _walk()
        if (not suffixes or path.suffix in suffixes) and path.as_posix().startswith(under)
    ]


def written_here() -> list[Path]:
    """Every text file of ours, the commands without a suffix included."""
    return [
        path
        for path in files()
        if path.suffix in OWN_SUFFIXES or path.parts[0] in {"bin", ".ci"} or path.name.startswith(".")
    ]


def code() -> list[Path]:
    """The product's Python: package, configuration and entry point, without tests and migrations."""
    return [path for path in files(".py") if path.parts[0] not in {"tests", "migrations"}]


def read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def findings(rule: Rule, paths: list[Path]) -> list[str]:
    """What a rule says about files, each finding named by file and line."""
    return [f"{path}: {finding}" for path in paths for finding in rule(read(path), path.as_posix())]


def clean(found: list[str]) -> bool:
    """Whether nothing was found; says everything that was, one line each, because pytest shortens lists."""
    if found:
        raise AssertionError("\n  ".join(["The tree breaks this rule:", *found]))
    return True


def started(*arguments: str, data_dir: Path) -> str:
    """The output of a new interpreter in the project's folder, its data elsewhere; fails when it fails."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PITCHDECK_")}
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**own, "PITCHDECK_DATA_DIR": str(data_dir)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise AssertionError(f"{' '.join(arguments)} ended with {result.returncode}:\n{result.stderr}")
    return result.stdout
