"""Invariants of headlines that count more than the first year."""

from pitchdeck.features.portfolio.queries.invariants.decisions import tied
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

WINDOWS = (
    Invariant(
        "a_longer_headline_was_accepted",
        "a pitch whose headline counts more than its first year was accepted as a long-term solution",
        """SELECT 'pitch ' || pitch.ref || ': its headline counts ' || pitch.roi_months || ' months'
        FROM pitch WHERE pitch.roi_months <> 12 AND NOT EXISTS (SELECT 1 FROM window_answer AS answer
            JOIN window_ask AS asked ON asked.id = answer.ask_id WHERE asked.pitch_id = pitch.id
            AND asked.months = pitch.roi_months AND answer.verdict = 'accepted') ORDER BY pitch.id""",
    ),
    Invariant(
        "nobody_accepts_the_window_of_what_one_is_tied_to",
        "a longer headline is never accepted or refused by someone who wrote, sponsors or invested",
        f"""SELECT 'window ' || asked.key || ': answered by person ' || answered.by_id
        FROM window_answer AS answered JOIN window_ask AS asked ON asked.id = answered.ask_id
        JOIN pitch ON pitch.id = asked.pitch_id WHERE {tied("answered")} ORDER BY answered.id""",
    ),
)
