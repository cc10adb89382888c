"""What a pitch asks of the years after its round's, promised in one go."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions

_LATER = text(
    "SELECT a.fiscal_year, a.amount FROM ask a JOIN revision v ON v.id = a.revision_id JOIN pitch p"
    " ON p.id = v.pitch_id AND p.revision_no = v.number JOIN round r ON r.id = p.round_id"
    " WHERE p.ref = :ref AND a.tier = 'requested' AND a.fiscal_year > r.fiscal_year ORDER BY a.fiscal_year"
)


def promise_later(session: Session, purse: str, ref: str, *, by: Actor, at: datetime) -> int:
    """Promise all that a pitch asks of later years with this purse; how many years that were."""
    asked = session.execute(_LATER, {"ref": ref}).all()
    for year, amount in asked:
        actions.promise(session, purse, ref, year, amount, by=by, at=at)
    return len(asked)
