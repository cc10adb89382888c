"""A pitch comes to its money: accounts that may take its ask, by fiscal year, and no more."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.posting import open_account, set_ceiling
from pitchdeck.features.funding.figures import highest
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import asks_by_tier, revision_row
from pitchdeck.features.rounds.queries import round_row


def open_for_money(session: Session, pitch: Pitch, *, by: Actor, at: datetime) -> None:
    """An account per year of the ask, with what the highest tier asks as its ceiling.

    A year after the round's has a second one, of the same ceiling, for what is promised in advance.
    """
    revision = revision_row(session, pitch.id, pitch.revision_no)
    by_tier = asks_by_tier(session, revision.id)
    asked = highest(by_tier)
    this_year = round_row(session, pitch.round_id).fiscal_year if pitch.round_id else max(asked)
    wanted = [("reserved", year) for year in asked]
    wanted += [("promised", year) for year in asked if year > this_year]
    for kind, year in wanted:
        open_account(session, kind, revision.currency, pitch_id=pitch.id, fiscal_year=year)
    accounts = queries.of_pitch(session, pitch.id)
    tier = "stretch tier" if "stretch" in by_tier else "ask"
    reason = f"the {tier} of revision {revision.number}"
    for kind, year in wanted:
        set_ceiling(session, accounts[kind, year], asked[year], reason=reason, by=by, at=at)


def seek_money(
    session: Session,
    pitch: Pitch,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Let a locked pitch look for money in its rolling round, and tell whoever has money there."""
    open_for_money(session, pitch, by=by, at=at)
    pitches.move(session, pitch, verb, by=by, at=at, why=why, detail=detail)
    for person_id in queries.investors_for(session, pitch.id):
        notices.money_sought(session, person_id, pitch.key, pitch.ask_minor, at=at)
