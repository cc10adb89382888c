"""Releasing tranches: who may, when, and what the first one opens."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from pitchdeck.base.errors import Invalid, NotAllowed, NotFound
from pitchdeck.base.history import of
from pitchdeck.features.investments import queries
from tests.factories.rules import change
from tests.features.investments.stage import Stage


def test_the_first_release_opens_the_investment_in_its_own_month(funded: Stage) -> None:
    funded.release()
    row = funded.tracked().row
    assert (row.state, row.baseline_on, row.ref) == ("active", date(2026, 4, 1), funded.ref)
    assert row.tolerances == {
        "benefit_amber": 0.8,
        "benefit_green": 0.95,
        "cost_amber": 1.1,
        "cost_green": 1.0,
    }
    page = funded.page(funded.cast.finance)
    assert (page.money.committed, page.money.released) == (18_000_00, 12_000_00)
    assert [event.verb for event in page.events] == ["tranche_1_released", "opened"]


def test_tolerances_of_the_organisation_are_fixed_with_the_first_release(funded: Stage) -> None:
    new: dict[str, Any] = {"benefit_green": 0.9, "benefit_amber": 0.7, "cost_green": 1.05, "cost_amber": 1.2}
    funded.act(lambda turn: change(turn.session, funded.cast, **new))
    funded.release()
    assert funded.tracked().row.tolerances == new
    funded.act(lambda turn: change(turn.session, funded.cast, cost_amber=1.5))
    assert funded.tracked().row.tolerances == new


def test_the_second_release_adds_to_the_same_investment(stage: Stage) -> None:
    first = stage.key
    assert stage.release(2) == first
    assert stage.page(stage.cast.finance).money.released == 30_000_00


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("presenter", "Only finance"),
        ("sponsor", "Only finance"),
        ("chair", "Only finance"),
        ("investor1", "Only finance"),
    ],
)
def test_a_release_by_anyone_but_finance_is_refused(funded: Stage, by: str, words: str) -> None:
    with pytest.raises(NotAllowed, match=words):
        funded.release(by=by)


def test_a_release_is_hidden_from_people_who_do_not_see_the_pitch(funded: Stage) -> None:
    with pytest.raises(NotFound):
        funded.release(by="nobody")


@pytest.mark.parametrize(
    ("name", "words"), [("presenter", "wrote"), ("sponsor", "sponsor"), ("investor1", "invested")]
)
def test_a_release_by_someone_with_another_part_is_refused(funded: Stage, name: str, words: str) -> None:
    with pytest.raises(NotAllowed, match=f"You {words}"):
        funded.release(by=funded.with_finance(name))


def test_a_release_needs_its_reason(funded: Stage) -> None:
    with pytest.raises(Invalid, match="stays with the money"):
        funded.do("release", funded.tranches[0], by="finance", reason="  ")


def test_tranches_are_released_once_and_in_their_order(funded: Stage) -> None:
    with pytest.raises(NotAllowed, match="earlier tranche"):
        funded.release(2)
    funded.release()
    with pytest.raises(NotAllowed, match="already released"):
        funded.release()


def test_an_unknown_tranche_is_not_found(funded: Stage) -> None:
    with pytest.raises(NotFound):
        funded.do("release", "nothing", by="finance", reason="x")


def test_a_release_is_told_in_both_histories(stage: Stage) -> None:
    with stage.database.reading() as session:
        told = of(session, "investment", stage.key)[0]
        section = queries.tranche_page(
            session, stage.tranches[0], stage.cast.finance, today=date(2026, 4, 20)
        )
    assert told.detail == {"tranche": 1, "amount": 12_000_00, "fiscal_year": 2026}
    assert section.row.released_by == "Finn Finance"
    assert section.row.reason == "The plan stands."
    assert not section.row.release


def test_the_baseline_is_kept_by_the_database(stage: Stage) -> None:
    with pytest.raises(IntegrityError, match="baseline is kept"), stage.database.writing() as turn:
        turn.session.execute(text("UPDATE investment SET baseline_on = '2026-05-01'"))
    with (
        pytest.raises((IntegrityError, ProgrammingError), match=r"never deleted|permission denied"),
        stage.database.writing() as turn,
    ):
        turn.session.execute(text("DELETE FROM investment"))
