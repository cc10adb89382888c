"""The forms behind "Add …"."""

from pitchdeck.delivery.web.alternatives.forms.intangibles import IntangiblesForm
from pitchdeck.delivery.web.alternatives.forms.options import OptionsForm
from pitchdeck.delivery.web.alternatives.forms.tiers import TiersForm

__all__ = ["IntangiblesForm", "OptionsForm", "TiersForm"]
