"""Options beside the pitch: doing nothing and other ways, projected by the same engine."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pitchdeck.base.money import in_words
from pitchdeck.features.pitches.figures.content import Content, IntangibleRow, OptionRow, Settings
from pitchdeck.features.pitches.figures.projecting import HORIZON
from pitchdeck.features.projection import InputError, Inputs, Projection, parse, project

MOST_OPTIONS = 5
NOTHING = "Do nothing"


@dataclass(frozen=True, slots=True)
class Option:
    """A way to the end with its projection; `nothing_minor` is what doing nothing costs a month, if known."""

    row: OptionRow
    inputs: Inputs
    projection: Projection
    nothing_minor: int | None = None


def options_of(content: Content, settings: Settings, *, alone: bool = False) -> tuple[Option, ...]:
    """Doing nothing and the pitch's options; while no option is written none, or doing nothing `alone`."""
    if not (content.options or alone):
        return ()
    nothing = OptionRow(NOTHING)
    lost = content.nothing_minor
    return (
        _projected(nothing, settings, content.headline_months, lost),
        *(_projected(row, settings, content.headline_months, None) for row in content.options),
    )


def _projected(row: OptionRow, settings: Settings, headline_months: int, lost: int | None) -> Option:
    inputs = option_inputs(row, settings, headline_months)
    return Option(row, inputs, project(inputs), lost)


def nothing_over_horizon(content: Content) -> int | None:
    """What doing nothing costs until the horizon ends, in minor units; None while nobody said it."""
    return None if content.nothing_minor is None else content.nothing_minor * HORIZON


def option_inputs(row: OptionRow, settings: Settings, headline_months: int = 12) -> Inputs:
    """An option in the terms of the projection, over the pitch's window; its benefit is taken as stated."""
    months = row.months or max(1, HORIZON - row.from_month)

    def major(minor: int) -> float:
        return float(Decimal(minor).scaleb(-settings.exponent))

    once = {"kind": "one_off", "label": row.label, "month": row.from_month}
    costs = [
        once | {"amount": major(amount), "cash": cash}
        for amount, cash in ((row.once_minor, True), (row.time_minor, False))
        if amount
    ]
    if row.monthly_minor:
        monthly = {"kind": "recurring", "months": months, "amount": major(row.monthly_minor)}
        costs.append(once | monthly)
    benefit = {"kind": "direct", "name": row.label, "value": major(row.benefit_minor), "months": months}
    benefits = [benefit | {"start": row.from_month} | _range(row)] if row.benefit_minor else []
    frame = {"horizon": HORIZON, "rate": settings.discount_rate, "headline_months": headline_months}
    return parse(frame | {"costs": costs, "benefits": benefits})


def _range(row: OptionRow) -> dict[str, list[float]]:
    """The benefit's range as shares of the likely one; nothing while one of its ends is unsaid."""
    if row.bad_minor is None or row.good_minor is None:
        return {}
    return {"delta_range": [row.bad_minor / row.benefit_minor, row.good_minor / row.benefit_minor]}


def misplaced_range(row: OptionRow, currency: str) -> str:
    """What is wrong with an option's range, in words; empty when there is none, or it is right."""
    bad, good = row.bad_minor, row.good_minor
    if bad is None and good is None:
        return ""
    if bad is None or good is None:
        return "Say both the bad and the good value, or neither."
    if not row.benefit_minor:
        return "Say the likely benefit a month first: a range stands around it."
    if bad <= row.benefit_minor <= good:
        return ""
    said = [in_words(minor, currency) for minor in (bad, row.benefit_minor, good)]
    return f"Write them as bad, likely, good: now they are {said[0]}, {said[1]} and {said[2]}."


def unreadable(row: OptionRow, settings: Settings) -> str:
    """Why the engine cannot take an option, in words; empty when it can."""
    try:
        option_inputs(row, settings)
    except InputError as refused:
        return str(refused)
    return ""


_SIGNS = "€$£¥"
_CODES = r"(?:eur|euros?|usd|dollars?|chf|francs?|gbp|pounds?|jpy|yen|sek|nok|dkk|pln)"
_NUMBER = r"\d[\d.,'\u00a0\u202f ]*(?:k|m|mn|thousand|million)?"
_MONEY = re.compile(
    rf"[{_SIGNS}]\s*{_NUMBER}|{_NUMBER}\s*[{_SIGNS}]|\b{_CODES}\s*{_NUMBER}|{_NUMBER}\s*{_CODES}\b",
    re.IGNORECASE,
)


def values_money(text: str) -> bool:
    """Whether a text states an amount of money: a number beside a sign or name of a currency."""
    return _MONEY.search(text) is not None


def intangibles_valued(rows: Iterable[IntangibleRow]) -> tuple[str, ...]:
    """The intangibles with an amount of money in their words: they are listed and rated, never valued."""
    return tuple(row.name for row in rows if values_money(row.name) or values_money(row.seen_by))
