"""A question that is answered by a verdict and a reason: each has its own words for both."""

from pitchdeck.delivery.web.forms.base import BaseForm
from pitchdeck.delivery.web.forms.choices import ChoiceField
from pitchdeck.delivery.web.forms.texts import LongTextField


class VerdictForm(BaseForm):
    """What every such form has; whoever derives from it gives both fields their words."""

    verdict: ChoiceField
    reason: LongTextField
