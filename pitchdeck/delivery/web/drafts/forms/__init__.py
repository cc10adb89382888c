"""The seven steps of a pitch as forms."""

from pitchdeck.delivery.web.drafts.forms.benefits import BenefitForm
from pitchdeck.delivery.web.drafts.forms.cost_kinds import COST_KINDS
from pitchdeck.delivery.web.drafts.forms.costs import CostForm, sums_of
from pitchdeck.delivery.web.drafts.forms.remarks import remark
from pitchdeck.delivery.web.drafts.forms.step import Choices, StepForm
from pitchdeck.delivery.web.drafts.forms.words import (
    NewPitchForm,
    ProblemForm,
    ProofForm,
    SendForm,
    SolutionForm,
    StartForm,
)

FORMS: dict[str, type[StepForm]] = {
    "start": StartForm,
    "problem": ProblemForm,
    "solution": SolutionForm,
    "cost": CostForm,
    "benefit": BenefitForm,
    "proof": ProofForm,
    "send": SendForm,
}

__all__ = ["COST_KINDS", "FORMS", "Choices", "NewPitchForm", "StepForm", "remark", "sums_of"]
