"""Marking lines of cost as capex: capital budget pays for them, operating budget for the others."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.models import CapexMark
from pitchdeck.features.funding.policy import PartFacts
from pitchdeck.features.funding.queries import CostMark
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import pitch_to_change

BEFORE = "Capital budget paid for it before pitchdeck"
"""Why lines of a programme are capex that a capital fund had been paying for at go-live."""


def mark_capex(
    session: Session, handle: str, lines: Collection[str], *, reason: str, by: Actor, at: datetime
) -> int:
    """Say which lines of a pitch's current revision are capex, by their prints; how many changed.

    Every change is a row with the person and the reason. Invalid without a change or a reason, or when money
    that stands behind the pitch already pays for a line, with the figures.
    """
    pitch = pitch_to_change(session, handle)
    facts = queries.facts_of_part(session, handle, by)
    policy.require("capex:mark", by, facts)
    known = queries.cost_marks(session, facts.revision_id)
    changed = [row for row in known if (row.line in lines) != (row.nature == "capex")]
    _refuse(set(lines), known, changed, reason.strip())
    _refuse_paid(session, facts.revision_id, set(lines), facts.currency)
    for row in sorted(changed, key=lambda row: row.line in lines):
        nature = "capex" if row.line in lines else "opex"
        _mark(session, facts.revision_id, pitch, row, (nature, reason.strip()), by=by, at=at)
    detail = {"capex": sorted(row.label for row in known if row.line in lines)}
    history.record(
        session, ("pitch", pitch.key), "capex_marked", by=by, at=at, why=reason.strip(), detail=detail
    )
    return len(changed)


def mark_running(session: Session, pitch: Pitch, revision_id: int, *, by: Actor, at: datetime) -> None:
    """Mark every line of a programme that capital budget paid for before pitchdeck, as it is opened."""
    lines = queries.cost_marks(session, revision_id)
    for row in lines:
        _mark(session, revision_id, pitch, row, ("capex", BEFORE), by=by, at=at)
    detail = {"capex": sorted(row.label for row in lines)}
    history.record(session, ("pitch", pitch.key), "capex_marked", by=by, at=at, why=BEFORE, detail=detail)


def _mark(
    session: Session,
    revision_id: int,
    pitch: Pitch,
    row: CostMark,
    said: tuple[str, str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    nature, reason = said
    values = {"pitch_id": pitch.id, "revision_id": revision_id, "line": row.line, "nature": nature}
    values |= {"label": row.label or row.category, "reason": reason, "at": at}
    session.execute(insert(CapexMark), [values | {"by_id": by.id, "deputy_id": by.deputy_id}])


def _refuse(lines: set[str], known: tuple[CostMark, ...], changed: list[CostMark], reason: str) -> None:
    if lines - {row.line for row in known}:
        raise Invalid({"lines": "The pitch has changed meanwhile: choose among its lines of budget cost."})
    if not changed:
        raise Invalid({"lines": "Nothing changes: tick the lines that capital budget pays for, or untick."})
    if not reason:
        raise Invalid({"reason": "Say in a sentence why: the reason stays with the lines."})


def _refuse_paid(session: Session, revision_id: int, lines: set[str], currency: str) -> None:
    """Invalid when the new parts are less than what stands behind them already."""
    for year in queries.parts_with(session, revision_id, lines):
        for name, part, stands in (
            ("opex", year.asked - year.capex, year.opex_stands),
            ("capex", year.capex, year.capex_stands),
        ):
            if stands > part:
                words = {"opex": "operating budget", "capex": "capital budget"}[name]
                raise Invalid(
                    {
                        "lines": f"{in_words(stands, currency)} of {words} stand behind {year.fiscal_year}"
                        f" already, and only {in_words(part, currency)} of it would be {name}."
                        " Mark fewer lines, or ask an investor to take money back first."
                    }
                )


def refuse_promise(session: Session, facts: PartFacts, fiscal_year: int, amount: int, currency: str) -> None:
    """Invalid when a promise is above what of a later year is not marked as capex: it is operating budget."""
    marked = [row.line for row in queries.cost_marks(session, facts.revision_id) if row.nature == "capex"]
    for year in queries.parts_with(session, facts.revision_id, marked) if marked else ():
        room = max(0, year.asked - year.capex - year.opex_stands)
        if year.fiscal_year == fiscal_year and year.capex and amount > room:
            part, whole = in_words(year.asked - year.capex, currency), in_words(year.asked, currency)
            words = f"The opex part of what {facts.pitch_ref} asks of {fiscal_year} is {part} of {whole}"
            left = f"{in_words(room, currency)} of it can still be promised"
            raise Invalid({f"ahead_{fiscal_year}": f"{words}; {left}. The rest is for capital budget."})
