"""What each pitch of a round waits for, and what a reader may know of its scores."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.policy import Actor
from pitchdeck.features.rounds.queries import RoundRow, panel
from pitchdeck.features.scoring.policy import BEFORE_DELIBERATION, PUBLIC, ScoreFacts, sees_counts
from pitchdeck.features.scoring.queries.facts import facts_in_round
from pitchdeck.features.scoring.queries.tally import RankRow, Tally, ranked, tallies
from pitchdeck.features.strategy.queries import ClaimRow, claims_of

WAITS = {
    "submitted": "screening",
    "returned": "presenter",
    "shortlisted": "opening_of_funding",
    "in_funding": "commitments",
    "covered": "closing_of_funding",
    "in_review": "decision",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A pitch in its round: whom or what it waits for, the reader's own part, and counts they may know.

    `scorecards` and `missing` are None where the reader may not know them; `missing` are names, for the
    chair alone. `part` is author, recused, scored, to_score or nothing.
    """

    pitch_id: int
    waits_for: str
    who: str
    part: str
    scorecards: int | None
    needed: int
    recused: int | None
    missing: tuple[str, ...] | None

    @property
    def quorate(self) -> bool | None:
        """Whether the quorum is met; None where the reader may not know."""
        return None if self.scorecards is None else self.scorecards >= self.needed


@dataclass(frozen=True, slots=True)
class RoundScores:
    """A round as one reader may see it: standings by pitch, the ranking, and what is kept from them.

    `complete` says that the ranking holds every judged pitch; only then do its ranks mean anything, because
    a gap in them would tell where a hidden pitch stands.
    """

    standings: Mapping[int, Standing]
    ranking: tuple[RankRow, ...]
    hidden: tuple[RankRow, ...]
    complete: bool


def round_scores(session: Session, round_: RoundRow, viewer: Actor) -> RoundScores:
    """A round's standings and ranking for one reader, in seven statements whatever its size."""
    facts = facts_in_round(session, round_.id, viewer)
    counted = tallies(session, round_.id)
    names = {row.person_id: row.name for row in panel(session, round_.id)}
    claims = claims_of(session, tuple(tally.pitch.key for tally in counted.values()))
    standings = {
        number: _standing(
            tally,
            facts[number],
            round_,
            claim=claims.get(tally.pitch.key),
            names=names,
            viewer=viewer,
        )
        for number, tally in counted.items()
    }
    if round_.state in BEFORE_DELIBERATION:
        return RoundScores(standings, (), (), complete=False)
    rows = ranked(counted.values())
    seen = {row.pitch_id for row in rows if policy.may("pitch:see_scores", viewer, facts[row.pitch_id])}
    hidden = sorted((row for row in rows if row.pitch_id not in seen), key=lambda row: row.ref)
    shown = tuple(row for row in rows if row.pitch_id in seen)
    return RoundScores(standings, shown, tuple(hidden), complete=not hidden)


def _standing(
    tally: Tally,
    facts: ScoreFacts,
    round_: RoundRow,
    *,
    claim: ClaimRow | None,
    names: Mapping[int, str],
    viewer: Actor,
) -> Standing:
    waits, who = _waits(tally, round_, claim)
    counts = sees_counts(viewer, facts)
    missing = None
    if viewer.id == round_.chair_id and counts and round_.state == "scoring":
        missing = tuple(names[person] for person in tally.missing(names))
    return Standing(
        tally.pitch.id,
        waits,
        who,
        _part(tally, facts, round_),
        len(tally.cards) if counts else None,
        round_.quorum,
        len(tally.recused) if counts else None,
        missing if tally.pitch.state == "in_scoring" else None,
    )


def _waits(tally: Tally, round_: RoundRow, claim: ClaimRow | None) -> tuple[str, str]:
    state = tally.pitch.state
    if state == "screened":
        return _before_scoring(tally, claim)
    if state == "in_scoring":
        return ("scores" if round_.state == "scoring" else "shortlist"), ""
    if round_.state in PUBLIC:
        return "", ""
    return WAITS.get(state, ""), ""


def _before_scoring(tally: Tally, claim: ClaimRow | None) -> tuple[str, str]:
    if claim is None or claim.verdict == "yes":
        return "opening_of_scoring", ""
    return ("sponsor_no" if claim.verdict == "no" else "sponsor"), tally.pitch.sponsor_name


def _part(tally: Tally, facts: ScoreFacts, round_: RoundRow) -> str:
    if facts.author:
        return "author"
    if facts.recused:
        return "recused"
    if facts.scored:
        return "scored"
    open_ = round_.state == "scoring" and tally.pitch.state == "in_scoring"
    barred = facts.sponsor and facts.conflict_rule == "strict"
    return "to_score" if facts.seated and open_ and not barred else ""
