"""The invariant that takes arithmetic: a revision's hash and figures come out again."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.projection import ENGINE_VERSION, inputs_hash, recompute_differs

_REVISIONS = (
    select(
        Pitch.ref, Revision.number, Revision.inputs, Revision.figures, Revision.hash, Revision.engine_version
    )
    .join(Pitch, Revision.pitch_id == Pitch.id)
    .order_by(Revision.id)
)


def broken_revisions(session: Session) -> Iterator[str]:
    """Revisions whose inputs do not give the stored hash, or (of this engine) the stored figures."""
    for row in session.execute(_REVISIONS).yield_per(200):
        name = f"pitch {row.ref} revision {row.number}"
        if inputs_hash(row.inputs) != row.hash:
            yield f"{name}: the hash of its inputs is not the stored one"
        elif row.engine_version == ENGINE_VERSION:
            yield from _other_figures(name, row.inputs, row.figures)


def _other_figures(name: str, inputs: str, figures: str) -> Iterator[str]:
    try:
        differing = recompute_differs(inputs, figures)
    except ValueError as unreadable:
        yield f"{name}: cannot be read ({unreadable})"
        return
    if differing:
        yield f"{name}: computes otherwise in {', '.join(differing[:5])}"
