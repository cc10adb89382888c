"""What people do with an investment: release, report, confirm, end, reverse, record, attest, deliver."""

from pitchdeck.features.investments.actions.actuals import (
    ActualEntry,
    confirm_actual,
    report_actual,
    reverse_actual,
)
from pitchdeck.features.investments.actions.contracts import (
    ContractEntry,
    confirm_contract,
    end_contract,
    report_contract,
)
from pitchdeck.features.investments.actions.hours import HoursEntry, record_hours, reverse_hours
from pitchdeck.features.investments.actions.life import deliver
from pitchdeck.features.investments.actions.readings import ReadingEntry, attest, record_reading
from pitchdeck.features.investments.actions.release import release

__all__ = [
    "ActualEntry",
    "ContractEntry",
    "HoursEntry",
    "ReadingEntry",
    "attest",
    "confirm_actual",
    "confirm_contract",
    "deliver",
    "end_contract",
    "record_hours",
    "record_reading",
    "release",
    "report_actual",
    "report_contract",
    "reverse_actual",
    "reverse_hours",
]
