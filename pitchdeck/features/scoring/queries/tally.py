"""A round counted: per pitch its scorecards, who is missing, and the ranking."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.rounds.models import Criterion, PanelSeat, Round
from pitchdeck.features.scoring.figures import Entry, Place, rank, shown, weighted_mean
from pitchdeck.features.scoring.models import Recusal, Score, Scorecard
from pitchdeck.features.scoring.policy import JUDGED
from pitchdeck.features.strategy.models import Goal, Measure

RANKED = JUDGED | {"in_scoring"}
Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pitch of the round with what the tie order asks for."""

    id: int
    key: str
    ref: str
    state: str
    title: str
    presenter_id: int
    sponsor_id: int
    sponsor_name: str
    ask_minor: int
    submitted_at: datetime
    figures: str
    goal_priority: int
    quorum: int
    conflict_rule: str

    @property
    def npv_per_budget(self) -> Decimal | None:
        """NPV per budget money as frozen with the revision; None where none is claimed."""
        value = json.loads(self.figures).get("npv_per_budget", {}).get("value")
        return None if value is None else Decimal(value)


@dataclass(frozen=True, slots=True)
class Tally:
    """A pitch's cards by investor, without those of people who have recused, and who may still score."""

    pitch: Judged
    cards: dict[int, Pairs] = field(default_factory=dict)
    recused: frozenset[int] = frozenset()
    authors: frozenset[int] = frozenset()

    @property
    def mean(self) -> Fraction | None:
        """The exact weighted mean of all that count."""
        return weighted_mean(self.cards.values())

    @property
    def mean_without_sponsor(self) -> Fraction | None:
        """The mean without the sponsor's disclosed card."""
        return weighted_mean(card for who, card in self.cards.items() if who != self.pitch.sponsor_id)

    def may_score(self, person_id: int) -> bool:
        """Whether someone of the panel is expected to score this pitch."""
        barred = self.pitch.conflict_rule == "strict" and person_id == self.pitch.sponsor_id
        return not barred and person_id not in self.recused and person_id not in self.authors

    def missing(self, panel: Iterable[int]) -> tuple[int, ...]:
        """Who of the panel may score and has not."""
        return tuple(who for who in panel if self.may_score(who) and who not in self.cards)


@dataclass(frozen=True, slots=True)
class RankRow:
    """A pitch's place: the mean to two decimals, and how many scorecards of how many needed it rests on.

    Without a quorum there is no rank. `decided_by` names what put tied pitches in this order.
    """

    pitch_id: int
    ref: str
    title: str
    weighted_mean: Decimal | None
    scorecards: int
    needed: int
    recused: int
    rank: int | None
    tied: bool
    decided_by: str | None
    pitch_key: str
    state: str
    sponsor_scored: bool
    mean_without_sponsor: Decimal | None

    @property
    def quorate(self) -> bool:
        """Whether enough scorecards are in."""
        return self.scorecards >= self.needed


_PITCHES: Any = (
    select(
        Pitch.id,
        Pitch.key,
        Pitch.ref,
        Pitch.state,
        Revision.title,
        Pitch.presenter_id,
        Measure.owner_id,
        Person.name,
        Revision.ask_minor,
        Revision.submitted_at,
        Revision.figures,
        Goal.priority,
        Round.quorum,
        Round.conflict_rule,
    )
    .join_from(Pitch, Revision, and_(Revision.pitch_id == Pitch.id, Revision.number == Pitch.revision_no))
    .join(Measure, Measure.id == Revision.measure_id)
    .join(Person, Person.id == Measure.owner_id)
    .join(Goal, Goal.id == Revision.goal_id)
    .join(Round, Round.id == Pitch.round_id)
    .where(Pitch.round_id == bindparam("round_id"))
    .order_by(Pitch.id)
)
_CARDS: Any = (
    select(Scorecard.pitch_id, Scorecard.investor_id, Score.value, Criterion.weight)
    .join_from(Scorecard, Pitch, Pitch.id == Scorecard.pitch_id)
    .join(Revision, and_(Revision.id == Scorecard.revision_id, Revision.number == Pitch.revision_no))
    .join(Score, Score.scorecard_id == Scorecard.id)
    .join(Criterion, Criterion.id == Score.criterion_id)
    .where(Scorecard.round_id == bindparam("round_id"))
    .order_by(Scorecard.id, Criterion.position, Criterion.id)
)
_RECUSALS = (
    select(Recusal.pitch_id, Recusal.person_id)
    .join_from(Recusal, Pitch, Pitch.id == Recusal.pitch_id)
    .where(Pitch.round_id == bindparam("round_id"))
    .order_by(Recusal.id)
)
_AUTHORS = (
    select(CoAuthor.pitch_id, CoAuthor.person_id)
    .join_from(CoAuthor, Pitch, Pitch.id == CoAuthor.pitch_id)
    .where(Pitch.round_id == bindparam("round_id"))
    .order_by(CoAuthor.id)
)
_SEATED = (
    select(PanelSeat.person_id).where(PanelSeat.round_id == bindparam("round_id")).order_by(PanelSeat.id)
)


def _grouped(rows: Iterable[Any]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for pitch, person in rows:
        found[pitch].add(person)
    return found


def tallies(session: Session, round_id: int) -> dict[int, Tally]:
    """Every pitch of the round with its count, by pitch id, in four statements."""
    of_round = {"round_id": round_id}
    pitches = [Judged(*row) for row in session.execute(_PITCHES, of_round)]
    recused = _grouped(session.execute(_RECUSALS, of_round))
    coauthors = _grouped(session.execute(_AUTHORS, of_round))
    cards: dict[int, dict[int, Pairs]] = defaultdict(lambda: defaultdict(list))
    for pitch, investor, value, weight in session.execute(_CARDS, of_round):
        if investor not in recused.get(pitch, ()):
            cards[pitch][investor].append((value, weight))
    return {
        pitch.id: Tally(
            pitch,
            dict(cards.get(pitch.id, {})),
            frozenset(recused.get(pitch.id, ())),
            frozenset({pitch.presenter_id, *coauthors.get(pitch.id, ())}),
        )
        for pitch in pitches
    }


def ranking(session: Session, round_id: int) -> tuple[RankRow, ...]:
    """The round's pitches that were judged, best first; not filtered for any reader."""
    return ranked(tallies(session, round_id).values())


def ranked(counted: Iterable[Tally]) -> tuple[RankRow, ...]:
    """The counted pitches that were judged, in their order."""
    judged = {tally.pitch.id: tally for tally in counted if tally.pitch.state in RANKED}
    places = rank(_entry(tally) for tally in judged.values())
    return tuple(_row(judged[place.pitch_id], place) for place in places)


def _entry(tally: Tally) -> Entry:
    pitch = tally.pitch
    return Entry(
        pitch.id,
        tally.mean,
        len(tally.cards),
        pitch.quorum,
        pitch.goal_priority,
        pitch.npv_per_budget,
        pitch.ask_minor,
        pitch.submitted_at,
    )


def _row(tally: Tally, place: Place) -> RankRow:
    pitch = tally.pitch
    return RankRow(
        pitch.id,
        pitch.ref,
        pitch.title,
        shown(tally.mean),
        len(tally.cards),
        pitch.quorum,
        len(tally.recused),
        place.rank,
        place.tied,
        place.decided_by,
        pitch.key,
        pitch.state,
        pitch.sponsor_id in tally.cards,
        shown(tally.mean_without_sponsor),
    )


def missing_scores(session: Session, round_id: int) -> dict[str, tuple[int, ...]]:
    """Who may still score which pitch of the round: person ids by the pitch's reference."""
    panel = tuple(session.execute(_SEATED, {"round_id": round_id}).scalars())
    counted = tallies(session, round_id).values()
    open_ = [tally for tally in counted if tally.pitch.state == "in_scoring"]
    return {tally.pitch.ref: who for tally in open_ if (who := tally.missing(panel))}
