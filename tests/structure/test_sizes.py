"""Nothing grows past what one look can take in."""

import ast
from pathlib import Path

import pytest

from tests.structure.tree import clean, code, files, findings, read

WANTED, LIMIT = 300, 400
TEMPLATE_LIMIT = 120
VIEW_LIMIT = 15
ROUTE_DECORATORS = {"route", "get", "post", "put", "patch", "delete"}


def lines(source: str) -> int:
    return len(source.splitlines())


def too_long(source: str, path: str) -> list[str]:
    """The file's length against the limit of its kind."""
    limit = TEMPLATE_LIMIT if path.startswith("templates/") else LIMIT
    return [f"has {lines(source)} lines, {limit} are the limit"] if lines(source) > limit else []


def _is_view(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in ROUTE_DECORATORS
        for decorator in node.decorator_list
    )


def _length(view: ast.FunctionDef) -> int:
    """Lines of the body; decorators, signature and docstring say what the view is, not what it does."""
    body = view.body[1:] if ast.get_docstring(view) is not None else view.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def long_views(source: str, path: str) -> list[str]:
    """Views of the web and the API that do more than load, ask, do and redirect."""
    if not path.startswith(("pitchdeck/delivery/web/", "pitchdeck/delivery/api/")):
        return []
    return [
        f"line {node.lineno}: the view {node.name} has {_length(node)} lines, {VIEW_LIMIT} are the limit"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and _is_view(node) and _length(node) > VIEW_LIMIT
    ]


def test_files_end_before_their_limit() -> None:
    assert clean(findings(too_long, [*files(".py"), *files(".html", under="templates/")]))


def test_views_load_ask_do_and_redirect() -> None:
    assert clean(findings(long_views, code()))


@pytest.mark.parametrize(
    ("path", "limit"), [("pitchdeck/base/db.py", 400), ("tests/test_x.py", 400), ("templates/x.html", 120)]
)
def test_a_file_past_its_limit_is_found(path: str, limit: int) -> None:
    assert too_long("x\n" * limit, path) == []
    assert len(too_long("x\n" * (limit + 1), path)) == 1


def test_a_long_view_is_found() -> None:
    view = '@pitches.get("/pitches")\ndef index() -> str:\n    """The board."""\n'
    assert long_views(view + "    go()\n" * 15, "pitchdeck/delivery/web/pitches/views.py") == []
    assert len(long_views(view + "    go()\n" * 16, "pitchdeck/delivery/web/pitches/views.py")) == 1


def past_the_wanted_length() -> list[str]:
    """Files that still pass but should be split by noun next time they are touched."""
    long: list[tuple[int, Path]] = [(lines(read(path)), path) for path in files(".py")]
    return [f"{path} has {length} lines" for length, path in long if length > WANTED]


if __name__ == "__main__":
    print("\n".join(past_the_wanted_length()))  # noqa: T201  bin/test shows the list after its steps
