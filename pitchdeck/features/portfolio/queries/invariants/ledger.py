"""Invariants of the ledger: balances, limits, movements, resolutions."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_MOVED = """
SELECT account_id, SUM(amount) AS moved FROM (
    SELECT to_id AS account_id, amount FROM transfer
    UNION ALL SELECT from_id, -amount FROM transfer) AS both_sides GROUP BY account_id"""

LEDGER = (
    Invariant(
        "balance_is_the_sum_of_transfers",
        "an account's balance is what its transfers add up to",
        f"""SELECT 'account ' || account.id || ' (' || account.kind || '): balance ' || account.balance
        || ', transfers add up to ' || COALESCE(moved, 0)
        FROM account LEFT JOIN ({_MOVED}) AS sums ON sums.account_id = account.id
        WHERE account.balance <> COALESCE(moved, 0) ORDER BY account.id""",
    ),
    Invariant(
        "balance_within_limits",
        "no account is below its floor or above its ceiling",
        """SELECT 'account ' || id || ' (' || kind || '): balance ' || balance || ', floor '
        || COALESCE(CAST(floor AS TEXT), 'none') || ', ceiling ' || COALESCE(CAST(ceiling AS TEXT), 'none')
        FROM account WHERE balance < floor OR balance > ceiling ORDER BY id""",
    ),
    Invariant(
        "money_adds_up_to_zero",
        "all balances of a currency together are zero: money moves, it never appears",
        """SELECT 'currency ' || currency || ': balances add up to ' || SUM(balance)
        FROM account GROUP BY currency HAVING SUM(balance) <> 0 ORDER BY currency""",
    ),
    Invariant(
        "transfer_moves_as_allowed",
        "a transfer moves a positive amount of its accounts' currency by a verb of the table of movements",
        """SELECT 'transfer ' || transfer.id || ': ' || transfer.verb || ' ' || transfer.amount
        || ' from ' || source.kind || ' to ' || target.kind
        FROM transfer JOIN account AS source ON source.id = transfer.from_id
        JOIN account AS target ON target.id = transfer.to_id
        LEFT JOIN movement ON movement.verb = transfer.verb
        AND movement.from_kind = source.kind AND movement.to_kind = target.kind
        WHERE movement.verb IS NULL OR transfer.amount <= 0 OR source.currency <> transfer.currency
        OR target.currency <> transfer.currency ORDER BY transfer.id""",
    ),
    Invariant(
        "reservation_matches_its_commitment",
        "each commitment was reserved once, in full, from its own purse for its own pitch and year",
        """SELECT 'commitment ' || commitment.key || ': ' || commitment.amount || ', reserved '
        || COALESCE(SUM(transfer.amount), 0)
        FROM commitment LEFT JOIN transfer ON transfer.commitment_id = commitment.id
        AND transfer.verb = 'reserve'
        AND transfer.from_id IN (SELECT id FROM account WHERE purse_id = commitment.purse_id)
        AND transfer.to_id IN (SELECT id FROM account WHERE kind = 'reserved'
        AND account.pitch_id = commitment.pitch_id AND account.fiscal_year = commitment.fiscal_year)
        GROUP BY commitment.id, commitment.key, commitment.amount
        HAVING commitment.amount <> COALESCE(SUM(transfer.amount), 0) ORDER BY commitment.id""",
    ),
    Invariant(
        "resolution_settles_its_commitment",
        "a resolution settles exactly the amount of its commitment",
        """SELECT 'commitment ' || commitment.key || ': ' || commitment.amount || ', settled '
        || (resolution.committed + resolution.freed)
        FROM resolution JOIN commitment ON commitment.id = resolution.commitment_id
        WHERE resolution.committed + resolution.freed <> commitment.amount ORDER BY commitment.id""",
    ),
    Invariant(
        "resolution_matches_its_transfers",
        "what a resolution says was committed and freed is what the ledger moved",
        """SELECT 'commitment ' || commitment.key || ': resolution says ' || COALESCE(resolution.committed, 0)
        || ' committed and ' || COALESCE(resolution.freed, 0) || ' freed, the ledger moved '
        || COALESCE(moved.committed, 0) || ' and ' || COALESCE(moved.freed, 0)
        FROM commitment LEFT JOIN resolution ON resolution.commitment_id = commitment.id
        LEFT JOIN (SELECT commitment_id,
            SUM(CASE WHEN verb = 'commit' THEN amount ELSE 0 END) AS committed,
            SUM(CASE WHEN verb = 'free' THEN amount ELSE 0 END) AS freed
            FROM transfer WHERE verb IN ('commit', 'free') GROUP BY commitment_id) AS moved
        ON moved.commitment_id = commitment.id
        WHERE COALESCE(resolution.committed, 0) <> COALESCE(moved.committed, 0)
        OR COALESCE(resolution.freed, 0) <> COALESCE(moved.freed, 0) ORDER BY commitment.id""",
    ),
    Invariant(
        "reserved_is_the_open_commitments",
        "what is reserved for a pitch and year is the sum of its unresolved commitments",
        """SELECT 'pitch ' || COALESCE(pitch.ref, pitch.key) || ', ' || account.fiscal_year || ': reserved '
        || account.balance || ', open commitments ' || COALESCE(open_sum, 0)
        FROM account JOIN pitch ON pitch.id = account.pitch_id
        LEFT JOIN (SELECT commitment.pitch_id, commitment.fiscal_year, SUM(commitment.amount) AS open_sum
            FROM commitment LEFT JOIN resolution ON resolution.commitment_id = commitment.id
            WHERE resolution.id IS NULL GROUP BY commitment.pitch_id, commitment.fiscal_year) AS open_ones
        ON open_ones.pitch_id = account.pitch_id AND open_ones.fiscal_year = account.fiscal_year
        WHERE account.kind = 'reserved' AND account.balance <> COALESCE(open_sum, 0) ORDER BY account.id""",
    ),
    Invariant(
        "released_is_the_tranches",
        "what was ever released for a pitch is the sum of its released tranches",
        """SELECT 'pitch ' || COALESCE(pitch.ref, pitch.key) || ': released ' || COALESCE(moved, 0)
        || ', released tranches ' || COALESCE(due, 0) FROM pitch
        LEFT JOIN (SELECT account.pitch_id, SUM(transfer.amount) AS moved FROM transfer
            JOIN account ON account.id = transfer.to_id WHERE transfer.verb = 'release'
            GROUP BY account.pitch_id) AS sums ON sums.pitch_id = pitch.id
        LEFT JOIN (SELECT tranche.pitch_id, SUM(tranche.amount - COALESCE((SELECT SUM(tranche_cut.amount)
            FROM tranche_cut WHERE tranche_cut.tranche_id = tranche.id), 0)) AS due
            FROM tranche JOIN "release" ON "release".tranche_id = tranche.id
            GROUP BY tranche.pitch_id) AS tranches ON tranches.pitch_id = pitch.id
        WHERE COALESCE(moved, 0) <> COALESCE(due, 0) ORDER BY pitch.id""",
    ),
    Invariant(
        "actuals_are_spent_or_overrun",
        "confirmed actuals that stand, less credit notes, and open accruals are spent or an open overrun",
        """SELECT 'investment ' || investment.key || ': due '
        || (COALESCE(confirmed, 0) + COALESCE(accrued, 0) - COALESCE(credited, 0)) || ', spent '
        || COALESCE(spent, 0) || ', overrun '
        || (COALESCE(over, 0) - COALESCE(shrunk, 0) - COALESCE(settled, 0)) FROM investment
        LEFT JOIN (SELECT investment_id, SUM(amount) AS confirmed FROM actual
            WHERE confirmed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actual AS undo
            WHERE undo.reverses_id = actual.id) GROUP BY investment_id) AS actuals
        ON actuals.investment_id = investment.id
        LEFT JOIN (SELECT investment_id, SUM(amount) AS accrued FROM accrual WHERE NOT EXISTS (SELECT 1
            FROM accrual_end WHERE accrual_end.accrual_id = accrual.id) GROUP BY investment_id) AS accruals
        ON accruals.investment_id = investment.id
        LEFT JOIN (SELECT actual.investment_id,
            SUM(CASE WHEN note.reverses_id IS NULL THEN note.amount ELSE -note.amount END) AS credited,
            SUM(CASE WHEN note.reverses_id IS NULL THEN note.over ELSE -note.over END) AS shrunk
            FROM credit_note AS note JOIN actual ON actual.id = note.actual_id
            GROUP BY actual.investment_id) AS notes ON notes.investment_id = investment.id
        LEFT JOIN (SELECT pitch_id, SUM(balance) AS spent FROM account WHERE kind = 'spent'
            GROUP BY pitch_id) AS spending ON spending.pitch_id = investment.pitch_id
        LEFT JOIN (SELECT actual.investment_id, SUM(overrun.amount) AS over
            FROM overrun JOIN actual ON actual.id = overrun.actual_id
            WHERE NOT EXISTS (SELECT 1 FROM actual AS undo WHERE undo.reverses_id = actual.id)
            GROUP BY actual.investment_id) AS overruns ON overruns.investment_id = investment.id
        LEFT JOIN (SELECT actual.investment_id, SUM(overrun_settlement.amount) AS settled
            FROM overrun_settlement JOIN overrun ON overrun.id = overrun_settlement.overrun_id
            JOIN actual ON actual.id = overrun.actual_id
            WHERE NOT EXISTS (SELECT 1 FROM actual AS undo WHERE undo.reverses_id = actual.id)
            GROUP BY actual.investment_id) AS settlements ON settlements.investment_id = investment.id
        WHERE COALESCE(confirmed, 0) + COALESCE(accrued, 0) - COALESCE(credited, 0)
        <> COALESCE(spent, 0) + COALESCE(over, 0) - COALESCE(shrunk, 0) - COALESCE(settled, 0)
        ORDER BY investment.id""",
    ),
)
