"""Questions about vendors and their prices."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.features.people.models import Person
from pitchdeck.features.sourcing.figures import last_day, state_on
from pitchdeck.features.sourcing.models import RateCard, RateCardEnd, Vendor, VendorEnd

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class VendorRow:
    """A vendor, with the end of buying from it where there is one."""

    id: int
    key: str
    name: str
    offers: str
    contact: str
    added_by: str
    added_at: datetime
    ended_on: date | None
    end_reason: str | None


@dataclass(frozen=True, slots=True)
class CardRow:
    """A price with its vendor; `ended_on` is the first day on which it no longer counts, if it was ended.

    Money in minor units; `hours_included` and `overage_minor` are a retainer's alone.
    """

    id: int
    key: str
    vendor_key: str
    vendor_name: str
    engagement: str
    role: str
    unit: str
    amount_minor: int
    hours_included: float | None
    overage_minor: int | None
    expenses: float
    valid_from: date
    valid_to: date | None
    source: str
    card_ended_on: date | None
    end_reason: str | None
    vendor_ended_on: date | None

    @property
    def ended_on(self) -> date | None:
        """The first day on which the price, or buying from its vendor, is over."""
        return min((day for day in (self.card_ended_on, self.vendor_ended_on) if day), default=None)

    @property
    def last_on(self) -> date:
        """The last day on which the price counts."""
        return last_day(self.valid_to, self.ended_on)

    def state(self, day: date) -> str:
        """`upcoming`, `valid` or `expired` on a day."""
        return state_on(day, self.valid_from, self.last_on)


_VENDORS: Rows = (
    select(
        *(Vendor.id, Vendor.key, Vendor.name, Vendor.offers, Vendor.contact),
        *(Person.name.label("added_by"), Vendor.added_at, VendorEnd.ended_on, VendorEnd.reason),
    )
    .join(Person, Person.id == Vendor.added_by_id)
    .outerjoin(VendorEnd, VendorEnd.vendor_id == Vendor.id)
    .order_by(Vendor.name, Vendor.id)
)
_VENDOR = _VENDORS.where(Vendor.key == bindparam("key"))
_NAMED = select(Vendor.key).where(Vendor.name == bindparam("name"))
_CARDS: Rows = (
    select(
        *(RateCard.id, RateCard.key, Vendor.key.label("vendor_key"), Vendor.name.label("vendor_name")),
        *(RateCard.engagement, RateCard.role, RateCard.unit, RateCard.amount_minor),
        *(RateCard.hours_included, RateCard.overage_minor, RateCard.expenses),
        *(RateCard.valid_from, RateCard.valid_to, RateCard.source),
        *(RateCardEnd.ended_on.label("card_ended_on"), RateCardEnd.reason.label("end_reason")),
        VendorEnd.ended_on.label("vendor_ended_on"),
    )
    .join(Vendor, Vendor.id == RateCard.vendor_id)
    .outerjoin(RateCardEnd, RateCardEnd.rate_card_id == RateCard.id)
    .outerjoin(VendorEnd, VendorEnd.vendor_id == Vendor.id)
    .order_by(Vendor.name, RateCard.engagement, RateCard.role, RateCard.valid_from, RateCard.id)
)
_OF_VENDOR = _CARDS.where(Vendor.key == bindparam("key"))
_CARD = _CARDS.where(RateCard.key == bindparam("key"))
_LOCKED = select(Vendor).where(Vendor.key == bindparam("key")).with_for_update()


def vendors(session: Session) -> tuple[VendorRow, ...]:
    """All vendors by name, those bought from no more included."""
    return tuple(VendorRow(*row) for row in session.execute(_VENDORS))


def vendor_of_key(session: Session, key: str) -> VendorRow:
    """One vendor; NotFound when there is none."""
    row = session.execute(_VENDOR, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return VendorRow(*row)


def vendor_to_change(session: Session, key: str) -> Vendor:
    """The vendor, locked until the act ends; NotFound when there is none."""
    vendor = session.execute(_LOCKED, {"key": key}).scalar_one_or_none()
    if vendor is None:
        raise NotFound
    return vendor


def vendor_named(session: Session, name: str) -> bool:
    """Whether a vendor has this name."""
    return session.execute(_NAMED, {"name": name}).first() is not None


def rate_cards(session: Session) -> tuple[CardRow, ...]:
    """Every price of every vendor, by vendor, model, role and first day."""
    return tuple(CardRow(*row) for row in session.execute(_CARDS))


def rate_cards_of(session: Session, vendor_key: str) -> tuple[CardRow, ...]:
    """The prices of one vendor, by model, role and first day."""
    return tuple(CardRow(*row) for row in session.execute(_OF_VENDOR, {"key": vendor_key}))


def rate_card_of_key(session: Session, key: str) -> CardRow:
    """One price; NotFound when there is none."""
    row = session.execute(_CARD, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return CardRow(*row)
