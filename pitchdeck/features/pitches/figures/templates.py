"""The templates of step 0 and the published defaults that they start from, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pitchdeck.features.pitches.figures.content import BenefitRow
from pitchdeck.features.projection import REALISATION_BY_KIND

ADOPTION = (0.55, "CEB: 45 % of what is learned is never applied")
CONFIDENCE: Mapping[str, float] = {
    "own_measured_result": 0.8,
    "published_study": 0.6,
    "expert": 0.6,
    "manager": 0.5,
    "participant": 0.5,
    "assumption": 0.4,
}
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


@dataclass(frozen=True, slots=True)
class Template:
    """What a pitch is about, and the benefit line that it starts with."""

    key: str
    label: str
    hint: str
    kind: str | None
    line: str
    per: str
    extra: Mapping[str, Any]


_TIME: Mapping[str, Any] = {"redeployed": 0.5}
TEMPLATES: tuple[Template, ...] = (
    Template("time_saved", "Time saved", "People do the same work in less time.", "time_saved",
             "Time saved", "week", _TIME),
    Template("fewer_errors", "Fewer errors", "Rework, scrap, complaints or incidents fall.", "errors_avoided",
             "Errors avoided", "month", {}),
    Template("less_turnover", "Less turnover", "Fewer people leave, so fewer are hired and trained.",
             "turnover_avoided", "Leavers avoided", "year", {"applies_to": "average"}),
    Template("more_sales", "More sales", "More is sold, or at a better margin.", "sales_uplift",
             "More sales", "month", {}),
    Template("faster_start", "Faster start", "New people reach full performance sooner.",
             "time_to_competence", "Weeks to full performance saved", "once", _TIME),
    Template("compliance", "Compliance", "An obligation is met, and incidents are avoided.",
             "incidents_avoided", "Incidents avoided", "year", {"applies_to": "average"}),
    Template("blank", "Something else", "Start without a benefit line.", None, "", "month", {}),
)  # fmt: skip
BY_KEY = {template.key: template for template in TEMPLATES}


def benefit_of(template_key: str, *, measure_id: int | None = None) -> BenefitRow | None:
    """The benefit line with which a template starts; learning's share has no default and stays open."""
    template = BY_KEY.get(template_key)
    if template is None or template.kind is None:
        return None
    terms = {
        "per": template.per,
        "adoption": ADOPTION[0],
        "realisation": REALISATION_BY_KIND[template.kind],
        "lag": LAG,
        "ramp": RAMP,
        "hold": HOLD,
        "half_life": HALF_LIFE,
    }
    return BenefitRow(template.kind, template.line, terms | dict(template.extra), "", measure_id)
