"""The fields of what is entered about investments."""

from pitchdeck.delivery.web.investments.forms.closing import CloseForm, ClosingAnswerForm, ReviewForm
from pitchdeck.delivery.web.investments.forms.contracts import ContractForm
from pitchdeck.delivery.web.investments.forms.documents import AccrualForm, CreditForm
from pitchdeck.delivery.web.investments.forms.entries import (
    METHODS,
    ActualForm,
    AttestationForm,
    DeliveryForm,
    HoursForm,
    ReadingForm,
    ReasonForm,
)
from pitchdeck.delivery.web.investments.forms.reconciling import ExportForm, MatchForm

__all__ = [
    "METHODS",
    "AccrualForm",
    "ActualForm",
    "AttestationForm",
    "CloseForm",
    "ClosingAnswerForm",
    "ContractForm",
    "CreditForm",
    "DeliveryForm",
    "ExportForm",
    "HoursForm",
    "MatchForm",
    "ReadingForm",
    "ReasonForm",
    "ReviewForm",
]
