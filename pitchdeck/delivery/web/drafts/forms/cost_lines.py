"""The rows of the cost step, and how each is read from and written to the projection's terms."""

from datetime import date
from typing import Any

from wtforms import HiddenField

from pitchdeck.delivery.web.drafts.forms.step import (
    Choices,
    clean,
    exact,
    index_of,
    major,
    minor,
    month_of,
    plain,
    refuse_before,
)
from pitchdeck.delivery.web.forms import (
    ChoiceField,
    LineForm,
    MoneyField,
    MonthField,
    NumberField,
    PercentField,
    TextField,
    WholeField,
    YesField,
)
from pitchdeck.features.pitches.figures import RATIOS, Content, CostRow, is_of_audience

OWN = "own"
MILESTONES = (1, 2, 3, 4)
CATEGORY_OPTIONS = [
    ("needs_assessment", "Needs assessment"),
    ("design_development", "Design and development"),
    ("acquisition_licences", "Licences and content"),
    ("delivery_facilitation", "Trainers and facilitation"),
    ("travel_facilities", "Travel, rooms and catering"),
    ("technology", "Technology"),
    ("msp", "A provider"),
    ("maintenance_refresh", "Upkeep and refresh"),
    ("evaluation", "Evaluation"),
    ("overhead_admin", "Administration and overhead"),
]
RATIO_OPTIONS = [(key, f"{label} ({ratio} hours of work each)") for key, (label, ratio) in RATIOS.items()]


class BuildingLine(LineForm):
    """Building it: finished hours, the work in each of them, and what an hour of that work costs."""

    key = HiddenField()
    label = TextField("What is built", most=120)
    finished_hours = NumberField("Finished hours", most=10_000)
    format = ChoiceField(
        "Format", options=RATIO_OPTIONS, blank="Own ratio", hint="Published averages, ATD 2017."
    )
    ratio = NumberField("Own ratio", most=2_000, hint="Hours of work per finished hour, if you know it.")
    rate = MoneyField("Rate", suffix="an hour")
    month = MonthField("Month")
    cash = YesField(
        "Somebody outside is paid for it", hint="Then it is budget cost; else it is your team's time."
    )
    source = TextField("Source of an own rate", most=200)


class OutsideLine(LineForm):
    """Money that leaves a budget, once or every month."""

    key = HiddenField()
    label = TextField("What", most=120, required=True, missing="Say what is bought.")
    category = ChoiceField(
        "Category", options=CATEGORY_OPTIONS, required=True, missing="Choose its category."
    )
    amount = MoneyField("Amount", required=True, missing="Enter the amount, or remove the line.")
    month = MonthField("From", required=True, missing="Choose the month of service.")
    months = WholeField("For how many months", least=1, most=120, hint="Empty: once.", suffix="months")
    source = TextField("Quote or source", most=200)


class ProviderLine(LineForm):
    """A provider's fixed price in milestones, raised by a contingency."""

    key = HiddenField()
    label = TextField("What the provider delivers", most=120, required=True, missing="Say what is delivered.")
    contingency = PercentField("Contingency", most=100, hint="Added to each milestone.")
    source = TextField("Offer or source", most=200)
    month_1 = MonthField("Milestone 1", required=True, missing="Choose the month of the first milestone.")
    amount_1 = MoneyField("Amount 1", required=True, missing="Enter the first amount, or remove the line.")
    month_2 = MonthField("Milestone 2")
    amount_2 = MoneyField("Amount 2")
    month_3 = MonthField("Milestone 3")
    amount_3 = MoneyField("Amount 3")
    month_4 = MonthField("Milestone 4")
    amount_4 = MoneyField("Amount 4")


class OthersLine(LineForm):
    """The time of people besides those who learn: managers who coach, experts who are asked."""

    key = HiddenField()
    label = TextField("Who", most=120, required=True, missing="Say who spends this time.")
    people = WholeField("How many", least=1, most=1_000_000, required=True, missing="Say how many people.")
    hours = NumberField("Hours each", most=2_000, required=True, missing="Say how many hours each.")
    rate = MoneyField("Rate, loaded", suffix="an hour", required=True, missing="Enter what an hour costs.")
    month = MonthField("Month", hint="Empty: the month of the launch.")
    source = TextField("Source of the rate", most=200)


def parts_of(content: Content) -> dict[str, list[CostRow]]:
    """The lines of cost by the part of the page that edits them; `elsewhere` are kinds that no part edits."""
    parts: dict[str, list[CostRow]] = {
        name: [] for name in ("time", "building", "outside", "provider", "others", "elsewhere")
    }
    for line in content.costs:
        first = is_of_audience(line, content) and not parts["time"]
        parts["time" if first else _part(line)].append(line)
    return parts


def _part(line: CostRow) -> str:
    terms = line.terms
    if line.kind == "participant_time" and not terms.get("cash"):
        return "others" if {"people", "hours", "wage"} <= terms.keys() else "elsewhere"
    if line.kind == "development":
        return "building"
    if line.kind in {"one_off", "recurring"} and terms.get("cash", True):
        return "outside" if line.kind == "one_off" or "months" in terms else "elsewhere"
    if (
        line.kind == "msp_fixed"
        and len(terms.get("milestones", ())) in MILESTONES
        and terms.get("cash", True)
    ):
        return "provider"
    return "elsewhere"


def time_shown(lines: list[CostRow], choices: Choices) -> dict[str, Any]:
    if not lines or "wage" not in lines[0].terms:
        return {}
    line = lines[0]
    wage, burden = minor(line.terms["wage"]), line.terms.get("burden", 0)
    for rate in choices.rates_for("participant"):
        if rate.hourly_minor == wage and not burden:
            return {"rate": rate.key}
    return {"rate": OWN, "own_rate": wage, "burden": exact(burden), "own_source": line.source}


def building_shown(line: CostRow, start: date) -> dict[str, Any]:
    terms = line.terms
    ratio = exact(terms.get("ratio"))
    known = next((key for key, (_label, hours) in RATIOS.items() if hours == ratio), None)
    return {
        "label": line.label,
        "finished_hours": exact(terms.get("finished_hours")),
        "format": known,
        "ratio": None if known else ratio,
        "rate": minor(terms.get("rate")),
        "month": month_of(terms.get("month", 0), start),
        "cash": terms.get("cash", False),
        "source": line.source,
    }


def built(row: Any) -> bool:
    """A row of development counts once its hours are typed; 0 hours are nothing."""
    return (
        clean(row) and bool(row.finished_hours.data) and _ratio(row) is not None and row.rate.data is not None
    )


def _ratio(row: Any) -> int | float | None:
    if row.ratio.data is not None:
        return plain(row.ratio.data)
    return RATIOS[row.format.data][1] if row.format.data in RATIOS else None


def refuse_ratio(row: Any) -> None:
    if not row.finished_hours.data:
        return
    if _ratio(row) is None and not row.ratio.errors:
        row.format.errors = [*row.format.errors, "Choose a format, or enter your own ratio."]
    if row.rate.data is None and not row.rate.errors:
        row.rate.errors = [*row.rate.errors, "Enter what an hour of this work costs."]


def building_row(row: Any, start: date) -> CostRow:
    terms = {
        "finished_hours": plain(row.finished_hours.data),
        "ratio": _ratio(row),
        "rate": major(row.rate.data),
        "month": index_of(row.month.data, start) or 0,
        "cash": bool(row.cash.data),
    }
    label = row.label.data or "Building it"
    return CostRow("development", "design_development", label, terms, row.source.data or "")


def outside_shown(line: CostRow, start: date) -> dict[str, Any]:
    return {
        "label": line.label,
        "category": line.category,
        "amount": minor(line.terms.get("amount")),
        "month": month_of(line.terms.get("month", 0), start),
        "months": line.terms.get("months"),
        "source": line.source,
    }


def outside_row(row: Any, start: date) -> CostRow:
    terms = {"amount": major(row.amount.data), "month": index_of(row.month.data, start) or 0}
    kind = "one_off"
    if row.months.data is not None:
        kind, terms["months"] = "recurring", row.months.data
    return CostRow(
        kind, row.category.data or "overhead_admin", row.label.data or "", terms, row.source.data or ""
    )


def provider_shown(line: CostRow, start: date) -> dict[str, Any]:
    milestones = {
        f"{name}_{number}": value
        for number, (month, amount) in zip(MILESTONES, line.terms["milestones"], strict=False)
        for name, value in (("month", month_of(month, start)), ("amount", minor(amount)))
    }
    contingency = exact(line.terms.get("contingency", 0))
    return {"label": line.label, "contingency": contingency, "source": line.source} | milestones


def refuse_pairs(row: Any, start: date) -> None:
    for number in MILESTONES:
        month, amount = row[f"month_{number}"], row[f"amount_{number}"]
        refuse_before(month, start)
        if month.errors or amount.errors:
            continue
        if month.data is not None and amount.data is None:
            amount.errors = ["Enter the amount of this milestone, or empty its month."]
        elif amount.data is not None and month.data is None:
            month.errors = ["Choose the month of this milestone, or empty its amount."]


def provider_row(row: Any, start: date) -> CostRow:
    milestones = [
        [index_of(row[f"month_{number}"].data, start) or 0, major(row[f"amount_{number}"].data)]
        for number in MILESTONES
        if row[f"amount_{number}"].data is not None
    ]
    terms = {"milestones": milestones, "contingency": plain(row.contingency.data) or 0}
    return CostRow("msp_fixed", "msp", row.label.data or "", terms, row.source.data or "")


def others_shown(line: CostRow, start: date) -> dict[str, Any]:
    terms = line.terms
    wage = exact(terms.get("wage", 0))
    loaded = None if wage is None else wage * (1 + (exact(terms.get("burden", 0)) or 0))
    return {
        "label": line.label,
        "people": terms.get("people"),
        "hours": exact(terms.get("hours")),
        "rate": minor(None if loaded is None else float(loaded)),
        "month": month_of(terms.get("month"), start),
        "source": line.source,
    }


def others_row(row: Any, start: date) -> CostRow:
    terms = {
        "people": row.people.data,
        "hours": plain(row.hours.data),
        "wage": major(row.rate.data),
        "burden": 0,
    }
    if row.month.data is not None:
        terms["month"] = index_of(row.month.data, start)
    return CostRow("participant_time", "participant_time", row.label.data or "", terms, row.source.data or "")
