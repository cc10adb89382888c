"""What finished investments obtained, as the outside view on the next pitch takes it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from pitchdeck.features.investments.figures import moved_by
from pitchdeck.features.investments.models import Attestation, Reading
from pitchdeck.features.investments.queries.standings import Tracked, tracked_in
from pitchdeck.features.projection import OutsideView, Projection, TrackRecord, outside_view
from pitchdeck.features.strategy.models import Measure

FINISHED = ("closed", "stopped")
CONTROLLED = ("control_group", "trend_line")
_READ: Select[*tuple[Any, ...]] = (
    select(
        *(Reading.investment_id, Reading.measure_id, Reading.baseline, Reading.value, Reading.method),
        Measure.target,
    )
    .join(Attestation, Attestation.reading_id == Reading.id)
    .join(Measure, Measure.id == Reading.measure_id)
    .where(Attestation.verdict == "attested")
    .order_by(Reading.read_on, Reading.id)
)


def track_record(session: Session, *, unit_id: int, today: date) -> TrackRecord:
    """The record of a unit and of the organisation. At most three statements, however many there are.

    Nobody's name is in it. An investment of which nothing was measured that was planned has no ratio.
    """
    finished = tracked_in(session, FINISHED, today=today)
    readings = list(session.execute(_READ))
    ratios = [
        (tracked.row.unit_id, ratio)
        for tracked in finished
        if (ratio := tracked.standing.realised.benefits_realisation_ratio.value) is not None
    ]
    improvements: dict[str, list[float]] = defaultdict(list)
    for kind, change in _changes(finished, readings):
        improvements[kind].append(change)
    return TrackRecord(
        team=tuple(ratio for unit, ratio in ratios if unit == unit_id),
        organisation=tuple(ratio for _, ratio in ratios),
        improvements={kind: tuple(changes) for kind, changes in improvements.items()},
        controlled=frozenset(row.measure_id for row in readings if row.method in CONTROLLED),
    )


def outside_view_of(session: Session, projection: Projection, *, unit_id: int, today: date) -> OutsideView:
    """The outside view on a pitch, by what finished investments of its unit and of all obtained."""
    return outside_view(projection, track_record(session, unit_id=unit_id, today=today))


def _changes(finished: tuple[Tracked, ...], readings: list[Any]) -> Iterator[tuple[str, float]]:
    """By kind of benefit line, how far the last reading lies from its baseline, as a share of it."""
    last = {(row.investment_id, row.measure_id): row for row in readings if row.baseline}
    for tracked in finished:
        kinds = {
            (line.get("kind"), line.get("measure_id")) for line in tracked.row.content.get("benefits", ())
        }
        for kind, measure_id in sorted(kinds, key=str):
            read = last.get((tracked.row.id, measure_id))
            if read is not None:
                yield str(kind), moved_by(read.baseline, read.target, read.value)
