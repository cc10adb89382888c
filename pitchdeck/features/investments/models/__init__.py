"""Investments: what became of a funded pitch, plan beside actual."""

from pitchdeck.features.investments.models.contracts import Contract, ContractEnd, Posting
from pitchdeck.features.investments.models.tracking import (
    METHODS,
    STATES,
    Actual,
    Attestation,
    HoursWorked,
    Investment,
    Overrun,
    Reading,
)

__all__ = [
    "METHODS",
    "STATES",
    "Actual",
    "Attestation",
    "Contract",
    "ContractEnd",
    "HoursWorked",
    "Investment",
    "Overrun",
    "Posting",
    "Reading",
]
