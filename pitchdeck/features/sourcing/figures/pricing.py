"""The same work priced under each engagement model, as lines in the projection's own terms.

Money is in the major unit, as the projection takes it. Nothing is guessed: a model without a price says why.
"""

import math
from dataclasses import dataclass
from datetime import date

from pitchdeck.features.sourcing.figures.engagements import ENGAGEMENTS, IN_HOUSE
from pitchdeck.features.sourcing.figures.lines import LINES, Line, paid
from pitchdeck.features.sourcing.figures.scope import Card, Scope, Standard, Work
from pitchdeck.features.sourcing.figures.validity import role_key, state_on

FREE = "Our own hours are not in the cost: finance has set no standard rate for building it."


@dataclass(frozen=True, slots=True)
class Priced:
    """A model with its lines and the cards that they rest on, or the sentence why there is no price."""

    engagement: str
    own_hours: float
    lines: tuple[Line, ...] = ()
    cards: tuple[Card, ...] = ()
    notes: tuple[str, ...] = ()
    why_not: str = ""

    @property
    def vendor(self) -> str:
        """Whose prices it rests on; empty for work in-house."""
        return self.cards[0].vendor if self.cards else ""


def priced(scope: Scope, cards: tuple[Card, ...], standard: Standard | None) -> tuple[Priced, ...]:
    """The scope under every engagement model, in the order of the glossary."""
    return tuple(
        _in_house(scope, standard) if key == IN_HOUSE else _bought(key, scope, cards, standard)
        for key in ENGAGEMENTS
    )


def own_hours(engagement: str, scope: Scope) -> float:
    """The hours that a model asks of the own team, with the reserve for a scope that may grow."""
    return scope.hours * (1 + scope.reserved(engagement)) * ENGAGEMENTS[engagement].own_hours


def _in_house(scope: Scope, standard: Standard | None) -> Priced:
    needed = own_hours(IN_HOUSE, scope)
    if standard is None:
        return Priced(IN_HOUSE, needed, why_not="Finance has set no standard rate for building it.")
    return Priced(IN_HOUSE, needed, tuple(_own_work(one, scope, standard) for one in scope.work))


def _own_work(work: Work, scope: Scope, standard: Standard) -> Line:
    """Hours of effort by finished hour where the scope names them, else by the hour."""
    hours = work.hours * (1 + scope.reserved(IN_HOUSE))
    finished = scope.finished_hours or hours
    return {
        "kind": "development",
        "category": "design_development",
        "label": f"{work.role}, in-house",
        "source": standard.source,
        "finished_hours": finished,
        "ratio": hours / finished if finished else 0.0,
        "rate": standard.rate,
        "month": scope.month,
    }


def _bought(engagement: str, scope: Scope, cards: tuple[Card, ...], standard: Standard | None) -> Priced:
    needed = own_hours(engagement, scope)
    offers = _offers(engagement, scope, cards)
    if not offers:
        return Priced(engagement, needed, why_not=_why_not(engagement, scope, cards))
    costs = {vendor: _cost(engagement, scope, found) for vendor, found in offers.items()}
    cheapest = min(costs.values())
    best = [vendor for vendor, cost in costs.items() if math.isclose(cost, cheapest)]
    chosen = offers[best[0]]
    notes = [f"{' and '.join(best)} cost the same; the lines name {best[0]}."] if len(best) > 1 else []
    dearer = [vendor for vendor in costs if vendor not in best]
    if dearer:
        notes.append(f"{', '.join(dearer)} would cost more.")
    notes += [] if standard is not None else [FREE]
    lines = _lines(engagement, scope, chosen, standard)
    return Priced(engagement, needed, lines, chosen, tuple(notes))


def _offers(engagement: str, scope: Scope, cards: tuple[Card, ...]) -> dict[str, tuple[Card, ...]]:
    """The vendors that price every role of the scope on its first day, each with those prices."""
    found: dict[str, dict[str, Card]] = {}
    for card in cards:
        usable = card.unit != "finished_hour" or scope.finished_hours
        if card.engagement == engagement and usable and _counts(card, scope.starts_on):
            found.setdefault(card.vendor, {})[role_key(card.role)] = card
    roles = [role_key(one.role) for one in scope.work]
    return {
        vendor: tuple(by_role[role] for role in roles)
        for vendor, by_role in sorted(found.items())
        if roles and all(role in by_role for role in roles)
    }


def _counts(card: Card, day: date) -> bool:
    return state_on(day, card.valid_from, card.last_on) == "valid"


def _why_not(engagement: str, scope: Scope, cards: tuple[Card, ...]) -> str:
    """Which role has no price on the first day, and which price of it is over or still to come."""
    if not scope.work:
        return "Say which roles are needed and for how many hours."
    ours = [card for card in cards if card.engagement == engagement]
    for one in scope.work:
        of_role = [card for card in ours if role_key(card.role) == role_key(one.role)]
        if any(_counts(card, scope.starts_on) for card in of_role):
            continue
        words = f"No vendor has a price of {one.role} that counts on {scope.starts_on:%Y-%m-%d}"
        return f"{words}{''.join(_other_days(card, scope.starts_on) for card in of_role)}."
    if not scope.finished_hours and any(card.unit == "finished_hour" for card in ours):
        return "It is priced by the finished hour: say how many there are."
    return "No single vendor prices all of these roles."


def _other_days(card: Card, day: date) -> str:
    if day < card.valid_from <= card.last_on:
        return f"; {card.vendor}'s begins on {card.valid_from:%Y-%m-%d}"
    return f"; {card.vendor}'s ended on {card.last_on:%Y-%m-%d}"


def _lines(
    engagement: str, scope: Scope, cards: tuple[Card, ...], standard: Standard | None
) -> tuple[Line, ...]:
    rate = standard.rate if standard else 0.0
    made = LINES[engagement]
    lines = [made(work, card, scope) for work, card in zip(scope.work, cards, strict=True)]
    if engagement == "staff_augmentation":
        for line, work in zip(lines, scope.work, strict=True):
            hours = own_hours(engagement, scope) * work.hours / scope.hours if scope.hours else 0.0
            line |= {"supervision_hours": hours / scope.months, "supervisor_rate": rate}
        return tuple(lines)
    model = ENGAGEMENTS[engagement]
    own = {
        "kind": "development",
        "category": "overhead_admin",
        "label": f"{model.own_part.rstrip('.')} of {cards[0].vendor}",
        "source": standard.source if standard else "",
        "finished_hours": own_hours(engagement, scope),
        "ratio": 1.0,
        "rate": rate,
        "month": scope.month,
    }
    return (*lines, own)


def _cost(engagement: str, scope: Scope, cards: tuple[Card, ...]) -> float:
    """What the vendor is paid, by which vendors of one model are compared."""
    made = LINES[engagement]
    return math.fsum(paid(made(work, card, scope)) for work, card in zip(scope.work, cards, strict=True))
