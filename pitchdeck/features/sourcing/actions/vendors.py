"""Adding and ending vendors and their prices."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

import pitchdeck.features.sourcing.policy  # noqa: F401  # declares who looks after vendors
from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.sourcing import queries
from pitchdeck.features.sourcing.figures import (
    ENGAGEMENTS,
    NEVER_ENDS,
    UNITS,
    last_day,
    overlap,
    prices_with_hours,
    role_key,
)
from pitchdeck.features.sourcing.models import RateCard, RateCardEnd, Vendor, VendorEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a vendor charges for a role or service, and from when to when; money in minor units."""

    engagement: str
    role: str
    unit: str
    amount_minor: int
    source: str
    valid_from: date
    valid_to: date | None = None
    hours_included: float | None = None
    overage_minor: int | None = None
    expenses: float = 0.0


def add_vendor(
    session: Session, *, name: str, offers: str, contact: str = "", by: Actor, at: datetime
) -> Vendor:
    """Enter a vendor; Invalid when another one has the name."""
    policy.require("vendor:add", by)
    if queries.vendor_named(session, name):
        raise Invalid({"name": f"There is a vendor {name} already. Add its prices there."})
    vendor = Vendor(key=new_key(), name=name, offers=offers, contact=contact, added_by_id=by.id, added_at=at)
    session.add(vendor)
    session.flush()
    history.record(session, ("vendor", vendor.key), "added", by=by, at=at)
    return vendor


def end_vendor(session: Session, key: str, *, reason: str, by: Actor, at: datetime, today: date) -> VendorEnd:
    """Buy nothing from a vendor from today on; Conflict when it was ended before."""
    policy.require("vendor:end", by)
    vendor = queries.vendor_to_change(session, key)
    row = queries.vendor_of_key(session, key)
    if row.ended_on is not None:
        raise Conflict(f"{row.name} was ended on {row.ended_on:%Y-%m-%d}.")
    end = VendorEnd(vendor_id=vendor.id, ended_on=today, reason=_reason(reason), by_id=by.id, at=at)
    session.add(end)
    session.flush()
    history.record(session, ("vendor", key), "ended", by=by, at=at, why=reason)
    return end


def add_rate_card(session: Session, vendor_key: str, price: Price, *, by: Actor, at: datetime) -> RateCard:
    """Enter a vendor's price of a role or service.

    Invalid where the unit is none of its model, the days are in the wrong order, or another price of the
    same role under the same model counts on some of them; Conflict when nothing is bought from the vendor.
    """
    policy.require("rate_card:add", by)
    vendor = queries.vendor_to_change(session, vendor_key)
    row = queries.vendor_of_key(session, vendor_key)
    if row.ended_on is not None:
        raise Conflict(f"Nothing is bought from {row.name} since {row.ended_on:%Y-%m-%d}: no price is added.")
    wrong = _wrong_with(price)
    if wrong:
        raise Invalid(wrong)
    _refuse_overlap(session, vendor_key, price)
    card = RateCard(
        key=new_key(),
        vendor_id=vendor.id,
        engagement=price.engagement,
        role=" ".join(price.role.split()),
        unit=price.unit,
        amount_minor=price.amount_minor,
        hours_included=price.hours_included,
        overage_minor=price.overage_minor,
        expenses=price.expenses,
        valid_from=price.valid_from,
        valid_to=price.valid_to,
        source=price.source,
        added_by_id=by.id,
        added_at=at,
    )
    session.add(card)
    session.flush()
    detail = {"rate_card": card.key, "role": card.role, "unit": card.unit, "amount_minor": card.amount_minor}
    history.record(session, ("vendor", vendor_key), "priced", by=by, at=at, detail=detail)
    return card


def _wrong_with(price: Price) -> dict[str, str]:
    model = ENGAGEMENTS.get(price.engagement)
    if model is None or not model.units:
        return {"engagement": "Choose how the work is bought."}
    found = {}
    if price.unit not in model.units:
        units = " or ".join(UNITS[unit] for unit in model.units)
        found["unit"] = f"{model.name} is priced by the {units}. Choose that."
    if price.valid_to is not None and price.valid_to < price.valid_from:
        found["valid_to"] = (
            f"It would end on {price.valid_to:%Y-%m-%d}, before it begins on {price.valid_from:%Y-%m-%d}."
        )
    needs = prices_with_hours(price.engagement)
    for name, words in (
        ("hours_included", "how many hours a month the fee includes"),
        ("overage_minor", "what an hour beyond them costs"),
    ):
        given = getattr(price, name) is not None
        if needs and not given:
            found[name] = f"Say {words}."
        elif given and not needs:
            found[name] = "Only a retainer has hours included: leave this empty."
    return found


def _refuse_overlap(session: Session, vendor_key: str, price: Price) -> None:
    span = (price.valid_from, last_day(price.valid_to, None))
    for card in queries.rate_cards_of(session, vendor_key):
        if card.engagement != price.engagement or role_key(card.role) != role_key(price.role):
            continue
        shared = overlap(span, (card.valid_from, card.last_on))
        if shared is not None:
            raise Invalid({"valid_from": _shared_words(card.role, card.valid_from, card.last_on, shared)})


def _shared_words(role: str, begins: date, ends: date, shared: tuple[date, date]) -> str:
    until = "without an end" if ends == NEVER_ENDS else f"to {ends:%Y-%m-%d}"
    both = "" if shared[1] == NEVER_ENDS else f" to {shared[1]:%Y-%m-%d}"
    return (
        f"{role} has a price from {begins:%Y-%m-%d} {until} already: both would count from "
        f"{shared[0]:%Y-%m-%d}{both}. Begin later, or end that one first."
    )


def end_rate_card(
    session: Session, key: str, *, reason: str, by: Actor, at: datetime, today: date
) -> RateCardEnd:
    """Offer a price no longer from today on; Conflict when it is over already."""
    policy.require("rate_card:end", by)
    vendor_key = queries.rate_card_of_key(session, key).vendor_key
    queries.vendor_to_change(session, vendor_key)
    card = queries.rate_card_of_key(session, key)
    if card.card_ended_on is not None or card.state(today) == "expired":
        raise Conflict(f"This price counted until {card.last_on:%Y-%m-%d}: there is nothing to end.")
    end = RateCardEnd(rate_card_id=card.id, ended_on=today, reason=_reason(reason), by_id=by.id, at=at)
    session.add(end)
    session.flush()
    detail = {"rate_card": key, "role": card.role}
    history.record(session, ("vendor", vendor_key), "price_ended", by=by, at=at, why=reason, detail=detail)
    return end


def _reason(reason: str) -> str:
    if not reason:
        raise Invalid({"reason": "Say why: it stands in the history."})
    return reason
