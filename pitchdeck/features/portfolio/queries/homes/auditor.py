"""The auditor's table: who did what with each funded pitch, and where two duties met in one person."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from pitchdeck.features.funding.models import Commitment, Release, Resolution, Review, Tranche
from pitchdeck.features.investments.models import Actual, Attestation, Investment, Reading
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.portfolio.queries.homes.task import Part

DUTIES = (
    ("wrote", "reviewed"),
    ("wrote", "released"),
    ("wrote", "attested"),
    ("wrote", "confirmed"),
    ("sponsors", "reviewed"),
    ("sponsors", "released"),
    ("sponsors", "confirmed"),
    ("invested", "reviewed"),
    ("invested", "released"),
    ("invested", "confirmed"),
    ("wrote", "invested"),
)
"""Pairs of duties that never meet in one person."""


@dataclass(frozen=True, slots=True)
class Duties:
    """Names by duty for one pitch that was approved, and the pairs of duties that met."""

    ref: str
    title: str
    names: dict[str, tuple[str, ...]]
    met: tuple[str, ...]


def _who(duty: str, person: Any, statement: Any) -> Any:
    return statement.add_columns(literal(duty).label("duty"), person.label("person_id"))


def _both(duty: str, decision: Any, statement: Any) -> tuple[Any, Any]:
    """Whose act it was, and the deputy who did it: the duty is both persons'."""
    deputies = statement.where(decision.deputy_id.is_not(None))
    return _who(duty, decision.by_id, statement), _who(duty, decision.deputy_id, deputies)


_PITCH = select(Pitch.id.label("pitch_id"))
_DUTIES = union_all(
    _who("wrote", Pitch.presenter_id, _PITCH),
    _who("wrote", CoAuthor.person_id, select(CoAuthor.pitch_id.label("pitch_id"))),
    _who("sponsors", Revision.sponsor_id, select(Revision.pitch_id.label("pitch_id"))),
    _who(
        "wrote",
        Revision.deputy_id,
        select(Revision.pitch_id.label("pitch_id")).where(Revision.deputy_id.is_not(None)),
    ),
    *_both(
        "invested",
        Commitment,
        select(Commitment.pitch_id.label("pitch_id"))
        .join(Resolution, Resolution.commitment_id == Commitment.id)
        .where(Resolution.committed > 0),
    ),
    *_both(
        "reviewed",
        Review,
        select(Review.pitch_id.label("pitch_id")).where(Review.verdict == "approved"),
    ),
    *_both(
        "released",
        Release,
        select(Tranche.pitch_id.label("pitch_id")).join(Release, Release.tranche_id == Tranche.id),
    ),
    _who(
        "confirmed",
        Actual.confirmed_by_id,
        select(Investment.pitch_id.label("pitch_id"))
        .join(Actual, Actual.investment_id == Investment.id)
        .where(Actual.confirmed_by_id.is_not(None)),
    ),
    _who(
        "confirmed",
        Actual.confirmed_deputy_id,
        select(Investment.pitch_id.label("pitch_id"))
        .join(Actual, Actual.investment_id == Investment.id)
        .where(Actual.confirmed_deputy_id.is_not(None)),
    ),
    *_both(
        "attested",
        Attestation,
        select(Investment.pitch_id.label("pitch_id"))
        .join(Reading, Reading.investment_id == Investment.id)
        .join(Attestation, Attestation.reading_id == Reading.id),
    ),
).subquery()
_ROWS = (
    select(Pitch.id, Pitch.ref, Pitch.title, _DUTIES.c.duty, Person.id, Person.name)
    .join_from(Pitch, _DUTIES, _DUTIES.c.pitch_id == Pitch.id)
    .join(Person, Person.id == _DUTIES.c.person_id)
    .where(Pitch.state == "funded")
    .distinct()
    .order_by(Pitch.id.desc(), _DUTIES.c.duty, Person.name, Person.id)
)


def auditors_home(session: Session) -> Part:
    """Duties by person for every funded pitch, exceptions first. One statement."""
    pitches: dict[int, tuple[str, str, dict[str, dict[int, str]]]] = {}
    for pitch_id, ref, title, duty, person_id, name in session.execute(_ROWS):
        _ref, _title, duties = pitches.setdefault(pitch_id, (ref, title, {}))
        duties.setdefault(duty, {})[person_id] = name
    lines = [_line(ref, title, duties) for ref, title, duties in pitches.values()]
    return Part("auditor", figures=tuple(sorted(lines, key=lambda line: not line.met)))


def _line(ref: str, title: str, duties: dict[str, dict[int, str]]) -> Duties:
    met = tuple(
        f"{one} and {other}"
        for one, other in DUTIES
        if duties.get(one, {}).keys() & duties.get(other, {}).keys()
    )
    return Duties(ref, title, {duty: tuple(people.values()) for duty, people in duties.items()}, met)
