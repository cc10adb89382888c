"""Committing another amount in the place of one's own: freed and reserved in one act."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.commitments import Made, commit
from pitchdeck.features.funding.actions.posting import free
from pitchdeck.features.funding.actions.standbys import tell_of_room
from pitchdeck.features.pitches.queries import pitch_to_change
from pitchdeck.features.rounds.queries import hold_round


def change_commitment(session: Session, key: str, amount: int, *, by: Actor, at: datetime) -> Made:
    """Put `amount` minor units in the place of a commitment: the old one is free, the new one reserved.

    The pitch keeps its state when it stays covered; a condition is asked again. What does not fit is refused
    as in `commit`, and then the old commitment stands. Raises NotFound, NotAllowed, or Invalid.
    """
    row, words = queries.held_of_key(session, key), queries.condition_words(session, key)
    if row.by_id != by.id:
        raise NotFound
    purse = queries.purse_of_id(session, row.purse_id)
    hold_round(session, purse.round_id)
    pitch = pitch_to_change(session, row.pitch_key)
    policy.require("commitment:change", by, queries.facts_for_withdrawal(session, key, at=at))
    if amount == row.amount:
        same = in_words(amount, purse.currency)
        raise Invalid(
            {"amount": f"You have committed {same} already. Enter another amount, or take it back."}
        )
    detail = {"before": row.amount, "amount": amount, "fiscal_year": row.fiscal_year}
    history.record(session, ("pitch", pitch.key), "commitment_changed", by=by, at=at, detail=detail)
    free(session, [row], reason="changed by its investor", by=by, at=at)
    made = commit(session, purse.key, pitch.key, amount, by=by, at=at, condition=words)
    if amount < row.amount:
        facts = queries.facts_of_part(session, pitch.key, by)
        tell_of_room(session, pitch, facts, [row.fiscal_year], by=by, at=at)
    return made
