"""One draft with every kind of line and every term that the projection knows, as a file may bring it."""

from pitchdeck.features.pitches.figures import BenefitRow, CostRow

RANGE = {"overrun_range": [1.3, 0.95]}
COSTS = (
    CostRow("one_off", "travel_facilities", "Rooms", {"amount": 1234.56, "month": 3} | RANGE, "Offer 1"),
    CostRow("one_off", "overhead_admin", "Borrowed hours", {"amount": 100, "cash": False}),
    CostRow("recurring", "acquisition_licences", "Licences", {"amount": 500, "month": 2, "months": 12}),
    CostRow("recurring", "technology", "Platform to the end", {"amount": 99.999, "month": 1, "cash": True}),
    CostRow("participant_time", "participant_time", "Time of those who learn", {}),
    CostRow(
        "participant_time",
        "delivery_facilitation",
        "Coaching managers",
        {"people": 5, "hours": 8.25, "wage": 60.123456, "burden": 0.42, "month": 4, "cash": False} | RANGE,
        "Payroll 2026",
    ),
    CostRow("participant_time", "evaluation", "Those who are asked", {"people": 12, "cash": True}),
    CostRow(
        "development",
        "design_development",
        "Two modules",
        {"finished_hours": 2.5, "ratio": 71, "rate": 60, "month": 1} | RANGE,
        "L&D 2026",
    ),
    CostRow(
        "development",
        "maintenance_refresh",
        "A film",
        {"finished_hours": 0.25, "ratio": 55.5, "rate": 61.2345678, "cash": True},
    ),
    CostRow("development", "design_development", "Nothing is built", {"finished_hours": 0}),
    CostRow(
        "prorated",
        "design_development",
        "Academy",
        {"amount": 90_000, "expected_users": 900, "used": 120, "month": 2, "cash": True} | RANGE,
    ),
    CostRow(
        "msp_fixed",
        "msp",
        "Cases",
        {"milestones": [[month, 1000.5 + month] for month in range(7)], "contingency": 0.1} | RANGE,
        "Offer 3",
    ),
    CostRow("msp_fixed", "needs_assessment", "Analysis", {"milestones": [[0, 3000]], "cash": False}),
    CostRow(
        "msp_tm",
        "msp",
        "Design by the hour",
        {
            "roles": [[120.5, 40], [95, 80.25], [80, 10]],
            "expenses": 0.08,
            "cap": 14_000,
            "month": 2,
            "months": 4,
        }
        | RANGE,
    ),
    CostRow("msp_tm", "msp", "No cap", {"roles": [[100, 10]]}),
    CostRow(
        "msp_retainer",
        "msp",
        "On call",
        {
            "fee": 2500,
            "hours_included": 20,
            "hours_used": [15, 22.5, 20],
            "overage_rate": 140.25,
            "month": 1,
            "months": 6,
        }
        | RANGE
        | {"independent": "The fee is fixed by contract."},
    ),
    CostRow("msp_retainer", "msp", "Fee alone", {"fee": 100}),
    CostRow(
        "staff_aug",
        "msp",
        "Designer",
        {
            "fte": 1.5,
            "day_rate": 620.5,
            "days_per_month": 18,
            "supervision_hours": 6,
            "supervisor_rate": 75.75,
            "month": 1,
            "months": 5,
        }
        | RANGE,
    ),
)
RANGES = {
    "adoption_range": [0.35, 0.7],
    "delta_range": [0.5, 3],
    "isolation_range": [0.4, 0.75],
    "independent": "Another team, another measure.",
}
_REST = {"units": 3, "value": 7, "basis": "assumption"}
FULL = {
    "units": 100,
    "applies_to": "each",
    "adoption": 0.55,
    "delta": 2,
    "per": "week",
    "value": 42.6,
    "redeployed": 0.5,
    "isolation": 0.6,
    "basis": "manager",
    "confidence": 0.5,
    "realisation": "capacity",
    "margin": 0.35,
    "lag": 1,
    "ramp": 3,
    "months": 24,
    "hold": 12,
    "half_life": 12,
    "population": "Agents of the first line",
    "justification": "The new console removes half of the steps.",
    "attrition": 0.12,
    "isolation_method": "trend_line",
}
"""Every term of a line but its own start."""


def benefits(measure_id: int) -> tuple[BenefitRow, ...]:
    """Every kind of benefit; the first two count towards the measure."""
    sales = {name: FULL[name] for name in ("units", "delta", "value", "isolation", "basis", "margin")}
    return (
        BenefitRow("time_saved", "Less rework", FULL | RANGES, "Controlling 2026", measure_id),
        BenefitRow("errors_avoided", "Fewer errors", sales | {"start": 5, "per": "quarter"}, "", measure_id),
        BenefitRow("turnover_avoided", "Leavers", FULL | {"applies_to": "average", "per": "year"}),
        BenefitRow("sales_uplift", "Sales", sales | {"confidence": 0.123456}),
        BenefitRow("time_to_competence", "Start", FULL | {"per": "once", "value": 41.987654}),
        BenefitRow("incidents_avoided", "Incidents", sales | {"delta": -0.25}),
        BenefitRow("cost_avoided", "Scrap", sales | {"realisation": "cashable"}),
        BenefitRow(
            "utility",
            "Better judgement",
            {"N": 40, "T": 1.5, "d": 0.62, "SDy": 9000, "isolation": 1, "basis": "published_study"},
            "Arthur 2003",
        ),
        BenefitRow("direct", "Something else", {"delta": 1 / 3, "isolation": 1} | _REST),
    )
