"""Scoring a pitch, closing scoring, and the chair's shortlist."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.rounds.queries import CriterionRow, criteria, facts_for, round_to_change
from pitchdeck.features.scoring import queries
from pitchdeck.features.scoring.figures import EXTREMES, HIGHEST, LOWEST, passed_over
from pitchdeck.features.scoring.models import Score, Scorecard
from pitchdeck.features.scoring.policy import ScoreFacts
from pitchdeck.features.scoring.queries import RankRow

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Given:
    """A score from 1 to 5, with the reason that 1 and 5 need."""

    value: int
    reason: str = ""


def score(
    session: Session,
    pitch_key: str,
    *,
    scores: Mapping[int, Given],
    sentence: str,
    by: Actor,
    at: datetime,
) -> None:
    """Hand in one's scorecard on a pitch's current revision, or change it until scoring closes.

    `scores` are by criterion id. Invalid names `score_1`, `reason_1` … by the criterion's position, and
    `sentence`; NotAllowed when a conflict, the stage or the deadline forbids it.
    """
    facts = queries.hold_for_score(session, pitch_key, by, at=at)
    policy.require("pitch:score", by, facts)
    asked = criteria(session, facts.round_id)
    wrong = _wrong_sentence(sentence)
    for criterion in asked:
        wrong |= _wrong_score(criterion, scores.get(criterion.id))
    if wrong:
        raise Invalid(wrong)
    given = {criterion.id: scores[criterion.id] for criterion in asked}
    _write_card(session, facts, given, sentence.strip(), by=by, at=at)
    verb = "score_changed" if facts.scored else "scored"
    # A subject of its own: on the pitch's history, even who has scored would reach its authors.
    history.record(session, ("scorecard", f"{facts.pitch_key}/{by.key}"), verb, by=by, at=at)


def _wrong_sentence(sentence: str) -> dict[str, str]:
    if not sentence.strip():
        return {"sentence": "Say in one sentence why you would or would not put money into this."}
    if len(sentence) > LONGEST:
        return {"sentence": f"This is {len(sentence)} characters long; at most {LONGEST} fit."}
    return {}


def _wrong_score(criterion: CriterionRow, given: Given | None) -> dict[str, str]:
    place = criterion.position
    if given is None or not LOWEST <= given.value <= HIGHEST:
        return {f"score_{place}": f"Choose 1 to 5 for “{criterion.name}”."}
    if given.value in EXTREMES and not given.reason.strip():
        return {
            f"reason_{place}": f"A {given.value} carries the outcome: say in a few words what makes it one."
        }
    if len(given.reason) > LONGEST:
        return {f"reason_{place}": f"This is {len(given.reason)} characters long; at most {LONGEST} fit."}
    return {}


def _write_card(
    session: Session, facts: ScoreFacts, given: Mapping[int, Given], sentence: str, *, by: Actor, at: datetime
) -> None:
    """Write the card whether or not there is one: two tabs at once leave one card, the later one."""
    row = {
        "pitch_id": facts.pitch_id,
        "revision_id": facts.revision_id,
        "round_id": facts.round_id,
        "investor_id": by.id,
        "deputy_id": by.deputy_id,
        "sentence": sentence,
        "at": at,
    }
    own = ["revision_id", "investor_id"]
    card = _upsert(session, Scorecard, own, ["sentence", "at", "deputy_id"]).returning(Scorecard.id)
    card_id = session.execute(card, row).scalar_one()
    rows = [
        {"scorecard_id": card_id, "criterion_id": number, "value": one.value, "reason": one.reason.strip()}
        for number, one in given.items()
    ]
    session.execute(_upsert(session, Score, ["scorecard_id", "criterion_id"], ["value", "reason"]), rows)


def _upsert(session: Session, table: Any, unique: Sequence[str], changing: Iterable[str]) -> Any:
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    fresh = insert(table)
    return fresh.on_conflict_do_update(
        index_elements=list(unique), set_={name: fresh.excluded[name] for name in changing}
    )


def close_scoring(session: Session, round_key: str, *, by: Actor, at: datetime, why: str = "") -> Round:
    """Close scoring: no score after this, and pitches without the sponsor's yes expire.

    Before the deadline, with scores still missing, it takes a reason (Invalid `why`).
    """
    round_ = round_to_change(session, round_key)
    policy.require("round:close_scoring", by, facts_for(session, round_key, by))
    if at < round_.scoring_closes_at and not why.strip():
        missing = queries.missing_scores(session, round_.id)
        if missing:
            raise Invalid({"why": _early(missing)})
    rounds.move(session, round_, "close_scoring", by=by, at=at, why=why.strip())
    for pitch in queries.pitches_to_change(session, round_.id, "screened"):
        reason = "Scoring closed without the sponsor's yes."
        pitches.move(session, pitch, "expire", by=by, at=at, why=reason)
    return round_


def _early(missing: Mapping[str, Sequence[int]]) -> str:
    cards = sum(len(people) for people in missing.values())
    words = "1 scorecard is" if cards == 1 else f"{cards} scorecards are"
    return (
        f"The deadline is still ahead and {words} missing ({', '.join(missing)}). "
        "Wait for them, or say why scoring closes now."
    )


def shortlist(
    session: Session, round_key: str, chosen: Iterable[str], *, by: Actor, at: datetime, why: str = ""
) -> Round:
    """Take the chosen pitches (references) on to funding and pass over all others.

    Invalid `chosen` for a pitch without its quorum or not in the ranking, or when none is chosen; Invalid
    `why` when one that ranks higher is passed over without a reason.
    """
    round_ = round_to_change(session, round_key)
    policy.require("round:shortlist", by, facts_for(session, round_key, by))
    rounds.require_state(round_, "deliberation", "shortlist")
    rows = [row for row in queries.ranking(session, round_.id) if row.state == "in_scoring"]
    refs = tuple(dict.fromkeys(chosen))
    skipped = _skipped(rows, refs, why)
    by_id = {pitch.id: pitch for pitch in queries.pitches_to_change(session, round_.id, "in_scoring")}
    for row in rows:
        verb = "shortlist" if row.ref in refs else "pass_over"
        pitches.move(session, by_id[row.pitch_id], verb, by=by, at=at, why=_because(row, refs, skipped, why))
    detail = {"chosen": list(refs), "passed_over": [row.ref for row in rows if row.ref not in refs]}
    subject = ("round", round_.key)
    history.record(session, subject, "shortlisted", by=by, at=at, why=why.strip(), detail=detail)
    return round_


def _skipped(rows: Sequence[RankRow], refs: Sequence[str], why: str) -> frozenset[str]:
    """The references that rank above a chosen one; Invalid when the choice does not hold."""
    known = {row.ref: row for row in rows}
    strange = [ref for ref in refs if ref not in known]
    if strange:
        raise Invalid({"chosen": f"{', '.join(strange)} cannot be chosen in this round now."})
    if not refs:
        raise Invalid({"chosen": "Choose at least one pitch."})
    short = [known[ref] for ref in refs if not known[ref].quorate]
    if short:
        raise Invalid({"chosen": " ".join(no_quorum(row) for row in short)})
    above = passed_over({row.pitch_id: row.rank for row in rows}, [known[ref].pitch_id for ref in refs])
    skipped = frozenset(row.ref for row in rows if row.pitch_id in above)
    if skipped and not why.strip():
        names = ", ".join(row.ref for row in rows if row.ref in skipped)
        ranks = "ranks" if len(skipped) == 1 else "rank"
        raise Invalid({"why": f"{names} {ranks} above a pitch that you chose. Say why, for the letters."})
    return skipped


def no_quorum(row: RankRow) -> str:
    """Why a pitch cannot be shortlisted, with the figures."""
    return f"{row.ref} has {row.scorecards} of the {row.needed} scorecards that the quorum needs."


def _because(row: RankRow, refs: Sequence[str], skipped: frozenset[str], why: str) -> str:
    if row.ref in refs:
        return ""
    if not row.quorate:
        # Without the count: authors read this before the scores are published.
        return "Too few people of the panel could score it."
    return why.strip() if row.ref in skipped else "Ranked below the line."
