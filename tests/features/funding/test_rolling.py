"""Rolling rounds: small pitches pass alone, from screening to funded, and what closing the round ends."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text

from pitchdeck.base import history
from pitchdeck.base.db import Database, Writing
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.models import Letter
from pitchdeck.features.pitches.figures import BenefitRow
from pitchdeck.features.portfolio.queries.invariants import INVARIANTS
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds import queries as round_queries
from pitchdeck.features.rounds.models import Round
from tests.factories.cast import Cast
from tests.factories.pitches import BENEFIT
from tests.features.funding.rolling import AHEAD, SMALL, Rolling, plan, roll
from tests.features.funding.stage import NOW


@pytest.fixture
def stage(database: Database, cast: Cast) -> Rolling:
    """An open rolling round with 10,000.00 for each of three investors."""
    return roll(database, cast)


def sound(stage: Rolling) -> None:
    """Every invariant holds."""
    with stage.reading() as session:
        found = {rule.name: session.execute(text(rule.finds)).scalars().all() for rule in INVARIANTS}
    assert {name: rows for name, rows in found.items() if rows} == {}


def claims(stage: Rolling) -> tuple[BenefitRow, ...]:
    return (BenefitRow("time_saved", "Less rework", BENEFIT, "Controlling 2026", stage.measure_id),)


def told(stage: Rolling, kind: str) -> int:
    return stage.count(f"outbox WHERE kind = '{kind}'")


def test_a_small_pitch_looks_for_money_as_soon_as_it_is_screened(stage: Rolling) -> None:
    ref = stage.submit()
    assert stage.screen(ref) == "in_funding"
    assert told(stage, "money_sought") == 3  # each investor with money in the round
    assert set(stage.balances("reserved").values()) == {0}
    sound(stage)


def test_a_claimed_benefit_needs_the_sponsors_yes_first(stage: Rolling) -> None:
    ref = stage.submit(benefits=claims(stage))
    assert stage.screen(ref) == "screened"
    assert told(stage, "money_sought") == 0
    stage.answer(ref, "no", "Too bold.")
    assert stage.state(ref) == "screened"
    again = stage.submit(benefits=claims(stage), title="Another day")
    stage.screen(again)
    stage.answer(again)
    assert stage.state(again) == "in_funding"
    sound(stage)


def test_a_yes_before_screening_opens_it_at_screening(stage: Rolling) -> None:
    ref = stage.submit(benefits=claims(stage), yes=True)
    assert stage.screen(ref) == "in_funding"


def test_a_pitch_that_is_not_small_is_refused_with_the_figures(stage: Rolling) -> None:
    ref = stage.submit(minor=5_001_00, benefits=claims(stage), yes=True)
    with pytest.raises(Conflict, match="asks for €5,001; Always open rolls and takes small asks, up to €5"):
        stage.screen(ref)
    assert stage.state(ref) == "submitted"


def test_being_covered_takes_it_to_finance_in_the_same_act(stage: Rolling) -> None:
    ref = stage.small()
    stage.commit("investor1", ref, 1_000_00)
    assert stage.state(ref) == "in_funding"
    made = stage.commit("investor2", ref, SMALL - 1_000_00)
    assert (stage.state(ref), made.covered) == ("in_review", True)
    with stage.reading() as session:
        pitch = history.of(session, "pitch", stage.key_of(ref))
        queue = queries.review_queue(session, stage.cast.finance, quote_above=Decimal(5000))
    assert [each.verb for each in pitch][:3] == ["left_to_finance", "handed_over", "covered"]
    assert [row.ref for row in queue] == [ref]
    sound(stage)


def test_nobody_takes_money_back_from_a_pitch_that_is_with_finance(stage: Rolling) -> None:
    ref = stage.small()
    made = stage.commit("investor1", ref, SMALL)
    by = stage.cast.investor1
    with pytest.raises(NotAllowed, match="with finance"):
        stage.act(lambda t: actions.withdraw_commitment(t.session, made.key, by=by, at=t.at))
    with pytest.raises(NotAllowed, match="with finance"):
        stage.act(lambda t: actions.change_commitment(t.session, made.key, 1, by=by, at=t.at))
    with pytest.raises(NotAllowed, match="not open for commitments"):
        stage.commit("investor2", ref, 1)
    assert stage.total("reserved") == SMALL


def test_an_approval_is_announced_at_once_with_a_letter_of_its_own(stage: Rolling) -> None:
    ref, other = stage.small(), stage.small(title="Another day")
    stage.commit("investor1", ref, SMALL)
    stage.finance("approve", ref)
    assert (stage.state(ref), stage.state(other)) == ("funded", "in_funding")
    assert (stage.total("committed"), stage.total("reserved")) == (SMALL, 0)
    with stage.reading() as session:
        facts = queries.facts_of_letter(session, ref)
        letter = queries.letter_of(session, facts.pitch_id)
        (purse,) = queries.purses_of(session, stage.cast.investor1.id)
    assert letter is not None
    assert (letter.outcome, letter.facts["round"], letter.by_name) == (
        "funded",
        "Always open",
        "Finn Finance",
    )
    assert stage.count("letter") == 1
    assert (purse.committed, purse.reserved) == (SMALL, 0)
    sound(stage)


def test_who_invested_wrote_or_sponsors_does_not_decide_in_a_rolling_round_either(stage: Rolling) -> None:
    ref = stage.small()
    stage.commit("investor1", ref, SMALL)
    for name in ("investor1", "presenter", "sponsor", "chair", "lead"):
        with pytest.raises(NotAllowed):
            stage.finance("approve", ref, by=stage.cast.actors[name])
    assert stage.state(ref) == "in_review"


def test_a_declined_pitch_frees_its_money_and_says_why(stage: Rolling) -> None:
    ref = stage.small()
    stage.commit("investor1", ref, SMALL)
    stage.finance("decline", ref, reason="The same day is in the framework contract.")
    assert (stage.state(ref), stage.total("reserved"), stage.count("letter")) == ("declined", 0, 1)
    assert stage.total("purse") == 30_000_00
    sound(stage)


def test_a_hold_leaves_it_with_finance_and_tells_nobody(stage: Rolling) -> None:
    ref = stage.small()
    stage.commit("investor1", ref, SMALL)
    stage.finance("put_on_hold", ref, reason="A second quote.")
    assert (stage.state(ref), stage.count("letter"), stage.total("reserved")) == ("in_review", 0, SMALL)
    stage.finance("approve", ref)
    assert stage.state(ref) == "funded"
    sound(stage)


def test_money_behind_a_condition_does_not_cover_and_is_free_at_the_approval(stage: Rolling) -> None:
    ref = stage.small()
    stage.commit("investor1", ref, 700_00, condition="Only after the summer")
    stage.commit("investor2", ref, 1_900_00)
    assert stage.state(ref) == "in_funding"
    with pytest.raises(Invalid):
        stage.commit("investor3", ref, 800_00)
    key = queries_key(stage)
    stage.act(
        lambda t: actions.answer_condition(t.session, key, "declined", by=stage.cast.presenter, at=t.at)
    )
    stage.commit("investor3", ref, 800_00)
    stage.finance("approve", ref)
    assert (stage.total("committed"), stage.total("purse")) == (SMALL, 30_000_00 - SMALL)
    sound(stage)


def queries_key(stage: Rolling) -> str:
    """The key of the commitment that waits for an answer."""
    with stage.reading() as session:
        asked = "SELECT c.key FROM commitment c JOIN commitment_condition k ON k.commitment_id = c.id"
        return str(session.execute(text(asked)).scalar_one())


def test_a_recusal_in_a_rolling_round_frees_that_persons_money(stage: Rolling) -> None:
    ref = stage.small()
    stage.commit("investor1", ref, 1_000_00)
    by = stage.cast.investor1
    freed = stage.act(lambda t: actions.recuse(t.session, ref, "My brother coaches.", by=by, at=t.at))
    assert (freed, stage.state(ref), stage.total("reserved")) == (1_000_00, "in_funding", 0)


def test_the_clock_never_lapses_a_rolling_round(stage: Rolling) -> None:
    stage.small()
    late = timedelta(days=900)
    with stage.reading() as session:
        assert queries.rounds_to_lapse(session, NOW + late) == ()
        assert round_queries.rounds_past_their_date(session, NOW + late) == ()
    assert stage.act(lambda t: actions.lapse_overdue(t.session, stage.round_key, at=t.at + late)) == 0


def test_after_its_fiscal_year_a_rolling_round_takes_no_money(stage: Rolling) -> None:
    ref = stage.small()
    late, purse = timedelta(days=900), stage.purses["investor1"]
    with pytest.raises(NotAllowed, match="fiscal year of this rolling round has ended"):
        stage.act(lambda t: actions.commit(t.session, purse, ref, 1, by=stage.cast.investor1, at=t.at + late))


def test_closing_frees_what_is_not_covered_and_says_so(stage: Rolling) -> None:
    short, silent = stage.small(), stage.submit(benefits=claims(stage), title="Silent")
    stage.screen(silent)
    funded = stage.small(title="Funded")
    stage.commit("investor1", short, 1_000_00)
    stage.commit("investor1", funded, SMALL)
    with pytest.raises(Conflict, match=f"verdict on {funded}"):
        stage.chair("end_rolling", why="The year is over for us.")
    stage.finance("approve", funded)
    with pytest.raises(Invalid, match="still wait for money") as early:
        stage.chair("end_rolling")
    assert set(early.value.fields) == {"why"}
    stage.chair("end_rolling", why="The year is over for us.")
    assert [stage.state(ref) for ref in (short, silent, funded)] == ["waitlisted", "expired", "funded"]
    assert (stage.total("purse"), stage.total("reserved"), stage.total("committed")) == (0, 0, SMALL)
    with stage.reading() as session:
        why = history.of(session, "pitch", stage.key_of(short))[0].why
    assert why == "Commitments reached €1,000 of the minimum of €2,700 when the rolling round closed."
    assert stage.count("letter") == 3
    sound(stage)


def test_a_hold_ends_on_the_waiting_list_when_the_round_closes(stage: Rolling) -> None:
    ref = stage.small()
    stage.commit("investor1", ref, SMALL)
    stage.finance("put_on_hold", ref, reason="A second quote.")
    stage.chair("end_rolling")
    assert (stage.state(ref), stage.total("reserved"), stage.count("letter")) == ("waitlisted", 0, 1)
    sound(stage)


def test_one_rolling_round_is_open_per_unit_and_fiscal_year(stage: Rolling) -> None:
    cast = stage.cast

    def again(turn: Writing, **more: Any) -> None:
        made = rounds.create_rolling(turn.session, plan(cast, **more), by=cast.lead, at=turn.at)
        rounds.start_rolling(turn.session, made, by=cast.chair, at=turn.at)

    with pytest.raises(Conflict, match=f"Nordwind has a rolling round for {AHEAD} already: Always open"):
        stage.act(lambda turn: again(turn, name="Twice"))
    stage.act(lambda turn: again(turn, name="Next year", year=AHEAD + 1))
    stage.act(lambda turn: again(turn, name="Of a unit", unit="Support"))
    stage.chair("end_rolling")
    stage.act(lambda turn: again(turn, name="After it"))


def test_a_rolling_round_of_a_year_that_has_ended_is_refused(database: Database, cast: Cast) -> None:
    with pytest.raises(Invalid, match="has ended"), database.writing() as turn:
        rounds.create_rolling(turn.session, plan(cast, year=2024), by=cast.lead, at=turn.at)


@pytest.mark.parametrize("verb", ["close_funding", "decide", "publish", "close_round", "open_funding"])
def test_a_rolling_round_has_no_stages(stage: Rolling, verb: str) -> None:
    with pytest.raises(NotAllowed, match="no stages"):
        stage.chair(verb)


def test_only_its_chair_opens_and_closes_it(stage: Rolling) -> None:
    for name in ("lead", "finance", "investor1", "presenter"):
        with pytest.raises(NotAllowed), stage.database.writing() as turn:
            actions.end_rolling(turn.session, stage.round_key, by=stage.cast.actors[name], at=turn.at)


def test_investors_join_a_rolling_round_while_it_is_open(stage: Rolling) -> None:
    def seated(turn: Writing) -> int:
        session = turn.session
        round_ = round_queries.round_to_change(session, stage.round_key)
        people = [stage.cast.actors[name].id for name in ("investor1", "fund_owner")]
        with pytest.raises(Invalid, match="no mandate as an investor"):
            rounds.seat(session, round_, people, by=stage.cast.chair, at=turn.at)
        return len(round_queries.panel(session, round_.id))

    assert stage.act(seated) == 3


def test_a_rolling_round_asks_for_no_criteria_and_ends_with_its_year(stage: Rolling) -> None:
    with stage.reading() as session:
        row = round_queries.round_of_key(session, stage.round_key)
        assert round_queries.criteria(session, row.id) == ()
        assert session.execute(select(Round.state).where(Round.id == row.id)).scalar_one() == "funding"
    assert row.decision_on.isoformat() == f"{AHEAD}-12-31"
    assert row.funding_closes_at.isoformat() == f"{AHEAD}-12-31T23:00:00+00:00"  # midnight in Berlin


def test_a_pitch_that_is_cut_below_its_minimum_waits_and_has_its_letter(stage: Rolling) -> None:
    """Found by the machine: with finance already, it came to the waiting list without a word."""
    ref = stage.small()
    stage.commit("investor1", ref, SMALL)
    assert stage.state(ref) == "in_review"
    with stage.reading() as session:
        fund = str(session.execute(text("SELECT key FROM fund")).scalar_one())
    finance, owner, why = stage.cast.finance, stage.cast.fund_owner, "The group cut every budget."
    amount = 100_000_00 - SMALL + 1
    key = stage.act(
        lambda t: actions.raise_shortfall(t.session, fund, amount, reason=why, by=finance, at=t.at)
    )
    stage.act(lambda t: actions.confirm_shortfall(t.session, key, 1, by=finance, at=t.at))
    stage.act(lambda t: actions.confirm_shortfall(t.session, key, 1, by=owner, at=t.at))
    assert stage.state(ref) == "waitlisted"
    with stage.reading() as session:
        (letter,) = session.execute(select(Letter.outcome, Letter.facts)).all()
    assert (letter.outcome, letter.facts["reason"]) == ("waitlisted", f"Cut below its minimum: {why}")
    assert told(stage, "letter_published") > 0
    sound(stage)
