"""A large tranche has two persons: one of finance asks for it, another releases it."""

from dataclasses import replace

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from pitchdeck.base.errors import NotAllowed
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.models import Release, ReleaseRequest, Tranche
from pitchdeck.features.investments import queries
from tests.factories.rules import change
from tests.features.investments.stage import RELEASE, Stage
from tests.journeys.test_deputies import stand_in


@pytest.fixture
def large(funded: Stage) -> Stage:
    """Its first tranche is 12,000.00, which is large here to the cent."""
    funded.act(lambda turn: change(turn.session, funded.cast, small_minor=5_000_00, large_minor=12_000_00))
    return funded


def released(stage: Stage) -> int:
    with stage.database.reading() as session:
        return len(session.execute(select(Release.id)).all())


def test_the_first_person_only_asks_and_the_second_releases(large: Stage) -> None:
    assert large.release() is None
    assert released(large) == 0
    with pytest.raises(NotAllowed, match="You asked for this release"):
        large.release()
    assert large.release(by="finance2")
    with large.database.reading() as session:
        assert session.execute(select(ReleaseRequest.by_id, ReleaseRequest.reason)).all() == [
            (large.cast.finance.id, "The plan stands.")
        ]
        assert session.execute(select(Release.by_id)).scalar_one() == large.cast.finance2.id
    assert large.page(large.cast.finance).money.released == 12_000_00


def test_one_cent_below_needs_nobody_else(large: Stage) -> None:
    large.act(lambda turn: change(turn.session, large.cast, large_minor=12_000_01))
    assert large.release()


def test_a_tranche_that_a_shortfall_shortened_keeps_its_second_person(large: Stage) -> None:
    """Found by the machine: the database still wanted the second person when the page did not."""
    large.act(lambda turn: change(turn.session, large.cast, large_minor=18_000_00))
    by = large.cast.finance
    with large.database.reading() as session:
        fund = str(session.execute(text("SELECT key FROM fund")).scalar_one())
    with large.database.writing() as turn:
        at = turn.at
        key = funding.raise_shortfall(turn.session, fund, 75_000_00, reason="Cut.", by=by, at=at)
        for each in (by, large.cast.fund_owner):
            funding.confirm_shortfall(turn.session, key, 1, by=each, at=at)
    assert large.release()
    assert large.release(2) is None
    assert released(large) == 1
    assert large.release(2, by="finance2")
    assert large.page(by).money.released == 25_000_00


def test_the_owner_of_a_fund_in_it_is_the_second_person_where_finance_is_one(large: Stage) -> None:
    with pytest.raises(NotAllowed, match="only as the second person"):
        large.release(by="fund_owner")
    large.release()
    stranger = replace(large.cast.fund_owner, id=large.cast.viewer.id, key=large.cast.viewer.key)
    with pytest.raises(NotAllowed, match="only as the second person"):
        large.release(by=stranger)
    assert large.release(by="fund_owner")


@pytest.mark.parametrize("name", ["presenter", "sponsor", "investor1"])
def test_who_has_a_part_in_it_is_no_second_person(large: Stage, name: str) -> None:
    large.release()
    with pytest.raises(NotAllowed):
        large.release(by=large.with_finance(name))


def test_a_deputy_of_who_asked_is_not_the_second_person(large: Stage) -> None:
    stand_in(large.database, large.cast, "nobody", "finance")
    hand = large.cast.nobody.hand
    large.release(by=replace(large.cast.finance, deputy=hand))
    for by in (large.cast.finance, replace(large.with_finance("viewer"), deputy=hand)):
        with pytest.raises(NotAllowed, match="You asked for this release"):
            large.release(by=by)
    assert large.release(by="finance2")


def test_the_database_wants_the_second_person_too(large: Stage) -> None:
    with large.database.reading() as session:
        tranche = session.execute(select(Tranche.id).order_by(Tranche.number).limit(1)).scalar_one()

    def put(model: type, by: Actor) -> None:
        row = {"tranche_id": tranche, "reason": "Now.", "by_id": by.id, "at": RELEASE}
        with large.database.writing() as turn:
            turn.session.execute(insert(model), [row])

    refused = (IntegrityError, ProgrammingError)
    with pytest.raises(refused, match="second person"):
        put(Release, large.cast.finance)
    with pytest.raises(refused, match="does not release its money"):
        put(ReleaseRequest, large.cast.investor1)
    put(ReleaseRequest, large.cast.finance)
    with pytest.raises(refused, match="second person"):
        put(Release, large.cast.finance)
    for attack in ("UPDATE release_request SET reason = 'x'", "DELETE FROM release_request"):
        with pytest.raises(Exception, match=r"append|never|permission"), large.database.writing() as turn:
            turn.session.execute(text(attack))
    put(Release, large.cast.finance2)


def test_the_page_says_who_asked_and_who_is_waited_for(large: Stage) -> None:
    large.release()
    for name, may in (("finance", False), ("finance2", True), ("fund_owner", True)):
        with large.database.snapshot() as session:
            row = queries.tranche_page(
                session, large.tranches[0], large.cast.actors[name], today=RELEASE.date()
            ).row
        assert (row.asked_by, bool(row.release)) == (large.cast.finance.name, may), name
