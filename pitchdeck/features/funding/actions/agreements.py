"""The unit head's answer to the hours that a pitch needs of their people."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Conflict, Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.pitches.models import TimeAnswer
from pitchdeck.features.pitches.queries import agreement_of_key, pitch_of_id, pitch_to_change

VERBS = {"agreed": "time_agreed", "refused": "time_refused"}


def answer_agreement(
    session: Session, key: str, *, verdict: str, reason: str = "", by: Actor, at: datetime
) -> None:
    """Agree to the hours, or refuse them with the reason; the newest answer counts until finance approves.

    NotFound to whoever may not see them, Invalid when a refusal has no reason, Conflict for an answer that is
    given already.
    """
    pitch = pitch_to_change(session, pitch_of_id(session, agreement_of_key(session, key).pitch_id).key)
    row = agreement_of_key(session, key)
    facts = queries.facts_of_agreement(session, row)
    if not policy.may("agreement:see", by, facts):
        raise NotFound
    policy.require("agreement:answer", by, facts)
    reason = reason.strip()
    if verdict not in VERBS:
        raise Invalid({"verdict": "Agree or refuse."})
    if verdict == "refused" and not reason:
        raise Invalid({"reason": "Say why in a sentence: the presenter reads it and can plan anew."})
    if row.verdict == verdict == "agreed":
        raise Conflict("These hours are agreed to already. There is nothing left to do.")
    answer = TimeAnswer(
        agreement_id=row.id, verdict=verdict, reason=reason, by_id=by.id, deputy_id=by.deputy_id, at=at
    )
    session.add(answer)
    session.flush()
    detail = {"agreement": key}
    words = reason or row.sentence
    history.record(session, ("pitch", pitch.key), VERBS[verdict], by=by, at=at, why=words, detail=detail)
    outbox.owe(session, "time_answered", {"agreement": key, "person_id": pitch.presenter_id}, at=at)
