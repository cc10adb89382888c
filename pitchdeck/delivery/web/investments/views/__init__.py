"""The pages of investments: plan beside actual with its releases, and the entries that are added."""

from pitchdeck.delivery.web.investments.views import (
    closing,
    contracts,
    documents,
    entries,
    investments,
    reconciling,
)
from pitchdeck.delivery.web.investments.views.blueprint import bp

__all__ = ["bp", "closing", "contracts", "documents", "entries", "investments", "reconciling"]
