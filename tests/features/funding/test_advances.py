"""Money of a year that has not opened: promised, taken back, approved, and served first by its fund."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database, Writing
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.figures.serving import due
from pitchdeck.features.funding.queries.advances import AdvanceRow
from pitchdeck.features.investments.actions import enter_opening
from pitchdeck.features.investments.figures.openings import ProgrammeEntry
from pitchdeck.features.portfolio.queries.invariants import INVARIANTS
from pitchdeck.features.portfolio.queries.invariants.computed import other_approvals
from tests.factories.cast import Cast
from tests.features.funding.stage import YEAR, Stage, build

P1, P2 = "P-2026-0001", "P-2026-0002"
NEXT = YEAR + 1
ASKED = {P1: {YEAR: 1_000_00, NEXT: 600_00}, P2: {YEAR: 500_00, NEXT: 400_00}}
PUT_BY_HAND = {
    "weights_add_up_to_100",
    "references_have_no_gap",
    "scoring_had_the_sponsors_yes",
    "every_revision_is_in_the_history",
}
"""What the stage does not hold from its start, because no act has brought it about."""
RULES = tuple(text(rule.finds) for rule in INVARIANTS if rule.name not in PUT_BY_HAND)


class Ahead(Stage):
    """A stage with promises."""

    def take_back(self, name: str, key: str) -> AdvanceRow:
        by = self.cast.actors[name]
        return self.act(lambda t: actions.withdraw_promise(t.session, key, by=by, at=t.at))

    def change(self, name: str, key: str, amount: int) -> actions.Promised:
        by = self.cast.actors[name]
        return self.act(lambda t: actions.change_promise(t.session, key, amount, by=by, at=t.at))

    def serve(self, fund: str) -> int:
        return self.act(lambda t: actions.serve_promises(t.session, fund, at=t.at))

    def release(self, pitch: str, number: int) -> Any:
        with self.reading() as session:
            key = session.execute(
                text(
                    "SELECT t.key FROM tranche t JOIN pitch p ON p.id = t.pitch_id WHERE p.ref = :ref"
                    " AND t.number = :number"
                ),
                {"ref": pitch, "number": number},
            ).scalar_one()
        by = self.cast.finance
        return self.act(
            lambda t: actions.release_tranche(t.session, key, by=by, at=t.at, reason="As approved.")
        )

    def raise_fund(self, fund: str, amount: int) -> None:
        """By finance, confirmed by the second person."""
        by, second = self.cast.finance, self.cast.finance2
        more: dict[str, Any] = {"kind": "raise", "amount": amount, "reason": "For what was promised."}
        key = self.act(lambda t: actions.change_fund(t.session, fund, by=by, at=t.at, **more).key)
        self.act(lambda t: actions.answer_change(t.session, key, verdict="confirmed", by=second, at=t.at))

    def publish(self, *refs: str) -> None:
        self.chair("close_funding", why="All is there.")
        for ref in refs:
            self.finance("approve", ref)
        self.chair("decide")
        self.chair("publish")

    def sound(self) -> None:
        with self.database.snapshot() as session:
            broken = [row for query in RULES for row in session.execute(query).scalars()]
            assert [*broken, *other_approvals(session)] == []


@pytest.fixture
def stage(database: Database, cast: Cast) -> Ahead:
    made = build(database, cast, ASKED, {P2: {YEAR: 500_00, NEXT: 300_00}})
    stage = Ahead(made.database, made.cast, made.round_id, made.pitches)
    fund = stage.fund(10_000_00)
    stage.allot(fund, "investor1", 3_000_00)
    stage.allot(fund, "investor2", 3_000_00)
    stage.chair("open_funding")
    return stage


def words(refused: pytest.ExceptionInfo[Invalid]) -> str:
    return " ".join(refused.value.fields.values())


def test_a_pitch_is_covered_when_each_year_is_reserved_or_promised(stage: Ahead) -> None:
    assert not stage.commit("investor1", P1, 1_000_00).covered
    assert stage.state(P1) == "in_funding"
    made = stage.promise("investor1", P1, 600_00)
    assert made.covered
    assert made.fiscal_year == NEXT
    assert stage.state(P1) == "covered"
    assert stage.total("promised") == 600_00
    assert stage.total("coming") == -600_00
    assert stage.total("purse") == 5_000_00, "no purse pays for what is promised"
    stage.sound()


def test_a_promise_is_taken_back_once(stage: Ahead) -> None:
    stage.commit("investor1", P1, 1_000_00)
    made = stage.promise("investor1", P1, 600_00)
    with pytest.raises(NotFound):
        stage.take_back("investor2", made.key)
    assert stage.take_back("investor1", made.key).left == 600_00
    assert (stage.total("promised"), stage.total("coming"), stage.state(P1)) == (0, 0, "in_funding")
    with pytest.raises(NotAllowed, match="ended already"):
        stage.take_back("investor1", made.key)
    assert stage.promise("investor2", P1, 600_00).covered
    stage.sound()


def test_a_promise_is_changed_in_one_act(stage: Ahead) -> None:
    made = stage.promise("investor1", P1, 100_00)
    changed = stage.change("investor1", made.key, 250_00)
    assert stage.total("promised") == 250_00
    with pytest.raises(Invalid) as refused:
        stage.change("investor1", changed.key, 700_00)
    assert words(refused) == (f"{P1} still needs €600 for {NEXT}; you entered €700. Enter at most €600.")
    with pytest.raises(Invalid, match="promised €250 already"):
        stage.change("investor1", changed.key, 250_00)
    assert stage.total("promised") == 250_00
    stage.sound()


def test_what_does_not_fit_is_refused_with_the_figures(stage: Ahead) -> None:
    for amount, said in ((0, "more than zero"), (600_01, f"{P1} still needs €600 for {NEXT}")):
        with pytest.raises(Invalid, match=said) as refused:
            stage.promise("investor1", P1, amount)
        assert set(refused.value.fields) == {f"ahead_{NEXT}"}
    for year in (YEAR, YEAR + 5):
        with pytest.raises(Invalid, match="asks nothing of"):
            stage.promise("investor1", P1, 10_00, year)
    stage.promise("investor1", P1, 600_00)
    with pytest.raises(Invalid, match="all that it asks is reserved or promised"):
        stage.promise("investor2", P1, 1)
    assert stage.count("advance") == 1


def test_a_purse_of_the_later_year_and_a_promise_share_the_room(stage: Ahead) -> None:
    """Another unit's fund of next year is open: what it reserves and what is promised stay under the ask."""
    stage.allot(stage.fund(1_000_00, "Support", NEXT), "investor3", 1_000_00)
    stage.promise("investor1", P1, 400_00)
    with pytest.raises(Invalid, match="still needs €200"):
        stage.commit("investor3", P1, 300_00)
    stage.commit("investor3", P1, 200_00)
    with pytest.raises(Invalid, match="needs nothing more"):
        stage.promise("investor2", P1, 1_00)
    stage.sound()


def test_money_of_an_open_year_is_not_promised(stage: Ahead) -> None:
    stage.fund(1_000_00, year=NEXT)
    with pytest.raises(Invalid, match=f"Sales {NEXT} is open: ask its owner for a purse"):
        stage.promise("investor1", P1, 600_00)


def test_who_has_a_part_in_the_pitch_does_not_promise(stage: Ahead) -> None:
    def recused(turn: Writing) -> int:
        return actions.recuse(turn.session, P1, "A cousin.", by=stage.cast.investor1, at=turn.at)

    stage.promise("investor1", P1, 600_00)
    assert stage.act(recused) == 600_00
    assert stage.total("promised") == 0
    with pytest.raises(NotAllowed, match="declared a conflict"):
        stage.promise("investor1", P1, 600_00)
    with pytest.raises(NotAllowed, match="not with finance"):
        stage.finance("approve", P1)
    stage.sound()


def test_promises_end_with_their_pitch(stage: Ahead) -> None:
    stage.promise("investor1", P1, 600_00)
    stage.promise("investor2", P2, 400_00)
    by = stage.cast.presenter
    stage.act(lambda t: actions.withdraw(t.session, P1, by=by, at=t.at))
    assert stage.total("promised") == 400_00
    stage.chair("close_funding", why="Enough.")
    assert (stage.total("promised"), stage.total("coming")) == (0, 0)
    assert stage.state(P2) == "waitlisted"
    stage.sound()


def test_an_approval_names_what_is_promised_and_frees_the_rest_pro_rata(stage: Ahead) -> None:
    stage.commit("investor1", P2, 500_00)
    stage.promise("investor1", P2, 100_00)
    stage.promise("investor2", P2, 233_33)
    stage.chair("close_funding", why="Only the minimum of next year is there.")
    amounts = stage.finance("approve", P2)
    assert amounts == {YEAR: 500_00, NEXT: 300_00}
    assert stage.total("promised") == 300_00
    with stage.reading() as session:
        kept = [row.kept for row in queries.advances.promised_in_all(session)]
        assert sum(each or 0 for each in kept) == 300_00
        assert kept == [90_00, 210_00]
    stage.sound()


def test_what_finance_does_not_approve_is_promised_no_more(stage: Ahead) -> None:
    stage.commit("investor1", P1, 1_000_00)
    stage.promise("investor1", P1, 600_00)
    stage.chair("close_funding", why="All is there.")
    stage.finance("decline", P1, reason="Too early.")
    stage.chair("decide")
    assert stage.total("promised") == 600_00
    stage.chair("publish")
    assert (stage.total("promised"), stage.total("purse")) == (0, 6_000_00)
    stage.sound()


def covered(stage: Ahead) -> None:
    """Both pitches: this year's money from investor 1, next year's promised by investor 2."""
    for ref in (P1, P2):
        stage.commit("investor1", ref, ASKED[ref][YEAR])
        stage.promise("investor2", ref, ASKED[ref][NEXT])
    stage.publish(P1, P2)


def test_a_fund_for_something_else_does_not_hide_what_is_promised_of_this_one(stage: Ahead) -> None:
    """Found by the machine: with one restricted fund in the house, no fund was seen to serve promises."""
    covered(stage)
    stage.fund(100_00, "IT", categories=["technology"])
    fund = stage.fund(2_000_00, year=NEXT)
    with stage.reading() as session:
        needed = {row.key: row.id for row in queries.funds(session)}
        assert queries.advances.needed_by_promises(session, needed[fund]) == 1_000_00
    with pytest.raises(Invalid) as refused:
        stage.allot(fund, "investor3", 1_000_01)
    assert "€2,000, and €1,000 of it are promised and come first" in words(refused)


def test_a_programme_of_before_takes_nothing_that_is_promised(stage: Ahead) -> None:
    """Found by the machine: the database refused what the entry of running programmes had let pass."""
    covered(stage)
    fund = stage.fund(2_000_00, year=NEXT)
    said: dict[str, Any] = {
        "title": "Before",
        "unit": "Support",
        "category": "msp",
        "measure": "Repeat calls",
    }
    said |= {"presenter": "presenter@nordwind.example", "planned": 1_500_00, "released": 100_00}
    entry, at = ProgrammeEntry(**said, committed=1_000_01), datetime(NEXT, 2, 1, 10, 0, tzinfo=UTC)
    by = stage.cast.finance
    with pytest.raises(Invalid) as refused:
        stage.act(lambda t: enter_opening(t.session, fund, 2_000_00, (entry,), by=by, at=at))
    assert "€1,000.01" in words(refused)
    assert "which has €1,000 that are not given out" in words(refused)


def test_the_fund_serves_what_was_promised_before_anything_else(stage: Ahead) -> None:
    covered(stage)
    stage.sound()
    fund = stage.fund(2_000_00, year=NEXT)
    with pytest.raises(Invalid) as refused:
        stage.allot(fund, "investor3", 1_000_01)
    assert "€2,000, and €1,000 of it are promised and come first" in words(refused)
    assert stage.serve(fund) == 2
    assert (stage.total("promised"), stage.total("coming")) == (0, 0)
    with stage.reading() as session:
        accounts = queries.of_pitches(session, stage.pitches.values())
    assert accounts[stage.pitches[P1], "committed", NEXT].balance == 600_00
    assert accounts[stage.pitches[P2], "committed", NEXT].balance == 400_00
    assert stage.serve(fund) == 0, "done again it finds nothing to do"
    stage.sound()


def test_a_later_tranche_waits_for_its_fund_and_an_earlier_one_does_not(stage: Ahead) -> None:
    covered(stage)
    with stage.reading() as session:
        parts = queries.parts_of(session, stage.pitches[P1])
    late = next(part.number for part in parts if part.fiscal_year == NEXT)
    early = next(part.number for part in parts if part.fiscal_year == YEAR)
    stage.release(P1, early)
    with pytest.raises(Conflict, match=f"€600 of {NEXT} are only promised from the budget of Sales"):
        stage.release(P1, late)
    stage.serve(stage.fund(2_000_00, year=NEXT))
    stage.release(P1, late)
    stage.sound()


def test_a_fund_that_is_too_small_serves_the_earliest_and_says_what_is_missing(stage: Ahead) -> None:
    covered(stage)
    fund = stage.fund(700_00, year=NEXT)
    assert stage.serve(fund) == 1
    assert stage.total("promised") == 400_00
    with pytest.raises(Invalid, match="Enter at most €0"):
        stage.allot(fund, "investor3", 1_00)
    with stage.reading() as session:
        assert due(queries.serving.serving(session)) == (), "what is missing is said once"
        told = session.execute(text("SELECT facts FROM outbox WHERE kind = 'promises_short'")).scalars().all()
    assert len(told) == 1
    stage.raise_fund(fund, 300_00)
    with stage.reading() as session:
        assert due(queries.serving.serving(session)) == (fund,)
    assert stage.serve(fund) == 1
    assert stage.total("promised") == 0
    stage.sound()


def test_a_fund_is_not_cut_below_what_is_promised(stage: Ahead) -> None:
    covered(stage)
    fund, by = stage.fund(2_000_00, year=NEXT), stage.cast.finance
    more: dict[str, Any] = {"kind": "cut", "amount": 1_000_01, "reason": "Savings."}
    with pytest.raises(Invalid, match="promised"):
        stage.act(lambda t: actions.change_fund(t.session, fund, by=by, at=t.at, **more))


def test_a_restricted_fund_serves_no_promise(stage: Ahead) -> None:
    covered(stage)
    fund = stage.fund(2_000_00, year=NEXT, categories=["technology"])
    assert stage.serve(fund) == 0
    with stage.reading() as session:
        row = queries.fund_row(session, fund)
        assert queries.advances.needed_by_promises(session, row.id) == 0
    assert stage.total("promised") == 1_000_00


def test_whoever_promised_does_not_review(stage: Ahead) -> None:
    stage.commit("investor1", P1, 1_000_00)
    stage.promise("investor2", P1, 600_00)
    stage.chair("close_funding", why="All is there.")
    with stage.reading() as session:
        assert queries.facts_of_part(session, P1, stage.cast.investor2).invested
