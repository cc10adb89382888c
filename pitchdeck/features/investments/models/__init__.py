"""Investments: what became of a funded pitch, plan beside actual."""

from pitchdeck.features.investments.models.closing import ClosingAnswer, ClosingReview
from pitchdeck.features.investments.models.contracts import Contract, ContractEnd, Posting
from pitchdeck.features.investments.models.documents import Accrual, AccrualEnd, CreditNote
from pitchdeck.features.investments.models.gates import Gate, GateEnd, GateStop, GateVote
from pitchdeck.features.investments.models.openings import (
    Opening,
    OpeningAnswer,
    OpeningPitch,
    OpeningProgramme,
)
from pitchdeck.features.investments.models.reconciling import ErpExport, ErpLine, ErpMatch
from pitchdeck.features.investments.models.tracking import (
    METHODS,
    STATES,
    Actual,
    Attestation,
    HoursWorked,
    Investment,
    Overrun,
    OverrunSettlement,
    Reading,
)

__all__ = [
    "METHODS",
    "STATES",
    "Accrual",
    "AccrualEnd",
    "Actual",
    "Attestation",
    "ClosingAnswer",
    "ClosingReview",
    "Contract",
    "ContractEnd",
    "CreditNote",
    "ErpExport",
    "ErpLine",
    "ErpMatch",
    "Gate",
    "GateEnd",
    "GateStop",
    "GateVote",
    "HoursWorked",
    "Investment",
    "Opening",
    "OpeningAnswer",
    "OpeningPitch",
    "OpeningProgramme",
    "Overrun",
    "OverrunSettlement",
    "Posting",
    "Reading",
]
