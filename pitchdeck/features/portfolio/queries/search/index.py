"""The index itself: which rows have all the words, among those that a reader is allowed to look through.

A class of words (base/triggers/search.py) holds nothing that its readers may not see, so a question runs
through no hidden word. For who has no class of their own, the rows that they stand near are taken first, and
only those are compared.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.orm import Session

from pitchdeck.features.portfolio.queries.search.asked import MOST, Asked, Term

END = 2**62
NEWEST = 200
"""Rows that are compared before the index is asked: a common word costs no more than a rare one."""

_NAMES = tuple(f"word_{place}" for place in range(MOST))
_LIKE = " AND ".join(f"' ' || e.tokens || ' ' LIKE :{name}" for name in _NAMES)
_VECTOR = "array_to_tsvector(string_to_array(e.tokens, ' '))"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry of the index, the newest having the highest `entry`, and the row that it stands for."""

    entry: int
    row_id: int


_NEAR_SQLITE = text(
    "SELECT e.id, e.row_id FROM search_index JOIN search_entry e ON e.id = search_index.rowid "
    "WHERE search_index MATCH :wanted AND search_index.rowid < :before "
    f"AND {_LIKE} "
    "ORDER BY search_index.rowid DESC LIMIT :most"
)
# The first part looks through the newest rows; only when they do not fill the page is the index asked.
_NEWEST_FIRST = (
    "WITH newest AS MATERIALIZED (SELECT e.id, e.row_id FROM "
    f"(SELECT id, row_id, tokens FROM search_entry WHERE id < :before ORDER BY id DESC LIMIT {NEWEST}) AS e "
    f"WHERE {_LIKE} ORDER BY e.id DESC LIMIT :most), "
    "every AS MATERIALIZED ({indexed}) "
    "SELECT id, row_id FROM newest UNION SELECT id, row_id FROM every ORDER BY 1 DESC LIMIT :most"
)
_WORDS_SQLITE = text(
    _NEWEST_FIRST.format(
        indexed="SELECT e.id, e.row_id FROM search_index JOIN search_entry e ON e.id = search_index.rowid "
        "WHERE (SELECT COUNT(*) FROM newest) < :most AND search_index MATCH :wanted "
        "AND search_index.rowid < :before ORDER BY search_index.rowid DESC LIMIT :most"
    )
)
_WORDS_POSTGRESQL = text(
    _NEWEST_FIRST.format(
        indexed="SELECT e.id, e.row_id FROM search_entry e WHERE (SELECT COUNT(*) FROM newest) < :most "
        f"AND {_VECTOR} @@ CAST(:wanted AS tsquery) AND e.id < :before"
    )
)
_NEAR_POSTGRESQL = text(
    "WITH near AS MATERIALIZED (SELECT e.id, e.row_id, e.tokens FROM search_entry e "
    f"WHERE {_VECTOR} @@ CAST(:wanted AS tsquery) AND e.id < :before) "
    f"SELECT e.id, e.row_id FROM near e WHERE {_LIKE} ORDER BY e.id DESC LIMIT :most"
)
_STATEMENTS: dict[tuple[str, bool], TextClause] = {
    ("sqlite", False): _WORDS_SQLITE,
    ("sqlite", True): _NEAR_SQLITE,
    ("postgresql", False): _WORDS_POSTGRESQL,
    ("postgresql", True): _NEAR_POSTGRESQL,
}
_BEFORE = {
    kind: text(
        f"SELECT e.id FROM search_entry e JOIN {table} t ON t.{column} = e.row_id "
        f"WHERE e.kind = '{entry}' AND t.key = :key"
    ).bindparams(bindparam("key"))
    for kind, entry, table, column in (
        ("pitches", "pitch", "pitch", "id"),
        ("investments", "pitch", "investment", "pitch_id"),
        ("goals", "goal", "goal", "id"),
        ("people", "person", "person", "id"),
    )
}


def entry_before(session: Session, kind: str, key: str) -> int:
    """Where a page begins that follows the row of this key; what is no key begins at the newest."""
    known = key if key.isascii() and key.isalnum() else ""
    return session.execute(_BEFORE[kind], {"key": known}).scalar_one_or_none() or END


def with_words(session: Session, class_: str, asked: Asked, *, before: int, most: int) -> list[Hit]:
    """The newest rows of a class that have all the words."""
    dialect = session.get_bind().dialect.name
    wanted = " AND ".join(_quoted(class_ + term.word, dialect, begins=term.begins) for term in asked.terms)
    return _hits(session, _STATEMENTS[dialect, False], _told(class_, asked, wanted, before, most))


def near_with_words(
    session: Session, marks: Iterable[str], also: str, class_: str, asked: Asked, *, before: int, most: int
) -> list[Hit]:
    """The newest rows with one of these marks (and with `also`) that have all the words of the class."""
    dialect = session.get_bind().dialect.name
    wanted = " OR ".join(_quoted(mark, dialect) for mark in sorted(marks))
    wanted = f"({wanted}) AND {_quoted(also, dialect)}" if also else wanted
    return _hits(session, _STATEMENTS[dialect, True], _told(class_, asked, wanted, before, most))


def _quoted(token: str, dialect: str, *, begins: bool = False) -> str:
    """A token as a literal of the index's language; a folded word has neither quotes nor backslashes."""
    return (
        f'"{token}"{"*" if begins else ""}' if dialect == "sqlite" else f"'{token}'{':*' if begins else ''}"
    )


def _told(class_: str, asked: Asked, wanted: str, before: int, most: int) -> dict[str, Any]:
    patterns = [_pattern(class_, term) for term in asked.terms]
    told = dict(zip(_NAMES, [*patterns, *["%"] * (MOST - len(patterns))], strict=True))
    return {**told, "wanted": wanted, "before": before, "most": most}


def _pattern(class_: str, term: Term) -> str:
    return f"% {class_}{term.word}%" if term.begins else f"% {class_}{term.word} %"


def _hits(session: Session, statement: TextClause, told: dict[str, Any]) -> list[Hit]:
    if session.get_bind().dialect.name == "postgresql":
        told["wanted"] = told["wanted"].replace(" AND ", " & ").replace(" OR ", " | ")
    return [Hit(*row) for row in session.execute(statement, told)]
