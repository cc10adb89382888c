"""What a pitch claims of its measure: learning's share of the way from baseline to target."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from pitchdeck.features.pitches.figures.content import BenefitRow, Content
from pitchdeck.features.projection import TrackRecord, claim_share, claimed_change

_PLACES = Decimal("0.0001")
_READ = 3  # digits that somebody reads of a calculated figure


@dataclass(frozen=True, slots=True)
class Gap:
    """A measure's way from baseline to target, in its own unit."""

    name: str
    unit: str
    baseline: float
    target: float


@dataclass(frozen=True, slots=True)
class Claimed:
    """Learning's part: `delta` in the measure's own unit, `share` as a fraction of its gap."""

    delta: Decimal
    share: Decimal

    def __bool__(self) -> bool:
        return self.delta != 0


def claimed(content: Content, gap: Gap) -> Claimed:
    """The claim of all benefit lines on the pitch's measure: delta, isolation and adoption in steady state.

    Rounded to four places, so that the same claim asked twice is the same. Source: projection.md, "claim".
    """
    changes = [
        claimed_change(
            delta=line.terms["delta"],
            isolation=line.terms["isolation"],
            adoption=1 if line.terms.get("applies_to") == "average" else line.terms.get("adoption", 1),
        )
        for line in content.benefits
        if line.measure_id is not None
        and line.measure_id == content.measure_id
        and {"delta", "isolation"} <= line.terms.keys()
    ]
    delta = math.fsum(changes)
    share = claim_share(delta=delta, isolation=1, adoption=1, baseline=gap.baseline, target=gap.target)
    return Claimed(_rounded(delta), _rounded(share.value or 0))


def beyond_record(content: Content, gap: Gap, record: TrackRecord) -> tuple[str, ...]:
    """The benefit lines on the measure that promise an unusual improvement and do not say why, by label.

    The improvement is the average over everybody, before learning's share, as a share of the baseline: what
    a reading of the measure would show. Unusual is more than nine in ten finished investments obtained.
    """
    if gap.baseline == 0:
        return ()
    return tuple(
        line.label or "a benefit without a name"
        for line in content.benefits
        if line.measure_id == content.measure_id
        and not line.terms.get("justification")
        and (usual := record.usual_at_most(line.kind)) is not None
        and _average(line) / abs(gap.baseline) > usual
    )


def populations_differ(lines: Sequence[BenefitRow]) -> bool:
    """Whether each of the lines says whom it counts, and no two say the same."""
    named = [str(line.terms.get("population") or "").strip().casefold() for line in lines]
    return all(named) and len(set(named)) == len(named)


def _average(line: BenefitRow) -> float:
    applied = 1 if line.terms.get("applies_to") == "average" else line.terms.get("adoption", 1)
    return float((line.terms.get("delta") or 0) * applied)


def _rounded(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(_PLACES).normalize() + 0


def claim_sentence(claim: Claimed, gap: Gap, locale: str) -> str:
    """What the sponsor is asked to agree: "Of 14 → 11 %, learning claims 0.8 points (27 % of the way)".

    Baseline and target stand as they were agreed; the claim is calculated, and has no more digits than it
    can be read with.
    """
    way = " → ".join(_written(Decimal(repr(end)), 4, locale) for end in (gap.baseline, gap.target))
    percent = gap.unit.strip() in {"%", "percent", "per cent"}
    measured = f"{way}\u00a0%" if percent else f"{way} {gap.unit}"
    if not claim:
        return f"Of {measured}, learning claims nothing."
    unit = "points" if percent else gap.unit
    delta = _written(claim.delta, _READ - 1 - claim.delta.adjusted(), locale)
    share = _written(claim.share * 100, 0, locale)
    return f"Of {measured}, learning claims {delta} {unit} ({share}\u00a0% of the way)."


def _written(value: Decimal, places: int, locale: str) -> str:
    """With at most so many decimals, or whole, as the locale writes numbers."""
    places = min(max(places, 0), 4)
    pattern = f"#,##0.{'#' * places}" if places else "#,##0"
    return format_decimal(value, format=pattern, locale=locale).replace("-", "\u2212")
