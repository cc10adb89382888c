"""Taking promises that a confirmed cut list names, each wholly or in part."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.freeing import end_promises, frees
from pitchdeck.features.funding.actions.posting import post
from pitchdeck.features.funding.models import AdvanceCut
from pitchdeck.features.funding.queries.shortfalls import LineRow, ShortfallRow


def cut_promises(
    session: Session, row: ShortfallRow, lines: Iterable[LineRow], *, by: Actor, at: datetime
) -> None:
    """End the promises that are cut whole, and make the others smaller; their investors are told by the cut.

    What is cut is the coming money of the unit again: no fund owes it any more.
    """
    taken = {line.advance_id: line.amount for line in lines if line.advance_id is not None}
    pitch_ids = [line.pitch_id for line in lines if line.pitch_id is not None]
    rows = [each for each in queries.advances.promised_to(session, pitch_ids) if each.id in taken]
    reason = f"Cut: {row.reason}"
    end_promises(session, [each for each in rows if each.left == taken[each.id]], reason, by=by, at=at)
    parts = [(each, taken[each.id]) for each in rows if each.left > taken[each.id]]
    cuts = [{"advance_id": each.id, "shortfall_id": row.id, "amount": amount} for each, amount in parts]
    if cuts:
        session.execute(insert(AdvanceCut), cuts)
        post(session, frees(session, parts, reason), by=by, at=at)
