"""Rolling rounds: who has money for a pitch of one."""

from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.models import Account, Purse
from pitchdeck.features.pitches.models import CoAuthor, Pitch
from pitchdeck.features.scoring.models import Recusal

Rows = Select[*tuple[Any, ...]]

_INVESTORS = (
    select(Purse.investor_id)
    .join_from(Purse, Pitch, Pitch.round_id == Purse.round_id)
    .join(Account, (Account.purse_id == Purse.id) & (Account.kind == "purse"))
    .where(
        Pitch.id == bindparam("pitch_id"),
        Account.balance > 0,
        Pitch.presenter_id != Purse.investor_id,
        ~exists().where(CoAuthor.pitch_id == Pitch.id, CoAuthor.person_id == Purse.investor_id),
        ~exists().where(
            Recusal.pitch_id == Pitch.id, Recusal.person_id == Purse.investor_id, Recusal.kind == "personal"
        ),
    )
    .distinct()
    .order_by(Purse.investor_id)
)


def investors_for(session: Session, pitch_id: int) -> tuple[int, ...]:
    """Whoever has free money in the round of a pitch, and may commit to it as far as the rows say."""
    return tuple(session.execute(_INVESTORS, {"pitch_id": pitch_id}).scalars())
