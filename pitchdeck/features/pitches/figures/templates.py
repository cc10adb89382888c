"""The templates of step 0 and the published defaults that they start from, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pitchdeck.features.people.figures import PUBLISHED
from pitchdeck.features.pitches.figures.content import BenefitRow, CostRow
from pitchdeck.features.projection import REALISATION_BY_KIND

ADOPTION = (PUBLISHED["adoption"].value, PUBLISHED["adoption"].source)
BASES = ("own_measured_result", "published_study", "expert", "manager", "participant", "assumption")
CONFIDENCE: Mapping[str, float] = {basis: PUBLISHED[f"confidence_{basis}"].value for basis in BASES}
"""How sure an estimate may be by where it comes from, before anything is measured (the house table)."""

RATIOS: Mapping[str, tuple[str, int]] = {
    "classroom": ("Classroom", 38),
    "virtual": ("Virtual classroom", 28),
    "e_learning_1": ("E-learning, level 1: pages", 42),
    "e_learning_2": ("E-learning, level 2: interactive", 71),
    "e_learning_3": ("E-learning, level 3: branching", 130),
    "e_learning_4": ("E-learning, level 4: simulation", 143),
}
"""Hours of work per finished hour. Source: ATD 2017."""

BURDENED_BY_STANDARD = 0.0
"""Finance's standard rates are loaded already: nothing is added to them."""

RAMP, HOLD, HALF_LIFE, LAG = 3, 12, 12, 1
"""Benefits start a month after launch, build up over three, hold for twelve and then halve every twelve."""


READINGS = (3, 6, 12)
"""Months after launch in which the measure is read."""

Levels = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Template:
    """What a pitch is about: the benefit line it starts with, the format it is mostly built in, its targets.

    `levels` are the targets of levels 1 to 3: they find it useful, they can do it, they do it at work.
    """

    key: str
    label: str
    hint: str
    kind: str | None
    line: str
    per: str
    extra: Mapping[str, Any]
    built: str
    levels: Levels


_TIME: Mapping[str, Any] = {"redeployed": 0.5}
_USEFUL = "4 of 5 would recommend it to a colleague."
_OPEN: Levels = ("", "", "")
TEMPLATES: tuple[Template, ...] = (
    Template("time_saved", "Time saved", "People do the same work in less time.", "time_saved",
             "Time saved", "week", _TIME, "virtual",
             (_USEFUL, "9 of 10 do a typical case in the target time.",
              "After 60 days, team leads see the new way in 8 of 10 cases.")),
    Template("fewer_errors", "Fewer errors", "Rework, scrap, complaints or incidents fall.", "errors_avoided",
             "Errors avoided", "month", {}, "e_learning_2",
             (_USEFUL, "9 of 10 find the errors in a prepared case.",
              "After 60 days, 8 of 10 samples follow the new way.")),
    Template("less_turnover", "Less turnover", "Fewer people leave, so fewer are hired and trained.",
             "turnover_avoided", "Leavers avoided", "year", {"applies_to": "average"}, "classroom",
             (_USEFUL, "9 of 10 hold the practised conversation well.",
              "After 90 days, 8 of 10 employees say that their lead talks with them each month.")),
    Template("more_sales", "More sales", "More is sold, or at a better margin.", "sales_uplift",
             "More sales", "month", {}, "virtual",
             (_USEFUL, "9 of 10 pass the role play with a buyer.",
              "After 60 days, 8 of 10 offers follow the new way.")),
    Template("faster_start", "Faster start", "New people reach full performance sooner.",
             "time_to_competence", "Weeks to full performance saved", "once", _TIME, "e_learning_2",
             (_USEFUL, "9 of 10 pass the test of their job after the first month.",
              "After 60 days, 8 of 10 work without being watched.")),
    Template("compliance", "Compliance", "An obligation is met, and incidents are avoided.",
             "incidents_avoided", "Incidents avoided", "year", {"applies_to": "average"}, "e_learning_1",
             ("9 of 10 say that the cases are like their own.", "All pass the test.",
              "In audits after 6 months, 19 of 20 cases are right.")),
    Template("blank", "Something else", "Start without a benefit line.", None, "", "month", {}, "", _OPEN),
)  # fmt: skip
BY_KEY = {template.key: template for template in TEMPLATES}


def benefit_of(
    template_key: str, *, adoption: float = ADOPTION[0], measure_id: int | None = None
) -> BenefitRow | None:
    """The benefit line with which a template starts; learning's share has no default and stays open."""
    template = BY_KEY.get(template_key)
    if template is None or template.kind is None:
        return None
    terms = {
        "per": template.per,
        "adoption": adoption,
        "realisation": REALISATION_BY_KIND[template.kind],
        "lag": LAG,
        "ramp": RAMP,
        "hold": HOLD,
        "half_life": HALF_LIFE,
    }
    return BenefitRow(template.kind, template.line, terms | dict(template.extra), "", measure_id)


def costs_of(
    template_key: str,
    *,
    hourly: float | None = None,
    source: str = "",
    ratios: Mapping[str, float] | None = None,
) -> tuple[CostRow, ...]:
    """The lines of cost with which a template starts: people's time, and building it by its usual format.

    `hourly` is finance's standard rate of development with its source; without one it stays open. `ratios`
    are hours of work per finished hour by format, as they count today.
    """
    template = BY_KEY.get(template_key)
    if template is None or template.kind is None:
        return ()
    ratio = (ratios or {}).get(template.built, RATIOS[template.built][1])
    terms = {"ratio": ratio, "month": 0} | ({} if hourly is None else {"rate": hourly})
    return (
        CostRow("participant_time", "participant_time", "Time of those who learn", {}),
        CostRow("development", "design_development", "Building it", terms, source),
    )


def levels_of(template_key: str) -> Levels:
    """The targets of levels 1 to 3 with which a template starts."""
    template = BY_KEY.get(template_key)
    return _OPEN if template is None else template.levels
