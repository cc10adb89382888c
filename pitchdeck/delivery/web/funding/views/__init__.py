"""The pages of money: funds and their purses, commitments, and who stands by or steps out."""

from pitchdeck.delivery.web.funding.views import beside, capital, commitments, funds
from pitchdeck.delivery.web.funding.views.blueprint import bp

__all__ = ["beside", "bp", "capital", "commitments", "funds"]
