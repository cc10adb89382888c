"""Ways to break contracts and what belongs to them past their triggers."""

from tests.features.portfolio.corruptions import Corruption

CONTRACT = "(SELECT MIN(id) FROM contract WHERE confirmed_at IS NOT NULL)"
NAMED = f"SELECT 'contract ' || key FROM contract WHERE id = {CONTRACT}"
DRAWN = """(SELECT MIN(posting.id) FROM posting JOIN transfer ON transfer.id = transfer_id
WHERE verb = 'spend' AND contract_id IS NOT NULL)"""
ACCRUAL = "(SELECT MIN(id) FROM accrual)"
AUTHOR = """(SELECT presenter_id FROM pitch JOIN investment ON investment.pitch_id = pitch.id
WHERE investment.id = contract.investment_id)"""

CONTRACTS = [
    Corruption(
        "a contract grew after it was confirmed",
        "a_contract_takes_its_amount_once",
        f"UPDATE contract SET amount = amount + 1 WHERE id = {CONTRACT}",
        NAMED,
    ),
    Corruption(
        "a contract ended with its rest still open",
        "what_is_open_of_a_contract_is_within_it",
        "INSERT INTO contract_end (contract_id, amount, reason, by_id, at)"
        f" SELECT id, 0, 'x', confirmed_by_id, confirmed_at FROM contract WHERE id = {CONTRACT}",
        NAMED,
    ),
    Corruption(
        "an invoice is of no contract any more",
        "contracted_is_what_is_open_of_contracts",
        f"UPDATE posting SET contract_id = NULL WHERE id = {DRAWN}",
        "SELECT 'pitch ' || pitch.ref FROM pitch JOIN investment ON investment.pitch_id = pitch.id"
        f" JOIN contract ON contract.investment_id = investment.id WHERE contract.id = {CONTRACT}",
    ),
    Corruption(
        "an accrual ended without its reversal",
        "an_accrual_is_reversed_once",
        "INSERT INTO accrual_end (accrual_id, transfer_id, reason, by_id, at)"
        f" SELECT id, transfer_id, 'x', by_id, at FROM accrual WHERE id = {ACCRUAL}",
        f"SELECT 'accrual ' || key FROM accrual WHERE id = {ACCRUAL}",
    ),
    Corruption(
        "a credit note above its invoice",
        "credit_notes_are_within_their_invoice",
        "UPDATE actual SET amount = 1 WHERE id = (SELECT MIN(actual_id) FROM credit_note)",
        "SELECT 'actual ' || key FROM actual WHERE id = (SELECT MIN(actual_id) FROM credit_note)",
    ),
    Corruption(
        "an accrual by the presenter",
        "nobody_accrues_or_credits_what_one_is_tied_to",
        f"UPDATE accrual SET by_id = {AUTHOR.replace('contract.', 'accrual.')} WHERE id = {ACCRUAL}",
        f"SELECT 'accrual ' || key FROM accrual WHERE id = {ACCRUAL}",
    ),
    Corruption(
        "a contract confirmed by the presenter",
        "nobody_confirms_a_contract_one_is_tied_to",
        f"UPDATE contract SET confirmed_by_id = {AUTHOR} WHERE id = {CONTRACT}",
        NAMED,
    ),
]
