"""The demo's vendors: who builds and delivers learning for the company, and at which prices."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from pitchdeck.delivery.cli.demo.calendar import Calendar
from pitchdeck.delivery.cli.demo.people import ORGANISATION, House
from pitchdeck.features.people import queries as people
from pitchdeck.features.sourcing import actions
from pitchdeck.features.sourcing.actions import Price
from pitchdeck.features.sourcing.figures import quarters_from

DESIGN, FILM, COACHING = "Instructional design", "Video production", "Facilitation"
VENDORS: Mapping[str, tuple[str, str]] = {
    "Lernwerk Studio": ("E-learning and film at a fixed price or by the hour", "angebote@lernwerk.example"),
    "Nordlicht Learning": ("A learning team by the month: design, facilitation", "partner@nordlicht.example"),
    "Talentbrücke": ("Instructional designers who join a team for some months", ""),
}


def enter_vendors(session: Session, house: House, calendar: Calendar) -> None:
    """Enter the vendors and their prices: one of them over, one of them still to come."""
    at = calendar.founded + timedelta(days=4)
    keys = {
        name: actions.add_vendor(
            session, name=name, offers=offers, contact=contact, by=house["lead"], at=at
        ).key
        for name, (offers, contact) in VENDORS.items()
    }
    for vendor, price in _prices(calendar.today.year):
        actions.add_rate_card(session, keys[vendor], price, by=house["finance"], at=at)


def set_capacities(session: Session, house: House, calendar: Calendar) -> None:
    """Say how many hours the learning team has in the next quarters: the nearest one is short."""
    unit, at = house.units[ORGANISATION], calendar.ago(20)
    key = next(one.key for one in people.units(session) if one.id == unit)
    for quarter, hours in zip(quarters_from(calendar.today, 5), (160, 40, 260, 260, 300), strict=True):
        actions.set_capacity(
            session,
            unit_id=unit,
            unit_key=key,
            quarter_on=quarter,
            hours=hours,
            source="Resource plan of People & Learning",
            by=house["lead"],
            at=at,
        )


def _prices(year: int) -> list[tuple[str, Price]]:
    old, since = date(year - 1, 1, 1), date(year, 1, 1)
    outside, by_hour = "project_outsourcing", "time_and_materials"
    studio, light, bridge = VENDORS
    until = date(year - 1, 12, 31)

    def price(engagement: str, role: str, unit: str, major: int, source: str, **more: object) -> Price:
        terms = {"valid_from": since} | more
        return Price(
            engagement=engagement,
            role=role,
            unit=unit,
            amount_minor=major * 100,
            source=source,
            **terms,  # type: ignore[arg-type]  # the dates and a retainer's hours, each of its own type
        )

    return [
        (studio, price(outside, DESIGN, "finished_hour", 11_800, f"Price list {year - 1}", valid_from=old,
                       valid_to=until)),
        (studio, price(outside, DESIGN, "finished_hour", 12_600, f"Price list {year}")),
        (studio, price(outside, FILM, "finished_hour", 9_400, f"Price list {year}")),
        (studio, price(by_hour, DESIGN, "hour", 96, f"Frame contract {year}", expenses=0.04)),
        (studio, price(by_hour, FILM, "day", 980, f"Frame contract {year}")),
        (light, price("retainer", DESIGN, "month", 5_200, f"Offer {year}-07", hours_included=60.0,
                      overage_minor=9_000)),
        (light, price(by_hour, DESIGN, "hour", 92, f"Offer {year}-07")),
        (light, price(by_hour, COACHING, "day", 1_450, f"Offer {year}-07", expenses=0.08)),
        (bridge, price("staff_augmentation", DESIGN, "day", 620, f"Quote {year}-118")),
        (bridge, price("staff_augmentation", DESIGN + ", senior", "day", 780, f"Quote {year + 1}-004",
                       valid_from=date(year + 1, 1, 1))),
    ]  # fmt: skip
