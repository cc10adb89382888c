"""Invariants of advance commitments: what is promised, of whose coming money, and how it ended."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_CUT = """(SELECT advance_id, SUM(amount) AS amount FROM advance_cut GROUP BY advance_id) AS cut"""
_LEFT = f"""SELECT advance.{{place}}, advance.fiscal_year, SUM(advance.amount
- COALESCE(advance_approval.freed, 0) - COALESCE(cut.amount, 0)) AS amount FROM advance
LEFT JOIN advance_approval ON advance_approval.advance_id = advance.id
LEFT JOIN {_CUT} ON cut.advance_id = advance.id
LEFT JOIN advance_end ON advance_end.advance_id = advance.id
WHERE advance_end.id IS NULL GROUP BY advance.{{place}}, advance.fiscal_year"""
_MOVED = """SELECT advance_id, SUM(CASE WHEN verb = 'reserve' THEN amount ELSE 0 END) AS promised,
SUM(CASE WHEN verb = 'free' THEN amount ELSE 0 END) AS freed FROM transfer
WHERE advance_id IS NOT NULL GROUP BY advance_id"""

ADVANCES = (
    Invariant(
        "promised_is_the_open_advances",
        "what is promised to a pitch of a later year is the sum of its open advance commitments",
        f"""SELECT 'pitch ' || COALESCE(pitch.ref, pitch.key) || ', ' || account.fiscal_year || ': promised '
        || account.balance || ', open advance commitments ' || COALESCE(open_ones.amount, 0)
        FROM account JOIN pitch ON pitch.id = account.pitch_id
        LEFT JOIN ({_LEFT.format(place="pitch_id")}) AS open_ones ON open_ones.pitch_id = account.pitch_id
        AND open_ones.fiscal_year = account.fiscal_year
        WHERE account.kind = 'promised' AND account.balance <> COALESCE(open_ones.amount, 0)""",
    ),
    Invariant(
        "coming_money_is_what_is_promised_of_it",
        "the coming money of a unit and year is minus its open advance commitments",
        f"""SELECT 'unit ' || unit.name || ', ' || account.fiscal_year || ': coming ' || account.balance
        || ', open advance commitments ' || COALESCE(open_ones.amount, 0)
        FROM account JOIN unit ON unit.id = account.unit_id
        LEFT JOIN ({_LEFT.format(place="unit_id")}) AS open_ones ON open_ones.unit_id = account.unit_id
        AND open_ones.fiscal_year = account.fiscal_year
        WHERE account.kind = 'coming' AND account.balance + COALESCE(open_ones.amount, 0) <> 0""",
    ),
    Invariant(
        "an_advance_is_promised_once_and_ends_whole",
        "an advance commitment was promised once in full, ended to the last unit, and was served by a"
        " commitment of its own investor, pitch, year and amount",
        f"""SELECT 'advance commitment ' || advance.key || ': ' || advance.amount || ', promised '
        || COALESCE(moved.promised, 0) || ', freed ' || COALESCE(moved.freed, 0) || ', ended '
        || (COALESCE(advance_approval.freed, 0) + COALESCE(cut.amount, 0) + COALESCE(advance_end.amount, 0))
        FROM advance
        LEFT JOIN advance_approval ON advance_approval.advance_id = advance.id
        LEFT JOIN advance_end ON advance_end.advance_id = advance.id
        LEFT JOIN commitment ON commitment.key = advance_end.commitment_key
        LEFT JOIN {_CUT} ON cut.advance_id = advance.id
        LEFT JOIN ({_MOVED}) AS moved ON moved.advance_id = advance.id
        WHERE COALESCE(moved.promised, 0) <> advance.amount OR COALESCE(moved.freed, 0)
        <> COALESCE(advance_approval.freed, 0) + COALESCE(cut.amount, 0) + COALESCE(advance_end.amount, 0)
        OR advance_approval.kept + advance_approval.freed <> advance.amount
        OR advance_end.amount
        <> advance.amount - COALESCE(advance_approval.freed, 0) - COALESCE(cut.amount, 0)
        OR (advance_end.outcome = 'served' AND (commitment.id IS NULL
        OR commitment.amount <> advance_end.amount OR commitment.pitch_id <> advance.pitch_id
        OR commitment.fiscal_year <> advance.fiscal_year OR commitment.by_id <> advance.by_id))""",
    ),
)
