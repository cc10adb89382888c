"""How a benefit's terms are shown and read: all kinds alike, but utility, which speaks of N, T, d and SDy."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pitchdeck.delivery.web.drafts.forms.benefit_forms import KIND_WORDS, NO_MEASURE, THIS_MEASURE, UTILITY
from pitchdeck.delivery.web.drafts.forms.ranges import OF_BENEFIT
from pitchdeck.delivery.web.drafts.forms.step import Choices, StepForm, in_major
from pitchdeck.delivery.web.drafts.forms.terms import (
    Term,
    Values,
    figure,
    merged,
    month,
    origin,
    percent,
    read,
    shown,
    word,
)
from pitchdeck.features.pitches.figures import CONFIDENCE, BenefitRow, Content

_WHOLE_MONTHS = Term("months", lambda term, _start: term, lambda value, _start: value)
_COMMON: tuple[Term, ...] = (
    *(figure(name, 4) for name in ("units", "ramp", "hold", "half_life")),
    *(percent(name) for name in ("adoption", "redeployed", "isolation", "confidence", "margin", "attrition")),
    *(word(name) for name in ("basis", "realisation", "isolation_method", "independent")),
    *(word(name) for name in ("population", "justification")),
    *(figure("delta"), figure("value"), word("applies_to", "each"), month("start")),
    Term("lag", lambda term, _start: term, lambda value, _start: value),
)
_OF_OTHERS: tuple[Term, ...] = (word("per", "month"), _WHOLE_MONTHS)
_OF_UTILITY: tuple[Term, ...] = (figure("years", 4),)
_LETTERS = {"N": "units", "d": "delta", "SDy": "value", "T": "years"}
"""A utility line's letters and the fields that show them. Source: Schmidt, Hunter & Pearlman 1982."""


def _terms_of(kind: str) -> tuple[Term, ...]:
    return _COMMON + (_OF_UTILITY if kind == UTILITY else _OF_OTHERS)


def mark_of(line: BenefitRow) -> str:
    """By what the row of a saved line finds it again."""
    return origin(line.kind, line.label, dict(line.terms), line.source, line.measure_id)


def fields_of(line: BenefitRow, content: Content, choices: Choices) -> dict[str, Any]:
    """The fields of the row as the saved line fills them, and what is known of a line not yet begun."""
    found = _plainly(line, content)
    measure = choices.measure(content.measure_id)
    if found["units"] is None:
        found["units"] = content.people
    if found["value"] is None and measure is not None and measure.value_minor is not None:
        found["value"] = in_major(measure.value_minor)
        found["source"] = line.source or measure.value_source
    return found


def _plainly(line: BenefitRow, content: Content) -> dict[str, Any]:
    """The fields of the row, without anything that the line does not say."""
    terms = dict(line.terms)
    if line.kind == UTILITY:
        terms = {_LETTERS.get(name, name): term for name, term in terms.items()}
    found = shown(_terms_of(line.kind), terms, StepForm.start_of(content))
    for each in OF_BENEFIT:
        found |= each.shown(terms)
    if terms.get("confidence") is None and terms.get("basis") is not None:
        found["confidence"] = Decimal(1)  # nobody took anything off, so nothing is taken off
    tied = line.measure_id == content.measure_id or (line.measure_id is None and "delta" not in terms)
    common = {"kind": line.kind, "label": line.label, "source": line.source, "origin": mark_of(line)}
    return found | common | {"counts": THIS_MEASURE if tied else NO_MEASURE}


def line_of(
    values: Values, saved: Mapping[str, BenefitRow], content: Content, choices: Choices
) -> BenefitRow:
    """The line that a row says: the saved one it came from, with what was changed."""
    kind = values.get("kind") or "direct"
    kind = kind if kind in KIND_WORDS else "direct"
    now = _said(values, kind, content, choices)
    before = saved.get(values.get("origin") or "")
    measure = content.measure_id if values.get("counts") != NO_MEASURE else None
    label, source = values.get("label") or "", values.get("source") or ""
    if before is None:
        terms = {name: term for name, term in now.items() if term is not None}
        return BenefitRow(kind, label=label, terms=terms, source=source, measure_id=measure)
    if measure is None and before.measure_id != content.measure_id:
        measure = before.measure_id
    terms = merged(before.terms, _said(_plainly(before, content), before.kind, content, choices), now)
    return replace(before, kind=kind, label=label, terms=terms, source=source, measure_id=measure)


def _said(values: Values, kind: str, content: Content, choices: Choices) -> dict[str, Any]:
    """The terms as the fields say them; confidence follows from where the estimate comes from."""
    terms = read(_terms_of(kind), values, StepForm.start_of(content))
    for each in OF_BENEFIT:
        terms |= each.read(values)
    if terms["confidence"] is None:
        basis = terms["basis"]
        if basis in CONFIDENCE:
            terms["confidence"] = choices.standard(f"confidence_{basis}", CONFIDENCE[basis])
    if kind == UTILITY:
        letters = {field: letter for letter, field in _LETTERS.items()}
        terms = {letters.get(name, name): term for name, term in terms.items()}
    return terms
