"""Tables of the money: the ledger, and the decisions that move it."""

from pitchdeck.features.funding.models.advances import Advance, AdvanceApproval, AdvanceEnd
from pitchdeck.features.funding.models.cancellations import Cancellation, CancellationAnswer
from pitchdeck.features.funding.models.capital import CapexMark
from pitchdeck.features.funding.models.checks import LineCheck
from pitchdeck.features.funding.models.closing import FundClose, Reopening, ReopeningAnswer
from pitchdeck.features.funding.models.conditions import Condition, ConditionAnswer
from pitchdeck.features.funding.models.decisions import (
    Commitment,
    Letter,
    Release,
    ReleaseRequest,
    Resolution,
    Review,
    Tranche,
)
from pitchdeck.features.funding.models.ledger import ACCOUNTS, VERBS, Account, Ceiling, Movement, Transfer
from pitchdeck.features.funding.models.losses import AdvanceCut, PromiseLine
from pitchdeck.features.funding.models.offers import Offer
from pitchdeck.features.funding.models.purses import (
    NATURES,
    Fund,
    FundCategory,
    FundChange,
    FundChangeAnswer,
    FundGoal,
    Purse,
    PurseAnswer,
    PurseRequest,
)
from pitchdeck.features.funding.models.shortfalls import (
    Shortfall,
    ShortfallConsent,
    ShortfallEnd,
    ShortfallLine,
    ShortfallList,
    TrancheCut,
)
from pitchdeck.features.funding.models.standbys import Standby, StandbyEnd
from pitchdeck.features.funding.models.standing import (
    StandingAnswer,
    StandingApproval,
    StandingCategory,
    StandingEnd,
    StandingUse,
)
from pitchdeck.features.funding.models.supplements import Supplement, SupplementEnd, SupplementTranche

__all__ = [
    "ACCOUNTS",
    "NATURES",
    "VERBS",
    "Account",
    "Advance",
    "AdvanceApproval",
    "AdvanceCut",
    "AdvanceEnd",
    "Cancellation",
    "CancellationAnswer",
    "CapexMark",
    "Ceiling",
    "Commitment",
    "Condition",
    "ConditionAnswer",
    "Fund",
    "FundCategory",
    "FundChange",
    "FundChangeAnswer",
    "FundClose",
    "FundGoal",
    "Letter",
    "LineCheck",
    "Movement",
    "Offer",
    "PromiseLine",
    "Purse",
    "PurseAnswer",
    "PurseRequest",
    "Release",
    "ReleaseRequest",
    "Reopening",
    "ReopeningAnswer",
    "Resolution",
    "Review",
    "Shortfall",
    "ShortfallConsent",
    "ShortfallEnd",
    "ShortfallLine",
    "ShortfallList",
    "Standby",
    "StandbyEnd",
    "StandingAnswer",
    "StandingApproval",
    "StandingCategory",
    "StandingEnd",
    "StandingUse",
    "Supplement",
    "SupplementEnd",
    "SupplementTranche",
    "Tranche",
    "TrancheCut",
    "Transfer",
]
