"""Questions about the organisation itself: its settings, and which day it is there."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from pitchdeck.base.errors import Conflict
from pitchdeck.base.money import Money
from pitchdeck.features.people.figures import LIMITS, TOLERANCES, Standard, standards
from pitchdeck.features.people.models import Organisation


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """The organisation's settings; rates are fractions per year, the objective is in percent."""

    name: str
    currency: str
    locale: str
    zone: str
    fiscal_year_start: int
    discount_rate: float
    roi_objective_pct: float
    burden: float
    burden_source: str
    demo: bool
    small_minor: int
    large_minor: int
    quote_minor: int
    single_minor: int
    benefit_green: float
    benefit_amber: float
    cost_green: float
    cost_amber: float
    conflict_default: str
    accent: str | None
    accent_dark: str | None
    logo: str | None
    defaults: dict[str, Any]
    templates_off: list[str]
    unit_hours: int

    @property
    def standards(self) -> dict[str, Standard]:
        """The defaults that drafts start from, by name: finance's own, else published ones."""
        return standards(self.defaults, self.currency)

    @property
    def colours(self) -> str | None:
        """The colours of light and dark pages as their style sheet's address names them."""
        return f"{self.accent[1:]}-{self.accent_dark[1:]}" if self.accent and self.accent_dark else None

    @property
    def quote_above(self) -> Decimal:
        """Above this, in the major unit, a line of outside spending should name its quote."""
        return Money(self.quote_minor, self.currency).major

    @property
    def tolerances(self) -> dict[str, float]:
        """How far from the plan an investment may be, as fractions of it."""
        return {name: getattr(self, name) for name in TOLERANCES}

    def day(self, at: datetime) -> date:
        """The day of a moment where the organisation is: what every "today" of people and mandates means."""
        return at.astimezone(ZoneInfo(self.zone)).date()


_LAST = ("conflict_default", "accent", "accent_dark", "logo", "defaults", "templates_off", "unit_hours")
_ORGANISATION = select(
    Organisation.name,
    Organisation.currency,
    Organisation.locale,
    Organisation.zone,
    Organisation.fiscal_year_start,
    Organisation.discount_rate,
    Organisation.roi_objective_pct,
    Organisation.burden,
    Organisation.burden_source,
    Organisation.demo,
    *(getattr(Organisation, name) for name in (*LIMITS, *TOLERANCES, *_LAST)),
)


def organisation(session: Session) -> OrganisationRow | None:
    """The organisation, or None before the set-up."""
    row = session.execute(_ORGANISATION).one_or_none()
    return None if row is None else OrganisationRow(**row._mapping)  # noqa: SLF001  # public by its documentation


def the_organisation(session: Session) -> OrganisationRow:
    """The organisation; Conflict before the set-up."""
    found = organisation(session)
    if found is None:
        raise Conflict("This database has no organisation yet. Run: pitchdeck init")
    return found


def local_day(session: Session, at: datetime) -> date:
    """The day of a moment where the organisation is; Conflict before the set-up."""
    return the_organisation(session).day(at)
