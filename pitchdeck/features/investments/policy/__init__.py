"""Who may do what about an investment; every refusal carries its reason."""

from pitchdeck.features.investments.policy import tracking
from pitchdeck.features.investments.policy.gates import GateFacts
from pitchdeck.features.investments.policy.parts import (
    COST_STATES,
    ENDED,
    HALTED,
    KNOWS_WHOSE,
    MONEY_STATES,
    SEES_FUNDED,
    Around,
    ClosingFacts,
    EntryFacts,
    InvestmentFacts,
    OpeningFacts,
    ReadingFacts,
    TrancheFacts,
)

__all__ = [
    "COST_STATES",
    "ENDED",
    "HALTED",
    "KNOWS_WHOSE",
    "MONEY_STATES",
    "SEES_FUNDED",
    "Around",
    "ClosingFacts",
    "EntryFacts",
    "GateFacts",
    "InvestmentFacts",
    "OpeningFacts",
    "ReadingFacts",
    "TrancheFacts",
    "tracking",
]
