"""The demo's funds: opened by finance, confirmed by a second person, one per unit and fiscal year."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.delivery.cli.demo.people import House
from pitchdeck.delivery.cli.demo.writing import MINOR
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.figures.closing import Policy, plan
from pitchdeck.features.people.queries import the_organisation

SIZES = {"Sales": 1_200_000, "IT": 900_000, "Production": 900_000}
LABORATORIES, CAPITAL = "Laboratories", 80_000
"""IT's capital budget, for technology alone."""
MISSING = 50_000
"""What the capital budget is cut by: more than is in no purse."""
MOVED = 60_000
"""What finance wants to move from Production to Sales."""
COACHING = {"Sales": 40_000, "IT": 25_000}
"""Small funds of the first year: one is closed, the other waits for its year end."""
NEXT_FUND = 450_000
"""What finance asks for customer service; it waits for its second person."""


def open_funds(
    session: Session, house: House, years: Iterable[int], *, at: datetime
) -> dict[tuple[str, int], str]:
    """Open and confirm a fund per unit for each of these fiscal years; keys by unit and year."""
    opened = {}
    for year in sorted(set(years)):
        for unit, amount in SIZES.items():
            key = _open(session, house, unit, year, amount, at=at)
            actions.confirm_fund(session, key, by=house["finance2"], at=at + timedelta(days=1))
            opened[unit, year] = key
    return opened


def open_capital(session: Session, house: House, year: int, *, at: datetime) -> dict[tuple[str, int], str]:
    """Open and confirm IT's capital budget, which pays for technology alone; its key by name and year."""
    purpose: dict[str, Any] = {"nature": "capex", "categories": ["technology"]}
    key = _open(session, house, "IT", year, CAPITAL, at=at, name=f"{LABORATORIES} {year}", **purpose)
    actions.confirm_fund(session, key, by=house["finance2"], at=at + timedelta(days=1))
    return {(LABORATORIES, year): key}


def run_short(
    session: Session, house: House, funds: dict[tuple[str, int], str], year: int, *, at: datetime
) -> None:
    """The capital budget is cut below what it gave out; finance has confirmed the list, its owner has not."""
    key = actions.raise_shortfall(
        session,
        funds[LABORATORIES, year],
        MISSING * MINOR,
        reason="The new hall is a quarter dearer: the board takes it from the laboratories.",
        document="Board minutes, item 7",
        by=house["finance"],
        at=at,
    )
    later = at + timedelta(hours=5)
    actions.confirm_shortfall(session, key, 1, by=house["finance2"], at=later)


def approve_ahead(
    session: Session, house: House, funds: dict[tuple[str, int], str], year: int, *, at: datetime
) -> None:
    """Finance asks for a standing approval of single days of coaching; it waits for its second person."""
    first = the_organisation(session).day(at)
    terms = actions.Terms(
        fund_key=funds["Sales", year],
        most=3_000 * MINOR,
        total=20_000 * MINOR,
        categories=("delivery_facilitation", "travel_facilities"),
        valid_from=first,
        valid_to=first + timedelta(days=180),
        reason="Single days of coaching for sellers: nothing to weigh below 3,000.",
    )
    actions.set_standing(session, terms, by=house["finance"], at=at)


def ask_to_move(
    session: Session, house: House, funds: dict[tuple[str, int], str], year: int, *, at: datetime
) -> None:
    """Finance asks to move money between two funds; it is so much that a second person confirms it."""
    actions.change_fund(
        session,
        funds["Production", year],
        kind="move",
        amount=MOVED * MINOR,
        reason="Two lines run one shift from January on: the sellers train in their place.",
        other_key=funds["Sales", year],
        by=house["finance"],
        at=at,
    )


def close_the_first_year(session: Session, house: House, year: int, *, at: datetime) -> None:
    """Open two small funds of the first year, and close one of them in the January after it."""
    for unit, amount in COACHING.items():
        key = _open(session, house, unit, year, amount, at=at, name=f"{unit} coaching {year}")
        actions.confirm_fund(session, key, by=house["finance2"], at=at + timedelta(days=1))
        if unit == "Sales":
            _close(session, house, key, year)


def _close(session: Session, house: House, key: str, year: int) -> None:
    fund = queries.fund_row(session, key)
    choices = actions.Choices(reason="Nobody pitched for it: sales took part in the customer round instead.")
    seen = plan(queries.closing.books_of(session, fund.id, year, own=True), Policy()).seal
    day = datetime(year + 1, 1, 12, 9, tzinfo=UTC)
    actions.close_year(session, key, year, choices, seen=seen, by=house["finance"], at=day)


def open_unconfirmed(session: Session, house: House, year: int, *, at: datetime) -> None:
    """Open a fund that nobody has confirmed yet."""
    _open(session, house, "Customer Service", year, NEXT_FUND, at=at)


def _open(
    session: Session, house: House, unit: str, year: int, amount: int, *, at: datetime, **more: Any
) -> str:
    fund = actions.open_fund(
        session,
        name=more.pop("name", f"{unit} {year}"),
        unit_id=house.units[unit],
        fiscal_year=year,
        amount=amount * MINOR,
        owner_id=house["fund_owner"].id,
        by=house["finance"],
        at=at,
        erp_code=f"LD-{year}-{house.units[unit]:02d}",
        **more,
    )
    return fund.key
