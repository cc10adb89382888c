"""People's time really used: hours of a month at a rate of the plan or of finance's table."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.figures import first_of_month
from pitchdeck.features.investments.models import HoursWorked
from pitchdeck.features.investments.policy import InvestmentFacts
from pitchdeck.features.investments.queries import RateChoice
from pitchdeck.features.people.queries import local_day

MOST_HOURS = 1_000_000


@dataclass(frozen=True, slots=True)
class HoursEntry:
    """Hours of a month; `rate_key` names one of `queries.rate_choices`."""

    period_on: date
    hours: Decimal
    rate_key: str


def record_hours(session: Session, key: str, entry: HoursEntry, *, by: Actor, at: datetime) -> str:
    """Record people's time; it is never reserved in money, but counts as cost. Answers with its key.

    Raises NotFound, NotAllowed, or Invalid beside the field.
    """
    investment = queries.investment_to_change(session, key)
    near = queries.seen(by, queries.around(session, investment.pitch_id), investment.state)
    policy.require("hours:record", by, InvestmentFacts(near, investment.state))
    today = local_day(session, at)
    rate = _checked(session, key, entry, today=today)
    value = (entry.hours * rate.hourly_minor).to_integral_value(ROUND_HALF_EVEN)
    worked = HoursWorked(
        key=new_key(),
        investment_id=investment.id,
        period_on=first_of_month(entry.period_on),
        rate_name=rate.name,
        hours=entry.hours,
        hourly_minor=rate.hourly_minor,
        value_minor=int(value),
        reported_by_id=by.id,
        reported_at=at,
    )
    session.add(worked)
    session.flush()
    detail = {"hours": str(entry.hours), "value": worked.value_minor}
    history.record(session, ("investment", key), "hours_recorded", by=by, at=at, detail=detail)
    return worked.key


def _checked(session: Session, key: str, entry: HoursEntry, *, today: date) -> RateChoice:
    wrong: dict[str, str] = {}
    if not 0 < entry.hours <= MOST_HOURS:
        wrong["hours"] = f"Enter more than 0 and up to {MOST_HOURS:,} hours."
    if first_of_month(entry.period_on) > today:
        wrong["period_on"] = "This month has not begun. Record hours when they were worked."
    tracked = queries.tracked_of_key(session, key, today=today)
    if tracked is None:
        raise NotFound
    rates = {rate.key: rate for rate in queries.rate_choices(session, tracked.row)}
    if entry.rate_key not in rates:
        wrong["rate"] = "Choose one of the rates of the plan or of finance's table."
    if wrong:
        raise Invalid(wrong)
    return rates[entry.rate_key]


def reverse_hours(session: Session, hours_key: str, *, by: Actor, at: datetime, reason: str) -> None:
    """Undo hours with a row that names them; NotFound, NotAllowed or Invalid without a reason."""
    investment = queries.investment_of_hours_to_change(session, hours_key)
    row = queries.hours_of_key(session, hours_key, by)
    near = queries.around(session, investment.pitch_id)
    policy.require("hours:reverse", by, queries.facts_for_hours(row, near))
    if not reason.strip():
        raise Invalid({"reason": "Say in a sentence what was wrong: the reason stays with both entries."})
    worked = queries.hours_to_change(session, hours_key)
    undo = HoursWorked(
        key=new_key(),
        investment_id=worked.investment_id,
        period_on=worked.period_on,
        rate_name=worked.rate_name,
        hours=worked.hours,
        hourly_minor=worked.hourly_minor,
        value_minor=worked.value_minor,
        reverses_id=worked.id,
        reason=reason.strip(),
        reported_by_id=by.id,
        reported_at=at,
    )
    session.add(undo)
    session.flush()
    subject = ("investment", investment.key)
    history.record(session, subject, "hours_reversed", by=by, at=at, why=reason, detail={"hours": hours_key})
