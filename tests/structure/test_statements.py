"""Questions are asked in queries, verbs are carried out in actions, and nowhere else."""

import re

import pytest

from tests.structure.statements import statements
from tests.structure.tree import clean, code, findings

BELOW = r"pitchdeck/(base|delivery/jobs)/"
MAY_READ = re.compile(BELOW + r"|pitchdeck/features/portfolio/|pitchdeck/features/\w+/queries(\.py$|/)")
MAY_WRITE = re.compile(BELOW + r"|pitchdeck/features/(?!portfolio/)\w+/actions(\.py$|/)")
MAY_RUN = re.compile(f"{MAY_READ.pattern}|{MAY_WRITE.pattern}")


def misplaced(source: str, path: str) -> list[str]:
    """Statements that stand where their kind may not."""
    allowed = {"reads": MAY_READ, "writes": MAY_WRITE, "runs": MAY_RUN}
    return [
        f"line {statement.line} {statement.kind} the database: {statement.text}"
        for statement in statements(source)
        if not allowed[statement.kind].match(path)
    ]


def test_statements_stand_in_their_own_files() -> None:
    assert clean(findings(misplaced, code()))


READ = "from sqlalchemy import select\nPITCHES = select(1)\n"
WRITE = "def keep(session):\n    session.add(1)\n"
RUN = "def page(db):\n    with db.reading() as tables:\n        return tables.execute(PITCHES)\n"


@pytest.mark.parametrize(
    ("source", "path"),
    [
        (READ, "pitchdeck/features/pitches/actions.py"),
        (READ, "pitchdeck/delivery/web/pitches/views.py"),
        (READ, "pitchdeck/delivery/cli/demo.py"),
        ("import sqlalchemy as sa\nPITCHES = sa.select(1)\n", "pitchdeck/features/pitches/policy.py"),
        ("from sqlalchemy import text\nPITCHES = text('SELECT 1')\n", "pitchdeck/features/pitches/models.py"),
        ("def f(session):\n    session.get(Pitch, 1)\n", "pitchdeck/features/pitches/actions.py"),
        (WRITE, "pitchdeck/features/pitches/queries.py"),
        (WRITE, "pitchdeck/features/portfolio/actions.py"),
        (WRITE, "pitchdeck/delivery/web/pitches/views.py"),
        ("def f(unit: Writing):\n    unit.session.flush()\n", "pitchdeck/features/pitches/notices.py"),
        (
            "from sqlalchemy.dialects.sqlite import insert\ninsert(1)\n",
            "pitchdeck/features/pitches/queries.py",
        ),
        (
            "from sqlalchemy import text\ntext('UPDATE pitch SET x = 1')\n",
            "pitchdeck/features/pitches/queries.py",
        ),
        (RUN, "pitchdeck/delivery/web/pitches/views.py"),
        (RUN, "pitchdeck/delivery/api/pitches.py"),
    ],
)
def test_a_misplaced_statement_is_found(source: str, path: str) -> None:
    assert len(misplaced(source, path)) == 1


@pytest.mark.parametrize(
    ("source", "path"),
    [
        (READ, "pitchdeck/features/pitches/queries.py"),
        (READ, "pitchdeck/features/pitches/queries/boards.py"),
        (READ, "pitchdeck/features/portfolio/board.py"),
        (WRITE, "pitchdeck/features/pitches/actions/submit.py"),
        (WRITE, "pitchdeck/base/outbox.py"),
        (RUN, "pitchdeck/features/pitches/queries.py"),
        ("from flask import session\nsession.get('theme')\n", "pitchdeck/delivery/web/access.py"),
        ("from sqlalchemy import text\ntext('state = 1')\n", "pitchdeck/features/pitches/models.py"),
        ("def f(seen):\n    seen.add(1)\n", "pitchdeck/features/pitches/figures.py"),
    ],
)
def test_a_statement_in_its_place_is_allowed(source: str, path: str) -> None:
    assert misplaced(source, path) == []
