"""A pitch in funding with its round, fund and purse, written row by row: the triggers are what is tested."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import ColumnElement, insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pitchdeck.base.db import Database
from pitchdeck.features.funding.models import (
    Account,
    Ceiling,
    Commitment,
    Fund,
    Purse,
    Resolution,
    Transfer,
)
from pitchdeck.features.pitches.models import Ask, CoAuthor, Pitch, Revision
from pitchdeck.features.rounds.models import STATES, PanelSeat, Round
from pitchdeck.features.scoring.models import Recusal
from pitchdeck.features.strategy.models import Goal, Measure
from tests.factories.cast import Cast

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
YEAR = 2026
FUND, PURSE, ASK = 100_000_00, 50_000_00, 30_000_00


@dataclass
class World:
    """Keys of what was written, and the two ways to try something: `run` and `refused`."""

    database: Database
    cast: Cast
    ids: dict[str, int]

    def __getattr__(self, name: str) -> int:
        try:
            return self.ids[name]
        except KeyError:
            raise AttributeError(name) from None

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.database.writing() as turn:
            yield turn.session

    def put(self, model: Any, **values: Any) -> int:
        """Insert one row in a transaction of its own."""
        with self.writing() as session:
            return put(session, model, **values)

    def run(self, statement: str) -> None:
        with self.writing() as session:
            session.execute(text(statement))

    def refused(self, words: str, attack: str | Any, **values: Any) -> None:
        """Try plain SQL or an INSERT of a row; the database refuses it with these words."""
        with pytest.raises(IntegrityError, match=words):
            if isinstance(attack, str):
                self.run(attack)
            else:
                self.put(attack, **values)

    def figures(self, account: int) -> tuple[int, int | None]:
        """Balance and ceiling."""
        with self.database.reading() as session:
            row = session.execute(select(Account.balance, Account.ceiling).where(Account.id == account)).one()
            return row.balance, row.ceiling

    def balance(self, account: int) -> int:
        return self.figures(account)[0]

    def move(self, verb: str, source: str, target: str, amount: int, **more: Any) -> int:
        """A transfer between two of the world's accounts."""
        return self.put(Transfer, **self.transfer(verb, source, target, amount, **more))

    def transfer(self, verb: str, source: str, target: str, amount: int, **more: Any) -> dict[str, Any]:
        row = {
            "verb": verb,
            "from_id": self.ids[source],
            "from_kind": source.partition("_")[0],
            "to_id": self.ids[target],
            "to_kind": target.partition("_")[0],
            "amount": amount,
            "currency": "EUR",
            "document": "",
            "reason": "",
            "by_id": self.cast.finance.id,
            "at": AT,
        }
        return row | more

    def commitment(self, amount: int, **more: Any) -> dict[str, Any]:
        row = {
            "key": f"c{amount}{len(more)}",
            "purse_id": self.ids["sales"],
            "pitch_id": self.ids["pitch"],
            "revision_id": self.ids["revision"],
            "fiscal_year": YEAR,
            "amount": amount,
            "by_id": self.cast.investor1.id,
            "at": AT,
        }
        return row | more

    def commit(self, amount: int) -> int:
        """A commitment of investor1 with its reservation; its id."""
        commitment = self.put(Commitment, **self.commitment(amount))
        self.move("reserve", "purse", "reserved", amount, commitment_id=commitment)
        return commitment

    def resolve(self, commitment: int, *, committed: int, freed: int) -> None:
        outcome = "partial" if committed and freed else "committed" if committed else "freed"
        self.put(
            Resolution,
            commitment_id=commitment,
            outcome=outcome,
            committed=committed,
            freed=freed,
            reason="",
            by_id=self.cast.finance.id,
            at=AT,
        )


def put(session: Session, model: Any, **values: Any) -> int:
    """Insert one row; its id."""
    row = session.execute(insert(model).returning(model.id), [values]).scalar_one()
    return int(row)


def build(database: Database, cast: Cast) -> World:
    """Fund 100,000, purse 50,000 of investor1, a pitch of the presenter asking 30,000 in 2026."""
    with database.writing() as turn:
        ids = _pitch(turn.session, cast)
        _money(turn.session, cast, ids)
    return World(database, cast, ids)


def _pitch(session: Session, cast: Cast) -> dict[str, int]:
    unit = cast.units["Support"]
    goal = put(
        session,
        Goal,
        key="goal",
        name="Fewer repeats",
        why="Cost",
        priority=1,
        unit_id=unit,
        owner_id=cast.chair.id,
        until=date(2027, 12, 31),
    )
    measure = put(
        session,
        Measure,
        key="measure",
        goal_id=goal,
        name="Repeat calls",
        unit_of_measure="%",
        baseline=14,
        baseline_on=date(2026, 1, 1),
        target=11,
        target_on=date(2026, 12, 31),
        owner_id=cast.sponsor.id,
        value_source="",
        revenue=False,
    )
    round_ = round_in(session, cast, "funding")
    pitch = put(
        session,
        Pitch,
        key="pitch",
        ref="P-2026-0001",
        state="in_funding",
        title="Fewer repeat calls",
        presenter_id=cast.presenter.id,
        unit_id=unit,
        round_id=round_,
        revision_no=1,
        ask_minor=ASK,
        time_minor=0,
        created_at=AT,
        changed_at=AT,
    )
    revision = put(
        session,
        Revision,
        pitch_id=pitch,
        number=1,
        title="Fewer repeat calls",
        goal_id=goal,
        measure_id=measure,
        sponsor_id=cast.sponsor.id,
        content={},
        inputs="{}",
        figures="{}",
        engine_version="1",
        hash="abc",
        currency="EUR",
        ask_minor=ASK,
        minimum_minor=ASK,
        submitted_by_id=cast.presenter.id,
        submitted_at=AT,
    )
    put(session, Ask, revision_id=revision, tier="requested", fiscal_year=YEAR, amount=ASK)
    return {"goal": goal, "measure": measure, "round": round_, "pitch": pitch, "revision": revision}


def round_in(session: Session, cast: Cast, state: str, *, key: str = "") -> int:
    """A round with one seat, taken from its draft to this state."""
    round_ = put(
        session,
        Round,
        key=key or f"round-{state}",
        name="Spring",
        unit_id=cast.units["Nordwind"],
        chair_id=cast.chair.id,
        created_by_id=cast.lead.id,
        kind="standard",
        state="draft",
        fiscal_year=YEAR,
        quorum=1,
        conflict_rule="strict",
        roi_objective_pct=25,
        pitches_close_at=AT,
        scoring_closes_at=AT + timedelta(days=1),
        funding_closes_at=AT + timedelta(days=2),
        decision_on=date(2026, 3, 31),
    )
    put(session, PanelSeat, round_id=round_, person_id=cast.investor1.id, seated_at=AT)
    for step in STATES[1 : STATES.index(state) + 1]:
        session.execute(update(Round).where(Round.id == round_).values(state=step))
    return round_


def _money(session: Session, cast: Cast, ids: dict[str, int]) -> None:
    ids["sales_fund"] = put(
        session,
        Fund,
        key="fund",
        name="Sales 2026",
        unit_id=cast.units["Sales"],
        fiscal_year=YEAR,
        currency="EUR",
        amount=FUND,
        owner_id=cast.fund_owner.id,
        shared=False,
        opened_by_id=cast.finance.id,
        opened_at=AT,
        confirmed_by_id=cast.finance2.id,
        confirmed_at=AT,
    )
    ids["sales"] = put(
        session,
        Purse,
        key="purse",
        fund_id=ids["sales_fund"],
        investor_id=cast.investor1.id,
        round_id=ids["round"],
    )
    owners: dict[str, dict[str, Any]] = {
        "authority": {"fund_id": ids["sales_fund"], "floor": None, "ceiling": 0},
        "fund": {"fund_id": ids["sales_fund"], "floor": 0},
        "purse": {"purse_id": ids["sales"], "floor": 0},
        "reserved": {"pitch_id": ids["pitch"], "fiscal_year": YEAR, "floor": 0, "ceiling": 0},
        "committed": {"pitch_id": ids["pitch"], "fiscal_year": YEAR, "floor": 0},
        "released": {"pitch_id": ids["pitch"], "fiscal_year": YEAR, "floor": 0},
    }
    for kind, owner in owners.items():
        ids[kind] = account(session, kind, **owner)
    session.execute(
        insert(Ceiling),
        [{"account_id": ids["reserved"], "amount": ASK, "reason": "ask", "by_id": cast.chair.id, "at": AT}],
    )
    world = World.__new__(World)
    world.cast, world.ids = cast, ids
    session.execute(insert(Transfer), [world.transfer("open", "authority", "fund", FUND)])
    session.execute(insert(Transfer), [world.transfer("allot", "fund", "purse", PURSE)])


def account(session: Session, kind: str, **owner: Any) -> int:
    """An empty account."""
    empty = {"balance": 0, "last_transfer_id": 0, "last_ceiling_id": 0, "currency": "EUR"}
    return put(session, Account, kind=kind, **empty, **owner)


def review(world: World, **more: Any) -> dict[str, Any]:
    """A row of finance's verdict on the world's pitch; `more` says by whom."""
    return {
        "pitch_id": world.pitch,
        "revision_id": world.revision,
        "verdict": "on_hold",
        "revision_hash": "abc",
        "amounts": {},
        "rule": "",
        "reason": "quote missing",
        "at": AT,
    } | more


def once_more(session: Session, world: World) -> None:
    """The pitch and its revision again, in the world's round by now: no pitch changes its round by itself.

    Its co-authors and who stepped out of it are those of the first.
    """
    first, moved = world.pitch, {"key": "again", "ref": "P-2026-0099", "round_id": world.round}
    (world.ids["pitch"],) = _copied(session, Pitch, Pitch.id == first, **moved)
    (world.ids["revision"],) = _copied(session, Revision, Revision.pitch_id == first, pitch_id=world.pitch)
    for model in (CoAuthor, Recusal):
        _copied(session, model, model.pitch_id == first, pitch_id=world.pitch)


def _copied(session: Session, model: Any, which: ColumnElement[bool], **other: Any) -> list[int]:
    columns = [column for column in inspect(model).columns if column.name != "id"]
    rows = session.execute(select(*columns).where(which)).mappings().all()
    made = insert(model).returning(model.id)
    return [int(session.execute(made, {**row, **other}).scalar_one()) for row in rows]
