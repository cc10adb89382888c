"""Finance's workbench: where the money of all funds is, cut seven ways, as a page and as sheets."""

from pitchdeck.delivery.web.workbench.views import figure, filed, index, saved
from pitchdeck.delivery.web.workbench.views.blueprint import bp

__all__ = ["bp", "figure", "filed", "index", "saved"]
