"""The people page and the second person's confirmation over HTTP."""

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.people import actions, queries
from tests.conftest import SignIn
from tests.factories.cast import FOUNDED, Cast


@pytest.fixture
def waiting(house: Cast, sqlite: Database) -> str:
    """The key of an investor's mandate for Nils that Ada granted."""
    with sqlite.writing() as act:
        mandate = actions.grant(
            act.session,
            person_id=house.nobody.id,
            role="investor",
            by_id=house.admin.id,
            at=FOUNDED,
            valid_from=FOUNDED.date(),
        )
        return mandate.key


@pytest.mark.parametrize(
    ("name", "status"), [("admin", 200), ("finance", 200), ("auditor", 200), ("presenter", 404)]
)
def test_who_sees_people(sign_in: SignIn, waiting: str, name: str, status: int) -> None:
    assert waiting
    assert sign_in(name).get("/people").status_code == status


def test_a_mandate_for_money_works_after_a_second_person(
    sign_in: SignIn, waiting: str, sqlite: Database, house: Cast
) -> None:
    def holds() -> bool:
        with sqlite.reading() as session:
            actor = queries.actor_of(session, house.nobody.id, FOUNDED.date())
        assert actor
        return actor.holds("investor")

    assert not holds()
    for refused in ("admin", "presenter"):
        assert sign_in(refused).send(f"/mandates/{waiting}/confirmation", {}).status_code == 404
    assert not holds()
    finance = sign_in("finance")
    assert "Waiting for a second person" in finance.get("/people").get_data(as_text=True)
    assert finance.send(f"/mandates/{waiting}/confirmation", {}).status_code == 303
    assert holds()
    assert finance.send(f"/mandates/{waiting}/confirmation", {}).status_code == 409


def test_one_s_own_mandate_is_never_confirmed_by_oneself(
    sign_in: SignIn, house: Cast, sqlite: Database
) -> None:
    with sqlite.writing() as act:
        own = actions.grant(
            act.session,
            person_id=house.finance.id,
            role="investor",
            by_id=house.admin.id,
            at=FOUNDED,
            valid_from=FOUNDED.date(),
        ).key
    answer = sign_in("finance").send(f"/mandates/{own}/confirmation", {})
    assert answer.status_code == 403
    assert "of their own" in answer.get_data(as_text=True)
