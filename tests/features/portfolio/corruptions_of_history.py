"""Ways to break references and the history of a told database."""

from tests.features.portfolio.corruptions import ADMIN, FUNDED, Corruption, pitch_row

_SERIES = "(SELECT MIN(series) FROM counter)"
_SECOND = f"(SELECT MIN(id) FROM pitch WHERE ref = {_SERIES} || '-0002')"
_THIRD = f"(SELECT MIN(id) FROM pitch WHERE ref = {_SERIES} || '-0003')"
_KEY_OF_FUNDED = f"(SELECT key FROM pitch WHERE id = {FUNDED})"


def _first(table: str, column: str = "id", where: str = "1 = 1") -> str:
    return f"(SELECT MIN({column}) FROM {table} WHERE {where})"


def _struck(name: str, kind: str, verbs: str, row: str, invariant: str) -> Corruption:
    """Somebody struck entries of these verbs out of the history."""
    breaks = f"DELETE FROM history WHERE subject_kind = '{kind}' AND verb IN ({verbs})"
    return Corruption(f"struck from the history: {name}", invariant, breaks, row)


_MONEY, _CONFIRMED = "every_money_decision_is_in_the_history", "every_confirmation_is_in_the_history"

_SEALED = "history_is_as_it_was_sealed"

HISTORY = [
    Corruption(
        "a reason was changed after its seal",
        _SEALED,
        "UPDATE history SET why = 'other' WHERE id = (SELECT history_id FROM history_seal WHERE no = 7)",
        "SELECT 'history ' || history_id || ' is not what seal 7 was set on' FROM history_seal WHERE no = 7",
    ),
    Corruption(
        "an act was given another author after its seal",
        _SEALED,
        "UPDATE history SET by_id = by_id + 1 WHERE id = (SELECT history_id FROM history_seal WHERE no = 1)",
        "SELECT 'history ' || history_id || ' is not what seal 1 was set on' FROM history_seal WHERE no = 1",
    ),
    Corruption(
        "a seal was struck",
        _SEALED,
        "DELETE FROM history_seal WHERE no = 5",
        "SELECT 'history_seal 5 is missing'",
    ),
    Corruption(
        "a sealed act was struck with its seal set anew",
        _SEALED,
        "UPDATE history_seal SET hash = 'x' || hash WHERE no = 9",
        "SELECT 'history ' || history_id || ' is not what seal 9 was set on' FROM history_seal WHERE no = 9",
    ),
    Corruption(
        "a reference in the middle is missing",
        "references_have_no_gap",
        f"DELETE FROM pitch WHERE id = {_SECOND}",
        f"SELECT 'series ' || {_SERIES} || ': number 2 is missing'",
    ),
    Corruption(
        "a number was given twice",
        "references_have_no_gap",
        f"UPDATE pitch SET ref = {_SERIES} || '-00002' WHERE id = {_THIRD}",
        f"SELECT 'series ' || {_SERIES} || ': number 2 is taken 2 times'",
    ),
    Corruption(
        "a gap and a double that add up",
        "references_have_no_gap",
        f"UPDATE pitch SET ref = {_SERIES} || '-00002' WHERE id = {_THIRD}",
        f"SELECT 'series ' || {_SERIES} || ': number 3 is missing'",
    ),
    Corruption(
        "the counter went back",
        "references_have_no_gap",
        f"UPDATE counter SET last = last - 1 WHERE series = {_SERIES}",
        f"SELECT 'series ' || {_SERIES} || ': '",
    ),
    Corruption(
        "the counter was deleted",
        "references_have_no_gap",
        f"DELETE FROM counter WHERE series = {_SERIES}",
        f"SELECT 'pitch ' || key || ': reference ' || ref || ' has no counter' FROM pitch"
        f" WHERE ref = {_SERIES} || '-0001'",
    ),
    Corruption(
        "a reference that is no number",
        "references_have_no_gap",
        f"UPDATE pitch SET ref = 'P-2026-00x2' WHERE id = {_SECOND}",
        f"SELECT 'pitch ' || key || ': reference P-2026-00x2 has no number' FROM pitch WHERE id = {_SECOND}",
    ),
    Corruption(
        "a pitch without history",
        "the_state_is_the_last_one_in_history",
        f"DELETE FROM history WHERE subject_kind = 'pitch' AND subject_key = {_KEY_OF_FUNDED}",
        pitch_row(FUNDED, "'pitch ' || ref || ': funded, history says nothing'"),
    ),
    Corruption(
        "a round in a state that nobody brought about",
        "the_state_is_the_last_one_in_history",
        "UPDATE round SET state = 'published' WHERE state = 'closed'",
        "SELECT 'round ' || key || ': published, history says closed' FROM round WHERE state = 'closed'",
    ),
    Corruption(
        "an investment that was stopped by nobody",
        "the_state_is_the_last_one_in_history",
        f"UPDATE investment SET state = 'stopped' WHERE id = {_first('investment')}",
        "SELECT 'investment ' || key || ': stopped, history says ' FROM investment ORDER BY id LIMIT 1",
    ),
    _struck(
        "commitments",
        "pitch",
        "'committed'",
        # What ran before has commitments that nobody entered here; of all others the first by name are shown.
        "SELECT 'commitment ' || key || ' by person ' || by_id FROM commitment"
        " WHERE pitch_id NOT IN (SELECT pitch_id FROM opening_pitch) ORDER BY key LIMIT 1",
        _MONEY,
    ),
    _struck(
        "reviews",
        "pitch",
        "'approved', 'put_on_hold', 'declined'",
        "SELECT 'review ' || id || ' by person ' || by_id FROM review ORDER BY id LIMIT 1",
        _MONEY,
    ),
    _struck(
        "releases",
        "pitch",
        "'tranche_released'",
        "SELECT 'release ' || id || ' by person ' || by_id FROM \"release\" ORDER BY id LIMIT 1",
        _MONEY,
    ),
    _struck(
        "the publication",
        "round",
        "'published'",
        "SELECT 'letter of pitch ' || ref || ' by person ' || by_id FROM letter"
        " JOIN pitch ON pitch.id = pitch_id ORDER BY letter.id LIMIT 1",
        _MONEY,
    ),
    _struck(
        "funds", "fund", "'opened'", "SELECT 'fund ' || key || ' by person ' FROM fund ORDER BY id", _MONEY
    ),
    _struck(
        "confirmed funds",
        "fund",
        "'confirmed'",
        "SELECT 'fund ' || key || ' by person ' || confirmed_by_id FROM fund"
        " WHERE confirmed_at IS NOT NULL ORDER BY id",
        _CONFIRMED,
    ),
    _struck(
        "confirmed mandates",
        "mandate",
        "'confirmed'",
        "SELECT 'mandate ' || key || ' by person ' || confirmed_by_id FROM mandate"
        " WHERE confirmed_at IS NOT NULL ORDER BY id",
        _CONFIRMED,
    ),
    _struck(
        "confirmed actuals",
        "investment",
        "'actual_confirmed'",
        "SELECT 'actual ' || key || ' by person ' || confirmed_by_id FROM actual"
        " WHERE confirmed_at IS NOT NULL ORDER BY id",
        _CONFIRMED,
    ),
    _struck(
        "attestations",
        "investment",
        "'reading_attested'",
        "SELECT 'attestation of reading ' || key FROM reading JOIN attestation ON reading_id = reading.id"
        " ORDER BY reading.id LIMIT 1",
        _CONFIRMED,
    ),
    Corruption(
        "a resolution by whoever did nothing then",
        _MONEY,
        f"UPDATE resolution SET by_id = {ADMIN} WHERE id = {_first('resolution')}",
        "SELECT 'resolution of commitment ' || key FROM commitment"
        " WHERE id = (SELECT commitment_id FROM resolution ORDER BY id LIMIT 1)",
    ),
]
