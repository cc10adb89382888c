"""Standing approvals: set and confirmed by two, approving small pitches within their terms, else finance."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Invalid, NotAllowed
from pitchdeck.base.policy import Grant
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.people.models import Mandate, Organisation
from pitchdeck.features.pitches.models import CoAuthor
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.base.triggers.world import put
from tests.factories.cast import Cast
from tests.features.funding.ahead import answer, end, set_up, today
from tests.features.funding.rolling import AHEAD, SMALL, Rolling, roll
from tests.features.funding.stage import NOW


@pytest.fixture
def stage(database: Database, cast: Cast) -> Rolling:
    return roll(database, cast)


def why_left(stage: Rolling, ref: str) -> str:
    """Why the pitch waits for finance."""
    assert stage.state(ref) == "in_review"
    with stage.reading() as session:
        (pitch_id,) = session.execute(text("SELECT id FROM pitch WHERE ref = :ref"), {"ref": ref}).one()
        return queries.left_to_finance(session, [pitch_id])[pitch_id]


def sound(stage: Rolling) -> None:
    with stage.database.snapshot() as session:
        assert list(breaches(session)) == []


def test_a_covered_small_pitch_is_approved_in_the_same_act(stage: Rolling) -> None:
    row = set_up(stage)
    assert (row.ref, row.state(today(stage)), row.left) == (f"SA-{NOW.year}-0001", "works", 5_000_00)
    ref = stage.small()
    made = stage.commit("investor1", ref, SMALL)
    assert made.covered
    assert stage.state(ref) == "funded"
    assert (stage.total("committed"), stage.total("reserved")) == (SMALL, 0)
    with stage.reading() as session:
        review = session.execute(
            text("SELECT rule, limit_minor, by_id, verdict, revision_hash FROM review")
        ).one()
        used = queries.standing_of_key(session, row.key)
        (use,) = queries.uses_of(session, row.id)
    assert review.rule == f"standing approval {row.ref}, highest covered tier: requested"
    assert (review.limit_minor, review.by_id, review.verdict) == (
        3_000_00,
        stage.cast.finance.id,
        "approved",
    )
    assert len(review.revision_hash) > 10
    assert (used.used, used.left, used.uses) == (SMALL, 5_000_00 - SMALL, 1)
    assert (use.ref, use.amount, use.used_on) == (ref, SMALL, today(stage))
    assert stage.count("letter") == 1
    assert stage.count("history WHERE subject_kind = 'standing_approval' AND verb = 'used'") == 1
    sound(stage)


def test_what_is_left_runs_out_and_the_next_one_waits_for_finance(stage: Rolling) -> None:
    row = set_up(stage)
    first, second = stage.small(), stage.small(title="Another day")
    stage.commit("investor1", first, SMALL)
    stage.commit("investor2", second, SMALL)
    assert (stage.state(first), stage.state(second)) == ("funded", "in_review")
    assert why_left(stage, second) == f"{row.ref}: €2,300 are left of €5,000, the pitch needs €2,700."
    stage.finance("approve", second)
    assert stage.state(second) == "funded"
    sound(stage)


def test_two_at_once_with_money_for_one_exactly_one_is_approved(stage: Rolling) -> None:
    for attempt in range(3):
        row = set_up(stage, total=3_000_00)
        refs = [stage.small(title=f"Day {attempt} {name}") for name in ("a", "b")]
        start = threading.Barrier(2)

        def run(pair: tuple[str, str], start: threading.Barrier = start) -> bool:
            start.wait()
            return stage.commit(pair[0], pair[1], SMALL).covered

        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(run, zip(("investor1", "investor2"), refs, strict=True))) == [True, True]
        assert sorted(stage.state(ref) for ref in refs) == ["funded", "in_review"]
        left = next(ref for ref in refs if stage.state(ref) == "in_review")
        assert f"{row.ref}: €300 are left of €3,000, the pitch needs €2,700." in why_left(stage, left)
    sound(stage)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"most": 2_000_00}, "the pitch asks €2,700, it approves at most €2,000 a pitch."),
        ({"categories": ("technology",)}, "it does not cover Delivery and facilitation."),
    ],
)
def test_beyond_its_terms_finance_judges(stage: Rolling, more: dict[str, Any], told: str) -> None:
    row = set_up(stage, **more)
    ref = stage.small()
    stage.commit("investor1", ref, SMALL)
    assert why_left(stage, ref) == f"{row.ref}: {told}"
    assert stage.count("standing_use") == stage.count("review") == 0


def test_unconfirmed_declined_ended_or_not_yet_valid_it_approves_nothing(stage: Rolling) -> None:
    set_up(stage, confirmed_by="")
    declined = set_up(stage, confirmed_by="")
    answer(stage, declined.key, "finance2", "declined", reason="Too wide.")
    ended = set_up(stage)
    assert end(stage, ended.key).end_reason == "Too many of them."
    later = today(stage) + timedelta(days=1)
    set_up(stage, valid_from=later, valid_to=later)
    ref = stage.small()
    stage.commit("investor1", ref, SMALL)
    assert why_left(stage, ref) == "No standing approval for Sales 2026 works today."


def test_it_is_tried_when_a_promise_covers_the_pitch_and_leaves_promised_money_to_finance(
    stage: Rolling,
) -> None:
    set_up(stage)
    ref = stage.small(minor=1_200_00, later=900_00)
    assert not stage.commit("investor1", ref, 1_200_00).covered
    assert stage.promise("investor1", ref, 900_00, AHEAD + 1).covered
    words = f"It takes promised money of {AHEAD + 1}; a standing approval is for money of its fund alone."
    assert why_left(stage, ref) == words
    sound(stage)


def test_money_of_two_funds_and_larger_asks_go_to_finance(stage: Rolling) -> None:
    set_up(stage)
    other = stage.fund(5_000_00, "IT")
    by = stage.cast.fund_owner
    more: dict[str, Any] = {"investor_id": stage.cast.investor2.id, "round_id": stage.round_id}
    purse = stage.act(lambda t: actions.allot(t.session, other, amount=1_000_00, by=by, at=t.at, **more))
    ref = stage.small()
    stage.purses["of IT"] = purse
    stage.cast = replace(stage.cast, actors={**stage.cast.actors, "of IT": stage.cast.investor2})
    stage.commit("of IT", ref, 700_00)
    stage.commit("investor1", ref, 2_000_00)
    words = "Its money is from 2 funds (Sales 2026 and IT 2026); a standing approval is for one."
    assert why_left(stage, ref) == words
    big = stage.small(title="Larger")
    stage.act(lambda turn: turn.session.execute(update(Organisation).values(small_minor=2_000_00)))
    stage.commit("investor3", big, SMALL)
    assert why_left(stage, big) == ("It asks €2,700; standing approvals are for small asks, up to €2,000.")


@pytest.mark.parametrize("name", ["finance", "finance2"])
def test_who_set_or_confirmed_it_has_no_part_in_the_pitch(stage: Rolling, name: str) -> None:
    row = set_up(stage)
    ref = stage.small()
    pitch = stage.act(
        lambda t: t.session.execute(text("SELECT id FROM pitch WHERE ref = :r"), {"r": ref}).scalar_one()
    )
    person = stage.cast.actors[name].id
    stage.act(lambda turn: put(turn.session, CoAuthor, pitch_id=pitch, person_id=person))
    stage.commit("investor1", ref, SMALL)
    assert why_left(stage, ref) == f"{row.ref}: who set or confirmed it has a part in this pitch."


def test_a_setter_without_their_mandate_or_limit_approves_nothing(stage: Rolling) -> None:
    row = set_up(stage)
    finance = Mandate.person_id == stage.cast.finance.id
    stage.act(lambda t: t.session.execute(update(Mandate).where(finance).values(limit_minor=1_000_00)))
    ref = stage.small()
    stage.commit("investor1", ref, SMALL)
    assert why_left(stage, ref) == f"{row.ref}: the limit of Finn Finance, who set it, is €1,000 now."
    stage.act(lambda t: t.session.execute(update(Mandate).where(finance).values(valid_to=date(2026, 1, 6))))
    second = stage.small(title="Later")
    stage.commit("investor2", second, SMALL)
    told = f"{row.ref}: Finn Finance, who set it, is not of finance any more."
    assert why_left(stage, second) == told


def refused(stage: Rolling, **more: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refusal:
        set_up(stage, confirmed_by="", **more)
    assert stage.count("standing_approval") == 0
    return dict(refusal.value.fields)


def test_every_term_that_does_not_hold_is_refused_with_its_figures(stage: Rolling) -> None:
    day = today(stage)
    assert refused(stage, most=5_000_01, total=6_000_00) == {
        "most": "Small asks go up to €5,000; you entered €5,000.01. Enter at most €5,000."
    }
    assert refused(stage, most=0) == {"most": "Enter the highest ask of one pitch: more than zero."}
    assert refused(stage, total=2_999_99)["total"] == (
        "All its uses together come to at least one pitch of €3,000; you entered €2,999.99."
    )
    assert refused(stage, total=100_000_01)["total"] == (
        "Sales 2026 holds €100,000; you entered €100,000.01. Enter at most €100,000."
    )
    assert refused(stage, valid_from=day - timedelta(days=1)).keys() == {"valid_from"}
    assert refused(stage, valid_to=day - timedelta(days=1)).keys() == {"valid_to"}
    assert refused(stage, valid_to=day + timedelta(days=367)).keys() == {"valid_to"}
    wrong = refused(stage, fund_key="nothing", categories=("x",), reason=" ")
    assert wrong.keys() == {"fund", "categories", "reason"}
    limited = replace(stage.cast.finance, grants=(Grant("finance", limit=1_000_00),))
    stage.cast = replace(stage.cast, actors={**stage.cast.actors, "finance": limited})
    assert refused(stage)["most"].startswith("Your own limit is €1,000; you entered €3,000.")


def test_a_second_person_confirms_and_nobody_twice(stage: Rolling) -> None:
    row = set_up(stage, confirmed_by="")
    for name in ("presenter", "investor1", "auditor", "admin", "chair"):
        with pytest.raises(NotAllowed):
            answer(stage, row.key, name)
    with pytest.raises(NotAllowed, match="cannot confirm it too"):
        answer(stage, row.key, "finance")
    with pytest.raises(Invalid, match="why not"):
        answer(stage, row.key, "finance2", "declined")
    with pytest.raises(Invalid, match="Confirm or decline"):
        answer(stage, row.key, "finance2", "perhaps")
    assert answer(stage, row.key, "fund_owner").answered_by == "Owen Owner"
    with pytest.raises(NotAllowed, match="has its answer already"):
        answer(stage, row.key, "finance2")
    with pytest.raises(NotAllowed):
        end(stage, row.key, "presenter")
    end(stage, row.key, "fund_owner")
    with pytest.raises(NotAllowed, match="ended already"):
        end(stage, row.key)
