"""One search over what a reader may see: pitches, investments, goals and, for whom they are open, people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.policy import Actor
from pitchdeck.base.triggers.search import GOAL, PERSON
from pitchdeck.features.portfolio.queries.search.asked import LONGEST, Asked, asked
from pitchdeck.features.portfolio.queries.search.index import (
    END,
    Hit,
    entry_before,
    near_with_words,
    with_words,
)
from pitchdeck.features.portfolio.queries.search.lines import (
    GoalFound,
    PersonFound,
    PitchFound,
    goal_lines,
    investment_lines,
    person_lines,
    pitch_lines,
)
from pitchdeck.features.portfolio.queries.search.scope import Part, scope_of

__all__ = [
    "KINDS",
    "LONGEST",
    "Asked",
    "Found",
    "GoalFound",
    "Group",
    "PersonFound",
    "PitchFound",
    "asked",
    "found",
]

KINDS = ("pitches", "investments", "goals", "people")
FEW, PAGE = 8, 25
"""Results of each kind side by side, and on a page of one kind."""

_LINES: dict[str, Callable[[Session, Sequence[int], Actor], dict[int, Any]]] = {
    "pitches": pitch_lines,
    "investments": investment_lines,
    "goals": goal_lines,
    "people": person_lines,
}


@dataclass(frozen=True, slots=True)
class Group:
    """The results of a kind, the newest first; `more` is the key that the next page follows, or nothing."""

    kind: str
    lines: tuple[Any, ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, by kind; kinds without a result are left out."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a kind: the ways to its rows, the entry that it stands before, and how many it shows."""

    kind: str
    ways: tuple[Part, ...]
    before: int
    size: int


def found(session: Session, viewer: Actor, wanted: Asked, *, kind: str = "", before: str = "") -> Found:
    """What this reader may see with all the words; a page of one kind when it is named.

    The session is a snapshot, so that a row and its words are of one moment.
    """
    if not wanted.terms:
        return Found(())
    ways = _ways(session, viewer)
    chosen = [kind] if kind in ways else list(ways)
    first = entry_before(session, kind, before) if kind in ways else END
    size = PAGE if kind in ways else FEW
    groups = (_group(session, viewer, wanted, Place(each, ways[each], first, size)) for each in chosen)
    return Found(tuple(group for group in groups if group.lines))


def _ways(session: Session, viewer: Actor) -> dict[str, tuple[Part, ...]]:
    scope = scope_of(session, viewer)
    ways = {"pitches": scope.pitches, "investments": scope.investments}
    if policy.may("goal:see", viewer):
        ways["goals"] = (Part(GOAL),)
    if policy.may("person:list", viewer):
        ways["people"] = (Part(PERSON),)
    return ways


def _group(session: Session, viewer: Actor, wanted: Asked, place: Place) -> Group:
    most = place.size + 1
    hits = {hit for way in place.ways for hit in _along(session, way, wanted, place.before, most)}
    newest = sorted(hits, key=lambda hit: hit.entry, reverse=True)[:most]
    rows = _LINES[place.kind](session, [hit.row_id for hit in newest], viewer)
    lines = tuple(rows[hit.row_id] for hit in newest if hit.row_id in rows)
    more = lines[place.size - 1].key if len(lines) > place.size else None
    return Group(place.kind, lines[: place.size], more)


def _along(session: Session, way: Part, wanted: Asked, before: int, most: int) -> list[Hit]:
    if way.marks is None:
        return with_words(session, way.class_, wanted, before=before, most=most)
    return near_with_words(session, way.marks, way.also, way.class_, wanted, before=before, most=most)
