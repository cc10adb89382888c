"""Programmes of the demo that ran before pitchdeck: one taken over, one waiting for its second person."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from pitchdeck.delivery.cli.demo.people import House
from pitchdeck.delivery.cli.demo.writing import MINOR
from pitchdeck.features.funding import queries as funding
from pitchdeck.features.investments import actions
from pitchdeck.features.investments.actions.paying import year_of
from pitchdeck.features.investments.figures.openings import ProgrammeEntry
from pitchdeck.features.investments.queries.openings import nameable

Funds = dict[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Running:
    """A programme under way: what is committed for the year, and what became of it, in whole major units."""

    title: str
    unit: str
    presenter: str
    measure: str
    category: str
    committed: int
    released: int
    spent: int
    contracted: int
    vendor: str
    reference: str


LANGUAGES = Running(
    "German on the night shift", "Production", "presenter3", "Call-outs of maintenance",
    "delivery_facilitation", 14_000, 10_000, 6_500, 2_000, "Sprachwerk", "PO-2254",
)  # fmt: skip
LICENCES = Running(
    "Licences for the learning library", "IT", "presenter", "Work sample of programmers",
    "acquisition_licences", 24_000, 18_000, 6_400, 9_000, "Open Library Ltd", "PO-2291",
)  # fmt: skip


def take_over(session: Session, house: House, funds: Funds, *, at: datetime) -> None:
    """Finance enters the lessons that ran before, and the second person confirms them a day later."""
    key = _enter(session, house, funds, LANGUAGES, at=at)
    if key:
        later = at + timedelta(days=1)
        actions.answer_opening(session, key, verdict="confirmed", by=house["finance2"], at=later)


def enter_running(session: Session, house: House, funds: Funds, *, at: datetime) -> None:
    """Finance enters the licences that were bought before; nobody has confirmed them."""
    _enter(session, house, funds, LICENCES, at=at)


def _enter(session: Session, house: House, funds: Funds, one: Running, *, at: datetime) -> str:
    """The opening's key; empty when the unit has no fund of the year that runs."""
    key = funds.get((one.unit, year_of(session, at.date())))
    if key is None:
        return ""
    entry = ProgrammeEntry(
        title=one.title,
        unit=one.unit,
        presenter=next(each.key for each in nameable(session).people if each.id == house[one.presenter].id),
        measure=one.measure,
        category=one.category,
        planned=one.committed * MINOR,
        committed=one.committed * MINOR,
        released=one.released * MINOR,
        spent=one.spent * MINOR,
        contracted=one.contracted * MINOR,
        vendor=one.vendor,
        reference=one.reference,
        ends_on=date(at.year + 1, 3, 31),
    )
    budget = funding.fund_row(session, key).amount
    return actions.enter_opening(session, key, budget, [entry], by=house["finance"], at=at)
