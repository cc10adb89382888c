"""What the rules of scoring need to know: the actor's part in one pitch, in all of a round, in all rounds."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, case, exists, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.rounds.models import PanelSeat, Round
from pitchdeck.features.scoring.figures import MINUTES_A_SCORE
from pitchdeck.features.scoring.models import Recusal, Scorecard
from pitchdeck.features.scoring.policy import ScoreFacts
from pitchdeck.features.strategy.models import Measure

ME: BindParameter[int] = bindparam("actor_id")
_Handed = aliased(Revision)
"""A revision that somebody handed in, in its presenter's place."""
_SEATED = exists().where(PanelSeat.round_id == Round.id, PanelSeat.person_id == ME)
_AUTHOR = or_(
    Pitch.presenter_id == ME,
    exists().where(CoAuthor.pitch_id == Pitch.id, CoAuthor.person_id == ME),
    exists().where(_Handed.pitch_id == Pitch.id, _Handed.deputy_id == ME),
)
_SPONSOR = or_(Measure.owner_id == ME, Revision.sponsor_id == ME)
_RECUSED = exists().where(Recusal.pitch_id == Pitch.id, Recusal.person_id == ME)
_STAGE = case((Round.kind == "rolling", "published"), else_=Round.state)
"""Nothing is scored in a rolling round: scores of a pitch in one were published where it waited before."""
_SCORED = exists().where(Scorecard.revision_id == Revision.id, Scorecard.investor_id == ME)


def _of_current_revision(*columns: Any) -> Any:
    """A select over pitches with their current revision, its measure and the pitch's round."""
    return (
        select(*columns)
        .join_from(Pitch, Revision, and_(Revision.pitch_id == Pitch.id, Revision.number == Pitch.revision_no))
        .join(Measure, Measure.id == Revision.measure_id)
        .join(Round, Round.id == Pitch.round_id)
    )


_FACTS = _of_current_revision(
    Pitch.id,
    Pitch.key,
    Pitch.state,
    Revision.id,
    Round.id,
    _STAGE,
    Round.chair_id,
    Round.conflict_rule,
    Round.scoring_closes_at,
    Measure.owner_id,
    _SEATED,
    _AUTHOR,
    _SPONSOR,
    _RECUSED,
    _SCORED,
)
_OF_PITCH = _FACTS.where(Pitch.key == bindparam("key"))
# The round's row is locked, so that its state cannot change before this act ends; scorers share the lock.
_HELD = _OF_PITCH.with_for_update(read=True, of=Round)
_IN_ROUND = _FACTS.where(Pitch.round_id == bindparam("round_id")).order_by(Pitch.id)


@dataclass(frozen=True, slots=True)
class ToScore:
    """A pitch that waits for a person's score."""

    pitch_id: int
    key: str
    ref: str
    title: str
    ask_minor: int
    round_key: str
    round_name: str
    closes_at: datetime
    minutes: int = MINUTES_A_SCORE


_TO_SCORE = (
    _of_current_revision(
        Pitch.id,
        Pitch.key,
        Pitch.ref,
        Revision.title,
        Revision.ask_minor,
        Round.key,
        Round.name,
        Round.scoring_closes_at,
    )
    .where(
        Pitch.state == "in_scoring",
        Round.state == "scoring",
        _SEATED,
        ~_AUTHOR,
        ~_RECUSED,
        ~_SCORED,
        or_(~_SPONSOR, Round.conflict_rule == "disclose"),
    )
    .order_by(Round.scoring_closes_at, Pitch.id)
)


def _facts(row: Any) -> ScoreFacts:
    """The row as facts; SQLite answers an EXISTS with 0 or 1."""
    return ScoreFacts(*row[:10], *(bool(part) for part in row[10:]))


def facts_for_score(
    session: Session, pitch_key: str, actor: Actor, *, at: datetime | None = None
) -> ScoreFacts:
    """The actor's part in a pitch; NotFound when it is in no round or was never submitted."""
    return _part(session, _OF_PITCH, pitch_key, actor, at)


def hold_for_score(session: Session, pitch_key: str, actor: Actor, *, at: datetime) -> ScoreFacts:
    """The same, with the round locked against a change of stage until the act ends."""
    return _part(session, _HELD, pitch_key, actor, at)


def _part(session: Session, statement: Any, pitch_key: str, actor: Actor, at: datetime | None) -> ScoreFacts:
    row = session.execute(statement, {"key": pitch_key, "actor_id": actor.id}).one_or_none()
    if row is None:
        raise NotFound
    facts = replace(_facts(row), at=at)
    for other in actor.others:
        asked = {"key": pitch_key, "actor_id": other}
        facts = _of_both(facts, _facts(session.execute(_OF_PITCH, asked).one()))
    return facts


def _of_both(facts: ScoreFacts, other: ScoreFacts) -> ScoreFacts:
    """The part of whose place it is, with the conflicts of the deputy too, who sees no more than alone."""
    return replace(
        facts,
        author=facts.author or other.author,
        recused=facts.recused or other.recused,
        scored=facts.scored and (other.scored or not other.seated),
        two_voices=other.seated,
        deputy_sponsors=other.sponsor,
    )


def facts_in_round(session: Session, round_id: int, actor: Actor) -> dict[int, ScoreFacts]:
    """The actor's part in every pitch of a round, by pitch id."""
    found = _in_round(session, round_id, actor.id)
    for other in actor.others:
        theirs = _in_round(session, round_id, other)
        found = {key: _of_both(facts, theirs[key]) for key, facts in found.items()}
    return found


def _in_round(session: Session, round_id: int, person_id: int) -> dict[int, ScoreFacts]:
    rows = session.execute(_IN_ROUND, {"round_id": round_id, "actor_id": person_id})
    return {row[0]: _facts(row) for row in rows}


def to_score(session: Session, person_id: int, *, at: datetime | None = None) -> tuple[ToScore, ...]:
    """The pitches that this person may score and has not, next deadline first.

    With `at`, only those whose deadline has not passed.
    """
    rows = (ToScore(*row) for row in session.execute(_TO_SCORE, {"actor_id": person_id}))
    return tuple(row for row in rows if at is None or at < row.closes_at)


@dataclass(frozen=True, slots=True)
class ScoredByMe:
    """A pitch that a person has scored while its round is still in scoring."""

    ref: str
    title: str
    round_name: str
    closes_at: datetime


_SCORED_BY_ME = (
    _of_current_revision(Pitch.ref, Revision.title, Round.name, Round.scoring_closes_at)
    .where(Round.state == "scoring", _SCORED, ~_RECUSED)
    .order_by(Round.scoring_closes_at, Pitch.id)
)


def scored_by(session: Session, person_id: int) -> tuple[ScoredByMe, ...]:
    """The pitches whose score this person may still change, next deadline first."""
    return tuple(ScoredByMe(*row) for row in session.execute(_SCORED_BY_ME, {"actor_id": person_id}))
