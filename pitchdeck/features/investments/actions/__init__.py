"""What people do with an investment: release, report, confirm, end, reverse, record, attest, deliver."""

from pitchdeck.features.investments.actions.accruals import AccrualEntry, accrue, reverse_accrual
from pitchdeck.features.investments.actions.actuals import (
    ActualEntry,
    confirm_actual,
    report_actual,
    reverse_actual,
)
from pitchdeck.features.investments.actions.closing import Review, answer_review, close, write_review
from pitchdeck.features.investments.actions.contracts import (
    ContractEntry,
    confirm_contract,
    end_contract,
    report_contract,
)
from pitchdeck.features.investments.actions.credits import CreditEntry, credit, reverse_credit
from pitchdeck.features.investments.actions.gates import Question, call_gate, decide_in_time, sign_stop, vote
from pitchdeck.features.investments.actions.hours import HoursEntry, record_hours, reverse_hours
from pitchdeck.features.investments.actions.life import deliver
from pitchdeck.features.investments.actions.openings import answer_opening, enter_opening
from pitchdeck.features.investments.actions.readings import ReadingEntry, attest, record_reading
from pitchdeck.features.investments.actions.reconciling import ErpRow, match, take_in
from pitchdeck.features.investments.actions.release import release
from pitchdeck.features.investments.actions.supplements import approve_more, ask_more

__all__ = [
    "AccrualEntry",
    "ActualEntry",
    "ContractEntry",
    "CreditEntry",
    "ErpRow",
    "HoursEntry",
    "Question",
    "ReadingEntry",
    "Review",
    "accrue",
    "answer_opening",
    "answer_review",
    "approve_more",
    "ask_more",
    "attest",
    "call_gate",
    "close",
    "confirm_actual",
    "confirm_contract",
    "credit",
    "decide_in_time",
    "deliver",
    "end_contract",
    "enter_opening",
    "match",
    "record_hours",
    "record_reading",
    "release",
    "report_actual",
    "report_contract",
    "reverse_accrual",
    "reverse_actual",
    "reverse_credit",
    "reverse_hours",
    "sign_stop",
    "take_in",
    "vote",
    "write_review",
]
