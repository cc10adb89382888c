"""The demo's story: one company's year of learning investments, told in one transaction."""

from datetime import datetime, timedelta

from pitchdeck.base.db import Database
from pitchdeck.delivery.cli.demo import finished, gate, investing, more_money, small_steps, under_way
from pitchdeck.delivery.cli.demo.aims import set_aims
from pitchdeck.delivery.cli.demo.calendar import Calendar
from pitchdeck.delivery.cli.demo.funds import (
    approve_ahead,
    ask_to_move,
    close_the_first_year,
    open_capital,
    open_funds,
    open_unconfirmed,
    run_short,
)
from pitchdeck.delivery.cli.demo.openings import enter_running, take_over
from pitchdeck.delivery.cli.demo.people import ask_for_a_rate, grant_newcomer, name_deputy, people_the_house
from pitchdeck.delivery.cli.demo.vendors import enter_vendors, set_capacities
from pitchdeck.delivery.cli.demo.writing import Desk


def tell(database: Database, *, password_hash: str, now: datetime) -> None:
    """Fill an empty database with the demo as it stands at `now`; all of it, or nothing.

    Every act is the one that the web calls, by the person whose act it is, at its own time before `now`.
    """
    calendar = Calendar(now)
    with database.writing() as turn:
        session = turn.session
        house = people_the_house(
            session, password_hash=password_hash, at=calendar.founded, today=calendar.today
        )
        desk = Desk(session, house, set_aims(session, house, calendar))
        enter_vendors(session, house, calendar)
        first = calendar.founded + timedelta(days=10)
        close_the_first_year(session, house, first.year, at=first)
        past = open_funds(session, house, [calendar.began.year], at=calendar.since_start(0, -125))
        running = finished.told(desk, calendar, past)
        investing.told(running, calendar)
        small_steps.told_to_the_end(desk, calendar, past)
        days = (under_way.quick_days(calendar), under_way.workforce_days(calendar))
        years = [one.fiscal_year for one in days]
        funds = open_funds(session, house, years, at=calendar.ago(100))
        funds |= open_capital(session, house, days[1].fiscal_year, at=calendar.ago(99))
        under_way.with_finance(desk, calendar, funds)
        under_way.in_funding(desk, calendar, funds)
        under_way.in_deliberation(desk, calendar)
        under_way.in_scoring(desk, calendar)
        under_way.taking_pitches(desk, calendar)
        small_steps.under_way(desk, calendar, funds)
        more_money.told(running, calendar)
        gate.told(running, calendar)
        set_capacities(session, house, calendar)
        ask_to_move(session, house, funds, days[1].fiscal_year, at=calendar.ago(4))
        take_over(session, house, past | funds, at=calendar.ago(8))
        enter_running(session, house, past | funds, at=calendar.ago(3))
        approve_ahead(session, house, funds, days[1].fiscal_year, at=calendar.ago(3))
        run_short(session, house, funds, days[1].fiscal_year, at=calendar.ago(2))
        open_unconfirmed(session, house, max(years), at=calendar.ago(3))
        grant_newcomer(session, house, at=calendar.ago(2))
        ask_for_a_rate(session, house, at=calendar.ago(1))
        name_deputy(session, house, at=calendar.ago(1), today=calendar.ago(1).date())
