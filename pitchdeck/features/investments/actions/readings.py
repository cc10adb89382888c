"""Readings of a measure by the presenter, and the sponsor's word on them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions.life import move
from pitchdeck.features.investments.figures import (
    Measured,
    benefit_of,
    derivation_of,
    first_of_month,
    last_of_month,
    month_index,
)
from pitchdeck.features.investments.models import Attestation, Investment, Reading
from pitchdeck.features.investments.policy import InvestmentFacts
from pitchdeck.features.investments.queries import InvestmentRow, MeasureChoice
from pitchdeck.features.people.queries import local_day

CERTAIN = ("control_group", "trend_line")
"""Methods that may leave no doubt: everything else is trusted to less than 100 %."""

MOST_MINOR = 10**14 - 1
"""What a form takes as money at most, in minor units: beyond any programme, and exact in every database."""


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """A measurement: the average over the months covered; isolation and confidence are fractions.

    `stated_minor` with `stated_how` is a benefit in money that the reporter worked out, where the plan does
    not say what a unit of the measure is worth.
    """

    measure_key: str
    read_on: date
    covers_from: date
    covers_to: date
    value: Decimal
    isolation: Decimal
    confidence: Decimal
    method: str
    evidence: str
    stated_minor: int | None = None
    stated_how: str = ""


@dataclass(frozen=True, slots=True)
class Benefit:
    """A benefit in minor units, how it came about, and the worth of a unit a month where it was computed."""

    minor: int
    derivation: str
    unit_minor: int | None


def record_reading(session: Session, key: str, entry: ReadingEntry, *, by: Actor, at: datetime) -> str:
    """Record what was measured; it adds nothing before the sponsor attested it. Answers with its key.

    Raises NotFound, NotAllowed, or Invalid beside the field.
    """
    investment = queries.investment_to_change(session, key)
    near = queries.seen(by, queries.around(session, investment.pitch_id), investment.state)
    policy.require("reading:record", by, InvestmentFacts(near, investment.state))
    today = local_day(session, at)
    tracked = queries.tracked_of_key(session, key, today=today)
    if tracked is None:
        raise NotFound
    measure = _measure(session, tracked.row, entry)
    _check(session, investment, measure, entry, today=today)
    benefit = _benefit(tracked.row, measure, entry)
    reading = _keep(session, investment, measure, entry, benefit, by=by, at=at)
    if investment.state == "delivered":
        move(session, investment, "track", by=by, at=at)
    detail = {"reading": reading.key, "benefit": benefit.minor}
    history.record(session, ("investment", key), "reading_recorded", by=by, at=at, detail=detail)
    facts = {"investment": key, "reading": reading.key, "person_id": measure.owner_id}
    outbox.owe(session, "attestation_asked", facts, at=at)
    return reading.key


def preview(row: InvestmentRow, measure: MeasureChoice, entry: ReadingEntry) -> Benefit | None:
    """What a reading would be worth by the plan; None where the worth must be stated."""
    unit_minor = queries.worth_of(row, measure, entry.covers_from)
    if unit_minor is None:
        return None
    measured = Measured(
        baseline=Decimal(repr(measure.baseline)),
        target=Decimal(repr(measure.target)),
        value=entry.value,
        months=month_index(entry.covers_from, entry.covers_to) + 1,
        unit_minor=unit_minor,
        isolation=entry.isolation,
        confidence=entry.confidence,
    )
    words = derivation_of(measured, unit=measure.unit_of_measure, currency=row.currency)
    return Benefit(benefit_of(measured), words, unit_minor)


def _measure(session: Session, row: InvestmentRow, entry: ReadingEntry) -> MeasureChoice:
    choices = {choice.key: choice for choice in queries.measure_choices(session, row)}
    if entry.measure_key not in choices:
        raise Invalid({"measure": "Choose one of the measures that this pitch claims to move."})
    return choices[entry.measure_key]


def _check(
    session: Session, investment: Investment, measure: MeasureChoice, entry: ReadingEntry, *, today: date
) -> None:
    wrong = _wrong_days(investment, entry, today=today)
    if entry.confidence >= 1 and entry.method not in CERTAIN:
        wrong["confidence"] = "Only a control group or a trend line leaves no doubt: stay below 100 %."
    if not entry.evidence.strip():
        wrong["evidence"] = "Say where the figure comes from, so that the sponsor can look it up."
    wrong = wrong or _taken(session, investment, measure, entry)
    if wrong:
        raise Invalid(wrong)


def _wrong_days(investment: Investment, entry: ReadingEntry, *, today: date) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if entry.read_on > today:
        wrong["read_on"] = "A reading is dated on the day it was taken, not in the future."
    if last_of_month(entry.covers_to) > last_of_month(entry.read_on):
        wrong["covers_to"] = "A reading covers months up to the one in which it was taken."
    if entry.covers_to < entry.covers_from:
        wrong["covers_to"] = "The last month lies before the first one."
    if first_of_month(entry.covers_from) < investment.baseline_on:
        wrong["covers_from"] = (
            f"The investment began in {investment.baseline_on:%B %Y}: benefits are read from then on."
        )
    return wrong


def _taken(
    session: Session, investment: Investment, measure: MeasureChoice, entry: ReadingEntry
) -> dict[str, str]:
    earlier = queries.months_taken(
        session,
        investment_id=investment.id,
        measure_id=measure.id,
        since=first_of_month(entry.covers_from),
        until=last_of_month(entry.covers_to),
    )
    if earlier is None:
        return {}
    span = f"{earlier.covers_from:%B %Y} to {earlier.covers_to:%B %Y}"
    return {"covers_from": f"A reading of this measure already covers {span}: no month counts twice."}


def _benefit(row: InvestmentRow, measure: MeasureChoice, entry: ReadingEntry) -> Benefit:
    if entry.stated_minor is not None:
        if not entry.stated_how.strip():
            raise Invalid({"stated_how": "Say how the amount was worked out, step by step."})
        return Benefit(entry.stated_minor, entry.stated_how.strip(), None)
    computed = preview(row, measure, entry)
    if computed is None:
        raise Invalid(
            {
                "stated": "The plan does not say what one unit of this measure is worth a month. "
                "Enter the benefit in money, and how it was worked out."
            }
        )
    if abs(computed.minor) > MOST_MINOR:
        raise Invalid({"value": "This value would be worth more than any budget. Check its unit and digits."})
    return computed


def _keep(
    session: Session,
    investment: Investment,
    measure: MeasureChoice,
    entry: ReadingEntry,
    benefit: Benefit,
    *,
    by: Actor,
    at: datetime,
) -> Reading:
    reading = Reading(
        key=new_key(),
        investment_id=investment.id,
        measure_id=measure.id,
        read_on=entry.read_on,
        covers_from=first_of_month(entry.covers_from),
        covers_to=last_of_month(entry.covers_to),
        baseline=measure.baseline,
        value=entry.value,
        isolation=entry.isolation,
        confidence=entry.confidence,
        method=entry.method,
        evidence=entry.evidence.strip(),
        unit_minor=benefit.unit_minor,
        benefit_minor=benefit.minor,
        derivation=benefit.derivation,
        reported_by_id=by.id,
        reported_deputy_id=by.deputy_id,
        reported_at=at,
    )
    session.add(reading)
    session.flush()
    return reading


def attest(
    session: Session, reading_key: str, *, verdict: str, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Give the sponsor's one word on a reading: "attested" makes it count, "refused" says why not.

    Raises NotFound, NotAllowed with the rule's reason, or Invalid for a refusal without a reason.
    """
    investment = queries.investment_of_reading_to_change(session, reading_key)
    row = queries.reading_of_key(session, reading_key, by)
    near = queries.around(session, investment.pitch_id)
    policy.require("reading:attest", by, queries.facts_for_reading(row, near))
    if verdict not in ("attested", "refused"):
        raise Invalid({"verdict": "Attest the reading or refuse it."})
    if verdict == "refused" and not reason.strip():
        raise Invalid({"reason": "Say what is wrong, so that it can be measured again."})
    reading = queries.reading_to_change(session, reading_key)
    session.add(
        Attestation(
            reading_id=reading.id,
            verdict=verdict,
            reason=reason.strip(),
            by_id=by.id,
            deputy_id=by.deputy_id,
            at=at,
        )
    )
    session.flush()
    subject = ("investment", investment.key)
    detail = {"reading": reading_key, "benefit": reading.benefit_minor}
    history.record(session, subject, f"reading_{verdict}", by=by, at=at, why=reason, detail=detail)
    facts = {"investment": investment.key, "reading": reading_key, "verdict": verdict}
    outbox.owe(session, "reading_answered", facts, at=at)
