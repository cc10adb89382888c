"""Invariants of contracts, accruals and credit notes: what they move, and who recorded them."""

from pitchdeck.features.portfolio.queries.invariants.decisions import tied
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_OPEN = """(SELECT COALESCE(SUM(CASE WHEN transfer.to_kind = 'contracted' THEN transfer.amount
WHEN transfer.from_kind = 'contracted' THEN -transfer.amount ELSE 0 END), 0) FROM posting
JOIN transfer ON transfer.id = posting.transfer_id WHERE posting.contract_id = contract.id)"""
_TAKEN = """(SELECT COALESCE(SUM(transfer.amount), 0) FROM posting
JOIN transfer ON transfer.id = posting.transfer_id
WHERE posting.contract_id = contract.id AND transfer.verb = 'contract')"""
_CREDITED = """(SELECT COALESCE(SUM(CASE WHEN credit.reverses_id IS NULL THEN credit.amount
ELSE -credit.amount END), 0) FROM credit_note AS credit WHERE credit.actual_id = actual.id)"""
_DUE = "CASE WHEN contract.confirmed_at IS NULL THEN 0 ELSE contract.amount END"

CONTRACTS = (
    Invariant(
        "a_contract_takes_its_amount_once",
        "a confirmed contract took its whole amount of released money, an unconfirmed one nothing",
        f"""SELECT 'contract ' || contract.key || ': took ' || {_TAKEN} || ' of ' || {_DUE} FROM contract
        WHERE {_TAKEN} <> {_DUE} ORDER BY contract.id""",
    ),
    Invariant(
        "what_is_open_of_a_contract_is_within_it",
        "what is open of a contract is between nothing and its amount, and nothing once it has ended",
        f"""SELECT 'contract ' || contract.key || ': open ' || {_OPEN} FROM contract
        LEFT JOIN contract_end ON contract_end.contract_id = contract.id
        WHERE {_OPEN} < 0 OR {_OPEN} > contract.amount OR (contract_end.id IS NOT NULL AND {_OPEN} <> 0)
        ORDER BY contract.id""",
    ),
    Invariant(
        "contracted_is_what_is_open_of_contracts",
        "the contracted money of a pitch is what is open of its contracts",
        f"""SELECT 'pitch ' || COALESCE(pitch.ref, pitch.key) || ': contracted ' || COALESCE(held.total, 0)
        || ', open of contracts ' || COALESCE(open_ones.total, 0) FROM pitch
        LEFT JOIN (SELECT pitch_id, SUM(balance) AS total FROM account WHERE kind = 'contracted'
            GROUP BY pitch_id) AS held ON held.pitch_id = pitch.id
        LEFT JOIN (SELECT investment.pitch_id, SUM({_OPEN}) AS total FROM contract
            JOIN investment ON investment.id = contract.investment_id
            GROUP BY investment.pitch_id) AS open_ones ON open_ones.pitch_id = pitch.id
        WHERE COALESCE(held.total, 0) <> COALESCE(open_ones.total, 0) ORDER BY pitch.id""",
    ),
    Invariant(
        "nobody_confirms_a_contract_one_is_tied_to",
        "a contract is never confirmed by someone who reported it, wrote, sponsors or invested",
        f"""SELECT 'contract ' || contract.key || ' by person ' || contract.confirmed_by_id FROM contract
        JOIN investment ON investment.id = contract.investment_id JOIN pitch ON pitch.id = investment.pitch_id
        WHERE contract.confirmed_at IS NOT NULL AND (contract.confirmed_by_id = contract.reported_by_id
        OR {tied("contract", "confirmed")})
        ORDER BY contract.id""",
    ),
    Invariant(
        "an_accrual_is_reversed_once",
        "an accrual moved its amount, and its end reversed exactly that: no accrual is reversed without it",
        """SELECT 'accrual ' || accrual.key FROM accrual
        LEFT JOIN transfer AS made ON made.id = accrual.transfer_id
        LEFT JOIN accrual_end ON accrual_end.accrual_id = accrual.id
        LEFT JOIN transfer AS undo ON undo.reverses_id = accrual.transfer_id
        WHERE made.id IS NULL OR made.verb <> 'accrue' OR made.amount <> accrual.amount
        OR COALESCE(undo.id, 0) <> COALESCE(accrual_end.transfer_id, 0) ORDER BY accrual.id""",
    ),
    Invariant(
        "credit_notes_are_within_their_invoice",
        "the credit notes of an actual are never above it, and each moved what it says",
        f"""SELECT 'credit note ' || note.key FROM credit_note AS note
        LEFT JOIN transfer AS loose ON loose.id = note.transfer_id
        LEFT JOIN transfer AS drawn ON drawn.id = note.drawn_transfer_id
        WHERE COALESCE(loose.amount, 0) <> note.loose OR COALESCE(drawn.amount, 0) <> note.drawn
        UNION ALL SELECT 'actual ' || actual.key || ': credited ' || {_CREDITED} FROM actual
        WHERE {_CREDITED} > actual.amount OR ({_CREDITED} > 0 AND EXISTS (SELECT 1 FROM actual AS undo
            WHERE undo.reverses_id = actual.id))""",
    ),
    Invariant(
        "nobody_accrues_or_credits_what_one_is_tied_to",
        "accruals and credit notes are never by someone who wrote, sponsors or invested",
        f"""SELECT 'accrual ' || accrual.key || ' by person ' || accrual.by_id FROM accrual
        JOIN investment ON investment.id = accrual.investment_id JOIN pitch ON pitch.id = investment.pitch_id
        WHERE {tied("accrual")}
        UNION ALL SELECT 'credit note ' || credit_note.key || ' by person ' || credit_note.by_id
        FROM credit_note JOIN actual ON actual.id = credit_note.actual_id
        JOIN investment ON investment.id = actual.investment_id JOIN pitch ON pitch.id = investment.pitch_id
        WHERE {tied("credit_note")}""",
    ),
)
