"""Invariants of pitches and their revisions."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

PITCHES = (
    Invariant(
        "revisions_have_no_gap",
        "a pitch has the revisions 1 to n",
        """SELECT 'pitch ' || pitch.key || ': revision_no ' || pitch.revision_no || ', revisions '
        || COUNT(revision.id) FROM pitch LEFT JOIN revision ON revision.pitch_id = pitch.id
        GROUP BY pitch.id, pitch.key, pitch.revision_no
        HAVING COUNT(revision.id) <> pitch.revision_no
        OR COALESCE(MAX(revision.number), 0) <> pitch.revision_no
        ORDER BY pitch.id""",
    ),
    Invariant(
        "asks_add_up",
        "a revision's ask is the sum of its years, and the pitch shows the newest revision's ask",
        """SELECT 'pitch ' || pitch.ref || ' revision ' || revision.number || ': ask ' || revision.ask_minor
        || ', years add up to ' || COALESCE(SUM(ask.amount), 0)
        FROM revision JOIN pitch ON pitch.id = revision.pitch_id
        LEFT JOIN ask ON ask.revision_id = revision.id AND ask.tier = 'requested'
        GROUP BY revision.id, revision.number, revision.ask_minor, pitch.ref, pitch.ask_minor,
        pitch.revision_no
        HAVING revision.ask_minor <> COALESCE(SUM(ask.amount), 0)
        OR (revision.number = pitch.revision_no AND pitch.ask_minor <> revision.ask_minor)
        ORDER BY revision.id""",
    ),
    Invariant(
        "scoring_had_the_sponsors_yes",
        "a pitch in scoring or beyond has the sponsor's yes to the benefit that it claims",
        """SELECT 'pitch ' || pitch.ref FROM pitch
        WHERE pitch.state IN ('in_scoring', 'shortlisted', 'not_shortlisted', 'in_funding', 'covered',
            'in_review', 'funded')
        AND EXISTS (SELECT 1 FROM benefit_line WHERE benefit_line.pitch_id = pitch.id
            AND benefit_line.revision_no = pitch.revision_no)
        AND NOT EXISTS (SELECT 1 FROM claim JOIN claim_answer ON claim_answer.claim_id = claim.id
            WHERE claim.pitch_key = pitch.key AND claim_answer.verdict = 'yes')
        AND NOT EXISTS (SELECT 1 FROM opening_pitch WHERE opening_pitch.pitch_id = pitch.id)
        ORDER BY pitch.id""",
    ),
)
