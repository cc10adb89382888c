"""Finance's answer to the wish for a headline over more than the first year."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.pitches.models import WindowAnswer
from pitchdeck.features.pitches.queries import (
    pitch_of_id,
    pitch_to_change,
    window_of_key,
)

VERBS = {"accepted": "window_accepted", "refused": "window_refused"}


def answer_window(session: Session, key: str, *, verdict: str, reason: str, by: Actor, at: datetime) -> None:
    """Call the pitch a long-term solution whose headline may count so many months, or refuse it.

    NotFound to whoever may not see the question, NotAllowed to whoever is tied to the pitch or comes late,
    Invalid without a verdict or a reason: the panel reads it beside the headline.
    """
    pitch = pitch_to_change(session, pitch_of_id(session, window_of_key(session, key).pitch_id).key)
    row = window_of_key(session, key)
    facts = queries.facts_of_window(session, row)
    if not policy.may("window:see", by, facts):
        raise NotFound
    policy.require("window:answer", by, facts)
    reason = reason.strip()
    if verdict not in VERBS:
        raise Invalid({"verdict": "Accept or refuse."})
    if not reason:
        raise Invalid({"reason": "Say why in a sentence: it stands beside the headline from now on."})
    session.add(
        WindowAnswer(
            ask_id=row.id, verdict=verdict, reason=reason, by_id=by.id, deputy_id=by.deputy_id, at=at
        )
    )
    session.flush()
    detail = {"window": key, "months": row.months}
    history.record(session, ("pitch", pitch.key), VERBS[verdict], by=by, at=at, why=reason, detail=detail)
    outbox.owe(session, "window_answered", {"window": key, "person_id": pitch.presenter_id}, at=at)
