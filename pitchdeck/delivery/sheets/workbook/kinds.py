"""The sheet of kinds: each kind of line once with all its terms, ready to be copied into the inputs."""

from collections.abc import Mapping

from pitchdeck.delivery.sheets.workbook.input_rows import InputRow
from pitchdeck.delivery.sheets.workbook.terms import LISTS, PAIRS, terms_of_benefit, terms_of_cost
from pitchdeck.features.projection import REALISATION_BY_KIND
from pitchdeck.features.projection.costs import KINDS

KINDS_OF_COST: Mapping[str, str] = {
    "one_off": "An amount in one month.",
    "recurring": "The same amount each month, such as a licence over the months it covers.",
    "participant_time": "The time of those who learn: people · hours each · wage · (1 + burden).",
    "development": "Building it: finished hours · hours of work per finished hour · rate.",
    "prorated": "The part of a larger cost that this use of it bears: amount · used / expected users.",
    "msp_fixed": "A provider's fixed price in milestones, each raised by the contingency.",
    "msp_tm": "A provider's work by the hour with expenses, never above the cap, spread evenly.",
    "msp_retainer": "A provider's monthly fee with hours included; hours beyond them cost the overage rate.",
    "staff_aug": "People from outside in the own team, and the time of those who supervise them.",
}
KINDS_OF_BENEFIT: Mapping[str, str] = {
    "time_saved": "Hours that people no longer need; say how much of them is put to use (redeployed).",
    "errors_avoided": "Errors or rework that no longer happen, each worth its cost.",
    "turnover_avoided": "People who stay instead of leaving, each worth the cost of replacing one.",
    "sales_uplift": "More revenue; only its margin is a benefit, so the margin is needed.",
    "time_to_competence": "Days or hours in which new people are productive earlier.",
    "incidents_avoided": "Accidents, complaints or breaches that no longer happen.",
    "cost_avoided": "A cost that would have come and does not.",
    "utility": "Better performance by its effect size: people · years · d · worth of one deviation.",
    "direct": "Anything else, in the raw terms: units · improvement · value of one.",
}


def kind_rows() -> tuple[InputRow, ...]:
    """One row for each term, two for a term of several rows; the line's number is for the person to give."""
    rows = [
        InputRow("C", kind, term)
        for kind in KINDS
        for term in terms_of_cost(kind)
        for _ in range(2 if term.name in PAIRS or term.name in LISTS else 1)
    ]
    rows += [InputRow("B", kind, term) for kind in REALISATION_BY_KIND for term in terms_of_benefit()]
    return tuple(rows)
