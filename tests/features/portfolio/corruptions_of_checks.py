"""Ways to break finance's checks of numbers of a told database."""

from tests.features.portfolio.corruptions import Corruption

_CHECK = "(SELECT MIN(id) FROM line_check)"
_ROW = f"SELECT 'check ' || {_CHECK} || ' of pitch '"

CHECKED = [
    Corruption(
        "a check by the presenter",
        "nobody_checks_numbers_one_is_tied_to",
        "UPDATE line_check SET by_id = (SELECT presenter_id FROM pitch WHERE pitch.id = line_check.pitch_id)"
        f" WHERE id = {_CHECK}",
        _ROW,
    ),
    Corruption(
        "a check that the history does not know",
        "nobody_checks_numbers_one_is_tied_to",
        "DELETE FROM history WHERE verb = 'numbers_checked'",
        _ROW,
    ),
    Corruption(
        "a check turned to another line",
        "a_check_is_of_its_line",
        f"UPDATE line_check SET position = position + 7 WHERE id = {_CHECK}",
        _ROW,
    ),
    Corruption(
        "a check of a line that reads otherwise",
        "a_check_is_of_its_line",
        f"UPDATE line_check SET print = 'another' WHERE id = {_CHECK}",
        _ROW,
    ),
]
