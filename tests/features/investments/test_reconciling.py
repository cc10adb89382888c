"""A month beside the accounts: matched, different, only here, only there, by hand; kept for good."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from pitchdeck.base.errors import Invalid, NotAllowed, NotFound
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions import ErpRow
from pitchdeck.features.investments.queries import Month
from tests.features.investments.stage import APRIL, Stage

DAY = date(2026, 4, 18)


def take_in(stage: Stage, *rows: tuple[str, int], by: str = "finance", month: date = APRIL) -> str:
    told = tuple(
        ErpRow(place, "K-1", name, DAY, amount) for place, (name, amount) in enumerate(rows, start=2)
    )
    made: str = stage.do("take_in", month, told, by=by)
    return made


def month(stage: Stage) -> Month:
    with stage.database.snapshot() as session:
        found = queries.month_of(session, APRIL)
    assert found is not None
    return found


def states(stage: Stage) -> list[tuple[str, str, str]]:
    return [
        (pair.state, pair.ours.reference if pair.ours else "", pair.theirs.reference if pair.theirs else "")
        for pair in month(stage).pairs
    ]


def test_a_month_shows_what_matches_differs_and_is_on_one_side_only(stage: Stage) -> None:
    first = stage.actual(1_000_00, reference="RE 1", confirmed_by="finance")
    stage.actual(2_000_00, reference="RE-2", confirmed_by="finance")
    stage.actual(300_00, reference="RE-3", confirmed_by="finance")
    stage.actual(400_00, reference="not confirmed")
    stage.credit(first, 100_00, reference="CN-1")
    take_in(stage, ("re1", 1_000_00), ("RE-2", 2_100_00), ("CN-1", -100_00), ("X-9", 50_00))
    assert sorted(states(stage)) == [
        ("differs", "RE-2", "RE-2"),
        ("matched", "CN-1", "CN-1"),
        ("matched", "RE 1", "re1"),
        ("only_here", "RE-3", ""),
        ("only_there", "", "X-9"),
    ]
    assert month(stage).count("matched") == 2


def test_a_match_by_hand_keeps_its_reason_through_a_newer_export(stage: Stage) -> None:
    stage.actual(300_00, reference="RE-3", confirmed_by="finance")
    take_in(stage, ("R3", 290_00))
    (here, there) = month(stage).pairs
    assert here.ours
    assert there.theirs
    pair = (there.theirs.key, here.ours.key)
    with pytest.raises(Invalid, match="stays with the match"):
        stage.do("match", APRIL, *pair, by="finance", reason=" ")
    stage.do("match", APRIL, *pair, by="finance", reason="Rounded by the bank.")
    assert states(stage) == [("by_hand", "RE-3", "R3")]
    with pytest.raises(Invalid) as refused:
        stage.do("match", APRIL, *pair, by="finance", reason="Again.")
    assert set(refused.value.fields) == {"line", "document"}
    take_in(stage, ("R3", 290_00), ("X-9", 1))
    assert [(each.state, each.reason) for each in month(stage).pairs] == [
        ("only_there", ""),
        ("by_hand", "Rounded by the bank."),
    ]


def test_each_document_is_used_once(stage: Stage) -> None:
    stage.actual(300_00, reference="RE-3", confirmed_by="finance")
    take_in(stage, ("RE-3", 300_00), ("RE-3", 300_00))
    assert states(stage) == [("only_there", "", "RE-3"), ("matched", "RE-3", "RE-3")]


def test_what_is_no_list_of_a_begun_month_is_refused(stage: Stage) -> None:
    take_in(stage, ("RE-1", 1))
    with pytest.raises(Invalid, match="is here already"):
        take_in(stage, ("RE-1", 1))
    with pytest.raises(Invalid, match="no document"):
        take_in(stage)
    with pytest.raises(Invalid, match="has not begun"):
        take_in(stage, ("RE-1", 1), month=date(2026, 5, 1))
    for by in ("presenter", "auditor", "nobody"):
        with pytest.raises(NotAllowed):
            take_in(stage, ("RE-2", 1), by=by)
    with pytest.raises(NotFound):
        stage.do("match", date(2026, 3, 1), "a", "b", by="finance", reason="x")


def test_what_was_taken_in_is_never_changed(stage: Stage) -> None:
    take_in(stage, ("RE-1", 1))
    for statement in (
        "UPDATE erp_line SET amount = 2",
        "DELETE FROM erp_line",
        "DELETE FROM erp_export",
        "UPDATE erp_export SET digest = 'x'",
    ):
        with pytest.raises((IntegrityError, ProgrammingError)), stage.database.writing() as turn:
            turn.session.execute(text(statement))
