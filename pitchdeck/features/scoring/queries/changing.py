"""What an act of scoring takes into its hands, locked until it ends."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.features.pitches.models import Pitch

_PITCHES = (
    select(Pitch)
    .where(Pitch.round_id == bindparam("round_id"), Pitch.state == bindparam("state"))
    .order_by(Pitch.id)
    .with_for_update()
)


def pitches_to_change(session: Session, round_id: int, state: str) -> tuple[Pitch, ...]:
    """The pitches of a round in one state, locked in the order of their ids until the act ends."""
    found = session.execute(
        _PITCHES, {"round_id": round_id, "state": state}, execution_options={"populate_existing": True}
    )
    return tuple(found.scalars())
