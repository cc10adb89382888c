"""The invariants that take arithmetic: what was frozen, copied or derived comes out again."""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from pitchdeck.base import sealing
from pitchdeck.base.money import to_minor
from pitchdeck.features.funding.models import (
    Account,
    Advance,
    AdvanceApproval,
    AdvanceEnd,
    Review,
    Supplement,
    SupplementEnd,
    Tranche,
    Transfer,
)
from pitchdeck.features.investments.figures import Measured, benefit_of, month_index
from pitchdeck.features.investments.models import Reading
from pitchdeck.features.pitches.figures import FIRST_YEAR, asks_of_tiers, other_figures, revision_hash
from pitchdeck.features.pitches.models import Ask, BenefitLine, Pitch, Revision
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant
from pitchdeck.features.projection import ENGINE_VERSION, recompute_differs
from pitchdeck.features.strategy.models import Measure

AGREEMENT = 1e-9
"""Figures are stored with twelve significant digits."""

_REVISIONS = (
    select(
        *(Pitch.ref, Revision.number, Revision.inputs, Revision.figures, Revision.hash),
        *(Revision.engine_version, Revision.content),
    )
    .join(Pitch, Revision.pitch_id == Pitch.id)
    .order_by(Revision.id)
)
_ASKS = select(Ask.revision_id, Ask.tier, Ask.fiscal_year, Ask.amount)
_FROZEN = (
    select(Revision.id, Pitch.ref, Revision.number, Revision.content)
    .join(Pitch, Revision.pitch_id == Pitch.id)
    .order_by(Revision.id)
)
_CLAIMS = exists().where(BenefitLine.pitch_id == Pitch.id, BenefitLine.revision_no == Pitch.revision_no)
_COPIES = (
    select(
        *(Pitch.ref, Pitch.roi_pct, Pitch.roi_months, Pitch.payback_months, Pitch.time_minor),
        Revision.inputs,
        *(Revision.figures, Revision.currency, _CLAIMS.label("claims")),
    )
    .join(Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .order_by(Pitch.id)
)
_READINGS = (
    select(
        *(Reading.key, Reading.baseline, Reading.value, Reading.isolation, Reading.confidence),
        *(Reading.covers_from, Reading.covers_to, Reading.unit_minor, Reading.benefit_minor, Measure.target),
    )
    .join(Measure, Measure.id == Reading.measure_id)
    .where(Reading.unit_minor.is_not(None))
    .order_by(Reading.id)
)
_APPROVED = (
    select(Pitch.ref, Review.amounts)
    .join(Pitch, Pitch.id == Review.pitch_id)
    .where(Review.verdict == "approved")
)
_COMMITTED = (
    select(Pitch.ref, Account.fiscal_year, func.sum(Transfer.amount).label("total"))
    .join_from(Transfer, Account, Account.id == Transfer.to_id)
    .join(Pitch, Pitch.id == Account.pitch_id)
    .where(Transfer.verb == "commit")
    .group_by(Pitch.ref, Account.fiscal_year)
)
_AHEAD = (
    select(
        *(Pitch.ref, Advance.fiscal_year),
        func.sum(AdvanceApproval.kept - func.coalesce(AdvanceEnd.amount, 0)).label("total"),
    )
    .join_from(AdvanceApproval, Advance, Advance.id == AdvanceApproval.advance_id)
    .join(Pitch, Pitch.id == Advance.pitch_id)
    .outerjoin(AdvanceEnd, (AdvanceEnd.advance_id == Advance.id) & (AdvanceEnd.outcome == "served"))
    .group_by(Pitch.ref, Advance.fiscal_year)
)
_IN_TRANCHES = (
    select(Pitch.ref, Tranche.fiscal_year, func.sum(Tranche.amount).label("total"))
    .join(Pitch, Pitch.id == Tranche.pitch_id)
    .group_by(Pitch.ref, Tranche.fiscal_year)
)
_MORE = (
    select(Pitch.ref, Supplement.fiscal_year, func.sum(Supplement.amount).label("total"))
    .join(Pitch, Pitch.id == Supplement.pitch_id)
    .join(SupplementEnd, SupplementEnd.supplement_id == Supplement.id)
    .where(SupplementEnd.outcome == "approved")
    .group_by(Pitch.ref, Supplement.fiscal_year)
)


def broken_revisions(session: Session) -> Iterator[str]:
    """Revisions whose inputs do not give the stored hash, or (of this engine) the stored figures."""
    for row in session.execute(_REVISIONS).yield_per(200):
        name = f"pitch {row.ref} revision {row.number}"
        facts = row.content["facts"]
        if revision_hash(row.inputs, facts) != row.hash:
            yield f"{name}: the hash of its inputs is not the stored one"
        elif row.engine_version == ENGINE_VERSION:
            yield from _other_figures(name, row.inputs, row.figures)
            for which, inputs, figures in other_figures(facts):
                yield from _other_figures(f"{name}, {which}", inputs, figures)


def _other_figures(name: str, inputs: str, figures: str) -> Iterator[str]:
    try:
        differing = recompute_differs(inputs, figures)
    except ValueError as unreadable:
        yield f"{name}: cannot be read ({unreadable})"
        return
    if differing:
        yield f"{name}: computes otherwise in {', '.join(differing[:5])}"


def other_asks(session: Session) -> Iterator[str]:
    """Tiers that ask another amount of a year than their revision froze."""
    asked: dict[int, dict[tuple[str, int], int]] = defaultdict(dict)
    for row in session.execute(_ASKS):
        asked[row.revision_id][row.tier, row.fiscal_year] = row.amount
    for row in session.execute(_FROZEN).yield_per(200):
        frozen = asks_of_tiers(row.content["facts"])
        for tier, year in sorted(frozen.keys() | asked[row.id].keys()):
            held, due = asked[row.id].get((tier, year), 0), frozen.get((tier, year), 0)
            if held != due:
                name = f"pitch {row.ref} revision {row.number}"
                yield f"{name}: the {tier} tier asks {held} of {year}, frozen was {due}"


def other_copies(session: Session) -> Iterator[str]:
    """Pitches that show another ROI, payback or people's time than their newest revision's figures."""
    for row in session.execute(_COPIES).yield_per(200):
        figures: dict[str, dict[str, str]] = json.loads(row.figures)
        for name, shown in (("roi_net_pct", row.roi_pct), ("payback_months", row.payback_months)):
            stored = _value(figures, name) if row.claims else None
            if not _same(stored, shown):
                yield f"pitch {row.ref}: shows {name} {shown}, its revision says {stored}"
        window = int(json.loads(row.inputs).get("headline_months", FIRST_YEAR))
        if window != row.roi_months:
            yield f"pitch {row.ref}: shows an ROI over {row.roi_months} months, its revision says {window}"
        time = to_minor(Decimal(repr(_value(figures, "total_time_cost") or 0.0)), row.currency)
        if abs(time - row.time_minor) > 1:  # twelve digits may tip the last minor unit
            yield f"pitch {row.ref}: shows people's time {row.time_minor}, its revision says {time}"


def _value(figures: dict[str, dict[str, str]], name: str) -> float | None:
    stored = figures.get(name, {}).get("value")
    return None if stored is None else float(stored)


def _same(stored: float | None, shown: float | None) -> bool:
    if stored is None or shown is None:
        return stored is shown
    return math.isclose(stored, shown, rel_tol=AGREEMENT, abs_tol=AGREEMENT)


def other_benefits(session: Session) -> Iterator[str]:
    """Readings whose factors multiply out to another benefit than the stored one."""
    for row in session.execute(_READINGS).yield_per(200):
        benefit = benefit_of(_measured(row))
        if benefit != row.benefit_minor:
            yield f"reading {row.key}: benefit {row.benefit_minor}, its factors give {benefit}"


def _measured(row: Any) -> Measured:
    exact = {
        name: Decimal(repr(float(getattr(row, name))))
        for name in ("baseline", "target", "value", "isolation", "confidence")
    }
    months = month_index(row.covers_from, row.covers_to) + 1
    return Measured(months=months, unit_minor=row.unit_minor, **exact)


def other_approvals(session: Session) -> Iterator[str]:
    """Pitches whose approved amounts, money committed or promised, and tranches of a year differ."""
    sums: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for ref, amounts in session.execute(_APPROVED):
        for year, amount in amounts.items():
            sums[str(ref), int(year)][0] += amount
    for place, statement in ((1, _COMMITTED), (2, _AHEAD), (3, _IN_TRANCHES)):
        for row in session.execute(statement).mappings():
            sums[row["ref"], row["fiscal_year"]][place] = int(row["total"])
    for row in session.execute(_MORE).mappings():
        sums[row["ref"], row["fiscal_year"]][0] += int(row["total"])
    for (ref, year), (approved, committed, ahead, parts) in sorted(sums.items()):
        if not approved == committed + ahead == parts:
            held = f"committed {committed}" + (f", promised {ahead}" if ahead else "")
            yield f"pitch {ref}, {year}: approved {approved}, {held}, tranches {parts}"


COMPUTED: tuple[tuple[Invariant, Callable[[Session], Iterator[str]]], ...] = (
    (
        Invariant("revision_reproduces", "a revision's hash and figures can be computed again", ""),
        broken_revisions,
    ),
    (
        Invariant("tiers_ask_what_was_frozen", "each tier asks of each year what its revision froze", ""),
        other_asks,
    ),
    (
        Invariant("a_pitch_shows_its_revision", "a pitch's totals are those of its newest revision", ""),
        other_copies,
    ),
    (
        Invariant("a_benefit_multiplies_out", "a reading's benefit is the product of its factors", ""),
        other_benefits,
    ),
    (
        Invariant(
            "an_approval_is_what_was_committed",
            "the amounts of an approval are what was committed or promised, and its tranches add up to them",
            "",
        ),
        other_approvals,
    ),
    (
        Invariant("history_is_as_it_was_sealed", "no act changed after its seal, and no seal is missing", ""),
        sealing.broken,
    ),
)
