"""Ways to break year ends, and what two people re-opened, of a told database."""

from tests.features.portfolio.corruptions import ADMIN, Corruption

_CLOSE = "(SELECT MIN(id) FROM fund_close)"
_NAMED = f"SELECT 'year end ' || ref || ': ' FROM fund_close WHERE id = {_CLOSE}"
_FUND = f"(SELECT fund_id FROM fund_close WHERE id = {_CLOSE})"
_IN_FUND = f"(SELECT MIN(id) FROM account WHERE kind = 'fund' AND fund_id = {_FUND})"
_LAPSED = f"SELECT MIN(id) FROM transfer WHERE from_id = {_IN_FUND}"
_SPENT = "(SELECT MIN(id) FROM actual WHERE confirmed_at IS NOT NULL)"
_RELEASED = "(SELECT MIN(id) FROM transfer WHERE verb = 'release')"
_AT = "'2026-03-02T12:00:00.000000Z'"
_ASKED = f"""INSERT INTO reopening (key, close_id, reason, by_id, at)
SELECT 'asked', {_CLOSE}, 'Late', {ADMIN}, {_AT}"""
_ANSWERED = f"""INSERT INTO reopening_answer (reopening_id, verdict, returned, by_id, at)
SELECT MAX(id), 'refused', '{{}}', {ADMIN}, {_AT} FROM reopening"""

CLOSING = [
    Corruption(
        "money in a closed fund",
        "a_closed_fund_has_nothing_left",
        f"UPDATE account SET balance = 5 WHERE id = {_IN_FUND}",
        f"{_NAMED}",
    ),
    Corruption(
        "a transfer after the year end",
        "nothing_moves_in_a_closed_year",
        f"UPDATE fund_close SET at = {_AT.replace('2026', '2001')} WHERE id = {_CLOSE}",
        f"SELECT 'transfer ' || ({_LAPSED})",
    ),
    Corruption(
        "an actual of a programme whose year was closed before",
        "nothing_moves_in_a_closed_year",
        f"""INSERT INTO fund_close
        (ref, fund_id, fiscal_year, committed, unallotted, reason, amounts, by_id, at)
        SELECT 'x' || funded.fund_id, funded.fund_id, funded.fiscal_year, 'carry', 'stay', '',
        '{{"rows": []}}', {ADMIN}, {_AT.replace("2026", "2001")}
        FROM (SELECT DISTINCT purse.fund_id, commitment.fiscal_year FROM commitment
        JOIN purse ON purse.id = commitment.purse_id) AS funded""",
        f"SELECT 'actual ' || key FROM actual WHERE id = {_SPENT}",
    ),
    Corruption(
        "a release that was called carried",
        "what_is_carried_goes_to_the_next_year",
        f"UPDATE transfer SET verb = 'carry' WHERE id = {_RELEASED}",
        f"SELECT 'transfer ' || {_RELEASED} || ': '",
    ),
    Corruption(
        "a re-opening answered by who asked",
        "a_year_is_reopened_by_two_people",
        f"{_ASKED};{_ANSWERED}",
        "SELECT 'reopening asked'",
    ),
    Corruption(
        "a statement that lets more lapse",
        "a_statement_is_what_was_moved",
        """UPDATE fund_close SET amounts = '{"rows": [{"name": "unallotted", "amount": 9, "carried": 0,
        "freed": 0, "lapsed": 9, "stays": 0}], "pitches": [], "spent": 0}'""",
        f"{_NAMED}",
    ),
    Corruption(
        "a year end that nobody is recorded to have made",
        "every_money_decision_is_in_the_history",
        "DELETE FROM history WHERE verb = 'year_closed'",
        f"SELECT 'year end ' || ref || ' by person ' FROM fund_close WHERE id = {_CLOSE}",
    ),
]
