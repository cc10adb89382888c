"""Invariants of rounds: who judged, what was announced, and by whose mandate money was handled."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_BEFORE = """SELECT account.id FROM account JOIN purse ON purse.id = account.purse_id
JOIN opening_round ON opening_round.round_id = purse.round_id"""
"""Purses in the hand of a fund's owner, by which finance took over what ran before."""
_OUTCOMES = "('funded', 'waitlisted', 'declined', 'not_shortlisted', 'expired')"


def _without_mandate(row: str, tables: str, by: str, at: str, *roles: str) -> str:
    """Acts over money of people who had no confirmed mandate for them at that moment."""
    held = ", ".join(f"'{role}'" for role in roles)
    return f"""SELECT {row} || ' by person ' || {by} FROM {tables} WHERE {at} IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM mandate WHERE mandate.person_id = {by} AND mandate.role IN ({held})
        AND mandate.confirmed_at <= {at})"""


ROUNDS = (
    Invariant(
        "weights_add_up_to_100",
        "the criteria of an opened round weigh 100 together; a rolling one has none",
        """SELECT 'round ' || round.key || ': ' || COALESCE(SUM(criterion.weight), 0) FROM round
        LEFT JOIN criterion ON criterion.round_id = round.id WHERE round.state NOT IN ('draft', 'cancelled')
        AND NOT EXISTS (SELECT 1 FROM opening_round WHERE opening_round.round_id = round.id)
        GROUP BY round.id, round.key, round.kind HAVING COALESCE(SUM(criterion.weight), 0)
        <> CASE WHEN round.kind = 'rolling' THEN 0 ELSE 100 END ORDER BY round.id""",
    ),
    Invariant(
        "a_deadline_moves_by_its_extension",
        "a round whose deadline for commitments was extended has the extension's, its chair's, given in time",
        """SELECT 'round ' || round.key || ': extension ' || extension.id FROM extension
        JOIN round ON round.id = extension.round_id WHERE round.funding_closes_at <> extension.until_at
        OR extension.at >= extension.was_at OR extension.by_id <> round.chair_id ORDER BY round.id""",
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
    Invariant(
        "only_the_panel_scored",
        "a scorecard is by a seat of the round without a recusal then, under the strict rule no sponsor's",
        """SELECT 'scorecard ' || scorecard.id || ' of pitch ' || COALESCE(pitch.ref, pitch.key)
        || ' by person ' || scorecard.investor_id FROM scorecard JOIN pitch ON pitch.id = scorecard.pitch_id
        JOIN round ON round.id = scorecard.round_id JOIN revision ON revision.id = scorecard.revision_id
        LEFT JOIN panel_seat ON panel_seat.round_id = scorecard.round_id
        AND panel_seat.person_id = scorecard.investor_id
        LEFT JOIN recusal ON recusal.pitch_id = scorecard.pitch_id
        AND recusal.person_id = scorecard.investor_id
        WHERE panel_seat.id IS NULL OR scorecard.at > recusal.at OR revision.pitch_id <> scorecard.pitch_id
        OR (round.conflict_rule = 'strict' AND revision.sponsor_id = scorecard.investor_id)
        ORDER BY scorecard.id""",
    ),
    Invariant(
        "one_letter_per_published_outcome",
        "a published round wrote one letter for each outcome, a rolling one as each falls; it names no other",
        f"""SELECT 'pitch ' || pitch.ref || ': ' || pitch.state || ', letters ' || COUNT(letter.id) FROM pitch
        JOIN round ON round.id = pitch.round_id JOIN revision ON revision.pitch_id = pitch.id
        AND revision.number = pitch.revision_no LEFT JOIN letter ON letter.pitch_id = pitch.id
        AND letter.revision_id = revision.id AND letter.outcome = pitch.state
        WHERE (round.state IN ('published', 'closed') OR round.kind = 'rolling')
        AND pitch.state IN {_OUTCOMES}
        AND NOT EXISTS (SELECT 1 FROM opening_pitch WHERE opening_pitch.pitch_id = pitch.id)
        GROUP BY pitch.id, pitch.ref, pitch.state HAVING COUNT(letter.id) NOT BETWEEN 1
        AND 1 + (SELECT COUNT(*) FROM offer WHERE offer.pitch_id = pitch.id)
        UNION ALL SELECT 'pitch ' || pitch.ref || ': letter ' || letter.outcome || ', but it is '
        || pitch.state || ' in a round that is ' || round.state FROM letter
        JOIN pitch ON pitch.id = letter.pitch_id JOIN round ON round.id = pitch.round_id
        WHERE (round.state NOT IN ('published', 'closed') AND round.kind <> 'rolling')
        OR (letter.outcome <> pitch.state AND pitch.state <> 'withdrawn'
        AND NOT (letter.outcome = 'waitlisted' AND EXISTS
        (SELECT 1 FROM offer WHERE offer.pitch_id = pitch.id AND offer.at >= letter.at)))""",
    ),
    Invariant(
        "an_offer_is_the_chairs_to_who_waited",
        "a place in a rolling round is offered by its chair to a pitch whose waiting was announced by then",
        """SELECT 'offer ' || offer.id || ' to pitch ' || pitch.ref || ' by person ' || offer.by_id FROM offer
        JOIN pitch ON pitch.id = offer.pitch_id JOIN round ON round.id = offer.to_round_id
        WHERE round.kind <> 'rolling' OR round.chair_id <> offer.by_id OR NOT EXISTS (SELECT 1 FROM letter
        WHERE letter.pitch_id = offer.pitch_id AND letter.outcome = 'waitlisted' AND letter.at <= offer.at)
        ORDER BY offer.id""",
    ),
    Invariant(
        "money_was_handled_by_confirmed_mandates",
        "who committed, reviewed, released, confirmed or allotted had a mandate that was confirmed by then",
        " UNION ALL ".join(
            (
                _without_mandate(
                    "'commitment ' || commitment.key",
                    # What serves a promise was committed by the promise: its mandate counted back then.
                    "(SELECT * FROM commitment WHERE pitch_id NOT IN (SELECT pitch_id FROM opening_pitch)"
                    " AND key NOT IN (SELECT commitment_key FROM advance_end"
                    " WHERE commitment_key IS NOT NULL)) AS commitment",
                    "commitment.by_id",
                    "commitment.at",
                    "investor",
                ),
                _without_mandate("'review ' || review.id", "review", "review.by_id", "review.at", "finance"),
                _without_mandate(
                    "'release ' || \"release\".id", '"release"', '"release".by_id', '"release".at', "finance"
                ),
                _without_mandate(
                    "'actual ' || actual.key",
                    "actual",
                    "actual.confirmed_by_id",
                    "actual.confirmed_at",
                    "finance",
                ),
                _without_mandate(
                    "'fund ' || fund.key", "fund", "fund.opened_by_id", "fund.opened_at", "finance"
                ),
                _without_mandate(
                    "'fund ' || fund.key",
                    "fund",
                    "fund.confirmed_by_id",
                    "fund.confirmed_at",
                    "finance",
                    "fund_owner",
                ),
                _without_mandate(
                    "'advance commitment ' || advance.key",
                    "advance",
                    "advance.by_id",
                    "advance.at",
                    "investor",
                ),
                _without_mandate(
                    "'transfer ' || transfer.id",
                    f"(SELECT * FROM transfer WHERE verb = 'allot' AND to_id NOT IN ({_BEFORE})"
                    " AND commitment_id IS NULL) AS transfer",
                    "transfer.by_id",
                    "transfer.at",
                    "fund_owner",
                ),
            )
        ),
    ),
)
