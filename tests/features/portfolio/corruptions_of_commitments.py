"""Ways to break what is said of commitments: covering, and conditions."""

from tests.features.portfolio.corruptions import OPEN, Corruption, pitch_row

_SETTLED = "(SELECT commitment_id FROM resolution WHERE committed > 0 ORDER BY id LIMIT 1)"
_COVERED = "(SELECT MIN(id) FROM pitch WHERE state = 'covered')"
_SHORT = "(SELECT MIN(id) FROM pitch WHERE state = 'in_funding')"
_RULE = "a_condition_is_the_presenters_to_accept"


def _tied(commitment: str, answer: str = "") -> str:
    """A condition that nobody has, with or without an answer to it."""
    tied = f"INSERT INTO commitment_condition (id, commitment_id, words) VALUES (9001, {commitment}, 'Later')"
    return f"{tied};{answer}" if answer else tied


def _answered(verdict: str, by: str) -> str:
    return (
        "INSERT INTO condition_answer (id, condition_id, verdict, by_id, at)"
        f" SELECT 9001, 9001, '{verdict}', {by}, at FROM commitment WHERE id = {OPEN}"
    )


def _placed(by: str) -> str:
    """A place on the standby list of an open commitment's pitch, with its purse."""
    return (
        "INSERT INTO standby (id, key, pitch_id, purse_id, amount, by_id, at)"
        f" SELECT 9001, 'planted', pitch_id, purse_id, amount, {by}, at FROM commitment WHERE id = {OPEN}"
    )


def _commitment(id_of: str) -> str:
    return f"SELECT 'commitment ' || key || ': ' FROM commitment WHERE id = {id_of}"


_PRESENTER = (
    f"(SELECT presenter_id FROM commitment JOIN pitch ON pitch.id = pitch_id WHERE commitment.id = {OPEN})"
)

COMMITTED = [
    Corruption(
        "a pitch called covered that is not",
        "covered_is_reserved",
        f"UPDATE pitch SET state = 'covered' WHERE id = {_SHORT}",
        pitch_row(_SHORT, "'pitch ' || ref || ', '"),
    ),
    Corruption(
        "a condition under money that covers",
        "covered_is_reserved",
        _tied(f"(SELECT MIN(id) FROM commitment WHERE pitch_id = {_COVERED})"),
        pitch_row(_COVERED, "'pitch ' || ref || ', '"),
    ),
    Corruption("money committed under an open condition", _RULE, _tied(_SETTLED), _commitment(_SETTLED)),
    Corruption(
        "a condition accepted by its investor",
        _RULE,
        _tied(OPEN, _answered("accepted", "by_id")),
        _commitment(OPEN),
    ),
    Corruption(
        "a declined condition whose money is reserved",
        _RULE,
        _tied(OPEN, _answered("declined", _PRESENTER)),
        _commitment(OPEN),
    ),
    Corruption(
        "a place with somebody else's purse",
        "who_stands_by_is_told_of_room_that_fits",
        _placed("(SELECT MIN(id) FROM person)"),
        "SELECT 'standby planted: '",
    ),
    Corruption(
        "told of room that does not hold the amount",
        "who_stands_by_is_told_of_room_that_fits",
        f"{_placed('by_id')};INSERT INTO standby_end (id, standby_id, outcome, room, by_id, at)"
        " SELECT 9001, 9001, 'told', amount - 1, by_id, at FROM standby WHERE id = 9001",
        "SELECT 'standby planted: '",
    ),
]
