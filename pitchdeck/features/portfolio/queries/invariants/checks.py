"""Invariants of finance's checks of numbers: by who has no other part, and of the line as it was then."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.figures.checking import prints
from pitchdeck.features.funding.models import LineCheck
from pitchdeck.features.pitches.figures import Content
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.portfolio.queries.invariants.decisions import tied
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

CHECKS = (
    Invariant(
        "nobody_checks_numbers_one_is_tied_to",
        "numbers are checked by nobody who wrote, sponsors or invested, and each check is in the history",
        f"""SELECT 'check ' || line_check.id || ' of pitch ' || COALESCE(pitch.ref, pitch.key)
        || ' by person ' || line_check.by_id FROM line_check JOIN pitch ON pitch.id = line_check.pitch_id
        WHERE {tied("line_check")}
        UNION ALL SELECT 'check ' || line_check.id || ' of pitch ' || COALESCE(pitch.ref, pitch.key)
        || ': not in the history' FROM line_check JOIN pitch ON pitch.id = line_check.pitch_id
        LEFT JOIN (SELECT DISTINCT subject_key, by_id, at FROM history WHERE verb = 'numbers_checked') AS acts
        ON acts.subject_key = pitch.key AND acts.by_id = line_check.by_id AND acts.at = line_check.at
        WHERE acts.at IS NULL""",
    ),
)

_CHECKED = (
    select(LineCheck.id, LineCheck.side, LineCheck.position, LineCheck.print, Pitch.ref, Revision.content)
    .join_from(LineCheck, Revision, Revision.id == LineCheck.revision_id)
    .join(Pitch, Pitch.id == LineCheck.pitch_id)
    .order_by(LineCheck.id)
)


def other_lines(session: Session) -> Iterator[str]:
    """Checks whose fingerprint is not that of the line at their place in their revision."""
    for row in session.execute(_CHECKED).yield_per(200):
        found = _prints(row.content, row.side)
        if row.position >= len(found) or found[row.position] != row.print:
            yield f"check {row.id} of pitch {row.ref}: not {row.side} line {row.position} of its revision"


def _prints(document: Mapping[str, Any], side: str) -> tuple[str, ...]:
    content = Content.of_data(document["content"])
    return prints(side, content.benefits if side == "benefit" else content.costs)


CHECKS_COMPUTED = (
    (
        Invariant("a_check_is_of_its_line", "a check carries the fingerprint of its revision's line", ""),
        other_lines,
    ),
)
