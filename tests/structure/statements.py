"""Finds statements to the database in a module's source."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

READS = {"select", "lambda_stmt", "union", "union_all", "intersect", "except_"}
WRITES = {"insert", "update", "delete"}
SESSION_READS = {"get", "get_one", "query", "refresh"}
SESSION_WRITES = {
    "add",
    "add_all",
    "delete",
    "flush",
    "merge",
    "bulk_save_objects",
    "bulk_insert_mappings",
    "commit",
}
SESSION_RUNS = {"execute", "scalar", "scalars", "stream", "exec_driver_sql"}
OPENERS = {"reading", "snapshot", "writing", "begin", "connect"}
SESSION_TYPES = {"Session", "Connection", "Writing"}


@dataclass(frozen=True)
class Statement:
    """One statement: `reads`, `writes` or `runs` (executes what was built elsewhere)."""

    line: int
    kind: str
    text: str


def _sqlalchemy_names(tree: ast.Module) -> dict[str, str]:
    """Local name -> SQLAlchemy's own name, for what was imported from any of its modules."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlalchemy":
            found |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: "" for alias in node.names if alias.name == "sqlalchemy"}
    return found


def _annotation(node: ast.expr | None) -> str:
    return "" if node is None else ast.unparse(node).strip("\"'").split(".")[-1]


def _session_names(tree: ast.Module) -> set[str]:
    """Names that hold a session or connection: annotated, opened by `with`, or called so."""
    names = {"session", "connection"} - _flask_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and _annotation(node.annotation) in SESSION_TYPES:
            names.add(node.arg)
        elif isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
            opened = node.context_expr
            if isinstance(opened, ast.Call) and isinstance(opened.func, ast.Attribute):
                names |= {node.optional_vars.id} if opened.func.attr in OPENERS else set()
    return names


def _flask_names(tree: ast.Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "flask"
        for alias in node.names
    }


def _receiver(call: ast.Call) -> str:
    """`session` of both `session.add(…)` and `unit.session.add(…)`."""
    if not isinstance(call.func, ast.Attribute):
        return ""
    value = call.func.value
    if isinstance(value, ast.Name):
        return value.id
    return value.attr if isinstance(value, ast.Attribute) else ""


def _called(call: ast.Call, imported: dict[str, str]) -> str:
    """The SQLAlchemy function that a call calls, or nothing."""
    if isinstance(call.func, ast.Name):
        return imported.get(call.func.id, "")
    if isinstance(call.func, ast.Attribute) and _receiver(call) in imported:
        return call.func.attr
    return ""


def _kind_of_text(call: ast.Call) -> str:
    literal = next(
        (
            node.value
            for node in ast.walk(call)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ),
        "",
    )
    if re.match(r"\s*(select|with|values)\b", literal, re.IGNORECASE):
        return "reads"
    return "writes" if re.match(r"\s*(insert|update|delete|replace)\b", literal, re.IGNORECASE) else ""


def _kind(call: ast.Call, imported: dict[str, str], sessions: set[str]) -> str:
    called = _called(call, imported)
    if called in READS | WRITES:
        return "reads" if called in READS else "writes"
    if called == "text":
        return _kind_of_text(call)
    if _receiver(call) not in sessions or not isinstance(call.func, ast.Attribute):
        return ""
    kinds = (("reads", SESSION_READS), ("writes", SESSION_WRITES), ("runs", SESSION_RUNS))
    return next((kind for kind, names in kinds if call.func.attr in names), "")


def statements(source: str) -> Iterator[Statement]:
    """Every statement built or run in a module, in the order of its lines."""
    tree = ast.parse(source)
    imported, sessions = _sqlalchemy_names(tree), _session_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (kind := _kind(node, imported, sessions)):
            yield Statement(node.lineno, kind, ast.unparse(node)[:60])
