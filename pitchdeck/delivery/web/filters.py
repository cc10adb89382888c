"""What templates may call: figures, money, dates and reasons as text, and the addresses of static files.

Money arrives as integer minor units and is never a float. A minus is − and never breaks from its number.
"""

import hashlib
import re
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, get_currency_precision, get_currency_symbol
from flask import Flask, current_app, g, has_app_context, url_for

from pitchdeck.base.money import unbroken
from pitchdeck.delivery.web import place

NBSP = "\u00a0"
MINUS = "\u2212"
MONTHS_PER_YEAR = 12
NOTHING = "\u2013"  # what a page shows where there is no value and no reason

_WIDE = Context(prec=400)  # a figure of any size is shown, never refused

Figure = int | Decimal | float

REASONS = {
    "no_cost": "no cost to compare with",
    "no_benefit": "no benefit to compare with",
    "never_within_horizon": "not within the horizon",
    "not_unique": "more than one answer, so none is shown",
    "no_sign_change": "never turns from cost to gain",
    "out_of_range": "too large or too small to mean anything",
    "no_plan_to_date": "nothing was planned yet",
    "no_participants": "nobody is said to learn yet",
    "no_gap": "the target is the baseline",
    "no_objective": "no objective is set",
}


def _setting(name: str, fallback: str) -> str:
    """What this request (flask.g) says, else the configuration, else the fallback."""
    if not has_app_context():
        return fallback
    return str(g.get(name) or current_app.config.get(name.upper()) or fallback)


def locale() -> Locale:
    """The locale of this request: `g.locale`, else the configuration's LOCALE, else British English."""
    return _locale_of(_setting("locale", "en_GB"))


@cache
def _locale_of(name: str) -> Locale:
    return Locale.parse(name.replace("-", "_"))


def book_currency() -> str:
    """The organisation's currency: `g.currency`, else the configuration's CURRENCY, else EUR."""
    return _setting("currency", "EUR")


def exponent(currency: str) -> int:
    """How many decimals the currency has: 2 for EUR, 0 for JPY."""
    return get_currency_precision(currency)


def major(minor: int, currency: str) -> Decimal:
    """Minor units as an exact Decimal of the major unit."""
    return Decimal(minor).scaleb(-exponent(currency))


def _tidy(text: str) -> str:
    """The proper minus sign, and no line break inside a figure."""
    return text.replace("-", MINUS).replace(" ", NBSP)


def _decimal(value: Figure) -> Decimal:
    """An exact Decimal; a float (a projection's figure) by its shortest decimal form."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def _plain(value: Figure, places: int, *, exact: bool = False) -> str:
    pattern = "#,##0" + ("." + ("0" if exact else "#") * places if places else "")
    with localcontext(_WIDE):
        rounded = _decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
        return _tidy(format_decimal(rounded + 0, format=pattern, locale=locale()))


def money(minor: int | None, currency: str | None = None, *, exact: bool = False) -> str:
    """Minor units as money: €6,960 or €6,960.50; `exact` always shows the decimals (ledgers, letters)."""
    if minor is None:
        return NOTHING
    code = currency or book_currency()
    places = exponent(code)
    whole = not exact and minor % 10**places == 0
    pattern = locale().currency_formats["standard"].pattern
    if whole:
        pattern = re.sub(r"0[.]00", "0", pattern)
    text = format_currency(
        major(minor, code), code, format=pattern, locale=locale(), currency_digits=not whole
    )
    return unbroken(re.sub(r"(?<=[A-Z])(?=[0-9])", NBSP, _tidy(text)))


def amount(minor: int | None, currency: str | None = None, *, exact: bool = False) -> str:
    """Minor units without the currency's sign, for columns whose heading names it: 6,960."""
    if minor is None:
        return NOTHING
    code = currency or book_currency()
    places = exponent(code)
    whole = not exact and minor % 10**places == 0
    return _plain(major(minor, code), 0 if whole else places, exact=True)


def money_short(minor: int | None, currency: str | None = None) -> str:
    """Money in three digits for tiles and bars: €37.5k, €1.25m; below 10,000 it is exact to the unit."""
    if minor is None:
        return NOTHING
    code = currency or book_currency()
    value = major(minor, code)
    for power, letter in ((9, "bn"), (6, "m"), (3, "k")):
        scaled = value.scaleb(-power)
        if abs(scaled) >= (10 if power == 3 else Decimal("0.9995")):  # noqa: PLR2004 - three digits
            places = max(0, 2 - scaled.adjusted())
            return _signed(code, scaled, places, letter)
    return _signed(code, value, 0, "")


def _signed(currency: str, value: Decimal, places: int, letter: str) -> str:
    """The figure with its letter, and the currency's sign on the side where the locale puts it."""
    text = _plain(abs(value), places)
    sign = MINUS if value < 0 and text != "0" else ""
    symbol = get_currency_symbol(currency, locale())
    if not locale().currency_formats["standard"].pattern.startswith("\u00a4"):
        return f"{sign}{text}{letter}{NBSP}{symbol}"
    return unbroken(f"{sign}{symbol}{NBSP if symbol[-1:].isalpha() else ''}{text}{letter}")


def percent(value: Figure | None, places: int = 0) -> str:
    """A fraction as a percentage: 0.55 → 55%."""
    if value is None:
        return NOTHING
    pattern = locale().percent_formats[None].pattern
    return re.sub(r"[#,]*0", _plain(_decimal(value) * 100, places), pattern, count=1).replace(" ", NBSP)


def percentage(value: Figure | None, places: int = 0) -> str:
    """A number that already counts in hundredths (roi_net_pct 188.4 → 188%)."""
    return percent(None if value is None else _decimal(value) / 100, places)


def number(value: Figure | None, places: int = 2) -> str:
    """A number with at most the given decimals, grouped."""
    return NOTHING if value is None else _plain(value, places)


def ratio(value: Figure | None) -> str:
    """A benefit–cost ratio with two decimals: 2.88."""
    return NOTHING if value is None else _plain(value, 2, exact=True)


def months(value: Figure | None) -> str:
    """A span in months with one decimal: 11.2 months."""
    return _counted(value, 1, "month")


def window(value: int | None) -> str:
    """What a headline counts, as its label says it: first year, or over 24 months."""
    if value is None:
        return NOTHING
    return "first year" if value == MONTHS_PER_YEAR else f"over {months(value)}"


def hours(value: Figure | None) -> str:
    """Hours of work: 1 hour, 142.5 hours."""
    return _counted(value, 1, "hour")


def _counted(value: Figure | None, places: int, unit: str) -> str:
    if value is None:
        return NOTHING
    text = _plain(value, places)
    return f"{text}{NBSP}{unit}" if text == "1" else f"{text}{NBSP}{unit}s"


def day(value: date | None) -> str:
    """A calendar day in words, never ambiguous: 24 Nov 2026."""
    return NOTHING if value is None else format_date(value, format="d MMM y", locale=locale())


def month(value: date | None) -> str:
    """A calendar month: November 2026."""
    return NOTHING if value is None else format_date(value, format="LLLL y", locale=locale())


def instant(value: datetime | None, zone: str | None = None) -> str:
    """A moment in the reader's zone, with the zone named: 24 Nov 2026, 14:02 CET. Naive values are UTC."""
    if value is None:
        return NOTHING
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    local = aware.astimezone(ZoneInfo(zone or _setting("zone", "UTC")))
    return format_datetime(local, format="d MMM y, HH:mm", locale=locale()) + NBSP + (local.tzname() or "UTC")


def machine(value: date | datetime | None) -> str:
    """The value of a <time datetime> attribute."""
    return "" if value is None else value.isoformat()


def reason(code: str | None) -> str:
    """Why a figure has no value, in words; an unknown code is spelt out."""
    return "" if code is None else REASONS.get(code, code.replace("_", " "))


def words(code: str | None) -> str:
    """A state, verb or kind as a person reads it: in_scoring → In scoring."""
    text = (code or "").replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def initials(name: str | None) -> str:
    """Up to two letters for a person's badge."""
    parts = [part for part in (name or "").split() if part[0].isalpha()]
    chosen = [parts[0], parts[-1]] if len(parts) > 1 else parts
    return "".join(part[0] for part in chosen).upper()


def delta(value: Figure | None, places: int = 2, unit: str = "") -> str:
    """A change with its sign: +3 or −0.8, and ±0 when nothing changed."""
    if value is None:
        return NOTHING
    text = _plain(value, places)
    sign = "" if text.startswith(MINUS) else "±" if text == "0" else "+"
    return f"{sign}{text}{NBSP + unit if unit else ''}"


FILTERS: tuple[Callable[..., str], ...] = (
    *(money, amount, money_short, percent, percentage, number, ratio, months, window, hours, delta),
    *(day, month, instant, machine, reason, words, initials),
)


def new_key() -> str:
    """A fresh idempotency key for a form."""
    return str(uuid.uuid4())


@cache
def _print_of(path: Path) -> str:
    """The first characters of a file's hash: its address changes exactly when its content does."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """The address of a static file, with its content's hash so that browsers may keep it for ever."""
    return url_for("static", filename=name, v=_print_of(Path(current_app.static_folder or "") / name))


def register(app: Flask) -> None:
    """What templates may call: every filter of this module, `asset`, `new_key` and `acting_for`."""
    env: Any = app.jinja_env
    env.filters.update({each.__name__: each for each in (*FILTERS, unbroken)})
    env.globals.update(asset=asset, new_key=new_key, acting_for=place.here)
