"""Ways to break what is promised from years that have not opened."""

from tests.features.portfolio.corruptions import Corruption

_PITCH = "(SELECT MIN(id) FROM pitch WHERE state = 'in_funding')"
_PURSE = "(SELECT MIN(id) FROM purse)"
_ROW = "'EUR', 0, 0"


def _account(kind: str, owner: str, balance: int, limits: str) -> str:
    """An account of 2099 whose balance nothing explains."""
    column, row = owner.split(" ", 1)
    return (
        f"INSERT INTO account (id, kind, {column}, fiscal_year, currency, last_transfer_id, last_ceiling_id,"
        f" balance, floor, ceiling) SELECT 9001, '{kind}', {row}, 2099, {_ROW}, {balance}, {limits}"
    )


ADVANCE = (
    "INSERT INTO advance (id, key, purse_id, unit_id, pitch_id, revision_id, fiscal_year, amount, by_id, at)"
    f" SELECT 9001, 'planted', u.id, f.unit_id, {_PITCH}, (SELECT MIN(id) FROM revision), 2099, 500, {{by}},"
    f" f.confirmed_at FROM purse u JOIN fund f ON f.id = u.fund_id WHERE u.id = {_PURSE}"
)
_AUTHOR = f"(SELECT presenter_id FROM pitch WHERE id = {_PITCH})"
_ASKED_TO_END = """INSERT INTO cancellation (id, key, advance_id, reason, by_id, at)
SELECT 9001, 'planted', id, 'why', by_id, at FROM advance WHERE id = 9001"""
_DECLINED = """INSERT INTO cancellation_answer (id, cancellation_id, verdict, reason, by_id, at)
SELECT 9001, id, 'declined', 'why', (SELECT MIN(by_id) FROM review), at FROM cancellation WHERE id = 9001"""

AHEAD = [
    Corruption(
        "money promised that nobody promised",
        "promised_is_the_open_advances",
        _account("promised", f"pitch_id {_PITCH}", 700, "0, 700"),
        f"SELECT 'pitch ' || ref || ', 2099: promised 700' FROM pitch WHERE id = {_PITCH}",
    ),
    Corruption(
        "coming money that is gone to nobody",
        "coming_money_is_what_is_promised_of_it",
        _account("coming", "unit_id (SELECT MIN(id) FROM unit)", -700, "NULL, 0"),
        "SELECT 'unit ' || name || ', 2099: coming -700' FROM unit WHERE id = (SELECT MIN(id) FROM unit)",
    ),
    Corruption(
        "an advance commitment that the ledger does not know",
        "an_advance_is_promised_once_and_ends_whole",
        ADVANCE.format(by="u.investor_id"),
        "SELECT 'advance commitment planted: 500, promised 0'",
    ),
    Corruption(
        "an author who promises money to their own pitch",
        "nobody_judges_or_funds_ones_own",
        ADVANCE.format(by=_AUTHOR),
        "SELECT 'advance commitment planted to pitch '",
    ),
    Corruption(
        "a promise that no history knows",
        "every_money_decision_is_in_the_history",
        ADVANCE.format(by="u.investor_id"),
        "SELECT 'advance commitment planted by person '",
    ),
    Corruption(
        "an end of a promise that no history asked for",
        "every_money_decision_is_in_the_history",
        f"{ADVANCE.format(by='u.investor_id')}; {_ASKED_TO_END}",
        "SELECT 'end of a promise asked, planted by person '",
    ),
    Corruption(
        "an answer to the end of a promise that no history gave",
        "every_money_decision_is_in_the_history",
        f"{ADVANCE.format(by='u.investor_id')}; {_ASKED_TO_END}; {_DECLINED}",
        "SELECT 'answer to the end of a promise, planted by person '",
    ),
]
