"""A lack of promised money beside workers that serve and a fund that is raised: each promise ends once."""

from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions
from pitchdeck.features.funding.queries import shortfalls
from pitchdeck.features.portfolio.queries.invariants.advances import ADVANCES
from pitchdeck.features.portfolio.queries.invariants.ledger import LEDGER
from pitchdeck.features.portfolio.queries.invariants.shortfalls import SHORTFALLS
from tests.databases import size
from tests.factories.cast import Cast
from tests.features.funding.test_advances import NEXT
from tests.features.funding.test_lost_promises import promised
from tests.races.crowd import race

pytestmark = pytest.mark.race


def confirm_or_serve(database: Database, number: int, turn: int, needs: Any) -> None:
    """Owner and finance confirm the newest open list, one worker raises the fund, the others serve."""
    fund, fund_id, people, finance = needs
    with database.writing() as act:
        if number < len(people):
            key = shortfalls.open_shortfall(act.session, fund_id)
            if key is not None:
                row = shortfalls.shortfall_of_key(act.session, key)
                newest = shortfalls.lists_of(act.session, row.id)[0].number
                actions.confirm_shortfall(act.session, key, newest, by=people[number], at=act.at)
        elif number == len(people) and turn % 5 == 4:
            more: dict[str, Any] = {"kind": "raise", "amount": 7, "reason": "A little more.", "by": finance}
            actions.change_fund(act.session, fund, at=act.at, **more)
        else:
            actions.serve_promises(act.session, fund, at=act.at)


def test_confirming_beside_serving_ends_each_promise_once(database: Database, cast: Cast) -> None:
    stage = promised(database, cast)
    fund = stage.fund(300_00, year=NEXT)
    stage.serve(fund)
    with stage.reading() as session:
        fund_id = session.execute(text("SELECT id FROM fund WHERE key = :key"), {"key": fund}).scalar_one()
    needs = (fund, fund_id, (cast.finance, cast.fund_owner), cast.finance2)
    came = race(database.url, confirm_or_serve, size(30), needs)
    assert came.pop("done") > 0
    assert all(words.startswith("refused: ") for words in came), came
    while stage.serve(fund):
        pass
    with stage.database.snapshot() as session:
        rules = (*LEDGER, *ADVANCES, *SHORTFALLS)
        assert [row for rule in rules for row in session.execute(text(rule.finds)).scalars()] == []
        ended = session.execute(text("SELECT COUNT(*), COUNT(DISTINCT advance_id) FROM advance_end")).one()
    assert ended[0] == ended[1] <= 2
