"""Ways to break what shortfalls cut, past the triggers."""

from tests.features.portfolio.corruptions import Corruption
from tests.features.portfolio.corruptions_of_advances import ADVANCE

_RAISED = """INSERT INTO shortfall (id, key, fund_id, amount, reason, document, cuts_budget, by_id, at)
SELECT 9001, 'short', id, 100, 'why', '', 1, opened_by_id, opened_at FROM fund
WHERE confirmed_at IS NOT NULL LIMIT 1;
INSERT INTO shortfall_list (id, shortfall_id, number, seal, reason, by_id, at)
SELECT 9001, 9001, 1, '', '', by_id, at FROM shortfall WHERE id = 9001;
INSERT INTO shortfall_line (list_id, position, kind, available, amount)
VALUES (9001, 1, '{kind}', 100, {amount});
INSERT INTO shortfall_end (shortfall_id, outcome, list_id, reason, by_id, at)
SELECT 9001, 'carried_out', 9001, '', by_id, at FROM shortfall WHERE id = 9001"""
_NAME = "SELECT 'shortfall short: '"

CUT = [
    Corruption(
        "a cut that nobody confirmed",
        "a_shortfall_is_cut_as_confirmed",
        _RAISED.format(kind="fund", amount=100),
        _NAME,
    ),
    Corruption(
        "a tranche cut below nothing",
        "a_shortfall_is_cut_as_confirmed",
        """INSERT INTO tranche_cut (tranche_id, shortfall_id, amount)
        SELECT id, 9001, amount + 1 FROM tranche ORDER BY id LIMIT 1""",
        "SELECT 'tranche ' || key || ': ' FROM tranche ORDER BY id LIMIT 1",
    ),
    Corruption(
        "a list that moved nothing",
        "what_is_cut_is_what_was_listed",
        _RAISED.format(kind="purse", amount=100),
        _NAME,
    ),
    Corruption(
        "a promise cut by nobody's list",
        "a_promise_is_cut_as_listed",
        f"{ADVANCE.format(by='u.investor_id')};"
        "INSERT INTO advance_cut (advance_id, shortfall_id, amount) VALUES (9001, 9001, 1)",
        "SELECT 'advance commitment planted: listed 0, cut 1'",
    ),
]
