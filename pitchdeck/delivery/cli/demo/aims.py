"""The demo's goals, measures and standard rates, and how they are set and agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from pitchdeck.delivery.cli.demo.calendar import Calendar
from pitchdeck.delivery.cli.demo.people import House
from pitchdeck.features.sourcing import actions as sourcing
from pitchdeck.features.strategy import actions


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal of a unit; priority 1 is the highest."""

    name: str
    why: str
    priority: int
    unit: str


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A measure under a goal: from where to where, whose it is, and what one unit is worth (minor units)."""

    aim: str
    name: str
    unit: str
    baseline: str
    target: str
    owner: str
    value_minor: int | None = None
    value_source: str = ""
    revenue: bool = False


AIMS: Mapping[str, Aim] = {
    "customers": Aim("Grow with the customers we have",
                     "A new customer costs five times what a known one does, "
                     "and our share of wallet is 38 %.",
                     1, "Sales"),
    "first_time": Aim("Right the first time",
                      "Errors that reach the customer cost 2.1 million a year and the next order.",
                      2, "Customer Service"),
    "people": Aim("Keep the people we need",
                  "Turnover is above the industry's in IT, on new shifts and in the first year.",
                  1, "Human Resources"),
    "output": Aim("More from the same hours", "Order books are full and nobody can be hired.", 2,
                  "Production"),
    "software": Aim("Software that holds", "Every third release is followed by a repair within a week.", 3,
                    "IT"),
    "leasing": Aim("Leasing as a second leg", "Customers finance two of three machines elsewhere.", 3,
                   "Leasing"),
}  # fmt: skip
COMMERCIAL, SERVICE, MAKING, STAFF = "sponsor", "sponsor_service", "sponsor_production", "sponsor_people"
YARDSTICKS: Mapping[str, Yardstick] = {
    "adviser_sales": Yardstick("customers", "Sales per adviser", "EUR a month", "51000", "55000", COMMERCIAL,
                               revenue=True),
    "account_revenue": Yardstick("customers", "Revenue with key accounts", "EUR million a year", "128", "168",
                                 COMMERCIAL, revenue=True),
    "dealer_revenue": Yardstick("customers", "Service contracts sold by dealers", "EUR million a year",
                                "42", "52",
                                COMMERCIAL, revenue=True),
    "desk_revenue": Yardstick("customers", "Revenue per inside sales adviser", "EUR a month", "5000", "5400",
                              COMMERCIAL, revenue=True),
    "sales_growth": Yardstick("customers", "Revenue of the sales force", "EUR million a year", "85", "98",
                              COMMERCIAL, revenue=True),
    "solution_revenue": Yardstick("customers", "Revenue from solutions", "EUR thousand a year", "1900",
                                  "2700",
                                  COMMERCIAL, revenue=True),
    "loyal_revenue": Yardstick("customers", "Revenue with loyal customers", "EUR million a year", "31",
                               "36.8",
                               COMMERCIAL, revenue=True),
    "wrong_shipments": Yardstick("first_time", "Wrong shipments", "a year", "9800", "6200", SERVICE,
                                 6_250, "Logistics: freight both ways and handling"),
    "second_visits": Yardstick("first_time", "Second visits to the same fault", "a year", "310000",
                               "250000", SERVICE,
                               1_250, "Service controlling: travel that a planned tour saves"),
    "note_minutes": Yardstick("first_time", "Time until meeting notes are out", "hours", "72", "24", SERVICE),
    "it_leavers": Yardstick("people", "Software engineers who leave", "of 100 a year", "23", "12",
                            "sponsor_it",
                            5_662_500, "The published case; our recruiting costs more"),
    "early_leavers": Yardstick("people", "Leavers in the first year", "people a year", "125", "40", STAFF,
                               500_000, "Human resources: recruiting and first training"),
    "absence_days": Yardstick("people", "Days of absence", "days a year", "14000", "12500", STAFF,
                              25_000, "Human resources: a day's pay and replacement"),
    "shift_leavers": Yardstick("people", "Leavers on shifts with a new leader", "people a year", "48",
                               "20", MAKING,
                               1_000_000, "Human resources: a leaver in production"),
    "site_margin": Yardstick("output", "Margin of the 25 sites", "EUR a year", "21000000", "27000000",
                             MAKING),
    "idle_hours": Yardstick("output", "Unproductive hours per operator", "hours a year", "140", "80", MAKING,
                            3_000, "Production controlling: an operator's hour"),
    "units_per_shift": Yardstick("output", "Units per team member, spare parts line", "units a shift",
                                 "22.5", "27.5",
                                 COMMERCIAL, 200_000, "The published case: SDy over SD"),
    "call_outs": Yardstick("output", "Call-outs of maintenance", "a year", "900", "600", MAKING,
                           10_000, "Maintenance controlling"),
    "planning_hours": Yardstick("output", "Hours lost to copying, per planner", "hours a week", "4", "1",
                                MAKING),
    "cam_hours": Yardstick("output", "Hours of programming tool paths", "hours a year", "900", "600", MAKING),
    "refresher_cost": Yardstick("output", "Cost of the safety refresher", "EUR a year", "151000", "0",
                                MAKING),
    "cell_result": Yardstick("output", "Result per cell", "EUR a month", "41000", "60000", MAKING),
    "energy_cost": Yardstick("output", "Energy cost of the process plant", "EUR a year", "2400000",
                             "2200000", MAKING),
    "work_sample": Yardstick("software", "Work sample of programmers", "standard deviations", "0", "0.8",
                             "sponsor_it"),
    "new_accounts": Yardstick("leasing", "Revenue from new accounts", "EUR million a year", "20", "24",
                              "sponsor_leasing", revenue=True),
    "cross_sell": Yardstick("leasing", "Revenue from second products", "EUR million a year", "480", "620",
                            "sponsor_leasing", revenue=True),
}  # fmt: skip
NOT_AGREED = "loyal_revenue"
"""The measure whose baseline and target its owner still has to agree."""

FINANCES = {
    "second_visits": ("Visit of a technician", "per visit"),
    "idle_hours": ("Hour of an operator", "per hour"),
    "absence_days": ("Day of absence", "per day"),
}
"""Measures whose value of one unit stands in finance's table: its name there, and per what."""

RATES = (
    ("participant", "Employee, average", 4_260, "Controlling, loaded average of all grades"),
    ("participant", "Sales adviser", 4_800, "Controlling, loaded average of sales"),
    ("participant", "Site head", 9_000, "Controlling, loaded average of site heads"),
    ("development", "Learning designer", 6_000, "Controlling, loaded rate of People & Learning"),
    ("facilitation", "Internal trainer", 6_500, "Controlling, loaded rate of People & Learning"),
)


def set_aims(session: Session, house: House, calendar: Calendar) -> dict[str, int]:
    """Set rates, goals and measures and have their owners agree them; the measures' ids by short name."""
    at = calendar.founded + timedelta(days=2)
    _set_rates(session, house, at=at)
    until = date(calendar.today.year + 1, 12, 31)
    goals = {
        short: actions.add_goal(
            session,
            name=aim.name,
            why=aim.why,
            priority=aim.priority,
            unit_id=house.units[aim.unit],
            owner_id=house["chair"].id,
            until=until,
            by=house["lead"],
            at=at,
        ).key
        for short, aim in AIMS.items()
    }
    standards = _set_values(session, house, at=at)
    return {
        short: _measure(
            session, house, short, goal_key=goals[one.aim], standard=standards.get(short), until=until, at=at
        )
        for short, one in YARDSTICKS.items()
    }


def _set_values(session: Session, house: House, *, at: datetime) -> dict[str, str]:
    """Finance's values of one unit; their keys by the measure that takes one."""
    return {
        short: sourcing.set_value(
            session,
            name=name,
            unit=unit,
            value_minor=YARDSTICKS[short].value_minor or 0,
            source=YARDSTICKS[short].value_source,
            dated_on=date(at.year, 1, 1),
            by=house["finance"],
            at=at,
        ).key
        for short, (name, unit) in FINANCES.items()
    }


def _set_rates(session: Session, house: House, *, at: datetime) -> None:
    for purpose, name, hourly, source in RATES:
        sourcing.set_rate(
            session,
            purpose=purpose,
            name=name,
            hourly_minor=hourly,
            source=source,
            dated_on=date(at.year, 1, 1),
            by=house["finance"],
            at=at,
        )


def _measure(
    session: Session,
    house: House,
    short: str,
    *,
    goal_key: str,
    standard: str | None,
    until: date,
    at: datetime,
) -> int:
    one = YARDSTICKS[short]
    owner = house[one.owner]
    measure = actions.add_measure(
        session,
        goal_key=goal_key,
        name=one.name,
        unit_of_measure=one.unit,
        baseline=Decimal(one.baseline),
        baseline_on=date(at.year, 1, 1),
        target=Decimal(one.target),
        target_on=until,
        owner_id=owner.id,
        value_minor=one.value_minor,
        value_source=one.value_source,
        standard_key=standard,
        revenue=one.revenue,
        by=house["lead"],
        at=at,
    )
    if short != NOT_AGREED:
        actions.agree_measure(session, measure.key, by=owner, at=at + timedelta(days=3))
    return measure.id
