"""What finance said to the lines of pitches, and which large ones still wait for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.figures.checking import Numbers, Said, lines_to_check, numbers
from pitchdeck.features.funding.models import LineCheck
from pitchdeck.features.funding.queries.facts import RECUSED, SPONSORS, WROTE
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.figures import Content, Settings
from pitchdeck.features.pitches.figures.size import is_large
from pitchdeck.features.pitches.models import Ask, Pitch, Revision
from pitchdeck.features.rounds.models import Round

Rows = Select[*tuple[Any, ...]]
_Deputy = aliased(Person)
_SAID: Rows = (
    select(
        *(LineCheck.pitch_id, LineCheck.print, LineCheck.verdict, LineCheck.reason),
        *(who_did(Person, _Deputy), LineCheck.at, Revision.number),
    )
    .join_from(LineCheck, Revision, Revision.id == LineCheck.revision_id)
    .join(Person, Person.id == LineCheck.by_id)
    .outerjoin(_Deputy, _Deputy.id == LineCheck.deputy_id)
    .where(LineCheck.pitch_id.in_(bindparam("ids", expanding=True)))
    .order_by(LineCheck.id)
)


def said_of(session: Session, pitch_ids: Iterable[int]) -> dict[int, dict[str, Said]]:
    """The newest word on each line of these pitches, by pitch id and the line's fingerprint."""
    found: dict[int, dict[str, Said]] = {}
    for pitch_id, print_, *said in session.execute(_SAID, {"ids": sorted(set(pitch_ids))}):
        found.setdefault(pitch_id, {})[print_] = Said(print_, *said)
    return found


def numbers_of(
    session: Session,
    pitch_id: int,
    content: Content,
    settings: Settings,
    asks: Mapping[int, int],
    *,
    quote_above: Decimal,
) -> Numbers:
    """What finance checks of a version of a pitch and what it said. One statement at most."""
    lines = lines_to_check(content, settings, quote_above=quote_above)
    said = said_of(session, [pitch_id]).get(pitch_id, {}) if lines else {}
    return numbers(lines, said, needed=is_large(asks, settings))


@dataclass(frozen=True, slots=True)
class WaitingNumbers:
    """A screened pitch whose size asks for a check of its numbers that is not whole yet."""

    handle: str
    title: str
    ask_minor: int
    round_id: int
    round_name: str
    closes_at: datetime
    numbers: Numbers


_SCREENED: Rows = (
    select(
        *(Pitch.id, Pitch.ref, Revision.title, Revision.ask_minor, Revision.content, Revision.id),
        *(Round.id, Round.name, Round.pitches_close_at),
    )
    .join_from(Pitch, Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .join(Round, Round.id == Pitch.round_id)
    .where(Pitch.state == "screened")
    .order_by(Round.pitches_close_at, Pitch.id)
)
_IN_ROUND = _SCREENED.where(Round.id == bindparam("round_id"))
_OPEN_TO = _SCREENED.where(~WROTE, ~SPONSORS, ~RECUSED)
_ASKS: Rows = (
    select(Ask.revision_id, Ask.fiscal_year, Ask.amount)
    .where(Ask.revision_id.in_(bindparam("ids", expanding=True)), Ask.tier == "requested")
    .order_by(Ask.id)
)


def waiting_in_round(session: Session, round_id: int, *, quote_above: Decimal) -> tuple[WaitingNumbers, ...]:
    """Large pitches of a round that are screened and not checked in full. Three statements."""
    return _waiting(session, _IN_ROUND, {"round_id": round_id}, quote_above)


def waiting_for(session: Session, actor: Actor, *, quote_above: Decimal) -> tuple[WaitingNumbers, ...]:
    """Large screened pitches that this person of finance may check. Three statements."""
    return _waiting(session, _OPEN_TO, {"person_id": actor.id}, quote_above)


def _waiting(
    session: Session, query: Rows, asked: Mapping[str, Any], quote_above: Decimal
) -> tuple[WaitingNumbers, ...]:
    rows = session.execute(query, asked).all()
    asks: dict[int, dict[int, int]] = {}
    for revision_id, year, amount in session.execute(_ASKS, {"ids": sorted(row[5] for row in rows)}):
        asks.setdefault(revision_id, {})[year] = amount
    said = said_of(session, [row[0] for row in rows])
    found = []
    for pitch_id, ref, title, ask_minor, document, revision_id, round_id, name, closes_at in rows:
        settings = Settings(**document["facts"]["settings"])
        if not is_large(asks.get(revision_id, {}), settings):
            continue
        lines = lines_to_check(Content.of_data(document["content"]), settings, quote_above=quote_above)
        checked = numbers(lines, said.get(pitch_id, {}), needed=True)
        if checked.missing:
            found.append(WaitingNumbers(ref, title, ask_minor, round_id, name, closes_at, checked))
    return tuple(found)
