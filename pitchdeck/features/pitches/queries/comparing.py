"""What a comparison of engagement models rests on: prices, finance's rate, and the roles there are."""

from collections import Counter
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from pitchdeck.features.pitches.figures import Comparison, Settings, compare
from pitchdeck.features.pitches.queries.drafts import settings
from pitchdeck.features.sourcing import queries as sourcing
from pitchdeck.features.sourcing.figures import Card, Scope, Standard, role_key
from pitchdeck.features.sourcing.queries import CardRow

USUAL_ROLE = "Instructional design"


def comparison_of(session: Session, scope: Scope) -> Comparison:
    """The scope under every engagement model, from the prices that there are. Three statements."""
    set_up = settings(session)
    cards = tuple(_card(row, set_up) for row in sourcing.rate_cards(session))
    return compare(scope, cards, _standard(session, set_up), set_up)


def roles_priced(session: Session, day: date) -> tuple[str, ...]:
    """The roles that vendors price on a day, the most offered first; the usual one where there is none."""
    named: dict[str, str] = {}
    offered: Counter[str] = Counter()
    for card in sourcing.rate_cards(session):
        if card.state(day) == "valid":
            offered[role_key(card.role)] += 1
            named.setdefault(role_key(card.role), card.role)
    ordered = sorted(named, key=lambda role: (-offered[role], role))
    return tuple(named[role] for role in ordered) or (USUAL_ROLE,)


def _card(row: CardRow, set_up: Settings) -> Card:
    return Card(
        vendor=row.vendor_name,
        engagement=row.engagement,
        role=row.role,
        unit=row.unit,
        amount=_major(row.amount_minor, set_up),
        valid_from=row.valid_from,
        last_on=row.last_on,
        source=row.source,
        hours_included=row.hours_included or 0.0,
        overage=_major(row.overage_minor or 0, set_up),
        expenses=row.expenses,
    )


def _standard(session: Session, set_up: Settings) -> Standard | None:
    """Finance's lowest rate for building it."""
    rate = next((row for row in sourcing.standard_rates(session) if row.purpose == "development"), None)
    if rate is None:
        return None
    source = f"{rate.name}: {rate.source}, {rate.dated_on:%Y-%m-%d}"
    return Standard(_major(rate.hourly_minor, set_up), source)


def _major(minor: int, set_up: Settings) -> float:
    return float(Decimal(minor).scaleb(-set_up.exponent))
