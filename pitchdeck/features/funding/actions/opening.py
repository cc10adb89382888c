"""A pitch comes to its money: accounts that may take its ask, by fiscal year, and no more."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.posting import open_account, set_ceiling
from pitchdeck.features.funding.figures import highest
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import asks_by_tier, revision_row


def open_for_money(session: Session, pitch: Pitch, *, by: Actor, at: datetime) -> None:
    """An account per year of the ask, with what the highest tier asks as its ceiling."""
    revision = revision_row(session, pitch.id, pitch.revision_no)
    by_tier = asks_by_tier(session, revision.id)
    asked = highest(by_tier)
    for year in asked:
        open_account(session, "reserved", revision.currency, pitch_id=pitch.id, fiscal_year=year)
    accounts = queries.of_pitch(session, pitch.id)
    tier = "stretch tier" if "stretch" in by_tier else "ask"
    reason = f"the {tier} of revision {revision.number}"
    for year, amount in asked.items():
        set_ceiling(session, accounts["reserved", year], amount, reason=reason, by=by, at=at)
