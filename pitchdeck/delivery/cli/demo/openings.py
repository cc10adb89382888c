"""A programme of the demo that ran before pitchdeck: entered by finance, waiting for its second person."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.delivery.cli.demo.people import House
from pitchdeck.delivery.cli.demo.writing import MINOR
from pitchdeck.features.funding import queries as funding
from pitchdeck.features.investments import actions
from pitchdeck.features.investments.actions.paying import year_of
from pitchdeck.features.investments.figures.openings import ProgrammeEntry
from pitchdeck.features.investments.queries.openings import nameable

UNIT, SPENT = "IT", 6_400
LICENCES = ("Licences for the learning library", 24_000, 18_000, 9_000)
"""Title, what is planned and committed for the year, what was released of it, what is still contracted."""


def enter_running(session: Session, house: House, funds: dict[tuple[str, int], str], *, at: datetime) -> None:
    """Finance enters the licences that were bought before, if IT has a fund of the year that runs."""
    key = funds.get((UNIT, year_of(session, at.date())))
    if key is None:
        return
    title, committed, released, contracted = LICENCES
    entry = ProgrammeEntry(
        title=title,
        unit=UNIT,
        presenter=next(one.key for one in nameable(session).people if one.id == house["presenter"].id),
        measure=nameable(session).measures[0].key,
        category="acquisition_licences",
        planned=committed * MINOR,
        committed=committed * MINOR,
        released=released * MINOR,
        spent=SPENT * MINOR,
        contracted=contracted * MINOR,
        vendor="Open Library Ltd",
        reference="PO-2291",
        ends_on=date(at.year + 1, 3, 31),
    )
    budget = funding.fund_row(session, key).amount
    actions.enter_opening(session, key, budget, [entry], by=house["finance"], at=at)
