"""What docs/generated/ holds, made from the program itself."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from flask import Flask

import tests.tables  # noqa: F401  # fills the metadata
from pitchdeck.base import policy
from pitchdeck.base.db import Base
from pitchdeck.base.workflow import Workflow
from tests.structure.worked_example import worked_example

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "generated"


def workflows() -> tuple[Workflow, ...]:
    """Every workflow literal of the features, by noun."""
    found: dict[str, Workflow] = {}
    for path in sorted((ROOT / "pitchdeck" / "features").glob("*/workflow.py")):
        module = import_module(f"pitchdeck.features.{path.parent.name}.workflow")
        found |= {value.noun: value for value in vars(module).values() if isinstance(value, Workflow)}
    return tuple(found[noun] for noun in sorted(found))


def routes(app: Flask) -> Iterator[tuple[str, str, str, str]]:
    """(method, path, permission, roles) of every view, by path."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            key = getattr(app.view_functions[rule.endpoint], "permission", None)
            roles = ", ".join(sorted(policy.PERMISSIONS[key].roles)) or "by facts" if key else "everybody"
            if key and not policy.PERMISSIONS[key].rule.needs_facts and not policy.PERMISSIONS[key].roles:
                roles = "anyone signed in"
            yield method, rule.rule, key or "public", roles


def documents(app: Flask) -> dict[str, str]:
    """File name → text."""
    return {
        "states.md": _states(),
        "tables.md": _tables(),
        "routes.md": _routes(app),
        "worked-example.md": worked_example(),
    }


def _states() -> str:
    parts = ["# States\n\nMade from the workflow literals; a test fails when this page and they differ.\n"]
    for flow in workflows():
        parts.append(
            f"\n## {flow.noun}\n\n```mermaid\n{flow.mermaid()}```\n\n| verb | from | to | permission |\n"
        )
        parts.append("| --- | --- | --- | --- |\n")
        parts += [
            f"| {step.verb} | {', '.join(step.sources)} | {step.target} | `{step.permission}` |\n"
            for step in flow.transitions
        ]
    return "".join(parts)


def _tables() -> str:
    parts = ["# Tables\n\nMade from the models; a test fails when this page and they differ.\n"]
    for name, table in sorted(Base.metadata.tables.items()):
        parts.append(f"\n## {name}\n\n| column | type | may be empty |\n| --- | --- | --- |\n")
        parts += [
            f"| {column.name} | {type(column.type).__name__} | {'yes' if column.nullable else ''} |\n"
            for column in table.columns
        ]
    return "".join(parts)


def _routes(app: Flask) -> str:
    rows = [f"| {method} | `{path}` | `{key}` | {roles} |\n" for method, path, key, roles in routes(app)]
    head = "# Routes\n\nWho may do what, and where; made from the application: a change shows.\n\n"
    columns = "| method | path | permission | roles |\n| --- | --- | --- | --- |\n"
    return "".join([head, columns, *rows])
