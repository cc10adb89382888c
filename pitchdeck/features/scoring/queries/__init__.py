"""Questions about scores: who may judge what, the cards, the ranking, and what each reader may see."""

from pitchdeck.features.scoring.queries.cards import (
    CardRow,
    ScoreRow,
    cards_of,
    own_card,
    recused_from,
)
from pitchdeck.features.scoring.queries.changing import pitches_to_change
from pitchdeck.features.scoring.queries.facts import (
    ScoredByMe,
    ToScore,
    facts_for_score,
    facts_in_round,
    hold_for_score,
    scored_by,
    to_score,
)
from pitchdeck.features.scoring.queries.section import Section, section_for
from pitchdeck.features.scoring.queries.standing import RoundScores, Standing, round_scores
from pitchdeck.features.scoring.queries.tally import RankRow, missing_scores, ranking, tallies

__all__ = [
    "CardRow",
    "RankRow",
    "RoundScores",
    "ScoreRow",
    "ScoredByMe",
    "Section",
    "Standing",
    "ToScore",
    "cards_of",
    "facts_for_score",
    "facts_in_round",
    "hold_for_score",
    "missing_scores",
    "own_card",
    "pitches_to_change",
    "ranking",
    "recused_from",
    "round_scores",
    "scored_by",
    "section_for",
    "tallies",
    "to_score",
]
