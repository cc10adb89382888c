"""The one table of kinds of cost: what each is called, its form, how its terms are shown and read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pitchdeck.delivery.web.drafts.forms import cost_forms as rows
from pitchdeck.delivery.web.drafts.forms.ranges import OVERRUN
from pitchdeck.delivery.web.drafts.forms.step import Choices, exact
from pitchdeck.delivery.web.drafts.forms.terms import (
    Term,
    Values,
    amount,
    figure,
    figures,
    merged,
    month,
    origin,
    pairs,
    percent,
    read,
    rounded,
    shown,
    tick,
    untick,
)
from pitchdeck.features.pitches.figures import CostRow


@dataclass(frozen=True, slots=True)
class CostKind:
    """A kind of row; `engine` are the projection's kinds that it edits."""

    key: str
    name: str
    add: str
    hint: str
    form: type[rows.CostLine]
    engine: tuple[str, ...]
    category: str
    terms: tuple[Term, ...]

    def said(self, values: Values, start: date, choices: Choices) -> tuple[str, dict[str, Any]]:
        """The projection's kind and terms as the fields say them; an empty field is None."""
        terms = read(self.terms, values, start) | OVERRUN.read(values)
        terms["independent"] = values.get("independent") or None
        special = _READ.get(self.key)
        kind = special(terms, values, choices) if special else self.engine[0]
        return kind, terms

    def fields(self, line: CostRow, start: date, choices: Choices) -> dict[str, Any]:
        """The fields of the row as the saved line fills them."""
        found = shown(self.terms, line.terms, start) | OVERRUN.shown(line.terms)
        found |= {"independent": line.terms.get("independent", "")}
        special = _SHOWN.get(self.key)
        if special:
            special(found, line, choices)
        common = {"kind": self.key, "label": line.label, "category": line.category, "source": line.source}
        return found | common | {"origin": mark_of(line)}


def _spending_shown(found: dict[str, Any], line: CostRow, _choices: Choices) -> None:
    found["repeats"] = rows.MONTHLY if line.kind == "recurring" else rows.ONCE


def _spending_read(terms: dict[str, Any], values: Values, _choices: Choices) -> str:
    if values.get("repeats") == rows.MONTHLY:
        return "recurring"
    terms["months"] = None
    return "one_off"


def _building_shown(found: dict[str, Any], _line: CostRow, choices: Choices) -> None:
    ratio = found["ratio"]
    known = next((key for key, hours in choices.ratios().items() if exact(hours) == ratio), None)
    found["format"] = known
    if known:
        found["ratio"] = None


def _building_read(terms: dict[str, Any], values: Values, choices: Choices) -> str:
    if terms["ratio"] is None:
        terms["ratio"] = choices.ratios().get(values.get("format") or "")
    return "development"


def _time_shown(found: dict[str, Any], line: CostRow, choices: Choices) -> None:
    wage = line.terms.get("wage")
    rates = choices.rates_for("participant")
    found["rate"] = rows.STANDARD if wage is None else rows.OWN
    known = next((rate for rate in rates if choices.hourly(rate) == rounded(wage, 6)), None)
    if known and not line.terms.get("burden"):
        found["rate"] = rows.STANDARD if known is rates[0] else known.key
        found["wage"] = found["burden"] = None


def _time_read(terms: dict[str, Any], values: Values, choices: Choices) -> str:
    if values.get("rate") == rows.OWN:
        return "participant_time"
    rate = next((rate for rate in choices.rates_for("participant") if rate.key == values.get("rate")), None)
    hourly = None if rate is None else choices.hourly(rate)
    terms |= {"wage": read((figure("wage"),), {"wage": hourly}, date.min)["wage"], "burden": None}
    return "participant_time"


_SHOWN = {"spending": _spending_shown, "building": _building_shown, "time": _time_shown}
_READ = {"spending": _spending_read, "building": _building_read, "time": _time_read}
_WHEN = (month("month", 0), Term("months", lambda term, _start: term, lambda value, _start: value))
_PAID, _UNPAID = untick("cash", "unpaid"), tick("cash", default=False)
_KINDS = (
    CostKind(
        "spending", "Outside spending", "Add outside spending",
        "Licences, rooms, travel, trainers, technology.",
        rows.Spending, ("one_off", "recurring"), "", (amount("amount"), *_WHEN, _PAID),
    ),
    CostKind(
        "building", "Building it", "Add something to build",
        "Finished hours × the work in each × what an hour of it costs.",
        rows.Building, ("development",), "design_development",
        (figure("finished_hours", 4), figure("ratio", 4), figure("rate"), month("month", 0), _UNPAID),
    ),
    CostKind(
        "time", "People's time", "Add people's time",
        "Of those who learn, or of managers who coach and experts who are asked.",
        rows.Time, ("participant_time",), "participant_time",
        (
            figure("people", 4), figure("hours", 4), figure("wage"), percent("burden"),
            month("month"), _UNPAID,
        ),
    ),
    CostKind(
        "prorated", "A share of a larger cost", "Add a share of a larger cost",
        "Something made for more people than learn here.",
        rows.Prorated, ("prorated",), "design_development",
        (amount("amount"), figure("expected_users", 4), figure("used", 4), month("month", 0), _PAID),
    ),
    CostKind(
        "fixed_price", "A provider's fixed price", "Add a provider's fixed price",
        "Paid in milestones, each raised by the contingency.",
        rows.FixedPrice, ("msp_fixed",), "msp",
        (pairs("milestones", month("month"), amount("amount")), percent("contingency")),
    ),
    CostKind(
        "hourly", "A provider by the hour", "Add a provider by the hour",
        "Time and materials, up to a cap.",
        rows.TimeAndMaterials, ("msp_tm",), "msp",
        (pairs("roles", figure("rate"), figure("hours", 4)), percent("expenses"), amount("cap"), *_WHEN),
    ),
    CostKind(
        "retainer", "A provider on retainer", "Add a provider on retainer",
        "A monthly fee with hours included.",
        rows.Retainer, ("msp_retainer",), "msp",
        (amount("fee"), figure("hours_included", 4), figure("overage_rate"), figures("hours_used"), *_WHEN),
    ),
    CostKind(
        "staff", "Outside people in our team", "Add outside people in our team",
        "Staff augmentation, with the supervision it takes.",
        rows.Staff, ("staff_aug",), "msp",
        (
            figure("fte", 4), figure("day_rate"), figure("days_per_month", 4), figure("supervision_hours", 4),
            figure("supervisor_rate"), *_WHEN,
        ),
    ),
)  # fmt: skip
COST_KINDS: Mapping[str, CostKind] = {kind.key: kind for kind in _KINDS}
_BY_ENGINE = {engine: kind for kind in _KINDS for engine in kind.engine}


def kind_of(line: CostRow) -> CostKind:
    """The kind of row that edits a saved line."""
    return _BY_ENGINE.get(line.kind, COST_KINDS["spending"])


def mark_of(line: CostRow) -> str:
    """By what the row of a saved line finds it again."""
    return origin(line.kind, line.category, line.label, dict(line.terms), line.source)


def line_of(values: Values, saved: Mapping[str, CostRow], start: date, choices: Choices) -> CostRow:
    """The line that a row says: the saved one it came from, with what was changed."""
    kind = COST_KINDS.get(values.get("kind") or "", COST_KINDS["spending"])
    engine, now = kind.said(values, start, choices)
    before = saved.get(values.get("origin") or "")
    category = values.get("category") or ("" if before else kind.category)
    label, source = values.get("label") or "", values.get("source") or ""
    if before is None or before.kind not in kind.engine:
        terms = {name: term for name, term in now.items() if term is not None}
        return CostRow(engine, category, label, terms, source)
    _engine, was = kind.said(kind.fields(before, start, choices), start, choices)
    terms = merged(before.terms, was, now)
    return replace(before, kind=engine, category=category, label=label, terms=terms, source=source)
