"""Invariants of supplements: reserved in full, approved by nobody tied, and paid as they say."""

from pitchdeck.features.portfolio.queries.invariants.decisions import tied
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_GIVEN = """SELECT commitment.supplement_id, SUM(commitment.amount) AS amount,
SUM(CASE WHEN resolution.id IS NULL THEN commitment.amount ELSE 0 END) AS reserved,
SUM(COALESCE(resolution.committed, 0)) AS committed FROM commitment
LEFT JOIN resolution ON resolution.commitment_id = commitment.id
WHERE commitment.supplement_id IS NOT NULL AND COALESCE(resolution.outcome, 'held') <> 'freed'
GROUP BY commitment.supplement_id"""
_TRANCHES = """SELECT supplement_tranche.supplement_id, SUM(tranche.amount) AS amount FROM supplement_tranche
JOIN tranche ON tranche.id = supplement_tranche.tranche_id GROUP BY supplement_tranche.supplement_id"""
_ENDED = "supplement_end ON supplement_end.supplement_id = supplement.id"

SUPPLEMENTS = (
    Invariant(
        "more_money_is_what_was_asked_and_approved",
        "an approved supplement was reserved, committed and put into tranches in full; one that is not"
        " approved committed nothing and made none; one that ended otherwise holds nothing",
        f"""SELECT 'supplement ' || supplement.key || ': asked ' || supplement.amount || ', reserved '
        || COALESCE(given.reserved, 0) || ', committed ' || COALESCE(given.committed, 0) || ', tranches '
        || COALESCE(made.amount, 0) || ', ' || COALESCE(supplement_end.outcome, 'open') FROM supplement
        LEFT JOIN {_ENDED}
        LEFT JOIN ({_GIVEN}) AS given ON given.supplement_id = supplement.id
        LEFT JOIN ({_TRANCHES}) AS made ON made.supplement_id = supplement.id
        WHERE COALESCE(given.amount, 0) > supplement.amount
        OR (supplement_end.outcome = 'approved' AND (COALESCE(given.committed, 0) <> supplement.amount
            OR COALESCE(made.amount, 0) <> supplement.amount))
        OR (COALESCE(supplement_end.outcome, 'open') <> 'approved'
            AND (COALESCE(given.committed, 0) > 0 OR made.amount IS NOT NULL))
        OR (supplement_end.id IS NOT NULL AND COALESCE(given.reserved, 0) > 0)""",
    ),
    Invariant(
        "a_commitment_to_more_is_of_its_asking",
        "a supplementary commitment is of its supplement's pitch, revision, year and round",
        """SELECT 'commitment ' || commitment.key || ' of pitch ' || COALESCE(pitch.ref, pitch.key)
        FROM commitment JOIN pitch ON pitch.id = commitment.pitch_id
        JOIN purse ON purse.id = commitment.purse_id
        LEFT JOIN supplement ON supplement.id = commitment.supplement_id
        WHERE commitment.supplement_id IS NOT NULL AND (supplement.id IS NULL
        OR supplement.pitch_id <> commitment.pitch_id OR supplement.revision_id <> commitment.revision_id
        OR supplement.fiscal_year <> commitment.fiscal_year OR supplement.round_id <> purse.round_id)""",
    ),
    Invariant(
        "nobody_approves_more_for_what_one_is_tied_to",
        "more money is approved by the funded revision's hash, never by who wrote, sponsors or invested",
        f"""SELECT 'supplement ' || supplement.key || ' of pitch ' || COALESCE(pitch.ref, pitch.key)
        || ' by person ' || supplement_end.by_id FROM supplement JOIN {_ENDED}
        JOIN pitch ON pitch.id = supplement.pitch_id
        JOIN revision ON revision.id = supplement.revision_id
        WHERE supplement_end.outcome = 'approved' AND (supplement_end.revision_hash <> revision.hash
        OR supplement.deputy_id IN (supplement_end.by_id, supplement_end.deputy_id)
        OR {tied("supplement_end")})""",
    ),
    Invariant(
        "an_overrun_is_settled_by_what_moved",
        "what a supplement paid of an overrun was spent for its pitch and year, and is never above it",
        """SELECT 'overrun ' || overrun.id || ': ' || overrun.amount || ', settled ' || settled.amount
        FROM overrun JOIN (SELECT overrun_id, SUM(amount) AS amount FROM overrun_settlement
            GROUP BY overrun_id) AS settled ON settled.overrun_id = overrun.id
        WHERE settled.amount > overrun.amount
        UNION ALL SELECT 'settlement ' || paid.id || ': ' || paid.amount FROM overrun_settlement AS paid
        JOIN supplement ON supplement.id = paid.supplement_id
        JOIN overrun ON overrun.id = paid.overrun_id JOIN actual ON actual.id = overrun.actual_id
        JOIN investment ON investment.id = actual.investment_id
        LEFT JOIN transfer ON transfer.id = paid.transfer_id LEFT JOIN account ON account.id = transfer.to_id
        WHERE transfer.id IS NULL OR transfer.amount <> paid.amount OR transfer.verb <> 'spend'
        OR account.pitch_id <> supplement.pitch_id OR account.fiscal_year <> supplement.fiscal_year
        OR investment.pitch_id <> supplement.pitch_id""",
    ),
)
