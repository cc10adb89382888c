"""What a revision froze stays: its simulation comes out again, another engine changes none of its figures."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pitchdeck.base.db import Database
from pitchdeck.delivery.documents.facts_of_revision import Frozen as FrozenPage
from pitchdeck.delivery.documents.facts_of_revision import (
    ask_of,
    cost_years_of,
    curve_of,
    returns_of,
    value_rows_of,
)
from pitchdeck.features.investments.figures import promise_of
from pitchdeck.features.people.queries import organisation
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.actions import submitting
from pitchdeck.features.pitches.figures import BenefitRow
from pitchdeck.features.pitches.queries import RevisionRow, Shown
from pitchdeck.features.portfolio.queries.invariants.computed import broken_revisions
from pitchdeck.features.projection import (
    ENGINE_VERSION,
    Frozen,
    Inputs,
    Projection,
    TrackRecord,
    freeze,
    outside_view,
    project,
    projection_as_frozen,
    recompute_differs,
    simulate,
    simulation_as_frozen,
    thaw,
)
from tests.factories import pitches as made
from tests.factories.cast import Cast

RANGED = made.BENEFIT | {"adoption_range": [0.3, 0.7], "isolation_range": [0.4, 0.7]}


def submit(session: Session, cast: Cast) -> tuple[RevisionRow, Shown]:
    """A pitch with ranges, submitted: its revision and its page."""
    made.rates(session, cast)
    measure = made.measure(session, cast)
    line = BenefitRow("time_saved", "Less rework", RANGED, "Controlling 2026", measure.id)
    pitch = made.submitted(session, cast, measure.id, benefits=(line,))
    row = queries.pitch_of_id(session, pitch.id)
    return queries.revision_row(session, pitch.id, 1), queries.shown(session, row)


def test_a_revision_freezes_its_simulation_and_seed(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        revision, shown = submit(turn.session, cast)
        inputs = thaw(revision.inputs)
        assert inputs.seed is not None
        assert inputs.roi_objective_pct == organisation_of(turn.session).roi_objective_pct
        frozen = simulation_as_frozen(revision.figures)
        assert frozen is not None
        assert shown.simulation == frozen
        assert (frozen.seed, frozen.draws) == (inputs.seed, 10_000)
        again = simulate(inputs)
        assert again is not None
        for name, figure in again.figures.items():
            assert frozen.figures[name].value == pytest.approx(figure.value, rel=1e-9)
            assert shown.figures[name].reason == figure.reason
        assert frozen.band.p50 == pytest.approx(again.band.p50, rel=1e-9, abs=1e-6)
        assert [swing.driver for swing in frozen.tornado] == [swing.driver for swing in again.tornado]
        assert revision.engine_version == ENGINE_VERSION
        assert recompute_differs(revision.inputs, revision.figures) == []
        assert list(broken_revisions(turn.session)) == []


def test_the_first_tile_of_the_one_pager_has_the_frozen_range_and_the_outside_view(
    sqlite: Database, house: Cast
) -> None:
    with sqlite.writing() as turn:
        revision, shown = submit(turn.session, house)
        page = FrozenPage.of(revision, organisation_of(turn.session))
    outside = outside_view(shown.projection, TrackRecord(organisation=(0.5, 0.5, 0.5)))
    tile = returns_of(page, objective_pct=25, outside=outside)
    points = tile.roi_low_pct, tile.roi_middle_pct, tile.roi_high_pct
    assert points == tuple(shown.figures[f"roi_net_pct_{point}"].value for point in ("p10", "p50", "p90"))
    cost, benefit = (float(shown.figures[f"headline_{name}"].value or 0) for name in ("cost", "benefit"))
    assert float(tile.outside_roi_pct or 0) == pytest.approx(100 * (benefit / 2 - cost) / cost)
    assert returns_of(page, objective_pct=25, outside=None).outside_roi_pct is None
    too_few = outside_view(shown.projection, TrackRecord(organisation=(0.5, 0.5)))
    assert returns_of(page, objective_pct=25, outside=too_few).outside_roi_pct is None


def organisation_of(session: Session) -> Any:
    found = organisation(session)
    assert found is not None
    return found


def other_engine(inputs: Inputs, projection: Projection) -> Frozen:
    """An older engine, which saw every amount twice as large."""
    now = freeze(inputs, projection)
    doubled = json.dumps(_doubled(json.loads(now.figures_json)))
    return replace(now, figures_json=doubled, engine_version="0")


def _doubled(stored: Any, name: str = "") -> Any:
    if isinstance(stored, dict):
        return {key: _doubled(one, key) for key, one in stored.items()}
    if isinstance(stored, list):
        return [_doubled(one, name) for one in stored]
    kept = {"window", "driver", "label", "reason", "seed", "draws", "figures"}
    return stored if name in kept or stored is None else f"{2 * float(stored):.12g}"


def test_a_newer_engine_changes_no_old_revision(
    database: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submitting, "freeze", other_engine)
    with database.writing() as turn:
        session = turn.session
        revision, shown = submit(session, cast)
        inputs = thaw(revision.inputs)
        projected, simulation = project(inputs), simulate(inputs)
        double = {name: 2 * figure.value for name, figure in projected.figures.items() if figure.value}

        for name, value in double.items():
            assert float(shown.figures[name].value or 0) == pytest.approx(value), name
        budget = sum(line.budget for line in shown.costs)
        assert budget == pytest.approx(double["total_budget_cost"])
        assert shown.benefits[0].total == pytest.approx(double["total_benefit"])
        assert simulation is not None
        assert shown.simulation is not None
        assert shown.simulation.band.p90[-1] == pytest.approx(2 * simulation.band.p90[-1])

        page = FrozenPage.of(revision, organisation_of(session))
        assert value_rows_of(page)[0].amount == page.minor(round(double["headline_benefit"], 9))
        assert returns_of(page, objective_pct=25, outside=None).npv.value == page.minor(
            round(double["npv"], 9)
        )
        asked = ask_of(page, {2026: 1}, decision_on=None)
        assert float(asked.people_hours) == pytest.approx(2 * _hours(projected))
        spent = sum(year.people_time for year in cost_years_of(page, {}, {}))
        assert spent == page.minor(double["total_time_cost"])
        curve = curve_of(page)
        assert curve is not None
        assert curve.cumulative[-1] == page.minor(2 * projected.cumulative[-1])

        promise = promise_of(revision.inputs, revision.figures)
        assert sum(promise.benefit) == pytest.approx(double["total_benefit"])
        assert sum(promise.cost) == pytest.approx(double["total_cost"])

        # The verification checks an older engine's hash alone, and of the current one the figures too.
        assert list(broken_revisions(session)) == []
        assert recompute_differs(revision.inputs, revision.figures) != []


def _hours(projection: Projection) -> float:
    return sum(sum(team) for team in projection.hours_by_team.values())


def test_an_older_revision_with_another_hash_is_found(
    database: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submitting, "freeze", other_engine)
    monkeypatch.setattr(submitting, "revision_hash", lambda *_: "0" * 64)
    with database.writing() as turn:
        submit(turn.session, cast)
        assert list(broken_revisions(turn.session)) == [
            "pitch P-2026-0001 revision 1: the hash of its inputs is not the stored one"
        ]


def test_a_revision_of_engine_1_is_read_without_its_months(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        revision, _ = submit(turn.session, cast)
    stored = json.loads(revision.figures)
    old = {name: one for name, one in stored.items() if name not in ("by_month", "simulated")}
    old["npv"] = {"value": "12.5"}
    read = projection_as_frozen(revision.inputs, json.dumps(old))
    whole = projection_as_frozen(revision.inputs, revision.figures)
    assert read.figures["npv"].value == 12.5
    assert read.budget_cost == pytest.approx(whole.budget_cost)
    assert simulation_as_frozen(json.dumps(old)) is None
