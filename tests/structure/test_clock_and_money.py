"""Time and money enter the business as arguments: no own clock, no binary fractions near money."""

import ast
import re

import pytest

from tests.structure.tree import clean, code, findings

CLOCKS = re.compile(
    r"(^|\.)(datetime|date)\.(now|utcnow|today)$|^time\.(time|time_ns|localtime|gmtime)$"
    r"|(^|\.)func\.(now|current_timestamp|current_date|localtimestamp)$"
)
KEEPS_THE_CLOCK = "pitchdeck/base/db.py"
KEEPS_MONEY = re.compile(r"pitchdeck/(base/money\.py$|features/funding/|features/investments/(?!figures))")
MONEY_WORDS = re.compile(
    r"(^|_)(amount|asked|committed|released|contracted|spent|reserved|balance|minor|money)($|_)"
)


def _from_time(tree: ast.Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        for alias in node.names
        if alias.name in {"time", "time_ns", "localtime", "gmtime"}
    }


def own_clock(source: str, path: str) -> list[str]:
    """Every look at a clock in the business or its base, called or merely passed on."""
    if not path.startswith(("pitchdeck/features/", "pitchdeck/base/")) or path == KEEPS_THE_CLOCK:
        return []
    tree = ast.parse(source)
    bare = _from_time(tree)
    return [
        f"line {node.lineno} looks at a clock: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and CLOCKS.search(ast.unparse(node)))
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in bare)
    ]


def _is_float(node: ast.expr | None) -> bool:
    return node is not None and bool(re.search(r"\bfloat\b", ast.unparse(node)))


def _named_money(node: ast.AST) -> bool:
    """An argument or a field whose name says money and whose type says float."""
    if isinstance(node, ast.arg):
        return bool(MONEY_WORDS.search(node.arg)) and _is_float(node.annotation)
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return bool(MONEY_WORDS.search(node.target.id)) and _is_float(node.annotation)
    return False


def binary_money(source: str, path: str) -> list[str]:
    """Every float made or declared where money is kept."""
    if not KEEPS_MONEY.match(path):
        return []
    return [
        f"line {getattr(node, 'lineno', 0)} has a float near money: {ast.unparse(node)[:60]}"
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
        or _named_money(node)
    ]


def test_the_business_has_no_clock_of_its_own() -> None:
    assert clean(findings(own_clock, code()))


def test_money_is_never_a_binary_fraction() -> None:
    assert clean(findings(binary_money, code()))


@pytest.mark.parametrize(
    "planted",
    [
        "from datetime import datetime\nat = datetime.now()",
        "import datetime\nat = datetime.datetime.now(datetime.UTC)",
        "from datetime import date\nday = date.today()",
        "from datetime import datetime\ncolumn(default=datetime.utcnow)",
        "import time\nbegan = time.time()",
        "from time import time\nbegan = time()",
        "from sqlalchemy import func\nat = func.now()",
    ],
)
def test_a_clock_is_found(planted: str) -> None:
    for path in ("pitchdeck/features/rounds/actions.py", "pitchdeck/base/history.py"):
        assert len(own_clock(planted, path)) == 1
    assert own_clock(planted, KEEPS_THE_CLOCK) == []


@pytest.mark.parametrize(
    "planted",
    [
        "share = float(total)",
        "def commit(amount: float) -> None: ...",
        "class Row:\n    spent_to_date: float | None",
    ],
)
def test_a_float_near_money_is_found(planted: str) -> None:
    for path in (
        "pitchdeck/base/money.py",
        "pitchdeck/features/funding/actions.py",
        "pitchdeck/features/investments/queries.py",
    ):
        assert len(binary_money(planted, path)) == 1
    assert binary_money(planted, "pitchdeck/features/projection/flows.py") == []


def test_measures_and_durations_are_allowed() -> None:
    assert own_clock("import time\nbegan = time.monotonic()", "pitchdeck/features/people/actions.py") == []
    assert binary_money("value: float = 0.5", "pitchdeck/features/investments/models.py") == []
