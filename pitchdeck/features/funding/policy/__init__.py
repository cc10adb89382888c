"""Who may open funds, commit, review, close years and read the ledger; every refusal carries its reason."""

from pitchdeck.features.funding.policy.cancellations import CancellationFacts
from pitchdeck.features.funding.policy.closing import ClosingFacts, ReopeningFacts
from pitchdeck.features.funding.policy.funds import ChangeFacts, FundFacts, RequestFacts
from pitchdeck.features.funding.policy.offers import OfferFacts
from pitchdeck.features.funding.policy.parts import CommitmentFacts, ConditionFacts, PartFacts, StandbyFacts
from pitchdeck.features.funding.policy.reviews import AgreementFacts, LetterFacts, limit_of
from pitchdeck.features.funding.policy.shortfalls import ShortfallFacts, side_of
from pitchdeck.features.funding.policy.standing import StandingFacts
from pitchdeck.features.funding.policy.supplements import SupplementFacts
from pitchdeck.features.funding.policy.windows import WindowFacts

__all__ = [
    "AgreementFacts",
    "CancellationFacts",
    "ChangeFacts",
    "ClosingFacts",
    "CommitmentFacts",
    "ConditionFacts",
    "FundFacts",
    "LetterFacts",
    "OfferFacts",
    "PartFacts",
    "ReopeningFacts",
    "RequestFacts",
    "ShortfallFacts",
    "StandbyFacts",
    "StandingFacts",
    "SupplementFacts",
    "WindowFacts",
    "limit_of",
    "side_of",
]
