"""Asking finance for a headline that counts more than the first year, and taking that back."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.actions.drafting import owe_charts
from pitchdeck.features.pitches.figures import FIRST_YEAR, LONGER, beyond_horizon, of_tier, projected
from pitchdeck.features.pitches.models import Draft, Pitch, WindowAsk


def ask_window(session: Session, key: str, *, months: int, reason: str, by: Actor, at: datetime) -> WindowAsk:
    """Let the draft's headline count so many months, once finance agrees, which is asked with the reason.

    Invalid for another window, for one that the horizon cuts short, and without a reason; Conflict when
    finance was asked for it and has not answered, or agreed already.
    """
    pitch = queries.pitch_to_change(session, key)
    policy.require("window:ask", by, queries.pitch_of_id(session, pitch.id).facts)
    draft = queries.draft_to_change(session, pitch.id)
    _check(session, pitch.id, months, reason.strip())
    before = queries.asked_window(session, pitch.id, months)
    if before is not None and before.verdict != "refused" and draft.headline_months == months:
        raise Conflict(
            f"Finance has agreed to {months} months already: there is nothing to ask."
            if before.accepted
            else f"Finance has been asked for {months} months already. Its answer comes with a notice."
        )
    asked = WindowAsk(
        key=new_key(),
        pitch_id=pitch.id,
        revision_no=pitch.revision_no + 1,
        months=months,
        reason=reason.strip(),
        by_id=by.id,
        deputy_id=by.deputy_id,
        at=at,
    )
    session.add(asked)
    _count(session, pitch, draft, months, at)
    detail = {"months": months, "window": asked.key}
    words = asked.reason
    history.record(session, ("pitch", pitch.key), "window_asked", by=by, at=at, why=words, detail=detail)
    outbox.owe(session, "window_asked", {"window": asked.key}, at=at)
    return asked


def count_first_year(session: Session, key: str, *, by: Actor, at: datetime) -> None:
    """Let the draft's headline count its first year again; Conflict when it does."""
    pitch = queries.pitch_to_change(session, key)
    policy.require("window:ask", by, queries.pitch_of_id(session, pitch.id).facts)
    draft = queries.draft_to_change(session, pitch.id)
    if draft.headline_months == FIRST_YEAR:
        raise Conflict("The headline counts the first year already.")
    _count(session, pitch, draft, FIRST_YEAR, at)
    history.record(session, ("pitch", pitch.key), "window_left", by=by, at=at)


def _check(session: Session, pitch_id: int, months: int, reason: str) -> None:
    if months not in LONGER:
        raise Invalid({"months": f"Choose {' or '.join(str(each) for each in LONGER)} months."})
    content = of_tier(queries.draft_of(session, pitch_id).content, "requested")
    words = beyond_horizon(projected(content, queries.settings(session)).inputs, months)
    if words:
        raise Invalid({"months": words})
    if not reason:
        raise Invalid({"reason": "Say why one year is too short to judge it by: finance decides on that."})


def _count(session: Session, pitch: Pitch, draft: Draft, months: int, at: datetime) -> None:
    draft.headline_months = months
    pitch.changed_at = draft.saved_at = at
    draft.version += 1
    session.flush()
    owe_charts(session, pitch.key, at)
