"""Invariants of commitments: what covers a pitch, and what was tied to a condition."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_CONDITION = """commitment_condition JOIN commitment ON commitment.id = commitment_condition.commitment_id
JOIN pitch ON pitch.id = commitment.pitch_id"""
_ANSWER = "condition_answer ON condition_answer.condition_id = commitment_condition.id"
_RESOLUTION = "resolution ON resolution.commitment_id = commitment.id"
_COUNTED = f"""SELECT commitment.pitch_id, commitment.fiscal_year, SUM(commitment.amount) AS amount
FROM commitment LEFT JOIN {_RESOLUTION}
LEFT JOIN commitment_condition ON commitment_condition.commitment_id = commitment.id
LEFT JOIN {_ANSWER} AND condition_answer.verdict = 'accepted'
WHERE resolution.id IS NULL AND (commitment_condition.id IS NULL OR condition_answer.id IS NOT NULL)
GROUP BY commitment.pitch_id, commitment.fiscal_year"""
_PROMISED = """SELECT account.pitch_id, account.fiscal_year, account.balance FROM account
WHERE account.kind = 'promised'"""

COMMITMENTS = (
    Invariant(
        "covered_is_reserved",
        "a covered pitch has its minimum reserved or promised for every year that its round can fund",
        f"""SELECT 'pitch ' || pitch.ref || ', ' || ask.fiscal_year || ': minimum ' || ask.amount
        || ', reserved ' || COALESCE(counted.amount, 0) || ', promised ' || COALESCE(ahead.balance, 0)
        FROM pitch
        JOIN round ON round.id = pitch.round_id
        JOIN revision ON revision.pitch_id = pitch.id AND revision.number = pitch.revision_no
        JOIN ask ON ask.revision_id = revision.id AND ask.tier = 'minimum'
        LEFT JOIN ({_PROMISED}) AS ahead ON ahead.pitch_id = pitch.id
        AND ahead.fiscal_year = ask.fiscal_year
        LEFT JOIN ({_COUNTED}) AS counted ON counted.pitch_id = pitch.id
        AND counted.fiscal_year = ask.fiscal_year
        WHERE pitch.state = 'covered'
        AND (ask.fiscal_year <= round.fiscal_year OR ahead.pitch_id IS NOT NULL)
        AND COALESCE(counted.amount, 0) + COALESCE(ahead.balance, 0) < ask.amount""",
    ),
    Invariant(
        "a_condition_is_the_presenters_to_accept",
        "a condition is answered by the presenter; what was not accepted was not committed",
        f"""SELECT 'commitment ' || commitment.key || ': answered by person ' || condition_answer.by_id
        FROM {_CONDITION} JOIN {_ANSWER} WHERE condition_answer.by_id <> pitch.presenter_id
        UNION ALL SELECT 'commitment ' || commitment.key || ': committed ' || resolution.committed
        || ', its condition ' || COALESCE(condition_answer.verdict, 'unanswered')
        FROM {_CONDITION} JOIN {_RESOLUTION} LEFT JOIN {_ANSWER}
        WHERE resolution.committed > 0 AND COALESCE(condition_answer.verdict, 'declined') <> 'accepted'
        UNION ALL SELECT 'commitment ' || commitment.key || ': declined, and still reserved'
        FROM {_CONDITION} JOIN {_ANSWER} LEFT JOIN {_RESOLUTION}
        WHERE condition_answer.verdict = 'declined' AND resolution.id IS NULL""",
    ),
    Invariant(
        "who_stands_by_is_told_of_room_that_fits",
        "who stands by has a purse of the pitch's round, and was told of room for what they would commit",
        """SELECT 'standby ' || standby.key || ': ' || standby.amount || ' of person ' || standby.by_id
        FROM standby JOIN purse ON purse.id = standby.purse_id JOIN pitch ON pitch.id = standby.pitch_id
        LEFT JOIN standby_end ON standby_end.standby_id = standby.id
        WHERE purse.investor_id <> standby.by_id OR (purse.round_id <> pitch.round_id AND NOT EXISTS
        (SELECT 1 FROM offer WHERE offer.pitch_id = pitch.id AND offer.from_round_id = purse.round_id))
        OR (standby_end.outcome = 'told' AND standby_end.room < standby.amount)
        OR (standby_end.outcome = 'left' AND standby_end.by_id <> standby.by_id)""",
    ),
)
