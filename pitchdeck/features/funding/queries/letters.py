"""Letters: what was announced to the presenter when the round was published."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base import history
from pitchdeck.features.funding.models import Letter
from pitchdeck.features.funding.policy import LetterFacts
from pitchdeck.features.funding.queries.reviews import parts_of, verdicts_of
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.pitches.queries import asks_by_tier
from pitchdeck.features.scoring.figures import shown, weighted_mean
from pitchdeck.features.scoring.queries import RankRow, cards_of

Rows = Select[*tuple[Any, ...]]
OUTCOMES = ("funded", "waitlisted", "declined", "not_shortlisted", "expired")
ABOVE_THE_LINE = frozenset(
    {"shortlisted", "in_funding", "covered", "in_review", "funded", "waitlisted", "declined"}
)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter with the facts that it was published with; the template words them."""

    pitch_ref: str
    pitch_title: str
    outcome: str
    facts: dict[str, Any]
    by_name: str
    at: datetime


_Hand = aliased(Person)
_LETTER: Rows = (
    select(Pitch.ref, Revision.title, Letter.outcome, Letter.facts, who_did(Person, _Hand), Letter.at)
    .join_from(Letter, Pitch, Pitch.id == Letter.pitch_id)
    .join(Revision, Revision.id == Letter.revision_id)
    .join(Person, Person.id == Letter.by_id)
    .outerjoin(_Hand, _Hand.id == Letter.deputy_id)
    .where(Letter.pitch_id == bindparam("pitch_id"))
    .order_by(Letter.id.desc())
    .limit(1)
)


def letter_of(session: Session, pitch_id: int) -> LetterRow | None:
    """The newest published letter of a pitch, if there is one."""
    row = session.execute(_LETTER, {"pitch_id": pitch_id}).one_or_none()
    return None if row is None else LetterRow(*row)


@dataclass(frozen=True, slots=True)
class Announced:
    """A pitch about to be announced, with whom it concerns."""

    pitch_id: int
    pitch_key: str
    ref: str
    title: str
    outcome: str
    revision_id: int
    currency: str
    people: LetterFacts


_ANNOUNCED: Rows = (
    select(
        *(Pitch.id, Pitch.key, Pitch.ref, Revision.title, Pitch.state, Revision.id, Revision.currency),
        *(Pitch.presenter_id, Revision.sponsor_id, Pitch.unit_id),
    )
    .join_from(Pitch, Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .where(Pitch.round_id == bindparam("round_id"), Pitch.state.in_(OUTCOMES))
    .order_by(Pitch.id)
)


def announced(
    session: Session, round_id: int, chair_id: int, pitch_id: int | None = None
) -> tuple[Announced, ...]:
    """The round's pitches that have an outcome, or this one of them."""
    return tuple(
        Announced(*(*row[:7], LetterFacts(row[0], frozenset({row[7]}), row[8], chair_id, row[9])))
        for row in session.execute(_ANNOUNCED, {"round_id": round_id})
        if pitch_id in {None, row[0]}
    )


def line_of(ranking: tuple[RankRow, ...]) -> Decimal | None:
    """The line: the lowest mean that was shortlisted; None when nothing was."""
    means = [row.weighted_mean for row in ranking if row.state in ABOVE_THE_LINE]
    return min((mean for mean in means if mean is not None), default=None)


def letter_facts(
    session: Session, row: Announced, rank: RankRow | None, line: Decimal | None
) -> dict[str, Any]:
    """What a letter says: scores per criterion, distance from the line, amounts, conditions, reason.

    Scores are text with two decimals, money is minor units.
    """
    mean = rank.weighted_mean if rank else None
    asked = asks_by_tier(session, row.revision_id)
    verdict = verdicts_of(session, [row.pitch_id]).get(row.pitch_id)
    return {
        "currency": row.currency,
        "asked": {str(year): minor for year, minor in asked.get("requested", {}).items()},
        "tiers": {tier: sum(years.values()) for tier, years in asked.items()},
        "tier": verdict.tier if verdict and row.outcome == "funded" else "",
        "mean": None if mean is None else str(mean),
        "scorecards": rank.scorecards if rank else 0,
        "line": None if line is None else str(line),
        "distance": None if mean is None or line is None else str(mean - line),
        "criteria": _criteria(session, row.revision_id),
        "reason": _reason(session, row),
        "tranches": [
            {
                "number": part.number,
                "fiscal_year": part.fiscal_year,
                "amount": part.amount,
                "condition": part.condition,
            }
            for part in (parts_of(session, row.pitch_id) if row.outcome == "funded" else ())
        ],
    }


def _criteria(session: Session, revision_id: int) -> list[dict[str, str]]:
    values: dict[str, list[tuple[int, int]]] = {}
    for card in cards_of(session, revision_id):
        for score in card.scores:
            values.setdefault(score.criterion, []).append((score.value, 1))
    return [
        {"name": name, "mean": str(shown(weighted_mean([[value] for value in found])))}
        for name, found in values.items()
    ]


def _reason(session: Session, row: Announced) -> str:
    """Why the pitch came to its outcome, as its history says."""
    for entry in history.of(session, "pitch", row.pitch_key):
        if entry.to_state == row.outcome:
            return entry.why
    return ""
