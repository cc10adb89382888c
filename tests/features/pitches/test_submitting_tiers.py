"""Submitting a pitch with three tiers and options: what is frozen, asked and covered by the hash."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import (
    Content,
    IntangibleRow,
    LineTiers,
    OptionRow,
    other_figures,
    revision_hash,
)
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import RevisionRow, compared_revision
from pitchdeck.features.portfolio.queries.invariants.computed import broken_revisions, other_asks
from pitchdeck.features.projection import recompute_differs
from tests.factories import pitches as made
from tests.factories.cast import Cast

OUT = {"out": True}
# In the order of the draft: building it, a coach (4,000 in June), a platform (500 from June for 12 months).
COST_TIERS: tuple[LineTiers, ...] = (
    {},
    {"minimum": {"amount": 1000}, "stretch": {"amount": 9000}},
    {"minimum": OUT},
)
BENEFIT_TIERS: tuple[LineTiers, ...] = ({"minimum": {"units": 25}, "stretch": {"units": 160}},)
OPTION = OptionRow(
    "A course from the shelf", "Two days.", once_minor=12_000_00, benefit_minor=2_000_00, months=12
)


def written(session: Session, cast: Cast) -> Pitch:
    """A draft with three tiers, an option and an intangible, whose sponsor was asked."""
    made.rates(session, cast)
    measure = made.measure(session, cast)
    pitch = made.draft(session, cast, measure.id)
    by: dict[str, Any] = {"by": cast.presenter, "at": made.AT}
    version = queries.draft_of(session, pitch.id).version
    version = actions.save_tiers(session, pitch.key, COST_TIERS, BENEFIT_TIERS, version=version, **by)
    version = actions.save_options(session, pitch.key, (OPTION,), version=version, **by)
    rows = (IntangibleRow(" Pride in the work ", 4),)
    actions.save_intangibles(session, pitch.key, rows, version=version, **by)
    actions.ask_sponsor(session, pitch.key, **by)
    return pitch


@pytest.fixture
def revision(database: Database, cast: Cast) -> RevisionRow:
    with database.writing() as turn:
        pitch = written(turn.session, cast)
        actions.submit(turn.session, pitch.key, by=cast.presenter, at=made.AT)
        return queries.revision_row(turn.session, pitch.id, 1)


def test_every_tier_has_its_ask_by_year(database: Database, revision: RevisionRow) -> None:
    with database.reading() as session:
        assert queries.asks_by_tier(session, revision.id) == {
            "minimum": {2026: 1_000_00},
            "requested": {2026: 7_500_00, 2027: 2_500_00},
            "stretch": {2026: 12_500_00, 2027: 2_500_00},
        }
    assert (revision.ask_minor, revision.minimum_minor) == (10_000_00, 1_000_00)


def test_the_revision_itself_is_the_requested_tier(revision: RevisionRow) -> None:
    assert not revision.content.has_tiers
    assert [line.label for line in revision.content.costs] == [
        "Time of those who learn",
        "Building it",
        "Two days of a coach",
        "Platform",
    ]
    assert revision.content.intangibles == (IntangibleRow("Pride in the work", 4),)


def test_figures_of_tiers_and_options_are_frozen_and_come_out_again(revision: RevisionRow) -> None:
    found = {name: (inputs, figures) for name, inputs, figures in other_figures(revision.facts)}

    assert list(found) == [
        "minimum tier",
        "stretch tier",
        "option Do nothing",
        "option A course from the shelf",
    ]
    assert [recompute_differs(*each) for each in found.values()] == [[]] * 4
    compared = compared_revision(revision)
    assert [tier.name for tier in compared.tiers] == ["minimum", "requested", "stretch"]
    roi = [tier.figures["roi_net_pct"].value for tier in compared.tiers]
    assert len(set(roi)) == 3
    nothing, _pitch, shelf = compared.options
    assert nothing.figures["roi_net_pct"].reason == "no_cost"
    assert shelf.figures["roi_net_pct"].value == 100  # 24,000 on 12,000


def test_the_hash_and_verify_cover_them(database: Database, revision: RevisionRow) -> None:
    with database.snapshot() as session:
        assert list(broken_revisions(session)) == []
        assert list(other_asks(session)) == []
    assert revision_hash(revision.inputs, revision.facts) == revision.hash
    without = {name: value for name, value in revision.facts.items() if name != "options"}
    assert revision_hash(revision.inputs, without) != revision.hash


def test_a_revision_that_is_sent_back_keeps_the_tiers_of_its_draft(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = written(turn.session, cast)
        before = queries.draft_of(turn.session, pitch.id).content
        actions.submit(turn.session, pitch.key, by=cast.presenter, at=made.AT)
        actions.send_back(turn.session, pitch.key, why="Say more.", by=cast.lead, at=made.AT)
        assert queries.draft_of(turn.session, pitch.id).content == before
        assert before.tiers == ("minimum", "stretch")


def test_tiers_that_came_out_of_order_block_submitting(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = written(turn.session, cast)
        draft = queries.draft_of(turn.session, pitch.id)
        cheaper = tuple(
            replace(line, terms=dict(line.terms) | {"amount": 500})
            if line.label.startswith("Two days")
            else line
            for line in draft.content.costs
        )
        values = actions.StepValues({}, costs=tuple(replace(line, tiers={}) for line in cheaper[:2]))
        actions.save_draft(
            turn.session, pitch.key, "cost", values, version=draft.version, by=cast.presenter, at=made.AT
        )
        with pytest.raises(Invalid) as refused:
            actions.submit(turn.session, pitch.key, by=cast.presenter, at=made.AT)
    assert refused.value.fields["tier_minimum"] == (
        "The minimum asks €1,000 of 2026, more than the €500 requested. Leave a line out, or lower it."
    )


def test_tiers_of_other_lines_and_others_pitches_are_refused(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = written(turn.session, cast)
        version = queries.draft_of(turn.session, pitch.id).version
        given: dict[str, Any] = {"version": version, "at": made.AT}
        with pytest.raises(Conflict, match="Somebody saved"):
            actions.save_tiers(turn.session, pitch.key, ({},), BENEFIT_TIERS, by=cast.presenter, **given)
        with pytest.raises(NotAllowed):
            actions.save_tiers(turn.session, pitch.key, COST_TIERS, BENEFIT_TIERS, by=cast.investor1, **given)
        stale = given | {"version": version - 1}
        with pytest.raises(Conflict):
            actions.save_options(turn.session, pitch.key, (), by=cast.presenter, **stale)


@pytest.mark.parametrize(
    ("rows", "field", "words"),
    [
        ((OptionRow(" "),), "options-0-label", "Give this option a name."),
        ((OPTION,) * 6, "options", "There are 6 options; at most 5 fit. Remove some."),
        (
            (replace(OPTION, months=5000),),
            "options-0-label",
            "This option cannot be computed: benefits[0].months must lie between 1 and 1,200.",
        ),
    ],
)
def test_options_that_cannot_be_are_refused(
    database: Database, cast: Cast, rows: tuple[OptionRow, ...], field: str, words: str
) -> None:
    with database.writing() as turn:
        pitch = written(turn.session, cast)
        version = queries.draft_of(turn.session, pitch.id).version
        with pytest.raises(Invalid) as refused:
            actions.save_options(
                turn.session, pitch.key, rows, version=version, by=cast.presenter, at=made.AT
            )
    assert refused.value.fields == {field: words}


def test_content_keeps_options_and_intangibles_through_json() -> None:
    content = Content(title="A", options=(OPTION,), intangibles=(IntangibleRow("Pride", 4, "Survey"),))
    assert Content.of_data(content.to_data()) == content
