"""The invariant of the search index: every row is found by its own words, and by no other row's."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from pitchdeck.base.folding import fold
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant


def _of(kind: str, words: str, name: str, tokens: str) -> str:
    view = f"LEFT JOIN search_{kind} v ON v.row_id = t.id" if tokens == "v.tokens" else ""
    return (
        f"SELECT '{kind} ' || {name} AS row_name, {words} AS words, e.id, e.own, e.tokens, {tokens} AS due "
        f"FROM {kind} t LEFT JOIN search_entry e ON e.kind = '{kind}' AND e.row_id = t.id {view}"
    )


def _orphan(kind: str) -> str:
    return (
        f"SELECT 'search entry ' || e.id, NULL, e.id, e.own, e.tokens, NULL FROM search_entry e "
        f"WHERE e.kind = '{kind}' AND NOT EXISTS (SELECT 1 FROM {kind} t WHERE t.id = e.row_id)"
    )


_NUMBERED = "t.title || COALESCE(' ' || t.ref || ' ' || LTRIM(SUBSTR(t.ref, 8), '0'), '')"
_ENTRIES = text(
    " UNION ALL ".join(
        (
            _of("unit", "t.name", "t.key", "''"),
            _of("person", "t.name", "t.key", "v.tokens"),
            _of("goal", "t.name", "t.key", "v.tokens"),
            _of("pitch", _NUMBERED, "COALESCE(t.ref, t.key)", "v.tokens"),
            *(_orphan(kind) for kind in ("unit", "person", "goal", "pitch")),
        )
    )
)
_VOCABULARY = text("SELECT doc, term FROM search_vocabulary")


def unfaithful_entries(session: Session) -> Iterator[str]:
    """Entries of the search index that do not say what their rows say.

    On PostgreSQL the server computes the index from the entries; on SQLite its words are compared too.
    """
    indexed = _indexed(session) if session.get_bind().dialect.name == "sqlite" else None
    for name, words, entry, own, tokens, due in session.execute(_ENTRIES).yield_per(1000):
        if words is None:
            yield f"{name}: there is no such row"
        elif entry is None:
            yield f"{name}: cannot be found"
        elif own != fold(words):
            yield f"{name}: is found by “{own}”, its words are “{fold(words)}”"
        elif tokens != due:
            yield f"{name}: its entry says “{tokens}”, due is “{due}”"
        elif indexed is not None and indexed[entry] != _sum(tokens.split()):
            yield f"{name}: the full-text index holds other words than its entry"


def _indexed(session: Session) -> dict[int, int]:
    """Of each entry the sum of its words in the full-text index: 100,000 lists of them would not fit."""
    sums: dict[int, int] = defaultdict(int)
    for entry, term in session.execute(_VOCABULARY).yield_per(1000):
        sums[entry] ^= hash(term)
    return sums


def _sum(tokens: list[str]) -> int:
    total = 0
    for token in set(tokens):
        total ^= hash(token)
    return total


SEARCH: tuple[tuple[Invariant, Callable[[Session], Iterator[str]]], ...] = (
    (
        Invariant("search_says_what_the_rows_say", "every row is found by its own words and no others", ""),
        unfaithful_entries,
    ),
)
