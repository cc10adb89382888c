"""Filling a draft from a file: all of its inputs in the place of the draft's own, or nothing."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict
from pitchdeck.base.policy import Actor
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.actions.drafting import owe_charts, replace_benefits, replace_costs
from pitchdeck.features.pitches.figures import filling, keeping_tiers
from pitchdeck.features.projection import Inputs

FIELDS = ("launch_month", "people", "hours_each", "isolation_plan", "headline_months")


def fill_draft(session: Session, key: str, inputs: Inputs, *, version: int, by: Actor, at: datetime) -> int:
    """Put the inputs' lines, launch and people in the place of the draft's, and return its new version.

    Conflict when the draft was saved since `version`, the one whose preview was looked at.
    """
    pitch = queries.pitch_to_change(session, key)
    policy.require("pitch:edit", by, queries.pitch_of_id(session, pitch.id).facts)
    draft = queries.draft_to_change(session, pitch.id)
    if draft.version != version:
        raise Conflict(
            "The draft was saved since you looked at what the file changes. Nothing was replaced: look again."
        )
    before = queries.draft_of(session, pitch.id).content
    filled = filling(before, queries.settings(session), inputs)
    for name in FIELDS:
        setattr(draft, name, getattr(filled.content, name))
    pitch.changed_at = at
    draft.version, draft.saved_at = version + 1, at
    session.flush()
    replace_costs(session, pitch.id, keeping_tiers(filled.content.costs, before.costs))
    replace_benefits(session, pitch.id, keeping_tiers(filled.content.benefits, before.benefits))
    owe_charts(session, pitch.key, at)
    detail = {
        name: sum(one.change == name for one in filled.changes) for name in ("added", "changed", "removed")
    }
    history.record(session, ("pitch", pitch.key), "filled", by=by, at=at, detail=detail)
    return draft.version
