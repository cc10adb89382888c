"""What stands in the way of a list of people that somebody wants to import."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.features.people.models import MONEY_ROLES, ROLES, Person, Unit

ADDRESS = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
LONGEST_ADDRESS, LONGEST_WORDS = 254, 120


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to import: the row of the file, and what it says.

    `over` is the unit that all the roles are over, with the units below it; empty for the organisation.
    """

    row: int
    name: str
    email: str
    title: str = ""
    unit: str = ""
    roles: tuple[str, ...] = ()
    over: str = ""


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one cell, and what to do."""

    row: int
    column: str
    why: str


_TAKEN = select(Person.email).where(Person.email.in_(bindparam("emails", expanding=True)))
_UNITS = select(Unit.name, Unit.key)


def unit_keys(session: Session) -> dict[str, str]:
    """The key of each unit by its name, as people type it."""
    return {row.name.casefold(): row.key for row in session.execute(_UNITS)}


def row_errors(session: Session, candidates: Sequence[Candidate]) -> tuple[RowError, ...]:
    """Everything that is wrong, row by row. Two statements."""
    emails = sorted({one.email for one in candidates})
    found: Any = session.execute(_TAKEN, {"emails": emails}).scalars()
    taken, units = set(found), unit_keys(session)
    first: dict[str, int] = {}
    errors: list[RowError] = []
    for one in candidates:
        errors += (RowError(one.row, column, why) for column, why in _wrong(one, taken, units))
        if one.email and one.email in first:
            why = f"The same address stands in row {first[one.email]}. Keep one of the two."
            errors.append(RowError(one.row, "e-mail", why))
        first.setdefault(one.email, one.row)
    return tuple(errors)


def _wrong(one: Candidate, taken: set[str], units: dict[str, str]) -> Iterator[tuple[str, str]]:
    if not one.name:
        yield "name", "The name is missing."
    if not ADDRESS.fullmatch(one.email) or len(one.email) > LONGEST_ADDRESS:
        yield "e-mail", "This is no e-mail address. It looks like name@company.example."
    elif one.email in taken:
        yield "e-mail", "This address already belongs to somebody, who may have left. Take the row out."
    yield from _wrong_words(one)
    if one.unit and one.unit.casefold() not in units:
        yield "unit", f"There is no unit named {one.unit}. Add it under Units first, or mend the name."
    if one.over and one.over.casefold() not in units:
        yield "roles over", f"There is no unit named {one.over}. Add it under Units first, or mend the name."
    if one.over and not one.roles:
        yield "roles over", f"No role stands here that could be over {one.over}. Name it, or empty the cell."
    for role in sorted(set(one.roles) - set(ROLES)):
        yield "roles", f"“{role}” is no role. The roles are: {', '.join(ROLES)}."


def _wrong_words(one: Candidate) -> Iterator[tuple[str, str]]:
    for column, words in (("name", one.name), ("title", one.title)):
        if len(words) > LONGEST_WORDS:
            yield column, f"At most {LONGEST_WORDS} characters fit."
        if not words.isprintable():
            yield column, "This holds an invisible character. Type the words again."


def waiting_roles(candidates: Sequence[Candidate]) -> int:
    """How many mandates of these would wait for a second person."""
    return sum(role in MONEY_ROLES for one in candidates for role in one.roles)
