"""The pages of people: themselves, units, mandates, deputies, and who could do what on a day."""

from pitchdeck.delivery.web.people.views import deputies, importing, mandates, people, review, units
from pitchdeck.delivery.web.people.views.blueprint import bp

__all__ = ["bp", "deputies", "importing", "mandates", "people", "review", "units"]
