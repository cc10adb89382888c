"""Invariants of the end of investments: the sponsor stands behind it, and no money is left."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

ENDING = (
    Invariant(
        "a_review_is_confirmed_by_its_sponsor",
        "a reviewed or closed investment has a closing review that somebody other than its authors confirmed",
        """SELECT 'investment ' || investment.key || ': ' || investment.state FROM investment
        WHERE investment.state IN ('reviewed', 'closed')
        AND NOT EXISTS (SELECT 1 FROM closing_review AS review
            JOIN closing_answer AS answer ON answer.review_id = review.id
            JOIN pitch ON pitch.id = investment.pitch_id
            WHERE review.investment_id = investment.id AND answer.verdict = 'confirmed'
            AND answer.by_id <> pitch.presenter_id AND NOT EXISTS (SELECT 1 FROM co_author
                WHERE co_author.pitch_id = pitch.id AND co_author.person_id = answer.by_id))
        ORDER BY investment.id""",
    ),
    Invariant(
        "a_closed_investment_has_nothing_left",
        "of a closed investment nothing is committed, released or contracted any more",
        """SELECT 'investment ' || investment.key || ': ' || account.balance || ' ' || account.kind
        FROM investment JOIN account ON account.pitch_id = investment.pitch_id
        WHERE investment.state = 'closed' AND account.balance <> 0
        AND account.kind IN ('committed', 'released', 'contracted') ORDER BY account.id""",
    ),
)
