"""The inputs of a projection and how the file format is read into them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pitchdeck.features.projection.benefits import BenefitLine
from pitchdeck.features.projection.costs import KINDS, CostLine
from pitchdeck.features.projection.figure import MONTHS_PER_YEAR
from pitchdeck.features.projection.terms import (
    Errors,
    InputError,
    UnreadableError,
    number,
    read_number,
    read_terms,
    share,
    terms_as_data,
    whole,
)

MOST_LINES = 200
LONGEST_HORIZON = 120
LARGEST_SEED = 2**32 - 1

# Schmidt, Hunter & Pearlman 1982: N people, T years, effect size d, SDy in money a year.
UTILITY_TERMS = {"N": "units", "d": "delta", "SDy": "value"}


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Everything a projection is computed from. `rate` is a nominal annual rate, all times are months.

    `participants` says how many people learn when the lines do not (several lines for the same people).
    `seed` is that of the simulation, frozen with a revision; `roi_objective_pct` the return that is required.
    """

    horizon: int = whole(low=1, high=LONGEST_HORIZON, default=36)
    rate: float = share(default=0.0)
    launch: int = whole(default=0)
    headline_months: int = whole(low=1, high=LONGEST_HORIZON, default=12)
    participants: float | None = number(default=None)
    seed: int | None = whole(high=LARGEST_SEED, default=None)
    roi_objective_pct: float | None = number(low=-100.0, high=1e6, default=None)
    costs: tuple[CostLine, ...] = ()
    benefits: tuple[BenefitLine, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """The inputs in the file format, with every default written out."""
        lines = {
            "costs": [line.to_data() for line in self.costs],
            "benefits": [line.to_data() for line in self.benefits],
        }
        return terms_as_data(self) | lines


def parse(data: Mapping[str, object]) -> Inputs:
    """The inputs described by data of the file format, defaults filled in.

    Raises InputError, whose `errors` names every bad field by its path (`costs[0].amount`) with words.
    """
    if not isinstance(data, Mapping):
        raise InputError({"": "The inputs must be an object with costs and benefits."})
    errors: Errors = {}
    terms = read_terms(Inputs, data, "", errors, also=("costs", "benefits"))
    terms["costs"] = _read_lines(data, "costs", _read_cost, errors)
    terms["benefits"] = _read_lines(data, "benefits", _read_benefit, errors)
    if len(terms["costs"]) + len(terms["benefits"]) > MOST_LINES:
        errors["costs"] = f"and benefits together must not have more than {MOST_LINES} lines"
    if errors:
        raise InputError(errors)
    return Inputs(**terms)


def _read_lines(
    data: Mapping[str, object],
    name: str,
    read: Callable[[Mapping[Any, object], str, Errors], Any],
    errors: Errors,
) -> tuple[Any, ...]:
    given = data.get(name)
    if given is None:
        return ()
    if not isinstance(given, list | tuple):
        errors[name] = "must be a list of lines"
        return ()
    if len(given) > MOST_LINES:
        errors[name] = f"must not have more than {MOST_LINES} lines"
        return ()
    return tuple(_read_line(line, f"{name}[{place}]", read, errors) for place, line in enumerate(given))


def _read_line(
    given: object, at: str, read: Callable[[Mapping[Any, object], str, Errors], Any], errors: Errors
) -> Any:
    if not isinstance(given, Mapping):
        errors[at] = "must be an object with its terms"
        return None
    return read(given, at, errors)


def _read_cost(given: Mapping[Any, object], at: str, errors: Errors) -> CostLine | None:
    name = given.get("kind")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        errors[f"{at}.kind"] = f"must be one of {', '.join(KINDS)}"
        return None
    terms = {term: value for term, value in given.items() if term != "kind"}
    line: CostLine | None = _built(kind, terms, at, errors)
    return line


def _read_benefit(given: Mapping[Any, object], at: str, errors: Errors) -> BenefitLine | None:
    terms = _utility_terms(given, at, errors) if given.get("kind") == "utility" else given
    line: BenefitLine | None = _built(BenefitLine, terms, at, errors)
    return line


def _built(kind: type[Any], terms: Mapping[Any, object], at: str, errors: Errors) -> Any:
    before = len(errors)
    values = read_terms(kind, terms, at, errors)
    if len(errors) > before:
        return None
    line = kind(**values)
    errors |= {f"{at}.{name}": words for name, words in line.misplaced_ranges().items()}
    return line


def _utility_terms(given: Mapping[Any, object], at: str, errors: Errors) -> dict[Any, object]:
    """A utility line speaks of N, T, d and SDy; they are units, 12·T months, delta and value per year."""
    terms: dict[Any, object] = {"per": "year"}
    terms |= {UTILITY_TERMS.get(name, name): value for name, value in given.items() if name != "T"}
    if given.get("T") is not None:
        try:
            years = read_number(given["T"], low=1 / MONTHS_PER_YEAR, high=LONGEST_HORIZON / MONTHS_PER_YEAR)
            terms["months"] = max(1, round(years * MONTHS_PER_YEAR))
        except UnreadableError as refusal:
            errors[f"{at}.T"] = str(refusal)
    return terms
