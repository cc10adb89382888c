"""A round with shortlisted pitches, and every act on its money as one call in a transaction of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from pitchdeck.base.db import Database, Writing
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions
from pitchdeck.features.funding.models import Account
from pitchdeck.features.pitches.figures import Settings
from pitchdeck.features.pitches.models import Ask, Draft, Pitch, Revision
from pitchdeck.features.projection import freeze, parse, project
from pitchdeck.features.rounds.models import PanelSeat, Round
from pitchdeck.features.strategy.models import Goal, Measure
from tests.base.triggers.world import put
from tests.factories.cast import Cast
from tests.remembered import remembered

NOW = datetime.now(UTC)
YEAR = 2026
Answer = TypeVar("Answer")
INVESTORS = ("investor1", "investor2", "investor3")
FACTS: dict[str, Any] = {
    "settings": asdict(Settings("EUR", 2, 1, 0.08)),
    "claim": {"sentence": ""},
    "asks": {},
    "checks": [],
    "breakeven_minutes_per_week": None,
}
"""What the pages of a frozen revision need besides its content."""
CONTENT: dict[str, Any] = {}
"""What a frozen revision says besides its title."""


@dataclass
class Stage:
    """Keys of the round and its pitches, and the acts."""

    database: Database
    cast: Cast
    round_id: int
    pitches: dict[str, int]
    purses: dict[str, str] = field(default_factory=dict)
    round_key: str = "round"

    def act(self, what: Callable[[Writing], Answer]) -> Answer:
        with self.database.writing() as turn:
            return what(turn)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self.database.reading() as session:
            yield session

    def fund(self, amount: int, unit: str = "Sales", year: int = YEAR, **more: Any) -> str:
        """A confirmed fund of finance's; its key."""
        cast = self.cast
        made: dict[str, Any] = {"name": f"{unit} {year}", "fiscal_year": year, "amount": amount} | more
        made["unit_id"] = cast.units[unit]

        def opened(turn: Writing) -> str:
            owner = cast.fund_owner.id
            fund = actions.open_fund(turn.session, owner_id=owner, by=cast.finance, at=turn.at, **made)
            return fund.key

        key = self.act(opened)
        self.act(lambda turn: actions.confirm_fund(turn.session, key, by=cast.finance2, at=turn.at))
        return key

    def allot(self, fund: str, name: str, amount: int) -> str:
        """A purse of the fund for one of the cast."""
        investor = self.cast.actors[name].id
        given: dict[str, Any] = {"investor_id": investor, "round_id": self.round_id, "amount": amount}
        by = self.cast.fund_owner
        key = self.act(lambda turn: actions.allot(turn.session, fund, by=by, at=turn.at, **given))
        self.purses[name] = key
        return key

    def commit(self, name: str, ref: str, amount: int, **more: Any) -> actions.Made:
        return self.act(
            lambda turn: actions.commit(
                turn.session, self.purses[name], ref, amount, by=self.cast.actors[name], at=turn.at, **more
            )
        )

    def promise(self, name: str, ref: str, amount: int, year: int = YEAR + 1) -> actions.Promised:
        purse, by = self.purses[name], self.cast.actors[name]
        return self.act(lambda t: actions.promise(t.session, purse, ref, year, amount, by=by, at=t.at))

    def stand_by(self, purse: str, ref: str, amount: int, by: Actor) -> str:
        return self.act(lambda t: actions.join_standby(t.session, purse, ref, amount, by=by, at=t.at))

    def chair(self, verb: str, **more: Any) -> Any:
        """open_funding, close_funding, decide, publish, close_round."""
        doing = getattr(actions, verb)
        return self.act(
            lambda turn: doing(turn.session, self.round_key, by=self.cast.chair, at=turn.at, **more)
        )

    def finance(self, verb: str, ref: str, by: Actor | None = None, **more: Any) -> Any:
        """approve, put_on_hold, send_back_review, decline."""
        doing, person = getattr(actions, verb), by or self.cast.finance
        return self.act(lambda turn: doing(turn.session, ref, by=person, at=turn.at, **more))

    def state(self, ref: str) -> str:
        with self.reading() as session:
            return session.execute(select(Pitch.state).where(Pitch.ref == ref)).scalar_one()

    def balances(self, kind: str) -> dict[int, int]:
        """Balances of a kind by account id."""
        with self.reading() as session:
            rows = session.execute(select(Account.id, Account.balance).where(Account.kind == kind))
            return {row.id: row.balance for row in rows}

    def total(self, kind: str) -> int:
        return sum(self.balances(kind).values())

    def count(self, table: str) -> int:
        with self.reading() as session:
            return int(session.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one())


def build(
    database: Database,
    cast: Cast,
    asks: dict[str, dict[int, int]],
    minimum: dict[str, dict[int, int]] | None = None,
    stretch: dict[str, dict[int, int]] | None = None,
    *,
    closes_in: timedelta = timedelta(days=20),
) -> Stage:
    """A round in deliberation with one shortlisted pitch per reference, asking this by fiscal year."""

    def shortlisted() -> Stage:
        with database.writing() as turn:
            session = turn.session
            round_ = _round(session, cast, NOW + closes_in)
            measure = _measure(session, cast)
            pitches = {
                ref: _pitch(
                    session,
                    cast,
                    ref,
                    (round_, *measure),
                    {"requested": asked, "minimum": (minimum or {}).get(ref, asked)}
                    | {"stretch": (stretch or {}).get(ref, {})},
                )
                for ref, asked in asks.items()
            }
        return Stage(database, cast, round_, pitches)

    said = ("shortlisted", asks, minimum, stretch, closes_in, CONTENT, FACTS)
    return remembered(database, said, shortlisted, database=database, cast=cast)


def _round(session: Session, cast: Cast, closes_at: datetime) -> int:
    round_ = put(
        session,
        Round,
        key="round",
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
        pitches_close_at=NOW - timedelta(days=2),
        scoring_closes_at=NOW - timedelta(days=1),
        funding_closes_at=closes_at,
        decision_on=date(2030, 3, 31),
    )
    for name in INVESTORS:
        put(session, PanelSeat, round_id=round_, person_id=cast.actors[name].id, seated_at=NOW)
    for state in ("open", "scoring", "deliberation"):
        session.execute(update(Round).where(Round.id == round_).values(state=state))
    return round_


def _measure(session: Session, cast: Cast) -> tuple[int, int]:
    common = {"unit_id": cast.units["Support"], "owner_id": cast.chair.id, "until": date(2027, 12, 31)}
    goal = put(session, Goal, key="goal", name="Fewer repeats", why="Cost", priority=1, **common)
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
    return goal, measure


def _pitch(
    session: Session,
    cast: Cast,
    ref: str,
    near: tuple[int, int, int],
    tiers: dict[str, dict[int, int]],
) -> int:
    round_, goal, measure = near
    asked, minimum = tiers["requested"], tiers["minimum"]
    pitch = put(
        session,
        Pitch,
        key=f"key-{ref}",
        ref=ref,
        state="shortlisted",
        title=f"Title of {ref}",
        presenter_id=cast.presenter.id,
        unit_id=cast.units["Support"],
        round_id=round_,
        revision_no=1,
        ask_minor=sum(asked.values()),
        time_minor=0,
        created_at=NOW,
        changed_at=NOW,
    )
    session.add(Draft(pitch_id=pitch, saved_at=NOW, title=f"Title of {ref}", measure_id=measure))
    cost = {"kind": "one_off", "label": "Coaches of Acme", "amount": sum(asked.values()) / 100}
    inputs = parse({"costs": [cost]})
    frozen = freeze(inputs, project(inputs))
    revision = put(
        session,
        Revision,
        pitch_id=pitch,
        number=1,
        title=f"Title of {ref}",
        goal_id=goal,
        measure_id=measure,
        sponsor_id=cast.sponsor.id,
        content={"content": {"title": ref} | CONTENT, "facts": FACTS},
        inputs=frozen.inputs_json,
        figures=frozen.figures_json,
        engine_version="1",
        hash=f"hash-{ref}",
        currency="EUR",
        ask_minor=sum(asked.values()),
        minimum_minor=sum(minimum.values()),
        submitted_by_id=cast.presenter.id,
        submitted_at=NOW,
    )
    for tier, years in tiers.items():
        for year, amount in years.items():
            put(session, Ask, revision_id=revision, tier=tier, fiscal_year=year, amount=amount)
    return pitch
