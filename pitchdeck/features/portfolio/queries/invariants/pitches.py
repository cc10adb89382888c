"""Invariants of pitches, rounds and the history."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

PITCHES = (
    Invariant(
        "references_have_no_gap",
        "the references of a year are numbered 1 to n",
        """SELECT 'series ' || counter.series || ': ' || COUNT(pitch.id) || ' pitches, last number '
        || counter.last FROM counter LEFT JOIN pitch ON pitch.ref LIKE counter.series || '-%'
        WHERE counter.series LIKE 'P-%' GROUP BY counter.series, counter.last
        HAVING COUNT(pitch.id) <> counter.last""",
    ),
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
        "a pitch in scoring or beyond has the sponsor's yes",
        """SELECT 'pitch ' || pitch.ref FROM pitch
        WHERE pitch.state IN ('in_scoring', 'shortlisted', 'not_shortlisted', 'in_funding', 'covered',
            'in_review', 'funded')
        AND NOT EXISTS (SELECT 1 FROM claim JOIN claim_answer ON claim_answer.claim_id = claim.id
            WHERE claim.pitch_key = pitch.key AND claim_answer.verdict = 'yes') ORDER BY pitch.id""",
    ),
    Invariant(
        "the_state_is_the_last_one_in_history",
        "a pitch's state is where its last recorded change led",
        """SELECT 'pitch ' || COALESCE(pitch.ref, pitch.key) || ': ' || pitch.state || ', history says '
        || history.to_state FROM pitch JOIN history ON history.id = (SELECT MAX(id) FROM history
            WHERE subject_kind = 'pitch' AND subject_key = pitch.key AND to_state IS NOT NULL)
        WHERE history.to_state <> pitch.state ORDER BY pitch.id""",
    ),
    Invariant(
        "every_revision_is_in_the_history",
        "each revision has its entry `submitted` in the history",
        """SELECT 'pitch ' || pitch.ref || ': ' || pitch.revision_no || ' revisions, '
        || COUNT(history.id) || ' entries' FROM pitch LEFT JOIN history ON history.subject_kind = 'pitch'
        AND history.subject_key = pitch.key AND history.verb = 'submitted'
        GROUP BY pitch.id, pitch.ref, pitch.revision_no HAVING COUNT(history.id) <> pitch.revision_no
        ORDER BY pitch.id""",
    ),
    Invariant(
        "every_money_decision_is_in_the_history",
        "each transfer, commitment, review and release is by a person whose act is in the history",
        """SELECT 'transfer ' || transfer.id || ' by person ' || transfer.by_id FROM transfer
        WHERE NOT EXISTS (SELECT 1 FROM history WHERE history.by_id = transfer.by_id
            AND history.at = transfer.at) ORDER BY transfer.id""",
    ),
    Invariant(
        "weights_add_up_to_100",
        "the criteria of an opened round weigh 100 together",
        """SELECT 'round ' || round.key || ': ' || COALESCE(SUM(criterion.weight), 0) FROM round
        LEFT JOIN criterion ON criterion.round_id = round.id WHERE round.state NOT IN ('draft', 'cancelled')
        GROUP BY round.id, round.key HAVING COALESCE(SUM(criterion.weight), 0) <> 100 ORDER BY round.id""",
    ),
    Invariant(
        "scorecards_are_complete",
        "a scorecard has a score for each criterion of its round",
        """SELECT 'scorecard ' || scorecard.id || ' of pitch ' || COALESCE(pitch.ref, pitch.key)
        FROM scorecard JOIN pitch ON pitch.id = scorecard.pitch_id WHERE
        (SELECT COUNT(*) FROM score WHERE score.scorecard_id = scorecard.id) <>
        (SELECT COUNT(*) FROM criterion WHERE criterion.round_id = scorecard.round_id)
        ORDER BY scorecard.id""",
    ),
)
