"""The file format of plan against actual, read into Plan and Actuals, and its result as a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from pitchdeck.features.projection.figure import Figure
from pitchdeck.features.projection.frozen import stated
from pitchdeck.features.projection.realised import Actuals, Plan, Realised
from pitchdeck.features.projection.terms import LARGEST, Errors, InputError, number, numbers, read_terms

PRINTED_AS = {"eac": "EAC", "eab": "EAB", "eab_conservative": "EAB_conservative"}
UNPRINTED = frozenset({"cost_rag", "benefit_rag", "rag"})


@dataclass(frozen=True, kw_only=True)
class _Given:
    plan_cost: tuple[float, ...] = numbers()
    plan_benefit: tuple[float, ...] = numbers(low=-LARGEST)
    act_cost: tuple[float, ...] = numbers()
    act_benefit: tuple[float | None, ...] = numbers(low=-LARGEST, gaps=True)
    open_contracts: float = number(default=0.0)
    saving: float = number(default=0.0)


def parse_actuals(data: Mapping[str, object]) -> tuple[Plan, Actuals]:
    """Plan and actuals from data of the file format; a null in `act_benefit` is a due reading missing.

    Raises InputError naming every bad field by its path.
    """
    if not isinstance(data, Mapping):
        raise InputError({"": "The inputs must be an object with plan and actuals."})
    errors: Errors = {}
    terms = read_terms(_Given, data, "", errors)
    if errors:
        raise InputError(errors)
    given = _Given(**terms)
    return (
        Plan(given.plan_cost, given.plan_benefit),
        Actuals(given.act_cost, given.act_benefit, given.open_contracts, given.saving),
    )


def realised_document(result: Realised) -> dict[str, dict[str, float | str]]:
    """Every figure of plan against actual under its name, as {"value": …} or {"reason": …}."""
    amounts = {
        PRINTED_AS.get(field.name, field.name): getattr(result, field.name)
        for field in fields(result)
        if field.name not in UNPRINTED
    }
    return {
        name: stated(amount if isinstance(amount, Figure) else Figure.of(amount))
        for name, amount in sorted(amounts.items())
    }
