"""What a query answers cannot be changed afterwards, and nothing is loaded that was not asked for."""

import ast
import re

import pytest

from tests.structure.tree import clean, code, findings

ANSWERS = re.compile(r"pitchdeck/features/(portfolio/|\w+/queries(\.py$|/))")
NOUNS = re.compile(r"pitchdeck/features/\w+/models(\.py$|/)|pitchdeck/base/")
NEVER_BY_ITSELF = {"raise", "raise_on_sql", "noload", "write_only"}


def _keywords(call: ast.expr) -> dict[str, object]:
    if not isinstance(call, ast.Call):
        return {}
    return {
        word.arg: word.value.value
        for word in call.keywords
        if word.arg and isinstance(word.value, ast.Constant)
    }


def _name(node: ast.expr) -> str:
    return ast.unparse(node.func if isinstance(node, ast.Call) else node).split(".")[-1]


def changeable(source: str, path: str) -> list[str]:
    """Answers of queries that a caller could change."""
    if not ANSWERS.match(path):
        return []
    return [
        f"line {node.lineno}: {node.name} is not frozen"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if _name(decorator) == "dataclass" and not _keywords(decorator).get("frozen")
    ]


def loads_by_itself(source: str, path: str) -> list[str]:
    """Relationships that would ask the database behind the reader's back."""
    if not NOUNS.match(path):
        return []
    return [
        f'line {node.lineno}: a relationship without lazy="raise"'
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and _name(node) == "relationship"
        if _keywords(node).get("lazy") not in NEVER_BY_ITSELF
    ]


def test_answers_are_frozen() -> None:
    assert clean(findings(changeable, code()))


def test_relationships_never_load_by_themselves() -> None:
    assert clean(findings(loads_by_itself, code()))


@pytest.mark.parametrize(
    "planted", ["@dataclass\nclass Row: ...", "@dataclasses.dataclass(slots=True)\nclass Row: ..."]
)
def test_a_changeable_answer_is_found(planted: str) -> None:
    assert len(changeable(planted, "pitchdeck/features/rounds/queries.py")) == 1
    assert changeable(planted, "pitchdeck/features/rounds/policy.py") == []


@pytest.mark.parametrize("planted", ["lines = relationship()", 'lines = orm.relationship(lazy="select")'])
def test_a_relationship_that_loads_is_found(planted: str) -> None:
    assert len(loads_by_itself(planted, "pitchdeck/features/pitches/models.py")) == 1


def test_frozen_and_raising_is_allowed() -> None:
    assert changeable("@dataclass(frozen=True)\nclass Row: ...", "pitchdeck/features/rounds/queries.py") == []
    assert loads_by_itself('lines = relationship(lazy="raise")', "pitchdeck/features/pitches/models.py") == []
