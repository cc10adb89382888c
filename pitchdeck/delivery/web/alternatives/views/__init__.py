"""The pages behind "Add …", one file each."""

from pitchdeck.delivery.web.alternatives.views import intangibles, options, tiers
from pitchdeck.delivery.web.alternatives.views.blueprint import bp

__all__ = ["bp", "intangibles", "options", "tiers"]
