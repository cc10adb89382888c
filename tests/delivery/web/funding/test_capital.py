"""Marking capex over HTTP: finance ticks lines, everybody who commits sees the part, others find nothing."""

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from pitchdeck.features.pitches.models import AskLine, CostLine, Revision
from tests.base.triggers.world import put
from tests.client import text_of
from tests.conftest import SignIn
from tests.delivery.web.funding.conftest import P1
from tests.features.funding.stage import YEAR, Stage

PAGE, MONEY = f"/pitches/{P1}/capex", f"/pitches/{P1}/commitments"


def words(response: TestResponse) -> str:
    return text_of(response.get_data(as_text=True)).replace("\u00a0", " ")


@pytest.fixture
def lines(stage: Stage) -> Stage:
    with stage.database.writing() as turn:
        revision = turn.session.execute(select(Revision).order_by(Revision.id).limit(1)).scalar_one()
        for place, (label, amount) in enumerate((("Laboratory", 8_000_00), ("Coaches", 22_000_00))):
            of = {"pitch_id": revision.pitch_id, "revision_no": 1, "position": place}
            put(turn.session, CostLine, **of, kind="one_off", category="technology", label=label, terms={})
            year = {"revision_id": revision.id, "fiscal_year": YEAR, "amount": amount}
            put(turn.session, AskLine, **year, position=place, line=f"print-{place}")
    return stage


def test_finance_marks_and_investors_see_the_part(lines: Stage, sign_in: SignIn) -> None:
    finance = sign_in("finance")
    shown = words(finance.get(f"/pitches/{P1}"))
    assert "Nothing is marked as capex: operating budget pays for all of it." in shown
    form = finance.get(PAGE)
    assert "Laboratory: €8,000" in words(form)
    refused = finance.send(PAGE, {"lines": "print-0", "reason": ""}, page=PAGE)
    assert refused.status_code == 422
    assert "Say in a sentence why: the reason stays with the lines." in words(refused)
    assert 'value="print-0" checked' in " ".join(refused.get_data(as_text=True).split())
    forged = finance.send(PAGE, {"lines": "print-9", "reason": "Why."}, page=PAGE)
    assert forged.status_code == 422
    done = finance.send(PAGE, {"lines": "print-0", "reason": "Used for years."}, page=PAGE)
    assert done.status_code == 303
    part = "Capex part of 2026: €8,000 of €30,000, only from capital budget; the rest only from operating"
    page = words(finance.get(done.location))
    assert part in page
    assert "said which of its costs are capex" in page
    assert "Used for years." in words(finance.get(PAGE))
    investor = sign_in("investor1")
    offered = words(investor.get(MONEY))
    assert part in offered
    assert "operating budget, not for what is marked as capex: €22,000 fit here" in offered
    late = investor.send(MONEY, {"purse": lines.purses["investor1"], "amount": "22,000.01"}, page=MONEY)
    assert late.status_code == 422
    assert "Enter at most €22,000, or choose another purse." in words(late)


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize("name", ["presenter", "investor1", "lead", "chair", "auditor", "viewer", "admin"])
def test_nobody_else_marks(sign_in: SignIn, name: str) -> None:
    client = sign_in(name)
    assert client.get(PAGE).status_code == 404
    assert client.send(PAGE, {"lines": "print-0", "reason": "Why."}).status_code == 404


def test_a_revision_of_before_says_what_to_do(stage: Stage, sign_in: SignIn) -> None:
    assert stage.round_id
    assert "Nothing to mark" in words(sign_in("finance").get(PAGE))
