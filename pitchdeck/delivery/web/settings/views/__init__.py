"""The pages of the settings: the organisation, its limits, its look, its defaults, its standard rates."""

from pitchdeck.delivery.web.settings.views import changes, defaults, limits, look, organisation, rates
from pitchdeck.delivery.web.settings.views.blueprint import bp

__all__ = ["bp", "changes", "defaults", "limits", "look", "organisation", "rates"]
