import math
from decimal import Decimal
from typing import Any

import pytest

from pitchdeck.features.projection import InputError, parse


def errors_of(data: Any) -> dict[str, str]:
    with pytest.raises(InputError) as refused:
        parse(data)
    return refused.value.errors


def cost(**terms: Any) -> dict[str, Any]:
    return {"costs": [{"kind": "one_off", "amount": 1, **terms}]}


def benefit(**terms: Any) -> dict[str, Any]:
    return {"benefits": [terms]}


def test_defaults_are_those_of_the_format() -> None:
    inputs = parse({"costs": [{"kind": "recurring", "amount": 5}], "benefits": [{}]})
    assert (inputs.horizon, inputs.rate, inputs.launch, inputs.headline_months) == (36, 0, 0, 12)
    (line,) = inputs.benefits
    assert (line.units, line.delta, line.value, line.adoption, line.isolation, line.confidence) == (1,) * 6
    assert (line.lag, line.ramp, line.attrition, line.hold, line.half_life, line.months) == (0,) * 4 + (
        None,
    ) * 2
    assert (line.per, line.applies_to, line.kind) == ("month", "each", "direct")


def test_every_bad_field_is_named() -> None:
    errors = errors_of(
        {
            "horizon": 0,
            "rat": 0.08,
            "costs": [{"kind": "one_off", "amount": "1,000"}, {"kind": "bribe"}, 7],
            "benefits": [{"adoption": 55, "colour": "red"}],
        }
    )
    assert set(errors) == {
        "horizon",
        "rat",
        "costs[0].amount",
        "costs[1].kind",
        "costs[2]",
        "benefits[0].adoption",
        "benefits[0].colour",
    }
    assert all(errors.values())
    assert "60 % is 0.6" in errors["benefits[0].adoption"]


@pytest.mark.parametrize(
    "amount",
    [
        math.nan,
        math.inf,
        -math.inf,
        -1,
        1.1e15,
        10**400,
        "5",
        "NaN",
        True,
        [],
        {},
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("1e400"),
    ],
)
def test_amounts_that_are_no_money(amount: object) -> None:
    assert "costs[0].amount" in errors_of(cost(amount=amount))


@pytest.mark.parametrize("amount", [0, -0.0, 0.005, 1e15, Decimal("12.34"), 10**15])
def test_amounts_that_are(amount: Decimal | float) -> None:
    (line,) = parse(cost(amount=amount)).costs
    assert line.to_data()["amount"] == float(amount)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ([], ""),
        ("text", ""),
        ({"costs": {}}, "costs"),
        ({"costs": [{"kind": "one_off"}]}, "costs[0].amount"),
        ({"costs": [{"kind": ["one_off"]}]}, "costs[0].kind"),
        ({"costs": [{"amount": 1}]}, "costs[0].kind"),
        ({"costs": [{"kind": "one_off", "amount": 1}] * 201}, "costs"),
        ({"costs": [{"kind": "one_off", "amount": 1}] * 101, "benefits": [{}] * 100}, "costs"),
        ({"horizon": 121}, "horizon"),
        ({"horizon": 12.5}, "horizon"),
        ({"rate": 8}, "rate"),
        ({"rate": -0.1}, "rate"),
        ({"launch": -1}, "launch"),
        ({"headline_months": 0}, "headline_months"),
        (cost(month=-1), "costs[0].month"),
        (cost(month=1.5), "costs[0].month"),
        (cost(cash="yes"), "costs[0].cash"),
        (cost(category="bribes"), "costs[0].category"),
        (cost(label="\0"), "costs[0].label"),
        (cost(label="\ud800"), "costs[0].label"),
        (cost(label="x" * 401), "costs[0].label"),
        (cost(label=5), "costs[0].label"),
        ({"costs": [{"kind": "recurring", "amount": 1, "months": 0}]}, "costs[0].months"),
        (
            {"costs": [{"kind": "prorated", "amount": 1, "used": 1, "expected_users": 0}]},
            "costs[0].expected_users",
        ),
        ({"costs": [{"kind": "msp_fixed", "milestones": [[1]]}]}, "costs[0].milestones"),
        ({"costs": [{"kind": "msp_fixed", "milestones": 5}]}, "costs[0].milestones"),
        ({"costs": [{"kind": "msp_fixed", "milestones": [[0, 1]] * 201}]}, "costs[0].milestones"),
        ({"costs": [{"kind": "msp_tm", "roles": [[1, "2"]]}]}, "costs[0].roles"),
        (benefit(kind="magic"), "benefits[0].kind"),
        (benefit(per="fortnight"), "benefits[0].per"),
        (benefit(realisation="hoped"), "benefits[0].realisation"),
        (benefit(half_life=0), "benefits[0].half_life"),
        (benefit(months=0), "benefits[0].months"),
        (benefit(attrition=1.1), "benefits[0].attrition"),
        (benefit(confidence=-0.1), "benefits[0].confidence"),
        (benefit(margin=20), "benefits[0].margin"),
        (benefit(units=-1), "benefits[0].units"),
        (benefit(kind="utility", T="two"), "benefits[0].T"),
        (benefit(kind="utility", N=-1), "benefits[0].units"),
    ],
)
def test_refused_with_words_beside_the_field(data: object, path: str) -> None:
    assert errors_of(data)[path]


def test_words_say_which_entry_is_wrong() -> None:
    errors = errors_of({"costs": [{"kind": "msp_fixed", "milestones": [[0, 1], [2, -5]]}]})
    assert errors["costs[0].milestones"].startswith("entry 2 must lie between 0 and")


def test_null_counts_as_absent() -> None:
    assert parse({"rate": None, "costs": None, "benefits": [{"half_life": None}]}) == parse(
        {"benefits": [{}]}
    )


def test_disbenefits_are_allowed() -> None:
    assert parse(benefit(delta=-6)).benefits[0].delta == -6


@pytest.mark.parametrize(
    ("kind", "realisation"),
    [
        ("time_saved", "capacity"),
        ("time_to_competence", "capacity"),
        ("errors_avoided", "avoided"),
        ("incidents_avoided", "avoided"),
        ("cost_avoided", "avoided"),
        ("turnover_avoided", "cashable"),
        ("sales_uplift", "cashable"),
        ("utility", "capacity"),
        ("direct", "capacity"),
    ],
)
def test_kind_decides_where_the_money_is_seen_unless_stated(kind: str, realisation: str) -> None:
    assert parse(benefit(kind=kind)).benefits[0].realisation == realisation
    assert parse(benefit(kind=kind, realisation="avoided")).benefits[0].realisation == "avoided"


def test_message_reads_as_a_sentence() -> None:
    with pytest.raises(InputError, match=r"costs\[0\]\.amount is needed"):
        parse({"costs": [{"kind": "one_off"}]})
