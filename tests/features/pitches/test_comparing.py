"""Using a comparison on both databases: lines replaced, others kept, frozen with the revision."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pitchdeck.base import history
from pitchdeck.base.db import Database, Writing
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.actions import StepValues
from pitchdeck.features.pitches.figures import CostRow, compare, replaceable, used_comparison
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.sourcing.figures import Scope, Work
from tests.factories import vendors
from tests.factories.cast import Cast
from tests.factories.pitches import AT, START, asked, draft, measure, rates

SCOPE = Scope(
    work=(Work(vendors.DESIGN, 240),),
    finished_hours=4,
    starts_on=START,
    month=0,
    months=3,
    nature="recurring",
    surety="high",
)
TODAY = AT.date()


def world(turn: Writing, cast: Cast) -> Pitch:
    """A complete draft, finance's rates and a vendor with prices."""
    rates(turn.session, cast)
    vendors.studio(turn.session, cast)
    return draft(turn.session, cast, measure(turn.session, cast).id)


def use(
    turn: Writing, cast: Cast, pitch: Pitch, chosen: str, places: tuple[int, ...] = (0,)
) -> tuple[str, ...]:
    version = queries.draft_of(turn.session, pitch.id).version
    replaced = actions.use_comparison(
        turn.session, pitch.key, SCOPE, chosen, replaces=places, version=version, by=cast.presenter, at=AT,
        today=TODAY,
    )  # fmt: skip
    return tuple(line.label for line in replaced)


def test_using_a_model_replaces_what_was_ticked_and_keeps_the_rest(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = world(turn, cast)
        assert use(turn, cast, pitch, "retainer") == ("Building it",)
        content = queries.draft_of(turn.session, pitch.id).content
        (act, *_) = history.of(turn.session, "pitch", pitch.key)
    assert content.engagement == "retainer"
    assert [(line.kind, line.label) for line in content.costs] == [
        ("one_off", "Two days of a coach"),
        ("recurring", "Platform"),
        ("msp_retainer", "Instructional design, Studio"),
        ("development", "Planning each month, review and acceptance of Studio"),
    ]
    assert content.comparison is not None
    assert content.comparison["replaced"] == ["Building it"]
    assert (act.verb, act.detail) == (
        "comparison_used",
        {"engagement": "retainer", "replaced": ["Building it"]},
    )


def test_the_frozen_totals_are_what_the_projection_adds_up(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = world(turn, cast)
        use(turn, cast, pitch, "time_and_materials")
        content = queries.draft_of(turn.session, pitch.id).content
    assert content.comparison is not None
    ways = {way["engagement"]: way for way in content.comparison["ways"]}
    figures = {
        name: (way["budget_minor"], way["time_minor"], round(way["own_hours"], 6))
        for name, way in ways.items()
    }
    assert figures == {
        "in_house": (0, 1_440_000, 240),
        "project_outsourcing": (4_800_000, 144_000, 24),
        "retainer": (2_040_000, 216_000, 36),
        "time_and_materials": (2_772_000, 316_800, 52.8),
        "staff_augmentation": (1_920_000, 360_000, 60),
    }


def test_using_another_model_takes_the_first_ones_lines_away(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = world(turn, cast)
        use(turn, cast, pitch, "retainer")
        before = queries.draft_of(turn.session, pitch.id).content
        places = replaceable(before)
        gone = use(turn, cast, pitch, "staff_augmentation", tuple(places))
        content = queries.draft_of(turn.session, pitch.id).content
    assert gone == (
        "Instructional design, Studio",
        "Planning each month, review and acceptance of Studio",
    )
    assert [line.kind for line in content.costs] == ["one_off", "recurring", "staff_aug"]


def test_a_stale_draft_a_missing_price_and_a_stranger_are_refused(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = world(turn, cast)
        key = pitch.key
        terms: dict[str, Any] = {"replaces": (0,), "at": AT, "today": TODAY}
        with pytest.raises(Conflict, match="was saved since you compared"):
            actions.use_comparison(
                turn.session, key, SCOPE, "retainer", version=1, by=cast.presenter, **terms
            )
        version = queries.draft_of(turn.session, pitch.id).version
        film = replace(SCOPE, work=(Work("Film", 5),))
        with pytest.raises(Invalid, match=r"Retainer has no price\. No vendor has a price of Film"):
            actions.use_comparison(
                turn.session, key, film, "retainer", version=version, by=cast.presenter, **terms
            )
        with pytest.raises(Invalid, match="This has no price"):
            actions.use_comparison(
                turn.session, key, SCOPE, "barter", version=version, by=cast.presenter, **terms
            )
        for other in (cast.lead, cast.colleague, cast.finance):
            with pytest.raises(NotAllowed):
                actions.use_comparison(
                    turn.session, key, SCOPE, "retainer", version=version, by=other, **terms
                )
        assert queries.draft_of(turn.session, pitch.id).content.comparison is None


def test_a_price_that_is_over_when_the_work_begins_is_not_used(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        world(turn, cast)
        late = replace(SCOPE, starts_on=date(2025, 12, 31))
        ways = queries.comparison_of(turn.session, late).ways
    assert {way.engagement: bool(way.lines) for way in ways} == {
        "in_house": True,
        "project_outsourcing": False,
        "retainer": False,
        "time_and_materials": False,
        "staff_augmentation": False,
    }
    assert "Studio's begins on 2026-01-01" in ways[1].why_not


def test_the_comparison_is_frozen_with_the_revision(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        rates(turn.session, cast)
        vendors.studio(turn.session, cast)
        pitch = asked(turn.session, cast, measure(turn.session, cast).id)
        use(turn, cast, pitch, "retainer")
        actions.submit(turn.session, pitch.key, by=cast.presenter, at=AT)
        vendors.studio(turn.session, cast, name="Cheaper")
        content = queries.revision_row(turn.session, pitch.id, 1).content
    used = used_comparison(content)
    assert used is not None
    assert (used.holds, used.vendor, used.data["chosen"]) == (True, "Studio", "retainer")
    assert used.reason == "Retainer fits best: 5 of 6 points."


def test_lines_that_were_changed_afterwards_are_noticed(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = world(turn, cast)
        use(turn, cast, pitch, "retainer")
        draft_ = queries.draft_of(turn.session, pitch.id)
        dearer = tuple(
            replace(line, terms={**line.terms, "fee": 9_000}) if line.kind == "msp_retainer" else line
            for line in draft_.content.costs
        )
        saved = StepValues({"nothing_else": True}, costs=dearer)
        actions.save_draft(
            turn.session, pitch.key, "cost", saved, version=draft_.version, by=cast.presenter, at=AT
        )
        content = queries.draft_of(turn.session, pitch.id).content
    used = used_comparison(content)
    assert used is not None
    assert (used.holds, used.reason) == (False, "")
    gone = used_comparison(replace(content, costs=()))
    other = used_comparison(replace(content, engagement="in_house"))
    assert (gone and gone.holds, other and other.holds) == (False, False)
    unreadable = replace(
        content, costs=tuple(CostRow(one.kind, one.category, one.label, {}) for one in dearer)
    )
    assert (used_comparison(unreadable) or used).holds is False


def test_without_rates_and_vendors_nothing_is_guessed(database: Database, cast: Cast) -> None:
    with database.reading() as session:
        found = queries.comparison_of(session, SCOPE)
        settings = queries.settings(session)
        assert queries.roles_priced(session, TODAY) == ("Instructional design",)
    assert [way.total_minor for way in found.ways] == [0] * 5
    assert all(way.why_not for way in found.ways)
    assert found == compare(SCOPE, (), None, settings)
    assert cast
