"""Values as the texts of a document: typographic minus, tabular money, dates a person says."""

import re
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from unicodedata import category

from babel.dates import format_date
from babel.numbers import format_decimal

from pitchdeck.base.money import unbroken
from pitchdeck.delivery.charts.labels import MINUS, exact_money, short_money, whole_money
from pitchdeck.delivery.documents.one_pager import Figure

__all__ = ["Wording", "clip", "first_sentence"]

REASONS = {
    "no_cost": "no cost in the window",
    "no_benefit": "no benefit claimed",
    "never_within_horizon": "not within the horizon",
    "not_unique": "not unique",
    "no_sign_change": "no sign change",
    "out_of_range": "out of range",
    "no_plan_to_date": "nothing due yet",
    "no_participants": "nobody is said to learn",
    "no_gap": "the target is the baseline",
    "no_objective": "no objective set",
    "not_evidenced": "not evidenced",
    "not_calculated": "not calculated",
}
# Control, surrogate and unassigned characters.
UNPRINTABLE = frozenset({"Cc", "Cs", "Cn", "Co"})
TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
NO_BREAK = "\u00a0"
SPACES = re.compile(rf"[^\S{NO_BREAK}]+")
ONE_DECIMAL_BELOW = 10
LARGE_PERCENT = Decimal(10) ** 7


def plain(text: str) -> str:
    """Text on one line without control characters; marks that turn what follows left out.

    A space that does not break stays one: it holds a figure and its unit together.
    """
    printable = (" " if category(letter) in UNPRINTABLE else letter for letter in text.translate(TURNS))
    return " ".join(part for part in SPACES.split("".join(printable)) if part.strip())


def clip(text: str, most: int) -> str:
    """Text of at most `most` characters on one line, cut at a word where there is one."""
    text = plain(text)
    if len(text) <= most:
        return text
    head = text[: most - 1]
    space = head.rfind(" ")
    return (head[:space] if space > most * 2 // 3 else head).rstrip(" .,;:–-") + "…"


def first_sentence(text: str) -> str:
    """Text up to its first full stop, question or exclamation mark that ends a sentence."""
    text = plain(text)
    ends = [text.find(mark) for mark in (". ", "? ", "! ", "。", "؟ ") if mark in text]
    return text[: min(ends) + 1] if ends else text


class Wording:
    """One currency and one locale."""

    def __init__(self, currency: str, locale: str) -> None:
        self._currency = currency
        self._locale = locale

    def money(self, minor: int) -> str:
        """To the minor unit; whole amounts without decimals."""
        return unbroken(exact_money(minor, self._currency, self._locale))

    def whole_money(self, minor: int) -> str:
        """To the currency's unit: for estimates, whose cents would only pretend."""
        return unbroken(whole_money(minor, self._currency, self._locale))

    def short_money(self, minor: int) -> str:
        """In three or so figures, for places where the exact amount stands beside it."""
        return unbroken(short_money(minor, self._currency, self._locale))

    def number(self, value: Decimal | float, decimals: int = 2) -> str:
        """With at most so many decimals, grouped."""
        number = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
        text = format_decimal(abs(number), locale=self._locale, format=f"#,##0.{'#' * decimals}")
        return MINUS + text if number < 0 else text

    def percent(self, value: Decimal | float) -> str:
        """A value that is in per cent already: one decimal below ten, none above."""
        number = Decimal(str(value))
        if abs(number) >= LARGE_PERCENT:
            return f"{MINUS if number < 0 else ''}more than 10 million{NO_BREAK}%"
        return f"{self.number(number, 1 if abs(number) < ONE_DECIMAL_BELOW else 0)}{NO_BREAK}%"

    def share(self, value: Decimal | float) -> str:
        """A fraction as per cent."""
        return self.percent(Decimal(str(value)) * 100)

    def months(self, value: Decimal | float) -> str:
        """A duration in months with one decimal."""
        number = self.number(value, 1)
        return f"{number}{NO_BREAK}month{'' if number == '1' else 's'}"

    def day(self, value: date | None) -> str:
        """A date in words, or nothing."""
        return format_date(value, "d MMM y", locale=self._locale) if value else ""

    def reason(self, figure: Figure) -> str:
        """Why a figure has no value."""
        return REASONS.get(figure.reason, figure.reason.replace("_", " "))

    def figure(self, figure: Figure, kind: str) -> str:
        """A figure as money, percent, share, months, ratio or number; its reason if it has no value."""
        if figure.value is None:
            return self.reason(figure)
        match kind:
            case "money":
                return self.money(int(figure.value))
            case "whole money":
                return self.whole_money(int(figure.value))
            case "ratio":
                return self.number(figure.value, 2)
            case "percent" | "share" | "months" | "number":
                text: str = getattr(self, kind)(figure.value)
                return text
        raise ValueError(kind)
