"""The letters of an announcement: one for each outcome, with its reason."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.models import Letter
from pitchdeck.features.funding.queries import Announced, VerdictRow
from pitchdeck.features.scoring.queries import RankRow

VERBS = {"approved": "fund", "declined": "decline", "on_hold": "wait", "sent_back": "wait"}
"""What announcing makes of each verdict."""


def because(verdict: VerdictRow) -> str:
    """The reason of an outcome that rests on this verdict."""
    return verdict.reason or f"Approved by finance ({verdict.rule})."


def write_letters(
    session: Session,
    rows: Sequence[Announced],
    round_name: str,
    places: Sequence[RankRow] = (),
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write the letter of each of these pitches and tell its authors and sponsor; `places` are a panel's."""
    line = queries.line_of(tuple(places))
    by_pitch = {row.pitch_id: row for row in places}
    letters = []
    for row in rows:
        facts = queries.letter_facts(session, row, by_pitch.get(row.pitch_id), line)
        letters.append(
            {
                "pitch_id": row.pitch_id,
                "revision_id": row.revision_id,
                "outcome": row.outcome,
                "facts": facts | {"round": round_name},
                "by_id": by.id,
                "deputy_id": by.deputy_id,
                "at": at,
            }
        )
        notices.letter_published(
            session, row.pitch_key, {*row.people.author_ids, row.people.sponsor_id}, at=at
        )
    if letters:
        session.execute(insert(Letter), letters)
