"""Ways to break what more money was asked for, approved and spent on, past the triggers."""

from tests.features.portfolio.corruptions import Corruption

_ASKED = """INSERT INTO supplement (id, key, pitch_id, revision_id, round_id, fiscal_year, amount, category,
reason, benefit, until_on, by_id, at) SELECT 9001, 'more', pitch.id, revision.id, pitch.round_id, 2026, 100,
'travel_facilities', 'why', 'none', '2026-12-01', pitch.presenter_id, pitch.created_at FROM pitch
JOIN revision ON revision.pitch_id = pitch.id AND revision.number = pitch.revision_no
WHERE pitch.id = (SELECT pitch_id FROM investment WHERE EXISTS (SELECT 1 FROM actual
JOIN overrun ON overrun.actual_id = actual.id WHERE actual.investment_id = investment.id) LIMIT 1)"""
_APPROVED = """INSERT INTO supplement_end (supplement_id, outcome, revision_hash, rule, reason, by_id, at)
SELECT supplement.id, 'approved', {hash}, 'rule', '', {by}, supplement.at FROM supplement
JOIN revision ON revision.id = supplement.revision_id JOIN pitch ON pitch.id = supplement.pitch_id
WHERE supplement.id = 9001"""
_FINANCE = "(SELECT MIN(by_id) FROM review)"
_NAME = "SELECT 'supplement more'"

MORE = [
    Corruption(
        "an approval of money that nobody reserved",
        "more_money_is_what_was_asked_and_approved",
        f"{_ASKED}; {_APPROVED.format(hash='revision.hash', by=_FINANCE)}",
        f"{_NAME} || ': '",
    ),
    Corruption(
        "a commitment to more of another pitch",
        "a_commitment_to_more_is_of_its_asking",
        f"""{_ASKED}; UPDATE commitment SET supplement_id = 9001 WHERE id = (SELECT MIN(id) FROM commitment
        WHERE pitch_id <> (SELECT pitch_id FROM supplement WHERE id = 9001))""",
        "SELECT 'commitment '",
    ),
    Corruption(
        "an approval by who presents it",
        "nobody_approves_more_for_what_one_is_tied_to",
        f"{_ASKED}; {_APPROVED.format(hash='revision.hash', by='pitch.presenter_id')}",
        f"{_NAME} || ' of pitch '",
    ),
    Corruption(
        "an approval of other content",
        "nobody_approves_more_for_what_one_is_tied_to",
        f"{_ASKED}; {_APPROVED.format(hash=chr(39) + 'other' + chr(39), by=_FINANCE)}",
        f"{_NAME} || ' of pitch '",
    ),
    Corruption(
        "an overrun settled by a transfer of something else",
        "an_overrun_is_settled_by_what_moved",
        f"""{_ASKED}; INSERT INTO overrun_settlement (id, overrun_id, supplement_id, amount, transfer_id, at)
        SELECT 9001, overrun.id, 9001, 1, (SELECT MIN(id) FROM transfer), overrun.at FROM overrun LIMIT 1""",
        "SELECT 'settlement 9001: 1'",
    ),
    Corruption(
        "more settled than was overspent",
        "an_overrun_is_settled_by_what_moved",
        f"""{_ASKED}; INSERT INTO overrun_settlement (id, overrun_id, supplement_id, amount, transfer_id, at)
        SELECT 9001, overrun.id, 9001, overrun.amount + 1, (SELECT MIN(id) FROM transfer), overrun.at
        FROM overrun ORDER BY overrun.id LIMIT 1""",
        "SELECT 'overrun ' || id || ': ' FROM overrun ORDER BY id LIMIT 1",
    ),
    Corruption(
        "more money that no history asked for",
        "every_money_decision_is_in_the_history",
        _ASKED,
        "SELECT 'supplement more by person '",
    ),
    Corruption(
        "an approval of more money that no history gave",
        "every_money_decision_is_in_the_history",
        f"{_ASKED}; {_APPROVED.format(hash='revision.hash', by=_FINANCE)}",
        "SELECT 'end of supplement more by person '",
    ),
]
