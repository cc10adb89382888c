"""A benefit line as a sentence that a reader can multiply out, and where its assumptions come from."""

from decimal import Decimal

from babel.numbers import format_currency, format_decimal

from pitchdeck.features.projection import BenefitLine

LOCALE = "en_GB"
NO_BREAK = "\u00a0"
_PERIODS = {"week": "a week", "month": "a month", "quarter": "a quarter", "year": "a year", "once": "once"}
_UNITS = {
    "time_saved": "people × {delta} hours {per}",
    "errors_avoided": "× {delta} fewer errors {per}",
    "turnover_avoided": "people × {delta} fewer leavers {per}",
    "sales_uplift": "people × {delta} more sales {per}",
    "time_to_competence": "people × {delta} sooner {per}",
    "incidents_avoided": "× {delta} fewer incidents {per}",
    "cost_avoided": "× {delta} {per}",
    "utility": "people × {delta} standard deviations {per}",
    "direct": "× {delta} {per}",
}
_BASES = {
    "own_measured_result": "own measured result",
    "published_study": "published study",
    "expert": "expert's estimate",
    "manager": "managers' estimate",
    "participant": "participants' estimate",
    "assumption": "assumption",
}


def logic_of(line: BenefitLine, currency: str) -> str:
    """The line as a product: what, how often, each worth what, and the shares that remain of it."""
    name = f"{line.name}: " if line.name else ""
    what = _UNITS[line.kind].format(delta=_number(line.delta), per=_PERIODS[line.per])
    value = Decimal(repr(line.value))
    whole = value == value.to_integral_value()
    form = "¤#,##0" if whole else None  # cents that are none would only pretend
    worth = format_currency(value, currency, form, locale=LOCALE, currency_digits=not whole)
    many = f"{_number(line.units)} {what}" if line.units != 1 else what.rpartition("× ")[2]
    return f"{name}{many} × {worth}{_shares(line)}"


def _shares(line: BenefitLine) -> str:
    parts = (
        (line.applied, "apply it"),
        (line.margin, "margin"),
        (line.redeployed, "of the time is used"),
        (line.isolation, "by learning"),
        (line.confidence, "confidence"),
    )
    told = [f" × {_percent(share)} {words}" for share, words in parts if share is not None and share != 1]
    return "".join(told)


def source_of(line: BenefitLine) -> list[tuple[str, str]]:
    """The two assumptions that a reviewer asks for first."""
    basis = _BASES.get(line.basis or "", "not stated")
    found = [(f"Learning causes {_percent(line.isolation)} of the change", line.source or basis)]
    if line.applied != 1:
        found.append((f"{_percent(line.adoption)} apply what they learn", basis))
    return found


def _number(value: float) -> str:
    return str(format_decimal(Decimal(repr(value)), locale=LOCALE))


def _percent(share: float) -> str:
    return f"{format_decimal(Decimal(repr(round(share * 100, 2))), locale=LOCALE)}{NO_BREAK}%"
