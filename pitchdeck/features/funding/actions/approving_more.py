"""The approval of more money for a funded pitch. Who may is checked by the act that calls this."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.posting import Ending, resolve, settle
from pitchdeck.features.funding.actions.supplements import write_end
from pitchdeck.features.funding.figures import ON_APPROVAL
from pitchdeck.features.funding.models import SupplementTranche, Tranche
from pitchdeck.features.funding.policy import limit_of
from pitchdeck.features.funding.queries.supplements import Approved, SupplementRow

OVERSPENT = "for what was spent above the release"


def rule_of(before: Approved, row: SupplementRow) -> str:
    """The rule of an approval of more: what it counted."""
    first, more, now = (in_words(each, row.currency) for each in (before.first, before.more, row.amount))
    return f"more money: {first} + {more} before, {now} now"


def commit_supplement(
    session: Session, row: SupplementRow, over: int, *, before: Approved, by: Actor, at: datetime, reason: str
) -> str | None:
    """Commit all that was reserved, and make its tranches; the key of the one that settles `over`, if any.

    The approval names the revision's hash, the rule and the limit used. What is asked for beyond the overrun
    is a tranche of its own, released like any other.
    """
    rule = rule_of(before, row)
    held = queries.supplements.held_for(session, row.id)
    said = {
        "outcome": "approved",
        "reason": reason,
        "revision_hash": row.revision_hash,
        "rule": rule,
        "limit_minor": limit_of(by, "finance"),
    }
    write_end(session, row, said, by=by, at=at)
    endings = [Ending(each, each.amount, 0) for each in held]
    resolve(session, endings, reason=rule, by=by, at=at)
    settle(session, endings, reason=rule, by=by, at=at)
    return _tranches(session, row, min(over, row.amount))


def _tranches(session: Session, row: SupplementRow, over: int) -> str | None:
    parts = [(over, True, OVERSPENT), (row.amount - over, False, ON_APPROVAL)]
    settling = None
    for amount, settles, condition in parts:
        if amount:
            key = _tranche(session, row, amount, condition, settles=settles)
            settling = key if settles else settling
    return settling


def _tranche(session: Session, row: SupplementRow, amount: int, condition: str, *, settles: bool) -> str:
    values = {
        "key": new_key(),
        "pitch_id": row.pitch_id,
        "number": queries.supplements.next_tranche(session, row.pitch_id),
        "fiscal_year": row.fiscal_year,
        "amount": amount,
        "condition": condition,
    }
    made = session.execute(insert(Tranche).returning(Tranche.id), [values]).scalar_one()
    own = {"tranche_id": made, "supplement_id": row.id, "settles": settles}
    session.execute(insert(SupplementTranche), [own])
    return str(values["key"])
