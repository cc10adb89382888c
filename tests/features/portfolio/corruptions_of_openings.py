"""Ways to break what ran before pitchdeck, past the triggers."""

from tests.features.portfolio.corruptions import Corruption

_PITCH = "(SELECT MIN(id) FROM pitch WHERE state = 'funded')"
_ENTERED = f"""INSERT INTO opening (id, key, fund_id, budget, by_id, at)
SELECT 9001, 'k', id, amount, opened_by_id, opened_at FROM fund WHERE confirmed_at IS NOT NULL LIMIT 1;
INSERT INTO opening_programme (id, opening_id, position, title, unit_id, presenter_id, measure_id, category,
planned, planned_next, planned_third, committed, released, contracted, spent, vendor, reference)
SELECT 9001, 9001, 1, title, unit_id, presenter_id, (SELECT MIN(id) FROM measure), 'msp',
100, 0, 0, 100, 100, 0, 0, '', '' FROM pitch WHERE id = {_PITCH};
INSERT INTO opening_pitch (programme_id, pitch_id) VALUES (9001, {_PITCH})"""
_NAME = f"SELECT 'pitch ' || ref || ': ' FROM pitch WHERE id = {_PITCH}"

OPENED = [
    Corruption("a programme that nobody confirmed", "what_ran_before_has_two_persons", _ENTERED, _NAME),
    Corruption(
        "a programme whose money is not what was entered",
        "what_ran_before_is_as_it_was_entered",
        _ENTERED,
        _NAME,
    ),
    Corruption(
        "a round that was called, and stands for what ran before",
        "what_ran_before_is_as_it_was_entered",
        f"INSERT INTO opening_round (round_id) SELECT round_id FROM pitch WHERE id = {_PITCH}",
        _NAME,
    ),
]
