"""What the page of a pitch shows of its scores to one reader."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.features.rounds.queries import CriterionRow, criteria
from pitchdeck.features.scoring.figures import shown, weighted_mean
from pitchdeck.features.scoring.policy import ScoreFacts, sees_counts
from pitchdeck.features.scoring.queries.cards import CardRow, cards_of, own_card, recused_from
from pitchdeck.features.scoring.queries.facts import facts_for_score
from pitchdeck.features.scoring.queries.tally import RANKED


class Scored(Protocol):
    """What is needed of a pitch's row."""

    @property
    def key(self) -> str: ...

    @property
    def state(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Section:
    """The scores of a pitch for one reader; what they may not know is None or empty.

    `mean` is over all cards, `mean_without_sponsor` leaves out the disclosed one when there is one.
    """

    round_state: str
    closes_at: datetime
    may_score: Verdict
    seated: bool
    recused_self: bool
    own: CardRow | None
    others: tuple[CardRow, ...]
    seen: Verdict
    criteria: tuple[CriterionRow, ...]
    mean: Decimal | None
    mean_without_sponsor: Decimal | None
    sponsor_scored: bool
    scorecards: int | None
    recused: int | None


def section_for(
    session: Session, pitch: Scored, viewer: Actor, *, at: datetime | None = None
) -> Section | None:
    """The scores on a pitch's page, or None where there are none to speak of yet."""
    if pitch.state not in RANKED:
        return None
    try:
        facts = facts_for_score(session, pitch.key, viewer, at=at)
    except NotFound:
        return None
    seen = policy.may("pitch:see_scores", viewer, facts)
    cards = cards_of(session, facts.revision_id)
    recused = recused_from(session, facts.pitch_id)
    counts = sees_counts(viewer, facts)
    return Section(
        round_state=facts.round_state,
        closes_at=facts.scoring_closes_at,
        may_score=policy.may("pitch:score", viewer, facts),
        seated=facts.seated,
        recused_self=facts.recused,
        own=None if facts.two_voices else own_card(session, facts.revision_id, viewer.id),
        others=_others(cards, facts, viewer) if seen else (),
        seen=seen,
        criteria=criteria(session, facts.round_id),
        mean=_mean(cards) if seen else None,
        mean_without_sponsor=_mean(_undisclosed(cards, facts)) if seen else None,
        sponsor_scored=bool(seen) and len(_undisclosed(cards, facts)) < len(cards),
        scorecards=len(cards) if counts else None,
        recused=len(recused) if counts else None,
    )


def _undisclosed(cards: tuple[CardRow, ...], facts: ScoreFacts) -> tuple[CardRow, ...]:
    return tuple(card for card in cards if card.investor_id != facts.sponsor_id)


def _mean(cards: tuple[CardRow, ...]) -> Decimal | None:
    return shown(weighted_mean([[(score.value, score.weight) for score in card.scores] for card in cards]))


def _others(cards: tuple[CardRow, ...], facts: ScoreFacts, viewer: Actor) -> tuple[CardRow, ...]:
    """Others' cards: with names among those who judge, without and in no telling order for all others."""
    others = [card for card in cards if card.investor_id != viewer.id]
    judges = facts.seated or viewer.id == facts.chair_id or viewer.holds("finance") or viewer.holds("auditor")
    if judges and not facts.author:
        return tuple(others)
    nameless = (replace(card, investor_id=0, name=None, at=facts.scoring_closes_at) for card in others)
    return tuple(sorted(nameless, key=lambda card: (-card.mean, card.sentence)))
