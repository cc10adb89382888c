"""Standing approvals attacked by plain SQL: the database keeps every term of them by itself."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from pitchdeck.base.db import Database
from pitchdeck.features.funding.models import (
    Review,
    StandingAnswer,
    StandingApproval,
    StandingCategory,
    StandingEnd,
    StandingUse,
)
from pitchdeck.features.pitches.models import CoAuthor
from tests.base.triggers.world import put
from tests.factories.cast import Cast
from tests.features.funding.ahead import COACHING, set_up, today
from tests.features.funding.rolling import SMALL, Rolling, roll
from tests.features.funding.stage import NOW


@pytest.fixture
def stage(database: Database, cast: Cast) -> Rolling:
    return roll(database, cast)


class Attack:
    """Rows of standing approvals as plain SQL would write them, against a pitch in review."""

    def __init__(self, stage: Rolling) -> None:
        self.stage, self.day = stage, today(stage)
        self.row = set_up(stage, categories=("technology",))
        self.ref = stage.small()
        stage.commit("investor1", self.ref, SMALL)
        with stage.reading() as session:
            self.pitch, self.revision, self.hash = session.execute(
                text(
                    "SELECT p.id, v.id, v.hash FROM pitch p JOIN revision v ON v.pitch_id = p.id"
                    " WHERE p.ref = :ref"
                ),
                {"ref": self.ref},
            ).one()

    def approval(self, **more: Any) -> dict[str, Any]:
        row: dict[str, Any] = {"key": "sa", "ref": "SA-2026-0099", "fund_id": self.row.fund_id}
        row |= {"most_minor": 3_000_00, "total_minor": 5_000_00, "reason": "x", "at": NOW}
        row |= {"valid_from": self.day, "valid_to": self.day, "by_id": self.stage.cast.finance.id}
        return row | more

    def working(self, **more: Any) -> int:
        """A confirmed approval that would cover the pitch; its id."""
        made = self.put(StandingApproval, **self.approval(**more))
        self.put(StandingCategory, approval_id=made, category=COACHING[0])
        self.put(StandingAnswer, **self.answer(made))
        return made

    def answer(self, approval: int, name: str = "finance2") -> dict[str, Any]:
        row = {"approval_id": approval, "verdict": "confirmed", "reason": "", "at": NOW}
        return row | {"by_id": self.stage.cast.actors[name].id}

    def use(self, approval: int, **more: Any) -> dict[str, Any]:
        row = {"approval_id": approval, "pitch_id": self.pitch, "revision_id": self.revision}
        return row | {"amount": SMALL, "used_on": self.day, "at": NOW} | more

    def review(self, rule: str, **more: Any) -> dict[str, Any]:
        row = {"pitch_id": self.pitch, "revision_id": self.revision, "verdict": "approved", "at": NOW}
        row |= {"revision_hash": self.hash, "amounts": {}, "rule": rule, "reason": ""}
        return row | {"by_id": self.stage.cast.finance.id} | more

    def put(self, model: Any, **values: Any) -> int:
        return self.stage.act(lambda turn: put(turn.session, model, **values))

    def refused(self, words: str, model: Any, **values: Any) -> None:
        with pytest.raises(IntegrityError, match=words):
            self.put(model, **values)


@pytest.fixture
def attack(stage: Rolling) -> Attack:
    return Attack(stage)


def test_the_database_takes_no_approval_beyond_small_asks_or_confirmed_by_its_setter(attack: Attack) -> None:
    attack.refused("for small pitches alone", StandingApproval, **attack.approval(most_minor=5_000_01))
    attack.refused("amounts", StandingApproval, **attack.approval(total_minor=1))
    cast = attack.stage.cast
    with attack.stage.reading() as session:
        assert session.execute(text("SELECT COUNT(*) FROM deputy")).scalar_one() == 0
    attack.refused(
        "without being named their deputy", StandingApproval, **attack.approval(deputy_id=cast.presenter.id)
    )
    made = attack.put(StandingApproval, **attack.approval())
    attack.refused("a second person confirms", StandingAnswer, **attack.answer(made, "finance"))
    attack.put(StandingAnswer, **attack.answer(made))
    attack.refused("is confirmed with it", StandingCategory, approval_id=made, category=COACHING[0])
    attack.refused("(?i)unique", StandingAnswer, **attack.answer(made, "fund_owner"))


def test_the_database_takes_no_use_outside_its_terms(attack: Attack) -> None:
    made = attack.put(StandingApproval, **attack.approval())
    attack.put(StandingCategory, approval_id=made, category=COACHING[0])
    attack.refused("once a second person confirmed it", StandingUse, **attack.use(made))
    attack.refused("for its categories of cost", StandingUse, **attack.use(attack.row.id))
    late = attack.day + timedelta(days=1)
    works = attack.working(key="b", ref="SA-2026-0098")
    attack.refused("on its days alone", StandingUse, **attack.use(works, used_on=late))
    attack.refused("asks more than", StandingUse, **attack.use(works, amount=3_000_01))
    small = attack.working(key="c", ref="SA-2026-0097", most_minor=2_000_00)
    attack.refused("asks more than", StandingUse, **attack.use(small, amount=1))
    little = attack.working(key="d", ref="SA-2026-0096", most_minor=SMALL, total_minor=SMALL)
    attack.refused("positive", StandingUse, **attack.use(little, amount=0))
    other = attack.stage.fund(5_000_00, "IT")
    with attack.stage.reading() as session:
        (fund_id,) = session.execute(text("SELECT id FROM fund WHERE key = :k"), {"k": other}).one()
    foreign = attack.working(key="e", ref="SA-2026-0095", fund_id=fund_id)
    attack.refused("for money of its fund", StandingUse, **attack.use(foreign))
    ended = attack.working(key="f", ref="SA-2026-0094")
    by = attack.stage.cast.finance.id
    attack.put(StandingEnd, approval_id=ended, reason="x", by_id=by, at=NOW)
    attack.refused("that was ended approves nothing", StandingUse, **attack.use(ended))
    attack.put(CoAuthor, pitch_id=attack.pitch, person_id=attack.stage.cast.finance2.id)
    attack.refused("whoever wrote a pitch does not approve it ahead", StandingUse, **attack.use(works))


def test_the_database_takes_no_more_than_is_left(attack: Attack) -> None:
    works = attack.working(total_minor=SMALL, most_minor=SMALL)
    attack.put(StandingUse, **attack.use(works))
    second = attack.stage.small(title="Second")
    attack.stage.commit("investor2", second, SMALL)
    with attack.stage.reading() as session:
        pitch, revision = session.execute(
            text("SELECT p.id, v.id FROM pitch p JOIN revision v ON v.pitch_id = p.id WHERE p.ref = :r"),
            {"r": second},
        ).one()
    more = {"pitch_id": pitch, "revision_id": revision, "amount": 1}
    attack.refused("is exhausted", StandingUse, **attack.use(works, **more))


def test_the_database_ties_verdict_and_use_to_each_other(attack: Attack) -> None:
    rule = "standing approval SA-2026-0099, highest covered tier: requested"
    attack.refused("rests on its use", Review, **attack.review(rule))
    works = attack.working()
    attack.put(StandingUse, **attack.use(works))
    attack.refused("is approved by it", Review, **attack.review("co-investing"))
    for other in (rule.replace("0099", "0098"), rule.replace(",", "9,")):
        attack.refused("rests on its use", Review, **attack.review(other))
    by = attack.stage.cast.finance2.id
    attack.refused("rests on its use", Review, **attack.review(rule, by_id=by))
    attack.put(Review, **attack.review(rule))


@pytest.mark.parametrize("what", ["approval", "category", "answer", "end", "use"])
def test_nothing_of_it_is_ever_changed_or_deleted(attack: Attack, what: str) -> None:
    works = attack.working()
    attack.put(StandingUse, **attack.use(works))
    by = attack.stage.cast.finance.id
    attack.put(StandingEnd, approval_id=works, reason="x", by_id=by, at=NOW)
    for statement in (f"UPDATE standing_{what} SET id = id", f"DELETE FROM standing_{what}"):
        refusal = pytest.raises(Exception, match=r"append-only|permission denied")
        with refusal, attack.stage.database.writing() as turn:
            turn.session.execute(text(statement))
