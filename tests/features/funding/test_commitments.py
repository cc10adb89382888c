"""Committing, withdrawing and recusing: what moves, and what is refused in which words."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.models import Commitment, Fund
from pitchdeck.features.pitches.queries import pitch_of_key
from tests.features.funding.stage import YEAR, Stage

P1, P2 = "P-2026-0001", "P-2026-0002"


def test_commit_reserves_from_the_purse(stage: Stage) -> None:
    made = stage.commit("investor1", P1, 12_000_00)
    assert (made.amount, made.left, made.covered) == (12_000_00, 38_000_00, False)
    assert stage.total("reserved") == 12_000_00
    assert stage.total("purse") == 68_000_00
    assert stage.state(P1) == "in_funding"


def test_commit_above_the_purse_is_refused_with_the_figures(stage: Stage) -> None:
    with pytest.raises(Invalid) as refused:
        stage.commit("investor3", P1, 15_000_00)
    assert refused.value.fields["amount"] == (
        "Your purse Sales 2026 has €10,000 free; you entered €15,000. Enter at most €10,000."
    )
    assert stage.count("commitment") == 0
    assert stage.total("reserved") == 0


def test_commit_above_what_is_still_needed_is_refused_with_the_figures(stage: Stage) -> None:
    stage.commit("investor2", P1, 20_000_00)
    with pytest.raises(Invalid) as refused:
        stage.commit("investor1", P1, 10_000_01)
    assert refused.value.fields["amount"] == (
        "P-2026-0001 still needs €10,000 for 2026; you entered €10,000.01. Enter at most €10,000."
    )


def test_commit_up_to_what_is_needed_takes_less(stage: Stage) -> None:
    stage.commit("investor2", P1, 20_000_00)
    made = stage.commit("investor1", P1, 50_000_00, up_to_needed=True)
    assert (made.amount, made.covered) == (10_000_00, True)
    with pytest.raises(Invalid, match="needs nothing more"):
        stage.commit("investor1", P1, 1, up_to_needed=True)


@pytest.mark.parametrize("amount", [0, -5])
def test_commit_of_nothing_is_refused(stage: Stage, amount: int) -> None:
    with pytest.raises(Invalid, match="more than zero"):
        stage.commit("investor1", P1, amount)


def test_commit_covers_and_withdrawal_uncovers_in_the_same_act(stage: Stage) -> None:
    stage.commit("investor2", P1, 20_000_00)
    made = stage.commit("investor1", P1, 10_000_00)
    assert stage.state(P1) == "covered"
    by = stage.cast.investor1
    stage.act(lambda turn: actions.withdraw_commitment(turn.session, made.key, by=by, at=turn.at))
    assert stage.state(P1) == "in_funding"
    assert stage.total("reserved") == 20_000_00
    with pytest.raises(NotFound):
        stage.act(lambda turn: actions.withdraw_commitment(turn.session, made.key, by=by, at=turn.at))


def test_the_minimum_covers_and_more_may_follow(stage: Stage) -> None:
    stage.commit("investor1", P2, 25_000_00)
    assert stage.state(P2) == "covered"
    stage.commit("investor2", P2, 15_000_00)
    assert stage.state(P2) == "covered"


def test_a_commitment_is_withdrawn_by_its_investor_alone(stage: Stage) -> None:
    made = stage.commit("investor1", P1, 100)
    for name in ("investor2", "finance", "chair"):
        by = stage.cast.actors[name]
        with pytest.raises(NotAllowed, match="investor who made"), stage.database.writing() as turn:
            actions.withdraw_commitment(turn.session, made.key, by=by, at=turn.at)
    for name in ("presenter", "sponsor", "fund_owner", "viewer", "admin"):
        by = stage.cast.actors[name]
        with pytest.raises(NotFound), stage.database.writing() as turn:
            actions.withdraw_commitment(turn.session, made.key, by=by, at=turn.at)


@pytest.mark.parametrize("name", ["investor2", "presenter", "finance", "chair", "admin", "fund_owner"])
def test_nobody_commits_from_anothers_purse(stage: Stage, name: str) -> None:
    by = stage.cast.actors[name]
    with pytest.raises(NotAllowed):
        stage.act(
            lambda turn: actions.commit(turn.session, stage.purses["investor1"], P1, 5, by=by, at=turn.at)
        )


def test_commit_after_the_deadline_is_refused_though_the_stage_is_open(stage: Stage) -> None:
    with (
        stage.database.writing() as turn,
        pytest.raises(NotAllowed, match="deadline for commitments has passed"),
    ):
        late = turn.at.replace(year=turn.at.year + 1)
        actions.commit(turn.session, stage.purses["investor1"], P1, 5, by=stage.cast.investor1, at=late)


def test_commit_after_funding_closed_is_refused(stage: Stage) -> None:
    stage.chair("close_funding", why="Everybody has answered.")
    with pytest.raises(NotAllowed, match="not in funding"):
        stage.commit("investor1", P1, 5)


def test_recusal_frees_all_of_ones_money_and_bars_more(stage: Stage) -> None:
    stage.commit("investor2", P1, 20_000_00)
    stage.commit("investor1", P1, 4_000_00)
    stage.commit("investor1", P1, 6_000_00)
    assert stage.state(P1) == "covered"
    by = stage.cast.investor1
    freed = stage.act(lambda turn: actions.recuse(turn.session, P1, "My brother's firm", by=by, at=turn.at))
    assert freed == 10_000_00
    assert stage.state(P1) == "in_funding"
    assert stage.total("reserved") == 20_000_00
    with pytest.raises(NotAllowed, match="declared a conflict"):
        stage.commit("investor1", P1, 5)
    with pytest.raises(NotAllowed, match="already"):
        stage.act(lambda turn: actions.recuse(turn.session, P1, "Again", by=by, at=turn.at))


def test_recusal_needs_a_reason_and_a_part(stage: Stage) -> None:
    with pytest.raises(Invalid, match="Name the conflict"):
        stage.act(lambda turn: actions.recuse(turn.session, P1, " ", by=stage.cast.investor1, at=turn.at))
    with pytest.raises(NotAllowed, match="Only the panel"):
        stage.act(lambda turn: actions.recuse(turn.session, P1, "x", by=stage.cast.finance, at=turn.at))


def test_a_withdrawn_pitch_returns_everything(stage: Stage) -> None:
    stage.commit("investor1", P1, 10_000_00)
    stage.commit("investor2", P1, 20_000_00)
    by = stage.cast.presenter
    with pytest.raises(NotAllowed, match="Only the presenter"):
        stage.act(lambda turn: actions.withdraw(turn.session, P1, by=stage.cast.chair, at=turn.at))
    stage.act(lambda turn: actions.withdraw(turn.session, P1, by=by, at=turn.at, why="The need has gone."))
    assert stage.state(P1) == "withdrawn"
    assert stage.total("reserved") == 0
    assert stage.total("purse") == 80_000_00
    assert stage.count("outbox WHERE kind = 'money_freed'") == 2
    with pytest.raises(Conflict, match="is withdrawn"):
        stage.act(lambda turn: actions.withdraw(turn.session, P1, by=by, at=turn.at))


def test_a_purse_of_another_year_pays_only_that_year(stage: Stage) -> None:
    other = stage.fund(9_000_00, "IT", YEAR + 1)
    stage.allot(other, "investor3", 9_000_00)
    with pytest.raises(Invalid, match="asks nothing of 2027"):
        stage.commit("investor3", P1, 5)


def test_the_bar_adds_up_and_hides_an_approval_until_it_is_published(stage: Stage) -> None:
    stage.commit("investor1", P2, 30_000_00)
    stage.chair("close_funding", why="Everybody has answered.")
    stage.finance("approve", P2)
    with stage.reading() as session:
        (bar,) = queries.purses_of(session, stage.cast.investor1.id)
    assert (bar.free, bar.reserved, bar.committed, bar.released) == (20_000_00, 30_000_00, 0, 0)
    stage.chair("decide")
    stage.chair("publish")
    with stage.reading() as session:
        (bar,) = queries.purses_of(session, stage.cast.investor1.id)
    assert (bar.free, bar.reserved, bar.committed, bar.released) == (25_000_00, 0, 25_000_00, 0)
    assert bar.allotted == 50_000_00


def test_the_page_shows_each_what_they_may_know(stage: Stage) -> None:
    stage.commit("investor1", P1, 12_000_00)
    with stage.reading() as session:
        pitch = pitch_of_key(session, f"key-{P1}")
        seen = {
            name: queries.section_for(session, pitch, stage.cast.actors[name])
            for name in ("investor1", "investor2", "presenter", "finance", "chair")
        }
    own, other, author, finance = (seen[name] for name in ("investor1", "investor2", "presenter", "finance"))
    assert own
    assert other
    assert author
    assert finance
    assert [(each.free, each.needed, each.most) for each in own.purses] == [(38_000_00, 18_000_00, 18_000_00)]
    assert [row.amount for row in own.own] == [12_000_00]
    assert [row.investor_name for row in other.backing] == ["Ines Investor"]
    assert other.own == ()
    assert author.backing == ()
    assert author.years[0].still_needed == 18_000_00
    assert not author.may_commit
    assert author.may_withdraw
    assert finance.purses == ()


def test_a_deputy_has_the_conflicts_of_whom_they_stand_in_for(stage: Stage) -> None:
    cast = stage.cast
    with stage.reading() as session:
        own = queries.facts_of_part(session, P1, cast.finance)
        assert [own.wrote, own.sponsors, own.invested, own.recused] == [False] * 4
        for principal, fact in ((cast.presenter, "wrote"), (cast.sponsor, "sponsors")):
            deputy = replace(cast.finance, deputy=principal.hand)
            assert getattr(queries.facts_of_part(session, P1, deputy), fact)
            assert not queries.facts_of_part(session, P1, deputy).own_purse


def test_facts_of_an_unknown_pitch_or_commitment_are_not_found(stage: Stage) -> None:
    with stage.reading() as session:
        with pytest.raises(NotFound):
            queries.facts_of_part(session, "P-2026-9999", stage.cast.investor1)
        with pytest.raises(NotFound):
            queries.facts_for_withdrawal(session, "nothing")
        facts = queries.facts_of_part(session, P1, stage.cast.investor1)
        assert replace(facts, amount=0) == facts
        assert session.execute(select(Commitment.id)).all() == []
        assert session.execute(select(Fund.amount)).scalar_one() == 100_000_00
