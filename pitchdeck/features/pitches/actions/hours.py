"""Asking a unit's head for hours of its people, as part of submitting."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.figures import TimeNeed, in_quarters, kept
from pitchdeck.features.pitches.models import Pitch, TimeAgreement, TimeQuarter


def ask_hours(
    session: Session, pitch: Pitch, revision_id: int, need: TimeNeed, *, by: Actor, at: datetime
) -> None:
    """Put the hours of a revision to the unit's head, unless an agreement to as many is there already.

    The caller is submitting the revision. Where nobody heads the unit the hours wait for who will.
    """
    before = queries.agreed_before(session, pitch.id, need.unit_id)
    ground = next((row for row in reversed(before) if kept(need.hours, dict(row.quarters), need.limit)), None)
    values: dict[str, Any] = {
        "key": new_key(),
        "pitch_id": pitch.id,
        "revision_id": revision_id,
        "unit_id": need.unit_id,
        "limit_hours": need.limit,
        "asked_id": need.head_id,
        "rests_on_id": ground.id if ground else None,
        "at": at,
    }
    made = session.execute(insert(TimeAgreement).returning(TimeAgreement.id), [values]).scalar_one()
    rows = [
        {"agreement_id": made, "quarter_on": quarter, "hours": hours}
        for quarter, hours in sorted(need.hours.items())
    ]
    session.execute(insert(TimeQuarter), rows)
    verb = "time_kept" if ground else "time_asked"
    words = in_quarters(need.unit_name, need.hours, need.limit)
    detail = {"agreement": values["key"]}
    history.record(session, ("pitch", pitch.key), verb, by=by, at=at, why=words, detail=detail)
    if ground is None and need.head_id is not None:
        outbox.owe(session, "time_asked", {"agreement": values["key"], "person_id": need.head_id}, at=at)
