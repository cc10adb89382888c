"""Finance's verdicts, the decision, publication and what the ledger holds after each."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select, text

from pitchdeck.base.errors import Conflict, Invalid, NotAllowed
from pitchdeck.base.policy import Grant
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.actions import Place, Step
from pitchdeck.features.funding.models import Resolution, Review, Tranche
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.factories.rules import change
from tests.features.funding.stage import YEAR, Stage

P1, P2 = "P-2026-0001", "P-2026-0002"
ABOVE = Decimal(5_000)


@pytest.fixture
def review(stage: Stage) -> Stage:
    """P1 covered by two investors, P2 covered above its minimum of 25,000, funding closed."""
    stage.commit("investor1", P1, 20_000_00)
    stage.commit("investor2", P1, 10_000_00)
    stage.commit("investor1", P2, 20_000_00)
    stage.commit("investor3", P2, 10_000_00)
    stage.chair("close_funding")
    return stage


def test_closing_takes_covered_pitches_to_finance_and_frees_the_rest(stage: Stage) -> None:
    stage.commit("investor1", P1, 30_000_00)
    stage.commit("investor2", P2, 20_000_00)
    with pytest.raises(Invalid, match="P-2026-0002 has not reached its minimum"):
        stage.chair("close_funding")
    stage.chair("close_funding", why="Everybody has answered.")
    assert (stage.state(P1), stage.state(P2)) == ("in_review", "waitlisted")
    assert stage.total("reserved") == 30_000_00
    assert stage.total("purse") == 50_000_00
    assert stage.count("outbox WHERE kind = 'money_freed'") == 1


def test_approval_commits_and_names_what_it_rests_on(review: Stage) -> None:
    assert review.finance("approve", P1) == {YEAR: 30_000_00}
    with review.reading() as session:
        row = session.execute(select(Review)).scalar_one()
        parts = session.execute(select(Tranche.amount, Tranche.condition).order_by(Tranche.number)).all()
    assert (row.verdict, row.revision_hash, row.amounts) == ("approved", f"hash-{P1}", {"2026": 30_000_00})
    assert (row.rule, row.limit_minor) == ("co-investing, highest covered tier: requested", None)
    assert [tuple(part) for part in parts] == [(12_000_00, "on approval"), (18_000_00, "pilot evidence")]
    assert review.total("committed") == 30_000_00
    assert review.state(P1) == "in_review"


def test_approval_between_two_tiers_frees_the_excess_to_the_cent(review: Stage) -> None:
    assert review.finance("approve", P2) == {YEAR: 25_000_00}
    with review.reading() as session:
        rows = session.execute(
            select(Resolution.outcome, Resolution.committed, Resolution.freed).order_by(Resolution.id)
        ).all()
    assert [tuple(row) for row in rows] == [
        ("partial", 16_666_67, 3_333_33),
        ("partial", 8_333_33, 1_666_67),
    ]
    assert review.total("committed") == 25_000_00
    assert review.total("reserved") == 30_000_00


def _held(stage: Stage, name: str) -> list[tuple[int, int, int, int]]:
    """What a person is shown of the money behind P2, year by year."""
    viewer = stage.cast.actors[name]
    with stage.reading() as session:
        section = queries.section_for(session, pitches.pitch_for(session, P2, viewer), viewer)
    assert section is not None
    return [(year.reserved, year.committed, year.held, year.still_needed) for year in section.years]


@pytest.mark.parametrize("name", ["presenter", "investor1", "lead"])
def test_what_an_approval_frees_shows_to_nobody_before_it_is_published(review: Stage, name: str) -> None:
    before = _held(review, name)
    review.finance("approve", P2)
    assert _held(review, name) == before
    assert _held(review, "auditor") != _held(review, name)


@pytest.mark.parametrize("name", ["presenter", "sponsor", "investor1", "chair", "admin", "auditor", "lead"])
def test_only_disinterested_finance_reviews(review: Stage, name: str) -> None:
    by = review.cast.actors[name]
    with pytest.raises(NotAllowed):
        review.finance("approve", P1, by=by)
    also_finance = replace(by, grants=(*by.grants, Grant("finance")))
    if name in {"presenter", "sponsor", "investor1"}:
        with pytest.raises(NotAllowed, match="another person of finance reviews it"):
            review.finance("decline", P1, by=also_finance, reason="No.")
    assert review.count("review") == 0


def test_approval_above_ones_limit_is_refused(review: Stage) -> None:
    limited = replace(review.cast.finance, grants=(Grant("finance", limit=29_999_99),))
    with pytest.raises(NotAllowed, match="above the limit"):
        review.finance("approve", P1, by=limited)
    exact = replace(limited, grants=(Grant("finance", limit=30_000_00),))
    review.finance("approve", P1, by=exact)
    with review.reading() as session:
        assert session.execute(select(Review.limit_minor)).scalar_one() == 30_000_00


def test_an_approval_is_given_once(review: Stage) -> None:
    review.finance("approve", P1)
    for verb in ("approve", "decline"):
        with pytest.raises(NotAllowed, match="approved already"):
            review.finance(verb, P1, reason="Changed my mind.")
    assert review.total("committed") == 30_000_00


@pytest.mark.parametrize("verb", ["put_on_hold", "send_back_review", "decline"])
def test_a_verdict_other_than_approval_needs_a_reason(review: Stage, verb: str) -> None:
    with pytest.raises(Invalid, match="Say why"):
        review.finance(verb, P1, reason="  ")


def test_a_review_before_finance_has_its_turn_is_refused(stage: Stage) -> None:
    with pytest.raises(NotAllowed, match="not with finance"):
        stage.finance("approve", P1)


def test_the_decision_waits_for_every_verdict(review: Stage) -> None:
    review.finance("approve", P1)
    with pytest.raises(Conflict, match=f"verdict on {P2} yet"):
        review.chair("decide")
    review.finance("put_on_hold", P2, reason="The quote is missing.")
    review.chair("decide")


def test_publication_makes_outcomes_frees_money_and_writes_letters(review: Stage) -> None:
    review.finance("approve", P1)
    review.finance("put_on_hold", P2, reason="The quote is missing.")
    review.finance("decline", P2, reason="The quote is twice the ask.")
    review.chair("decide")
    assert (review.state(P1), review.state(P2)) == ("in_review", "in_review")
    assert review.count("letter") == 0
    assert review.total("reserved") == 30_000_00
    review.chair("publish")
    assert (review.state(P1), review.state(P2)) == ("funded", "declined")
    assert review.total("reserved") == 0
    with review.reading() as session:
        funded = queries.letter_of(session, review.pitches[P1])
        declined = queries.letter_of(session, review.pitches[P2])
    assert funded
    assert declined
    assert (funded.outcome, declined.outcome) == ("funded", "declined")
    assert [part["amount"] for part in funded.facts["tranches"]] == [12_000_00, 18_000_00]
    assert declined.facts["reason"] == "The quote is twice the ask."
    assert declined.facts["asked"] == {"2026": 40_000_00}
    assert declined.facts["round"] == "Spring"


def test_on_hold_and_sent_back_are_waitlisted_when_published(review: Stage) -> None:
    review.finance("put_on_hold", P1, reason="Wait for the pilot.")
    review.finance("send_back_review", P2, reason="Name the quote.")
    assert review.count("outbox WHERE kind = 'review_sent_back'") == 1
    review.chair("decide")
    review.chair("publish")
    assert (review.state(P1), review.state(P2)) == ("waitlisted", "waitlisted")
    assert review.total("purse") == 80_000_00


def test_only_the_chair_takes_a_round_on(review: Stage) -> None:
    for verb in ("decide", "publish", "close_round"):
        with pytest.raises(NotAllowed, match="Only the chair"), review.database.writing() as turn:
            getattr(actions, verb)(turn.session, "round", by=review.cast.finance, at=turn.at)


def test_an_approved_pitch_that_is_withdrawn_returns_its_money(review: Stage) -> None:
    review.finance("approve", P1)
    by = review.cast.presenter
    review.act(lambda turn: actions.withdraw(turn.session, P1, by=by, at=turn.at))
    assert review.total("committed") == 0
    assert review.total("purse") == 50_000_00
    with review.reading() as session:
        first = queries.purses_of(session, review.cast.investor1.id)[0]
    assert (first.free, first.reserved) == (30_000_00, 20_000_00)


def test_closing_the_round_returns_what_purses_have_left(review: Stage) -> None:
    review.finance("approve", P1)
    review.finance("approve", P2)
    review.chair("decide")
    review.chair("publish")
    review.chair("close_round")
    assert review.total("purse") == 0
    assert review.total("fund") == 100_000_00 - 55_000_00


def test_a_tranche_is_released_spent_and_reversed(review: Stage) -> None:
    review.finance("approve", P1)
    finance = review.cast.finance
    with review.reading() as session:
        first, _second = session.execute(select(Tranche.key).order_by(Tranche.number)).scalars().all()
    with pytest.raises(Conflict, match="once the decision is published"), review.database.writing() as turn:
        actions.release_tranche(turn.session, first, by=finance, at=turn.at, reason="Early.")
    review.finance("decline", P2, reason="No quote.")
    review.chair("decide")
    review.chair("publish")
    review.act(
        lambda turn: actions.release_tranche(turn.session, first, by=finance, at=turn.at, reason="Published.")
    )
    assert (review.total("committed"), review.total("released")) == (18_000_00, 12_000_00)
    place, step = (
        Place(review.pitches[P1], YEAR, document="INV-7"),
        Step("spend", "released", "spent", 12_000_00),
    )
    (made,) = review.act(lambda turn: actions.shift(turn.session, place, [step], by=finance, at=turn.at))
    with pytest.raises(Conflict, match="only €0 is released"), review.database.writing() as turn:
        actions.shift(turn.session, place, [replace(step, amount=1)], by=finance, at=turn.at)
    wrong = replace(place, reason="Wrong one")
    review.act(lambda turn: actions.shift(turn.session, wrong, (), undone=[made], by=finance, at=turn.at))
    assert (review.total("released"), review.total("spent")) == (12_000_00, 0)
    with pytest.raises(Conflict, match="what came after it"), review.database.writing() as turn:
        actions.shift(turn.session, wrong, (), undone=[made], by=finance, at=turn.at)
    with review.reading() as session:
        bar = queries.purses_of(session, review.cast.investor1.id)[0]
        entries = queries.ledger_of_pitch(session, review.pitches[P1])
    assert (bar.released, bar.committed) == (8_000_00, 12_000_00)
    # Numbered by their place in this ledger, whatever the table counts by.
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert made > len(entries)
    undone = entries[(entries[-1].undoes or 0) - 1]
    assert (entries[-1].verb, undone.verb, undone.amount) == ("reverse", "spend", 12_000_00)


def test_balances_equal_the_sums_of_transfers(review: Stage) -> None:
    review.finance("approve", P1)
    review.finance("decline", P2, reason="No quote.")
    review.chair("decide")
    review.chair("publish")
    off = text(
        "SELECT a.id FROM account a WHERE a.balance <> (SELECT COALESCE(SUM(CASE WHEN t.to_id = a.id"
        " THEN t.amount ELSE -t.amount END), 0) FROM transfer t WHERE a.id IN (t.to_id, t.from_id))"
    )
    with review.reading() as session:
        assert session.execute(off).all() == []
    assert sum(review.total(kind) for kind in ("authority", "fund", "purse", "reserved", "committed")) == 0


def test_money_that_was_taken_back_ties_nobody_to_the_review(stage: Stage) -> None:
    alternate = replace(stage.cast.investor3, grants=(Grant("investor"), Grant("finance")))
    made = stage.commit("investor3", P1, 5_000_00)
    stage.act(
        lambda turn: actions.withdraw_commitment(turn.session, made.key, by=stage.cast.investor3, at=turn.at)
    )
    stage.commit("investor1", P1, 30_000_00)
    stage.chair("close_funding", why="All have answered.")
    stage.finance("approve", P1, by=alternate)
    with stage.database.snapshot() as session:
        broken = [breach.invariant for breach in breaches(session)]
    assert "nobody_reviews_what_one_is_tied_to" not in broken


def test_the_queue_shows_what_deserves_a_look_first(review: Stage) -> None:
    limited = replace(review.cast.finance, grants=(Grant("finance", limit=35_000_00),))
    with review.reading() as session:
        queue = queries.review_queue(session, limited, quote_above=ABOVE)
        assert [(row.ref, row.red) for row in queue] == [(P2, True), (P1, False)]
        assert queries.review_queue(session, review.cast.investor1, quote_above=ABOVE)[0].conflicted
    review.finance("approve", P2)
    with review.reading() as session:
        assert [row.ref for row in queries.review_queue(session, limited, quote_above=ABOVE)] == [P1, P2]


def test_an_approval_makes_tranches_by_the_limit_of_its_day(review: Stage) -> None:
    review.finance("approve", P1)
    review.act(lambda turn: change(turn.session, review.cast, single_minor=60_000_00))
    review.finance("approve", P2)
    with review.reading() as session:
        parts = [len(queries.parts_of(session, review.pitches[ref])) for ref in (P1, P2)]
    assert parts == [2, 1]
