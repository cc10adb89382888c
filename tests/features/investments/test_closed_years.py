"""A closed fiscal year takes no credit note and no accrual, and says who closed it."""

import pytest
from sqlalchemy import func, select

from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.features.funding.models import Transfer
from tests.features.funding.test_closing import close
from tests.features.investments.stage import Stage


def transfers(stage: Stage) -> int:
    with stage.database.snapshot() as session:
        return session.execute(select(func.count(Transfer.id))).scalar_one()


def test_a_closed_year_is_neither_credited_nor_accrued_for(stage: Stage) -> None:
    done = stage.actual(600_00, confirmed_by="finance")
    note = stage.credit(done, 1_00)
    close(stage)
    before = transfers(stage)
    with pytest.raises(Conflict, match="was closed by Finn Finance"):
        stage.credit(done, 2_00)
    with pytest.raises(Conflict, match="was closed by Finn Finance"):
        stage.do("reverse_credit", note, by="finance", reason="Wrong invoice.")
    with pytest.raises(Invalid, match="was closed by Finn Finance") as refused:
        stage.accrual(3_00)
    assert list(refused.value.fields) == ["period_on"]
    assert transfers(stage) == before
