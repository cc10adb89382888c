"""The worked example of docs/how-the-return-is-computed.md: one programme, every figure from the engine."""

from typing import Any

from pitchdeck.features.projection import (
    Figure,
    TrackRecord,
    chance_in_words,
    outside_view,
    parse,
    project,
    simulate,
)

PROGRAMME: dict[str, Any] = {
    "rate": 0.08,
    "launch": 2,
    "roi_objective_pct": 25,
    "seed": 1,
    "costs": [
        {
            "kind": "one_off",
            "label": "Designing and running the workshops",
            "category": "delivery_facilitation",
            "amount": 18_000,
            "month": 1,
            "overrun_range": [1.3, 0.95],
        },
        {"kind": "recurring", "label": "Platform", "category": "technology", "amount": 250, "months": 12},
        {
            "kind": "participant_time",
            "label": "Time of those who learn",
            "people": 60,
            "hours": 6,
            "wage": 35,
            "burden": 0.42,
            "month": 2,
        },
    ],
    "benefits": [
        {
            "name": "Less rework",
            "kind": "time_saved",
            "units": 60,
            "delta": 1.5,
            "per": "week",
            "value": 49.7,
            "adoption": 0.55,
            "isolation": 0.6,
            "confidence": 0.6,
            "redeployed": 0.8,
            "ramp": 3,
            "attrition": 0.1,
            "basis": "published_study",
            "isolation_method": "trend_line",
            "adoption_range": [0.35, 0.7],
            "delta_range": [0.8, 2],
        },
        {
            "name": "Fewer complaints paid for",
            "kind": "cost_avoided",
            "units": 12,
            "delta": 1,
            "per": "month",
            "value": 140,
            "isolation": 0.5,
            "confidence": 0.5,
            "realisation": "cashable",
            "basis": "manager",
            "isolation_method": "trend_line",
        },
    ],
}
POINTS = ("p10", "p50", "p90")
MONEY = ("headline_cost", "headline_budget_cost", "headline_time_cost", "headline_benefit", "net", "npv")
ROWS = (
    ("headline_benefit", "Benefit of the window"),
    ("headline_cost", "Cost up to the end of the window"),
    ("headline_budget_cost", "of which budget cost"),
    ("headline_time_cost", "of which people's time"),
    ("net", "Net"),
    ("bcr", "BCR"),
    ("roi_net_pct", "ROI, %"),
    ("cashable_roi_net_pct", "Cashable ROI, %"),
    ("payback_months", "Payback, months"),
    ("discounted_payback_months", "Discounted payback, months"),
    ("npv", "NPV at 8 %"),
    ("pi", "PI"),
    ("npv_per_budget", "NPV per budget money"),
    ("irr", "IRR a year"),
    ("mirr", "MIRR a year"),
    ("breakeven_benefit_fraction", "Break-even share of the benefit"),
    ("breakeven_adoption", "Break-even adoption"),
    ("breakeven_isolation", "Break-even of learning's share"),
    ("breakeven_headcount", "Break-even headcount"),
    ("cost_per_participant", "Cost per participant"),
    ("cost_per_learning_hour", "Cost per learning hour"),
)


def worked_example() -> str:
    """The example as a page, numbers as an accountant would copy them."""
    inputs = parse(PROGRAMME)
    projection, simulation = project(inputs), simulate(inputs)
    if simulation is None:
        raise LookupError("the example has ranges")
    figures = {**projection.figures, **simulation.figures}
    return "\n".join(
        [
            "# The worked example\n",
            "Made by the engine from the inputs below; a test fails when this page and they differ.\n",
            *_lines(projection.lines),
            *_figures(figures),
            *_uncertain(figures, simulation),
            *_outside(outside_view(projection, TrackRecord(team=(0.7,), organisation=(0.7, 0.8, 1.1)))),
            "",
        ]
    )


def _lines(lines: Any) -> list[str]:
    cost = [
        f"| {one.line.label} | {one.line.kind} | {_money(one.budget)} | {_money(one.time)} |"
        for one in lines.costs
    ]
    gains = [
        f"| {one.line.name} | {one.line.realisation} | {one.line.steady:,.2f} | {_money(one.headline)} |"
        for one in lines.benefits
    ]
    return [
        "## Lines\n",
        "| cost | kind | budget cost | people's time |\n| --- | --- | ---: | ---: |",
        *cost,
        "",
        "| benefit | realisation | a month, once everybody applies it | in the window |",
        "| --- | --- | ---: | ---: |",
        *gains,
        "",
    ]


def _figures(figures: dict[str, Figure]) -> list[str]:
    rows = [f"| {label} | {_said(name, figures[name])} |" for name, label in ROWS]
    return ["## Figures\n", "| figure | value |\n| --- | ---: |", *rows, ""]


def _uncertain(figures: dict[str, Figure], simulation: Any) -> list[str]:
    rows = [
        f"| {label} | "
        + " | ".join(_said(name, figures[f"{name}_{point}"]) for point in ("p10", "p50", "p90"))
        for name, label in (
            ("roi_net_pct", "ROI, %"),
            ("net", "Net"),
            ("npv", "NPV"),
            ("payback_months", "Payback, months"),
        )
    ]
    swings = [f"| {one.label} | {one.low:.1f} | {one.high:.1f} |" for one in simulation.tornado]
    chances = [
        f"- The chance that {what} is {chance_in_words(figures[name].value or 0)}."
        for name, what in (
            ("chance_roi_positive", "the ROI is above 0"),
            ("chance_roi_objective", "it exceeds the objective of 25 %"),
        )
    ]
    return [
        "## Uncertainty\n",
        f"{simulation.draws:,} draws, seed {simulation.seed}.\n",
        "| figure | P10 | P50 | P90 |\n| --- | ---: | ---: | ---: |",
        *[f"{row} |" for row in rows],
        "",
        *chances,
        "",
        "| driver | ROI at its worse end, % | at its better end, % |\n| --- | ---: | ---: |",
        *swings,
        "",
    ]


def _outside(view: Any) -> list[str]:
    return [
        "## Outside view\n",
        "The team finished one programme and obtained 70 % of its promise; the organisation finished three, "
        "at 70, 80 and 110 %. "
        f"(1 · 0.7 + 5 · 0.8) / 6 = {view.ratio:.3f}: of the benefit {_money(view.benefit.value)} is to be "
        f"expected, and an ROI of {view.roi_net_pct.value:.1f} %.",
    ]


def _money(amount: float) -> str:
    return f"{amount:,.0f}"


def _said(name: str, figure: Figure) -> str:
    if figure.value is None:
        return str(figure.reason).replace("_", " ")
    return _money(figure.value) if name in MONEY else f"{figure.value:,.3f}".rstrip("0").rstrip(".")
