"""What finished investments really obtained, held beside the next projection: the outside view.

Source: Kahneman & Lovallo 1993 (the outside view), Flyvbjerg 2006 (reference classes). The record is an
argument: nothing here looks for it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from pitchdeck.features.projection.figure import Figure, roi_net
from pitchdeck.features.projection.outcome import Projection

ENOUGH = 3
ENOUGH_OF_KIND = 10
WEIGHT_OF_ORGANISATION = 5


@dataclass(frozen=True, kw_only=True)
class TrackRecord:
    """Measured over planned benefit of closed and stopped investments: the team's, and the organisation's.

    `organisation` counts the team's, too. `improvements` are the changes obtained, as shares of the baseline,
    by kind of benefit; `controlled` are the measures with a result against a control group or trend line.
    """

    team: tuple[float, ...] = ()
    organisation: tuple[float, ...] = ()
    improvements: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    controlled: frozenset[int] = frozenset()

    @property
    def ratio(self) -> float | None:
        """(n · team + 5 · organisation) / (n + 5) of the medians; None with fewer than three finished."""
        if len(self.organisation) < ENOUGH:
            return None
        whole = median(self.organisation)
        count = len(self.team)
        own = median(self.team) if self.team else whole
        return (count * own + WEIGHT_OF_ORGANISATION * whole) / (count + WEIGHT_OF_ORGANISATION)

    def usual_at_most(self, kind: str) -> float | None:
        """The improvement that nine in ten finished investments of a kind did not exceed; None under ten."""
        obtained = sorted(self.improvements.get(kind, ()))
        if len(obtained) < ENOUGH_OF_KIND:
            return None
        return obtained[math.ceil(0.9 * len(obtained)) - 1]


@dataclass(frozen=True)
class OutsideView:
    """The headline with the benefit that finished investments would lead one to expect, beside the submitted.

    `finished` of `needed` says how far the record goes; before it is enough there is no ratio and no figure.
    `low`, `middle` and `high` are the lowest, the median and the highest share that finished ones obtained.
    """

    finished: int
    needed: int
    ratio: float | None = None
    benefit: Figure | None = None
    net: Figure | None = None
    roi_net_pct: Figure | None = None
    low: float | None = None
    middle: float | None = None
    high: float | None = None


def outside_view(projection: Projection, record: TrackRecord) -> OutsideView:
    """The projection adjusted by the track record."""
    finished, ratio = len(record.organisation), record.ratio
    if ratio is None:
        return OutsideView(finished, ENOUGH)
    cost = projection.figures["headline_cost"].value or 0.0
    benefit = projection.figures["headline_benefit"].times(ratio)
    expected = benefit.value or 0.0
    whole = record.organisation
    return OutsideView(
        finished,
        ENOUGH,
        ratio,
        benefit,
        net=Figure.of(expected - cost),
        roi_net_pct=roi_net(expected, cost),
        low=min(whole),
        middle=median(whole),
        high=max(whole),
    )
