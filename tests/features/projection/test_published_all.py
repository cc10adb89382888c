"""Every published case is a test, or stands here with the reason why there is nothing to reproduce."""

import json
from pathlib import Path

import pytest

from pitchdeck.features.projection import parse, project

HERE = Path(__file__).parent
CASES = {case["id"]: case for case in json.loads((HERE / "cases" / "finance.json").read_text())["cases"]}
ELSEWHERE = "test_published_programmes.py", "test_published_returns.py"
NOTHING_TO_REPRODUCE = {
    "utility-sdy-rules": "SDy is stated by the presenter; the engine has no rule that derives it from pay.",
    "openstax-capital-rationing": "Choosing between pitches is the allocation's, not the projection's.",
    "excel-xirr": "The engine counts months, never days.",
    "libreoffice-xirr-corrected": "The engine counts months, never days.",
    "ob-combined-capex": "Optimism bias is the outside view's, from the organisation's own record.",
    "ob-managed": "Optimism bias is the outside view's, from the organisation's own record.",
    "greenbook-risk-register": "Risks are ranges of drivers, not a register of amounts.",
    "greenbook-discount-kink": "One rate over a horizon of at most ten years.",
    "pert-cleancoder": "Its ends are least and greatest; here they are P10 and P90 of the fitted beta.",
    "bls-load-factor": "The burden is an input of the line, with its source.",
    "atd-cost-per-hour": "A benchmark stands beside the figure and is not computed.",
    "atd-scrap-learning": "Adoption is an input of the line, with its source.",
}
HERE_TESTED = {"transoft-control-group", "agentcalc-payback"}


def test_every_published_case_is_accounted_for() -> None:
    tested = "".join((HERE / name).read_text() for name in ELSEWHERE)
    copied = {name for name in CASES if f'"{name}"' in tested} | HERE_TESTED
    assert copied | NOTHING_TO_REPRODUCE.keys() == CASES.keys()
    assert copied.isdisjoint(NOTHING_TO_REPRODUCE)


def test_a_difference_to_the_control_group_counts_with_its_margin() -> None:
    given = CASES["transoft-control-group"]["inputs"]
    line = {
        "units": given["participants"],
        "delta": given["difference_per_person_per_month"],
        "margin": given["profit_margin"],
    }
    figures = project(parse({"benefits": [line]})).figures
    expected = CASES["transoft-control-group"]["expected"]["annual_benefit"]
    assert figures["headline_benefit"].value == pytest.approx(expected)


def test_simple_payback_of_a_gain_in_revenue() -> None:
    given = CASES["agentcalc-payback"]["inputs"]
    line = {"value": given["monthly_revenue_per_employee"], "delta": given["gain"]}
    cost = {"kind": "one_off", "amount": given["cost_per_employee"]}
    figures = project(parse({"costs": [cost], "benefits": [line]})).figures
    assert figures["payback_simple_months"].value == pytest.approx(4.0)
