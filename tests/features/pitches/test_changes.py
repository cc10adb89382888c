"""What differs between two submitted versions, and what of it is material."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.actions import StepValues
from pitchdeck.features.pitches.figures import Change, Content, Version, changes, material
from pitchdeck.features.projection import parse, project
from tests.factories import pitches as made
from tests.factories.cast import Cast
from tests.factories.pitches import AT

INPUTS = {
    "costs": [
        {"kind": "one_off", "label": "Studio", "amount": 1000, "month": 0},
        {"kind": "one_off", "label": "Studio", "amount": 300, "month": 1},
    ],
    "benefits": [
        {"kind": "time_saved", "name": "Fewer calls", "units": 10, "delta": 2, "value": 40, "adoption": 0.5}
    ],
}
NAMES = {"goal": "Service", "measure": "Repeat calls", "sponsor": "Sven"}


def version(**other: object) -> Version:
    lines = project(parse(INPUTS)).lines
    found = Version(
        Content(title="A"),
        NAMES,
        {"ask": 1_300_00, "headline_benefit": Decimal(4800)},
        lines.costs,
        lines.benefits,
    )
    return replace(found, **other)  # type: ignore[arg-type]  # fields by name


def test_two_equal_versions_differ_in_nothing() -> None:
    assert changes(version(), version()) == ()


def test_a_line_of_the_same_name_is_compared_with_its_own_place() -> None:
    costs = version().costs
    assert changes(version(), version(costs=costs[:1])) == (Change("cost", "Studio", "major", 300.0, None),)
    assert changes(version(costs=costs[:1]), version()) == (Change("cost", "Studio", "major", None, 300.0),)


def test_a_benefit_names_the_factor_that_moved() -> None:
    (line,) = version().benefits
    moved = replace(line, headline=line.headline * 2, line=replace(line.line, adoption=1.0))
    found = changes(version(), version(benefits=(moved,)))
    assert [(one.part, one.name, one.after) for one in found] == [
        ("benefit", "Fewer calls", line.headline * 2),
        ("Fewer calls", "adoption", 1.0),
    ]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ({"figures": {"ask": 1_429_99, "headline_benefit": Decimal(4800)}}, ()),
        ({"figures": {"ask": 1_430_00, "headline_benefit": Decimal(4800)}}, ("ask",)),
        ({"figures": {"ask": 1_170_00, "headline_benefit": Decimal(4800)}}, ("ask",)),
        ({"figures": {"ask": 1_300_00, "headline_benefit": None}}, ("headline_benefit",)),
        ({"names": {**NAMES, "sponsor": "Ida"}}, ("sponsor",)),
        ({"content": Content(title="B")}, ()),
        ({"content": Content(title="A", audience="All")}, ("audience",)),
    ],
)
def test_ten_per_cent_or_another_aim_is_material(after: dict[str, object], told: tuple[str, ...]) -> None:
    assert material(changes(version(), version(**after))) == told


@given(st.integers(1, 10**12), st.integers(0, 10**12))
def test_material_is_reckoned_from_the_version_before(before: int, after: int) -> None:
    found = changes(version(figures={"ask": before}), version(figures={"ask": after}))
    assert material(found) == (("ask",) if abs(after - before) * 10 >= before else ())


def test_a_pitch_handed_in_again_shows_what_its_presenter_changed(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        pitch = made.submitted(session, cast, made.measure(session, cast).id)
        assert queries.shown(session, queries.pitch_for(session, pitch.key, cast.lead)).changed == ()
        actions.send_back(session, pitch.key, why="Say who learns.", by=cast.lead, at=AT)
        at_version = queries.draft_of(session, pitch.id).version
        step = StepValues({"audience": "Everybody who answers calls"})
        actions.save_draft(session, pitch.key, "solution", step, version=at_version, by=cast.presenter, at=AT)
        actions.submit(session, pitch.key, by=cast.presenter, at=AT)
        found = queries.shown(session, queries.pitch_for(session, pitch.key, cast.lead))
    assert [(one.name, one.after) for one in found.changed] == [("audience", "Everybody who answers calls")]
    assert found.material == ("audience",)
