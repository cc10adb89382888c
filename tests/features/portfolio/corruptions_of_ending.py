"""Ways to break the end of investments of a told database."""

from tests.features.portfolio.corruptions import Corruption

_LEFT = """(SELECT MIN(investment.id) FROM investment JOIN account ON account.pitch_id = investment.pitch_id
WHERE account.kind = 'released' AND account.balance > 0)"""
_NAMED = f"SELECT 'investment ' || key || ': ' FROM investment WHERE id = {_LEFT}"

ENDING = [
    Corruption(
        "an investment that nobody reviewed",
        "a_review_is_confirmed_by_its_sponsor",
        f"UPDATE investment SET state = 'reviewed' WHERE id = {_LEFT}",
        _NAMED,
    ),
    Corruption(
        "a closed investment with money left",
        "a_closed_investment_has_nothing_left",
        f"UPDATE investment SET state = 'closed' WHERE id = {_LEFT}",
        _NAMED,
    ),
]
