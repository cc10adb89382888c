"""Finance reads, beside presenter and goal, what was approved with the vendor that a pitch names."""

from sqlalchemy import update

from pitchdeck.features.people.models import Mandate
from pitchdeck.features.sourcing.actions import add_vendor
from tests.client import text_of
from tests.conftest import SignIn
from tests.features.funding.stage import NOW, Stage

P1, P2 = "P-2026-0001", "P-2026-0002"


def test_the_review_adds_a_vendor_up_over_twelve_months(stage: Stage, sign_in: SignIn) -> None:
    stage.commit("investor1", P1, 30_000_00)
    for name, amount in (("investor1", 20_000_00), ("investor2", 10_000_00), ("investor3", 10_000_00)):
        stage.commit(name, P2, amount)
    stage.chair("close_funding")
    client = sign_in("finance")

    def page() -> str:
        return text_of(client.get(f"/pitches/{P2}/review").get_data(as_text=True))

    assert "Acme" not in page()
    by = stage.cast.lead
    stage.act(lambda turn: add_vendor(turn.session, name="Acme", offers="Coaches", by=by, at=NOW))
    assert "Here Acme is asked for €40,000. No other pitch was approved with it" in page()
    stage.finance("approve", P1)
    assert "1 other pitch with it: €30,000 approved or contracted in the last twelve months." in page()
    assert "one vendor" not in page()
    finance = Mandate.person_id == stage.cast.finance.id
    stage.act(lambda turn: turn.session.execute(update(Mandate).where(finance).values(limit_minor=69_999_00)))
    assert "Above your limit with one vendor over the year" in page()
    assert "Together it is €70,000, your limit is €69,999." in page()
