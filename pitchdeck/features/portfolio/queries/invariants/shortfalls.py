"""Invariants of shortfalls: what is cut was confirmed by two, and is what the list said."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_DONE = "shortfall_end JOIN shortfall ON shortfall.id = shortfall_end.shortfall_id"
_CONFIRMED = """SELECT list_id, COUNT(*) AS sides, COUNT(DISTINCT by_id) AS people,
MIN(at) AS since FROM shortfall_consent GROUP BY list_id"""
_LISTED = """SELECT list_id, SUM(amount) AS amount,
SUM(CASE WHEN kind IN ('fund', 'promised') THEN 0 ELSE amount END) AS gathered
FROM (SELECT list_id, kind, amount FROM shortfall_line
UNION ALL SELECT list_id, 'promised', amount FROM promise_line) AS line GROUP BY list_id"""
_LOST = """SELECT shortfall_id, advance_id, SUM(amount) AS amount FROM (
SELECT shortfall_id, advance_id, amount FROM advance_cut
UNION ALL SELECT shortfall_end.shortfall_id, advance_end.advance_id, advance_end.amount FROM advance_end
JOIN promise_line ON promise_line.advance_id = advance_end.advance_id AND promise_line.amount > 0
AND promise_line.amount = promise_line.available
JOIN shortfall_end ON shortfall_end.list_id = promise_line.list_id
WHERE advance_end.outcome = 'freed') AS lost GROUP BY shortfall_id, advance_id"""

SHORTFALLS = (
    Invariant(
        "a_shortfall_is_cut_as_confirmed",
        "a list that was carried out adds up to what was missing, and two persons confirmed it",
        f"""SELECT 'shortfall ' || shortfall.key || ': missing ' || shortfall.amount || ', listed '
        || COALESCE(listed.amount, 0) || ', confirmed by ' || COALESCE(confirmed.people, 0) FROM {_DONE}
        LEFT JOIN shortfall_list ON shortfall_list.id = shortfall_end.list_id
        AND shortfall_list.shortfall_id = shortfall.id
        LEFT JOIN ({_LISTED}) AS listed ON listed.list_id = shortfall_list.id
        LEFT JOIN ({_CONFIRMED}) AS confirmed ON confirmed.list_id = shortfall_list.id
        LEFT JOIN fund_change ON fund_change.id = shortfall_end.change_id
        WHERE shortfall_end.outcome = 'carried_out' AND (COALESCE(listed.amount, 0) <> shortfall.amount
        OR COALESCE(confirmed.people, 0) <> 2 OR (shortfall.cuts_budget = 1
        AND (fund_change.id IS NULL OR fund_change.from_fund_id <> shortfall.fund_id
        OR fund_change.amount <> shortfall.amount)))
        UNION ALL SELECT 'tranche ' || tranche.key || ': ' || tranche.amount || ', cut '
        || SUM(tranche_cut.amount)
        FROM tranche_cut JOIN tranche ON tranche.id = tranche_cut.tranche_id
        GROUP BY tranche.id, tranche.key, tranche.amount HAVING SUM(tranche_cut.amount) > tranche.amount""",
    ),
    Invariant(
        "what_is_cut_is_what_was_listed",
        "the ledger took back for a shortfall exactly what its list says, and nothing for one that is open",
        f"""SELECT 'shortfall ' || shortfall.key || ': listed ' || COALESCE(listed.gathered, 0) || ', moved '
        || COALESCE(moved.amount, 0) FROM shortfall
        LEFT JOIN shortfall_end ON shortfall_end.shortfall_id = shortfall.id
        LEFT JOIN ({_LISTED}) AS listed ON listed.list_id = shortfall_end.list_id
        LEFT JOIN (SELECT document, SUM(amount) AS amount FROM transfer
            WHERE verb = 'give_back' AND to_kind = 'fund' AND document <> '' GROUP BY document) AS moved
        ON moved.document = shortfall.key
        WHERE COALESCE(listed.gathered, 0) <> COALESCE(moved.amount, 0)""",
    ),
    Invariant(
        "a_promise_is_cut_as_listed",
        "what shortfalls took of each promise is what their confirmed lists say",
        f"""SELECT 'advance commitment ' || advance.key || ': listed ' || COALESCE(listed.amount, 0)
        || ', cut ' || COALESCE(lost.amount, 0) FROM advance
        LEFT JOIN (SELECT promise_line.advance_id, SUM(promise_line.amount) AS amount FROM promise_line
            JOIN shortfall_end ON shortfall_end.list_id = promise_line.list_id
            GROUP BY promise_line.advance_id) AS listed ON listed.advance_id = advance.id
        LEFT JOIN (SELECT advance_id, SUM(amount) AS amount FROM ({_LOST}) AS each_one
            GROUP BY advance_id) AS lost ON lost.advance_id = advance.id
        WHERE COALESCE(listed.amount, 0) <> COALESCE(lost.amount, 0)""",
    ),
)
