"""The tree travels: no machine's paths, no registry's address, no check silenced without a reason."""

import io
import re
import tokenize
from pathlib import Path

import pytest

from tests.structure.tree import ROOT, clean, files, findings, read, written_here

MACHINE_PATHS = re.compile(
    r"(?<![\w.~<-])/(root|Users|work|opt/(wheels|pypi[\w-]*))/|(?<!\w)[A-Z]:\\\\?Users\b"
)
REGISTRIES = re.compile(
    r"pypi\.org/simple|files\.pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com", re.IGNORECASE
)
ADDRESSES = re.compile(
    r"https?:|git\+|file:|@ |--(extra-)?index-url|--find-links|--trusted-host", re.IGNORECASE
)

SILENCED = re.compile(
    r"#\s*(?:(?:ruff:\s*|flake8:\s*)?noqa|mypy:\s*ignore-errors|type:\s*ignore|djlint:\s*off|nosec)\b(?P<codes>:?\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*|\[[\w,\s-]+\])?(?P<reason>.*)"
)
WORDS = 2

RELATIVE_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)`")


def machine_bound(source: str, _path: str) -> list[str]:
    """Paths of one machine and addresses of one registry."""
    return [
        f"line {number} holds {found.group()}"
        for number, line in enumerate(source.splitlines(), start=1)
        for pattern in (MACHINE_PATHS, REGISTRIES)
        if (found := pattern.search(line))
    ]


def addresses(source: str, _path: str) -> list[str]:
    """Lines of a lock file that say where a package comes from; hashes say what it is, and that is enough."""
    return [
        f"line {number}: {line}"
        for number, line in enumerate(source.splitlines(), start=1)
        if ADDRESSES.search(line)
    ]


def _is_reasoned(found: re.Match[str], line_above: str) -> bool:
    if not found["codes"]:
        return False
    above = line_above.strip()
    return len(re.findall(r"\w{2,}", found["reason"])) >= WORDS or (
        above.startswith("#") and not SILENCED.search(above)
    )


def unreasoned(source: str, _path: str) -> list[str]:
    """Checks silenced without naming which, or without saying why beside it or on the line above."""
    lines = ["", *source.splitlines()]
    comments = (
        token
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    )
    return [
        f"line {token.start[0]}: {token.string}"
        for token in comments
        if (found := SILENCED.search(token.string)) and not _is_reasoned(found, lines[token.start[0] - 1])
    ]


def test_the_tree_is_bound_to_no_machine() -> None:
    assert clean(findings(machine_bound, written_here()))


def test_locks_name_no_host() -> None:
    locks = files(".lock")
    assert {path.name for path in locks} == {"requirements.lock", "requirements-dev.lock"}
    assert clean(findings(addresses, locks))


def test_every_locked_package_has_its_hash() -> None:
    for path in files(".lock"):
        pins = re.findall(r"^[\w.-]+==[^\n]*(?:\n    [^\n]*)*", read(path), re.MULTILINE)
        assert pins
        assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def test_every_silenced_check_has_its_reason() -> None:
    assert clean(findings(unreasoned, files(".py")))


def dangling(source: str, path: str) -> list[str]:
    """Links and named tests of a document that lead nowhere."""
    targets = [(Path(path).parent / link, link) for link in RELATIVE_LINK.findall(source)]
    targets += [(Path(named), named) for named in NAMED_TEST.findall(source)]
    return [f"names {link}, which is not there" for target, link in targets if not (ROOT / target).exists()]


def test_documents_lead_somewhere() -> None:
    assert clean(findings(dangling, files(".md")))


def test_a_dangling_link_is_found() -> None:
    planted = "[house](nowhere.md) [bin](../bin/run) <https://example.org> `tests/structure/test_nothing.py`"
    assert len(dangling(planted, "docs/architecture.md")) == 2


def test_the_readme_names_the_two_commands() -> None:
    readme = read(Path("README.md"))
    assert "bin/run" in readme
    assert "bin/test" in readme


@pytest.mark.parametrize(
    "planted",
    ["/wor" + "k/main/var", "/ro" + "ot/.cache", "/opt/wh" + "eels/x", "https://py" + "pi.org/simple"],
)
def test_a_path_of_a_machine_is_found(planted: str) -> None:
    assert len(machine_bound(f'place = "{planted}"', "config.py")) == 1


@pytest.mark.parametrize(
    "planted", ["--index-url https://example.org/", "x @ file:///x", "--find-links /x", "x @ git+ssh://y"]
)
def test_an_address_in_a_lock_is_found(planted: str) -> None:
    assert len(addresses(planted, "requirements.lock")) == 1


@pytest.mark.parametrize(
    "planted",
    [
        "x = 1  # no" + "qa",
        "x = 1  # no" + "qa: S603",
        "# ruff: no" + "qa: PLC0415",
        "x = y()  # type: " + "ignore[attr-defined]",
        "x = 1  # type: " + "ignore because it is",
    ],
)
def test_a_check_silenced_without_reason_is_found(planted: str) -> None:
    assert len(unreasoned(planted, "config.py")) == 1


def test_a_reason_beside_or_above_is_enough() -> None:
    assert unreasoned("x = 1  # no" + "qa: S603  the command is ours", "config.py") == []
    assert (
        unreasoned("# The library has no types.\nx = y()  # type: " + "ignore[attr-defined]", "config.py")
        == []
    )
