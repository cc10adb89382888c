"""Ways to make the search index say something else than the rows."""

from tests.features.portfolio.corruptions import Corruption, pitch_row

FIRST = "(SELECT MIN(id) FROM {table})"


def _of(name: str, breaks: str, row: str) -> Corruption:
    return Corruption(name, "search_says_what_the_rows_say", breaks, row)


def _named(table: str) -> str:
    return f"SELECT '{table} ' || key || ': ' FROM {table} ORDER BY id LIMIT 1"


SEARCH = [
    _of(
        "a pitch is found by a word that it has not",
        "UPDATE search_entry SET tokens = tokens || ' azebra' "
        f"WHERE kind = 'pitch' AND row_id = {FIRST.format(table='pitch')}",
        pitch_row(FIRST.format(table="pitch"), "'pitch ' || ref || ': its entry says '"),
    ),
    _of(
        "a hidden pitch is found by everybody",
        "UPDATE search_entry SET tokens = REPLACE(tokens, '_x', '_r1') WHERE kind = 'pitch' AND row_id = "
        "(SELECT MIN(id) FROM pitch WHERE state = 'draft')",
        "SELECT 'pitch ' || key || ': its entry says ' FROM pitch WHERE state = 'draft' ORDER BY id LIMIT 1",
    ),
    _of(
        "a person was renamed past the trigger",
        f"UPDATE person SET name = 'Somebody Else' WHERE id = {FIRST.format(table='person')}",
        _named("person"),
    ),
    _of(
        "a goal cannot be found",
        f"DELETE FROM search_entry WHERE kind = 'goal' AND row_id = {FIRST.format(table='goal')}",
        _named("goal"),
    ),
    _of(
        "an entry stands for nothing",
        "UPDATE search_entry SET row_id = 987654321 WHERE id = (SELECT MIN(id) FROM search_entry)",
        "SELECT 'search entry ' || MIN(id) || ': ' FROM search_entry",
    ),
]
