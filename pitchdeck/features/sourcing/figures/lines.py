"""Each way of buying as a line of cost in the projection's own terms."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from pitchdeck.features.sourcing.figures.scope import DAYS_PER_MONTH, HOURS_PER_DAY, Card, Scope, Work

Line = dict[str, Any]


def _line(kind: str, work: Work, card: Card) -> Line:
    source = f"{card.vendor}, {card.source}"
    return {"kind": kind, "category": "msp", "label": f"{work.role}, {card.vendor}", "source": source}


def _outsourced(work: Work, card: Card, scope: Scope) -> Line:
    """Half when the work begins and half when it is accepted, at its end."""
    price = _fixed_price(card, scope)
    last = scope.month + scope.months - 1
    stones = [[scope.month, price]] if scope.months == 1 else [[scope.month, price / 2], [last, price / 2]]
    return _line("msp_fixed", work, card) | {
        "milestones": stones,
        "contingency": scope.reserved(card.engagement),
    }


def _by_hour(work: Work, card: Card, scope: Scope) -> Line:
    """Hours at their rate, capped at what they come to: the ceiling that the contract should name."""
    rate, hours = _hourly(card), work.hours * (1 + scope.reserved(card.engagement))
    return _line("msp_tm", work, card) | {
        "roles": [[rate, hours]],
        "expenses": card.expenses,
        "cap": float(math.ceil(rate * hours * (1 + card.expenses))),
        "month": scope.month,
        "months": scope.months,
    }


def _retained(work: Work, card: Card, scope: Scope) -> Line:
    """The fee each month, and the hours used spread evenly; beyond those included they cost extra."""
    used = work.hours * (1 + scope.reserved(card.engagement)) / scope.months
    return _line("msp_retainer", work, card) | {
        "fee": card.amount * (1 + card.expenses),
        "hours_included": card.hours_included,
        "hours_used": [used] * scope.months,
        "overage_rate": card.overage,
        "month": scope.month,
        "months": scope.months,
    }


def _joined(work: Work, card: Card, scope: Scope) -> Line:
    """As many people as the hours fill, for every month of the work."""
    hours = work.hours * (1 + scope.reserved(card.engagement))
    return _line("staff_aug", work, card) | {
        "fte": hours / (scope.months * DAYS_PER_MONTH * HOURS_PER_DAY),
        "day_rate": _daily(card) * (1 + card.expenses),
        "days_per_month": float(DAYS_PER_MONTH),
        "month": scope.month,
        "months": scope.months,
    }


LINES: Mapping[str, Callable[[Work, Card, Scope], Line]] = {
    "project_outsourcing": _outsourced,
    "retainer": _retained,
    "time_and_materials": _by_hour,
    "staff_augmentation": _joined,
}


def _fixed_price(card: Card, scope: Scope) -> float:
    finished = scope.finished_hours or 0.0
    price = card.amount * finished if card.unit == "finished_hour" else card.amount
    return price * (1 + card.expenses)


def _hourly(card: Card) -> float:
    return card.amount / HOURS_PER_DAY if card.unit == "day" else card.amount


def _daily(card: Card) -> float:
    return card.amount / DAYS_PER_MONTH if card.unit == "month" else card.amount


def paid(line: Line) -> float:
    """What a vendor is paid for a line over its months."""
    if line["kind"] == "msp_fixed":
        return float(math.fsum(amount for _month, amount in line["milestones"]) * (1 + line["contingency"]))
    if line["kind"] == "msp_tm":
        return float(min(line["cap"], math.fsum(r * h for r, h in line["roles"]) * (1 + line["expenses"])))
    if line["kind"] == "msp_retainer":
        over = math.fsum(max(0.0, used - line["hours_included"]) for used in line["hours_used"])
        return float(line["fee"] * line["months"] + over * line["overage_rate"])
    return float(line["fte"] * line["day_rate"] * line["days_per_month"] * line["months"])
