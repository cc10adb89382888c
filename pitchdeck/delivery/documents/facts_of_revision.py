"""A frozen revision → the parts of the one-pager that it alone decides. Nothing here asks the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pitchdeck.base.money import in_words, to_minor
from pitchdeck.delivery.documents.one_pager import (
    Ask,
    Assumption,
    CostYear,
    Figure,
    Gate,
    Goal,
    NetCurve,
    Problem,
    Proof,
    Returns,
    Risk,
    Solution,
    TierAsk,
    ValueRow,
    YearAmount,
)
from pitchdeck.delivery.documents.value_logic import logic_of, source_of
from pitchdeck.features.people.queries import OrganisationRow
from pitchdeck.features.pitches.figures import used_comparison
from pitchdeck.features.pitches.queries import Compared, OptionShown, RevisionRow, compared_revision
from pitchdeck.features.projection import (
    OutsideView,
    Projection,
    fiscal_year_of,
    projection_as_frozen,
    simulation_as_frozen,
)

CAUSES = {
    "skill": "skill: people do not know how yet",
    "will": "will: people know how and do not do it",
    "tools": "tools: the tools stand in the way",
    "process": "process: the process stands in the way",
    "environment": "environment: the surroundings stand in the way",
}


@dataclass(frozen=True)
class Frozen:
    """A revision with its projection; `figures` are the stored ones, which a newer engine never changes."""

    row: RevisionRow
    organisation: OrganisationRow
    projection: Projection
    figures: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, row: RevisionRow, organisation: OrganisationRow) -> "Frozen":
        projection = projection_as_frozen(row.inputs, row.figures)
        return cls(row, organisation, projection, json.loads(row.figures))

    @property
    def compared(self) -> Compared:
        """The tiers and options that were frozen with it."""
        return compared_revision(self.row)

    def figure(self, name: str) -> Figure:
        """A stored figure in its own unit."""
        found = self.figures.get(name, {"reason": "out_of_range"})
        return Figure(Decimal(found["value"])) if "value" in found else Figure(reason=found["reason"])

    def money(self, name: str) -> Figure:
        """A stored amount of money, in minor units."""
        found = self.figure(name)
        return found if found.value is None else Figure(self.minor(Decimal(found.value)))

    def minor(self, major: Decimal | float) -> int:
        return to_minor(Decimal(repr(major)) if isinstance(major, float) else major, self.row.currency)

    def amount(self, name: str) -> int:
        """A stored amount of money in minor units, 0 where there is none."""
        return int(self.money(name).value or 0)

    def year(self, number: int) -> str:
        return f"FY {number}"

    def month(self, index: int) -> date | None:
        """The first day of the month `index` after the planned approval."""
        start = self.row.content.start_on
        if start is None:
            return None
        months = start.year * 12 + start.month - 1 + index
        return date(months // 12, months % 12 + 1, 1)


def goal_of(frozen: Frozen, *, agreed_on: date | None) -> Goal:
    """The goal, its measure from baseline to target, and learning's share of the gap."""
    facts, measure = frozen.row.facts, frozen.row.facts["measure"]
    share = Decimal(repr(facts["claim"]["share"]))
    return Goal(
        goal=facts["goal"]["name"],
        measure=measure["name"],
        measure_unit=measure["unit"],
        baseline=Decimal(repr(measure["baseline"])),
        target=Decimal(repr(measure["target"])),
        target_by=date.fromisoformat(measure["target_on"]),
        learning_share=share or None,
        agreed_by=frozen.row.sponsor_name if agreed_on else "",
        agreed_on=agreed_on,
    )


def ask_of(frozen: Frozen, asks: Mapping[int, int], *, decision_on: date | None) -> Ask:
    """The budget asked of the first year, of later ones, and people's hours."""
    years = sorted(asks) or [_start_year(frozen)]
    hours = sum((sum(team) for team in frozen.projection.hours_by_team.values()), 0.0)
    return Ask(
        YearAmount(frozen.year(years[0]), asks.get(years[0], 0)),
        tuple(YearAmount(frozen.year(year), asks[year]) for year in years[1:]),
        Decimal(repr(round(hours, 1))),
        frozen.amount("total_time_cost"),
        decision_on,
        tuple(TierAsk(tier.name, tier.ask_minor) for tier in frozen.compared.tiers),
    )


def _start_year(frozen: Frozen) -> int:
    start = frozen.row.content.start_on or frozen.row.submitted_at.date()
    return fiscal_year_of(start, 0, fiscal_year_start=frozen.organisation.fiscal_year_start)


def returns_of(frozen: Frozen, *, objective_pct: float, outside: OutsideView | None) -> Returns:
    """The four tiles and finance's line, from the stored figures."""
    window = frozen.projection.window
    return Returns(
        roi_pct=_no_claim(frozen, "roi_net_pct"),
        cashable_roi_pct=_no_claim(frozen, "cashable_roi_net_pct"),
        payback_months=frozen.figure("payback_months"),
        cashable_payback_months=frozen.figure("cashable_payback_months"),
        budget_cost=frozen.amount("headline_budget_cost"),
        cashable_benefit=frozen.amount("cashable_benefit"),
        avoided_benefit=frozen.amount("avoided_benefit"),
        capacity_benefit=frozen.amount("capacity_benefit"),
        breakeven_benefit_fraction=frozen.figure("breakeven_benefit_fraction"),
        npv=frozen.money("npv"),
        bcr=frozen.figure("bcr"),
        irr=frozen.figure("irr"),
        discount_rate=Decimal(repr(frozen.projection.rate)),
        horizon_months=len(frozen.projection.net) - 1,
        window_months=window.last - window.first + 1,
        partial_window=window.partial,
        roi_objective_pct=Decimal(repr(objective_pct)),
        roi_low_pct=_point(frozen, "roi_net_pct_p10"),
        roi_middle_pct=_point(frozen, "roi_net_pct_p50"),
        roi_high_pct=_point(frozen, "roi_net_pct_p90"),
        outside_roi_pct=_outside(outside),
        breakeven_words=_breakeven_words(frozen),
    )


def _point(frozen: Frozen, name: str) -> Decimal | None:
    """A figure of the simulation that was frozen; None where the pitch gave no ranges."""
    value = frozen.figure(name).value
    return None if value is None else Decimal(value)


def _outside(view: OutsideView | None) -> Decimal | None:
    roi = view.roi_net_pct if view else None
    return None if roi is None or roi.value is None else Decimal(repr(roi.value))


def _no_claim(frozen: Frozen, name: str) -> Figure:
    """A pitch that claims no benefit claims no ROI."""
    return frozen.figure(name) if frozen.row.content.benefits else Figure(reason="no_benefit")


def _breakeven_words(frozen: Frozen) -> str:
    minutes = frozen.row.facts.get("breakeven_minutes_per_week")
    if not minutes or frozen.row.content.benefits:
        return ""
    people = frozen.row.content.people or 0
    return f"pays back if each of {people} people saves {minutes:.0f} minutes a week for a year"


def problem_of(frozen: Frozen) -> Problem:
    content = frozen.row.content
    return Problem(content.problem, content.nothing_minor, CAUSES.get(content.cause or "", ""))


def solution_of(frozen: Frozen) -> Solution:
    content = frozen.row.content
    used = used_comparison(content)
    return Solution(
        text=content.solution,
        audience=content.audience,
        people=content.people or 0,
        hours_each=Decimal(repr(content.hours_each or 0)),
        starts_on=content.start_on,
        launch_on=frozen.month(content.launch_month or 0),
        engagement=content.engagement.replace("_", " ").capitalize(),
        options=tuple(_option(frozen, option) for option in frozen.compared.options if option.row),
        engagement_reason=used.reason if used else "",
        vendor=used.vendor if used and used.holds else "",
    )


def _option(frozen: Frozen, option: OptionShown) -> str:
    """An option in a few words: what doing nothing costs, or what the other way costs and returns."""
    currency = frozen.row.currency
    if option.nothing_minor is not None:
        return f"{option.label}: costs {in_words(option.nothing_minor, currency)} a month"
    budget = option.figures["total_budget_cost"].value
    if not budget and not option.figures["total_benefit"].value:
        return option.label
    roi = option.figures["roi_net_pct"].value
    returns = "no ROI" if roi is None else f"ROI {roi:.0f} %"
    return f"{option.label}: {in_words(frozen.minor(budget or Decimal(0)), currency)} budget, {returns}"


def value_rows_of(frozen: Frozen) -> tuple[ValueRow, ...]:
    """One row a benefit line, the largest first."""
    totals = sorted(frozen.projection.lines.benefits, key=lambda total: -abs(total.headline))
    return tuple(
        ValueRow(
            logic_of(total.line, frozen.row.currency), total.line.realisation, frozen.minor(total.headline)
        )
        for total in totals
    )


def cost_years_of(frozen: Frozen, asks: Mapping[int, int], capex: Mapping[int, int]) -> tuple[CostYear, ...]:
    """Budget as asked and what of it is capex, people's time as projected, by fiscal year."""
    start = frozen.row.content.start_on or frozen.row.submitted_at.date()
    begins = frozen.organisation.fiscal_year_start
    time: dict[int, float] = {}
    for index, amount in enumerate(frozen.projection.time_cost):
        year = fiscal_year_of(start, index, fiscal_year_start=begins)
        time[year] = time.get(year, 0.0) + amount
    years = sorted({year for year, amount in time.items() if amount} | set(asks))
    return tuple(
        CostYear(frozen.year(year), asks.get(year, 0), frozen.minor(time.get(year, 0.0)), capex.get(year, 0))
        for year in years
    )


def curve_of(frozen: Frozen) -> NetCurve | None:
    """The cumulative net by month; none where no benefit is claimed."""
    if not frozen.row.content.benefits:
        return None
    payback = frozen.figure("payback_months").value
    simulation = simulation_as_frozen(frozen.row.figures)
    lines = [frozen.projection.cumulative]
    if simulation:
        lines += [simulation.band.p10, simulation.band.p50, simulation.band.p90]
    months, *band = (tuple(frozen.minor(amount) for amount in line) for line in lines)
    low, middle, high = band or (None, None, None)
    return NetCurve(
        months,
        None if payback is None else float(payback),
        (low, middle, high) if low and middle and high else None,
    )


def risk_of(frozen: Frozen) -> Risk | None:
    content = frozen.row.content
    return Risk(content.risk, content.risk_answer) if content.risk else None


def assumptions_of(frozen: Frozen) -> tuple[Assumption, ...]:
    """The assumptions that carry the largest benefit, with where each comes from."""
    totals = sorted(frozen.projection.lines.benefits, key=lambda total: -abs(total.headline))
    found = [part for total in totals[:1] for part in source_of(total.line)]
    hours = [line for line in frozen.row.content.costs if line.kind == "participant_time" and line.source]
    found += [("What an hour of a participant costs", line.source) for line in hours[:1]]
    if frozen.row.content.source:
        found.append(("Figures of a published case", frozen.row.content.source))
    return tuple(Assumption(text, source) for text, source in found)


def proof_of(frozen: Frozen, gates: tuple[Gate, ...]) -> Proof:
    """How it will be shown: the measure, the reading dates, and when it is stopped."""
    content = frozen.row.content
    launch = content.launch_month or 0
    dates = (frozen.month(launch + months) for months in content.readings)
    plan = (content.isolation_plan or "none").replace("_", " ")
    return Proof(
        measure=frozen.row.measure_name,
        readings=tuple(day for day in dates if day),
        isolation=plan.capitalize(),
        owner=frozen.row.sponsor_name,
        stop_rule=content.stop_rule,
        gates=gates,
        levels=tuple(level for level in (content.level_1, content.level_2, content.level_3) if level),
    )
