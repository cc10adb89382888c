"""Invariants of what ran before pitchdeck: two persons stand behind it, and it is as it was entered."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_ENTERED = """opening_pitch JOIN opening_programme ON opening_programme.id = opening_pitch.programme_id
JOIN opening ON opening.id = opening_programme.opening_id JOIN pitch ON pitch.id = opening_pitch.pitch_id"""
_OPENED = """SELECT account.pitch_id,
SUM(CASE WHEN transfer.verb = 'commit' THEN transfer.amount ELSE 0 END) AS committed,
SUM(CASE WHEN transfer.verb = 'release' THEN transfer.amount ELSE 0 END) AS released,
SUM(CASE WHEN transfer.verb = 'contract' THEN transfer.amount ELSE 0 END) AS contracted,
SUM(CASE WHEN transfer.verb = 'spend' THEN transfer.amount ELSE 0 END) AS spent
FROM transfer JOIN account ON account.id = transfer.to_id
WHERE transfer.reason = 'opening' AND account.pitch_id IS NOT NULL GROUP BY account.pitch_id"""

OPENINGS = (
    Invariant(
        "what_ran_before_has_two_persons",
        "who confirmed a programme that ran before neither entered nor presents, sponsors or pays for it",
        f"""SELECT 'pitch ' || pitch.ref || ': confirmed by person ' || COALESCE(opening_answer.by_id, 0)
        FROM {_ENTERED} JOIN fund ON fund.id = opening.fund_id
        JOIN measure ON measure.id = opening_programme.measure_id
        LEFT JOIN opening_answer ON opening_answer.opening_id = opening.id
        AND opening_answer.verdict = 'confirmed'
        WHERE opening_answer.id IS NULL OR opening_answer.by_id IN (opening.by_id, fund.owner_id,
        COALESCE(opening.deputy_id, opening.by_id), opening_programme.presenter_id)
        OR EXISTS (SELECT 1 FROM revision WHERE revision.pitch_id = pitch.id AND revision.number = 1
        AND revision.sponsor_id = opening_answer.by_id)""",
    ),
    Invariant(
        "what_ran_before_is_as_it_was_entered",
        "what opened a programme in the ledger is what was entered, and it alone is in such a round",
        f"""SELECT 'pitch ' || pitch.ref || ': entered ' || opening_programme.committed || ', opened '
        || COALESCE(opened.committed, 0) FROM {_ENTERED}
        LEFT JOIN ({_OPENED}) AS opened ON opened.pitch_id = pitch.id
        WHERE COALESCE(opened.committed, 0) <> opening_programme.committed
        OR COALESCE(opened.released, 0) <> opening_programme.released
        OR COALESCE(opened.contracted, 0) <> opening_programme.contracted
        OR COALESCE(opened.spent, 0) <> opening_programme.spent
        UNION ALL SELECT 'pitch ' || COALESCE(pitch.ref, pitch.key) || ': not entered as running' FROM pitch
        JOIN opening_round ON opening_round.round_id = pitch.round_id
        LEFT JOIN opening_pitch ON opening_pitch.pitch_id = pitch.id WHERE opening_pitch.id IS NULL""",
    ),
)
