"""Vendors with one price for each way of buying, all of them open-ended."""

from datetime import date

from sqlalchemy.orm import Session

from pitchdeck.features.sourcing import actions
from pitchdeck.features.sourcing.actions import Price
from tests.factories.cast import Cast
from tests.factories.pitches import AT

DESIGN = "Instructional design"
_SINCE = date(2026, 1, 1)
PRICES = (
    Price(engagement="project_outsourcing", role=DESIGN, unit="finished_hour", amount_minor=1_200_000,
          source="Price list", valid_from=_SINCE),
    Price(engagement="retainer", role=DESIGN, unit="month", amount_minor=500_000, hours_included=60.0,
          overage_minor=9_000, source="Offer 7", valid_from=_SINCE),
    Price(engagement="time_and_materials", role=DESIGN, unit="hour", amount_minor=10_000, expenses=0.05,
          source="Frame contract", valid_from=_SINCE),
    Price(engagement="staff_augmentation", role=DESIGN, unit="day", amount_minor=64_000,
          source="Quote 118", valid_from=_SINCE),
)  # fmt: skip


def studio(session: Session, cast: Cast, *, name: str = "Studio") -> str:
    """A vendor that sells instructional design in all four ways; its key."""
    vendor = actions.add_vendor(session, name=name, offers="E-learning", by=cast.lead, at=AT)
    for price in PRICES:
        actions.add_rate_card(session, vendor.key, price, by=cast.finance, at=AT)
    return vendor.key
