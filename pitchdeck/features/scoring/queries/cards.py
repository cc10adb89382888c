"""Scorecards: a pitch's, and a person's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.features.people.models import Person
from pitchdeck.features.rounds.models import Criterion
from pitchdeck.features.scoring.figures import shown, weighted_mean
from pitchdeck.features.scoring.models import Recusal, Score, Scorecard


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A score from 1 to 5 on one criterion, with its reason if it has one."""

    criterion_id: int
    criterion: str
    weight: int
    value: int
    reason: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """One investor's scorecard; without a name where the reader may not know whose it is."""

    investor_id: int
    name: str | None
    sentence: str
    at: datetime
    scores: tuple[ScoreRow, ...]

    @property
    def mean(self) -> Decimal:
        """The weighted mean of this card, two decimals."""
        mean = shown(weighted_mean([[(score.value, score.weight) for score in self.scores]]))
        return mean if mean is not None else Decimal(0)


_CARDS: Any = (
    select(
        Scorecard.id,
        Scorecard.investor_id,
        Person.name,
        Scorecard.sentence,
        Scorecard.at,
        Score.criterion_id,
        Criterion.name,
        Criterion.weight,
        Score.value,
        Score.reason,
    )
    .join_from(Scorecard, Person, Person.id == Scorecard.investor_id)
    .join(Score, Score.scorecard_id == Scorecard.id)
    .join(Criterion, Criterion.id == Score.criterion_id)
    .order_by(Scorecard.id, Criterion.position, Criterion.id)
)
_NOT_RECUSED = (
    ~select(Recusal.id)
    .where(and_(Recusal.pitch_id == Scorecard.pitch_id, Recusal.person_id == Scorecard.investor_id))
    .exists()
)
_OF_REVISION = _CARDS.where(Scorecard.revision_id == bindparam("revision_id"), _NOT_RECUSED)
_OWN = _CARDS.where(
    Scorecard.revision_id == bindparam("revision_id"), Scorecard.investor_id == bindparam("person_id")
)
_RECUSED = (
    select(Recusal.person_id).where(Recusal.pitch_id == bindparam("pitch_id")).order_by(Recusal.person_id)
)


def _cards(rows: Iterable[Any]) -> tuple[CardRow, ...]:
    cards = []
    for _id, lines in groupby(rows, key=lambda row: row[0]):
        group = list(lines)
        _card, investor, name, sentence, at = group[0][:5]
        cards.append(CardRow(investor, name, sentence, at, tuple(ScoreRow(*line[5:]) for line in group)))
    return tuple(cards)


def cards_of(session: Session, revision_id: int) -> tuple[CardRow, ...]:
    """The scorecards on a revision that count: none of people who have recused. In the order of coming in."""
    return _cards(session.execute(_OF_REVISION, {"revision_id": revision_id}))


def own_card(session: Session, revision_id: int, person_id: int) -> CardRow | None:
    """The person's own scorecard on a revision, if it is in."""
    found = _cards(session.execute(_OWN, {"revision_id": revision_id, "person_id": person_id}))
    return found[0] if found else None


def recused_from(session: Session, pitch_id: int) -> tuple[int, ...]:
    """Who has recused from a pitch."""
    return tuple(session.execute(_RECUSED, {"pitch_id": pitch_id}).scalars())
