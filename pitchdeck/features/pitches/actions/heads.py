"""Naming who heads a unit, and asking them for the hours that already wait there."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import outbox
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import actions as people
from pitchdeck.features.people.queries import heads
from pitchdeck.features.pitches import queries


def name_head(session: Session, key: str, *, person_key: str, by: Actor, at: datetime) -> None:
    """Say who heads a unit from now on; hours that nobody answered are put to whom that hands them.

    Raises NotFound, NotAllowed, or Invalid for somebody who has left.
    """
    before = _asked(session)
    people.name_head(session, key, person_key=person_key, by=by, at=at)
    for agreement, head_id in sorted(_asked(session).items()):
        if head_id is not None and head_id != before.get(agreement):
            outbox.owe(session, "time_asked", {"agreement": agreement, "person_id": head_id}, at=at)


def _asked(session: Session) -> dict[str, int | None]:
    """Who answers today for the hours that wait, by their key; whoever wrote the pitch is passed over."""
    now, found = heads(session), {}
    for row in queries.hours_waiting(session):
        head = now.of(row.unit_id, without=queries.pitch_of_id(session, row.pitch_id).author_ids)
        found[row.key] = head.id if head else None
    return found
