"""The end of a fiscal year: preview, close, lock, re-opening, and every cent where it was announced."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions
from pitchdeck.features.funding.actions import Choices
from pitchdeck.features.funding.figures.closing import Plan, Policy, plan
from pitchdeck.features.funding.models import Account, Fund, FundClose
from pitchdeck.features.funding.queries import closing
from pitchdeck.features.investments.actions import ContractEntry
from pitchdeck.features.portfolio.queries import workbench
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.factories.cast import Cast
from tests.features.funding import stage as rounds
from tests.features.investments.stage import Stage, build

JANUARY = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
ENDED = datetime(2026, 12, 31, 9, 0, tzinfo=UTC)


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    """100,000.00: 50,000 in a purse, 30,000 of it committed, 12,000 of that released, 4,000 spent."""
    made = build(database, cast)
    made.release()
    made.actual(4_000_00, confirmed_by="finance")
    return made


def fund_key(stage: Stage) -> str:
    with stage.database.reading() as session:
        return session.execute(select(Fund.key)).scalar_one()


def preview(stage: Any, year: int = 2026, policy: Policy | None = None) -> Plan:
    with stage.database.reading() as session:
        fund_id = session.execute(select(Fund.id)).scalar_one()
        books = closing.books_of(session, fund_id, year, own=year == 2026)
    return plan(books, policy or Policy())


def close(
    stage: Any, *, year: int = 2026, by: Actor | None = None, at: datetime = JANUARY, **more: Any
) -> str:
    """Close the stage's fund as previewed; the statement's reference."""
    seen = more.pop("seen", None)
    choices = Choices(**more)
    kept = frozenset({stage.pitch_id}) if choices.kept else frozenset()
    seen = seen or preview(stage, year, Policy(choices.committed, choices.unallotted, kept)).seal
    key = fund_key(stage)
    return str(
        stage.act(
            lambda turn: actions.close_year(
                turn.session, key, year, choices, seen=seen, by=by or stage.cast.finance, at=at
            )
        )
    )


def balances(database: Database) -> dict[tuple[str, int | None], int]:
    """Balances summed by kind and fiscal year, without the empty ones."""
    with database.reading() as session:
        rows = session.execute(
            select(Account.kind, Account.fiscal_year, func.sum(Account.balance)).group_by(
                Account.kind, Account.fiscal_year
            )
        )
        return {(kind, year): int(amount) for kind, year, amount in rows if amount}


def sound(database: Database) -> None:
    with database.snapshot() as session:
        assert list(breaches(session)) == []
        pieces = workbench.pieces(session)
    for year in (None, 2026, 2027, 2028):
        for by in ("fund", "unit"):
            for line in workbench.lines(pieces, by, year=year):
                states = [name for name in line.amounts if name not in {"budget", "allotted", "overrun"}]
                assert line.amounts["budget"] == sum(line.amounts[name] for name in states), (year, by)


def test_six_rows_say_before_what_becomes_of_the_money(stage: Stage) -> None:
    made = preview(stage)
    assert [(row.name, row.amount, row.carried, row.lapsed) for row in made.rows] == [
        ("reserved", 0, 0, 0),
        ("committed", 18_000_00, 18_000_00, 0),
        ("released", 8_000_00, 0, 8_000_00),
        ("contracted", 0, 0, 0),
        ("accrued", 0, 0, 0),
        ("unallotted", 70_000_00, 0, 70_000_00),
    ]
    other = preview(stage, policy=Policy("lapse", "stay", frozenset({stage.pitch_id})))
    assert (other.carried, other.lapsed, other.stays) == (8_000_00, 18_000_00, 70_000_00)
    assert other.seal != made.seal


def test_a_closed_fund_has_spent_carried_and_lapsed_money_only(stage: Stage, database: Database) -> None:
    assert close(stage) == "Y-2026-0001"
    assert balances(database) == {
        ("authority", None): -100_000_00,
        ("spent", 2026): 4_000_00,
        ("committed", 2027): 18_000_00,
        ("lapsed", None): 78_000_00,
    }
    sound(database)
    with database.snapshot() as session:
        pieces = workbench.pieces(session)
    (own,) = workbench.lines(pieces, "fund", year=2026)
    assert (own.amounts["budget"], own.amounts["carried"], own.amounts["lapsed"]) == (
        100_000_00,
        18_000_00,
        78_000_00,
    )
    (later,) = workbench.lines(pieces, "fund", year=2027)
    assert (later.amounts["budget"], later.amounts["carried"], later.amounts["committed"]) == (
        0,
        -18_000_00,
        18_000_00,
    )


def test_the_statement_keeps_what_was_decided_and_says_who_is_told(stage: Stage, database: Database) -> None:
    ref = close(stage, unallotted="stay", kept=frozenset({stage.ref}), reason="Budget talks of December.")
    with database.reading() as session:
        row = closing.close_of_ref(session, ref)
        assert closing.told_of_close(session, row.fund_id) == tuple(
            sorted({stage.cast.fund_owner.id, stage.cast.investor1.id})
        )
    assert (row.by_name, row.reason, row.stands, row.waits) == (
        "Finn Finance",
        "Budget talks of December.",
        True,
        False,
    )
    (line,) = row.amounts["pitches"]
    assert (line["ref"], line["carried"], line["lapsed"], line["spent"]) == (
        stage.ref,
        26_000_00,
        0,
        4_000_00,
    )
    assert balances(database)["fund", None] == 70_000_00
    sound(database)


@pytest.mark.parametrize("name", ["fund_owner", "investor1", "chair", "admin", "auditor", "presenter"])
def test_finance_alone_closes(stage: Stage, name: str) -> None:
    with pytest.raises(NotAllowed):
        close(stage, by=stage.cast.actors[name])


def test_a_year_is_closed_from_its_last_day_on_and_once(stage: Stage) -> None:
    with pytest.raises(NotAllowed, match="still running"):
        close(stage, at=datetime(2026, 12, 30, 9, 0, tzinfo=UTC))
    close(stage, at=ENDED)
    with pytest.raises(NotAllowed, match="closed already"):
        close(stage)


def test_what_moved_since_the_preview_is_looked_at_again(stage: Stage, database: Database) -> None:
    seen = preview(stage).seal
    stage.actual(1_00, confirmed_by="finance")
    before = balances(database)
    with pytest.raises(Conflict, match="has moved since"):
        close(stage, seen=seen)
    assert balances(database) == before


def test_whoever_has_a_part_in_a_pitch_does_not_carry_its_released_money(stage: Stage) -> None:
    with pytest.raises(NotAllowed, match="invested"):
        close(stage, by=stage.with_finance("investor1"), kept=frozenset({stage.ref}))
    with pytest.raises(Invalid, match="no money of this fund"):
        close(stage, kept=frozenset({"P-2026-0099"}), seen="x")
    close(stage, by=stage.with_finance("investor1"))


def release_second(stage: Stage) -> None:
    """The second tranche, by what moves the money: whether a reading is overdue is not in question here."""
    second: dict[str, Any] = {"by": stage.cast.finance, "at": JANUARY, "reason": "The plan stands."}
    stage.act(lambda turn: actions.release_tranche(turn.session, stage.tranches[1], **second))


LOCKED: dict[str, Callable[[Stage], object]] = {
    "an actual of the closed year": lambda stage: stage.actual(1_00),
    "an actual for a month of the closed year": lambda stage: stage.actual(
        1_00, document_on=date(2027, 1, 5), period_on=date(2026, 12, 1)
    ),
}


@pytest.mark.parametrize("what", LOCKED)
def test_nothing_is_dated_into_a_closed_year(stage: Stage, database: Database, what: str) -> None:
    close(stage)
    before = balances(database)
    stage.at = JANUARY
    with pytest.raises(Invalid) as refused:
        LOCKED[what](stage) if "month" in what else stage.actual(1_00, document_on=date(2026, 12, 20))
    (words,) = set(refused.value.fields.values())
    assert words == (
        "Fiscal year 2026 of this programme's money was closed by Finn Finance. "
        "Date it in 2027, or ask finance to re-open the year."
    )
    assert balances(database) == before
    stage.actual(1_00, period_on=date(2027, 1, 1))


def test_what_was_reported_before_is_neither_confirmed_nor_reversed_after(stage: Stage) -> None:
    waiting = stage.actual(5_00)
    done = stage.actual(6_00, confirmed_by="finance")
    close(stage)
    with pytest.raises(Conflict, match="was closed by Finn Finance"):
        stage.do("confirm_actual", waiting, by="finance")
    with pytest.raises(Conflict, match="was closed by Finn Finance"):
        stage.do("reverse_actual", done, by="finance", reason="Booked twice.")
    stage.do("reverse_actual", waiting, by="presenter", reason="Dated in the new year.")


def test_carried_money_is_released_and_spent_in_the_next_year_and_closed_again(
    stage: Stage, database: Database
) -> None:
    close(stage, kept=frozenset({stage.ref}))
    stage.at = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
    release_second(stage)
    stage.actual(10_000_00, confirmed_by="finance")
    assert balances(database)["released", 2027] == 16_000_00
    sound(database)
    ref = close(stage, year=2027, at=datetime(2028, 1, 5, 9, 0, tzinfo=UTC))
    assert ref == "Y-2027-0001"
    assert balances(database)["lapsed", None] == 70_000_00 + 16_000_00
    sound(database)
    with database.snapshot() as session:
        (line,) = workbench.lines(workbench.pieces(session), "fund", year=2027)
    assert (line.amounts["carried"], line.amounts["spent"], line.amounts["lapsed"]) == (
        -26_000_00,
        10_000_00,
        16_000_00,
    )


def test_a_contract_is_always_carried_and_paid_from_where_its_money_is(
    stage: Stage, database: Database
) -> None:
    entry = ContractEntry("PO-7", "Coach & Co", 5_000_00, 2026, date(2027, 6, 30))
    contract = stage.do("report_contract", stage.key, entry, by="presenter")
    stage.do("confirm_contract", contract, by="finance")
    close(stage, committed="lapse")
    assert balances(database)["contracted", 2027] == 5_000_00
    sound(database)
    stage.at = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
    with pytest.raises(Invalid, match="was closed by"):
        stage.actual(1_00, contract=contract, period_on=date(2026, 12, 1))
    stage.actual(2_000_00, contract=contract, confirmed_by="finance")
    assert (balances(database)["contracted", 2027], balances(database)["spent", 2027]) == (
        3_000_00,
        2_000_00,
    )
    stage.do("end_contract", contract, by="finance", reason="Done for less.")
    assert balances(database)["released", 2027] == 3_000_00
    sound(database)


def test_money_that_lapsed_is_not_released(stage: Stage) -> None:
    close(stage, committed="lapse")
    with pytest.raises(Conflict, match="only €0 is still committed"):
        release_second(stage)


def ask(stage: Any, ref: str, by: Actor | None = None, reason: str = "An invoice came late.") -> str:
    person = by or stage.cast.finance
    return str(
        stage.act(lambda turn: actions.ask_reopening(turn.session, ref, reason=reason, by=person, at=JANUARY))
    )


def answer(stage: Any, key: str, verdict: str = "confirmed", by: Actor | None = None) -> dict[str, int]:
    person = by or stage.cast.finance2
    made: dict[str, int] = stage.act(
        lambda turn: actions.answer_reopening(turn.session, key, verdict=verdict, by=person, at=JANUARY)
    )
    return made


def test_two_people_re_open_and_all_goes_back(stage: Stage, database: Database) -> None:
    before = balances(database)
    ref = close(stage, kept=frozenset({stage.ref}))
    with pytest.raises(Invalid, match="why the year is re-opened"):
        ask(stage, ref, reason=" ")
    key = ask(stage, ref)
    with pytest.raises(NotAllowed, match="waits for its second person already"):
        ask(stage, ref, stage.cast.finance2)
    with pytest.raises(NotAllowed, match="cannot answer it"):
        answer(stage, key, by=stage.cast.finance)
    for name in ("investor1", "chair", "admin"):
        with pytest.raises(NotAllowed):
            answer(stage, key, by=stage.cast.actors[name])
    assert answer(stage, key, by=stage.cast.fund_owner) == {
        "carried": 26_000_00,
        "lapsed": 70_000_00,
        "stays": 0,
    }
    # The purse's free money went back to its fund, where a re-opening leaves it.
    after = before | {("fund", None): before["fund", None] + before["purse", None]}
    del after["purse", None]
    assert balances(database) == after
    sound(database)
    stage.actual(3_00, confirmed_by="finance")
    assert close(stage) == "Y-2026-0002"
    sound(database)


def test_a_refused_re_opening_changes_nothing_and_may_be_asked_again(
    stage: Stage, database: Database
) -> None:
    ref = close(stage)
    before = balances(database)
    assert answer(stage, ask(stage, ref), "refused") == {}
    assert balances(database) == before
    answer(stage, ask(stage, ref))
    with pytest.raises(NotAllowed, match="re-opened already"):
        ask(stage, ref)


def test_what_moved_on_in_the_next_year_stays_there(stage: Stage, database: Database) -> None:
    ref = close(stage)
    stage.at = JANUARY
    release_second(stage)
    assert answer(stage, ask(stage, ref)) == {"carried": 0, "lapsed": 78_000_00, "stays": 18_000_00}
    assert balances(database)["released", 2027] == 18_000_00
    sound(database)


def test_the_newest_closed_year_is_re_opened_first(stage: Stage) -> None:
    first = close(stage)
    second = close(stage, year=2027, at=datetime(2028, 1, 5, 9, 0, tzinfo=UTC))
    with pytest.raises(NotAllowed, match="later year"):
        ask(stage, first)
    answer(stage, ask(stage, second))
    answer(stage, ask(stage, first))


def test_reservations_are_freed_and_their_pitch_waits_for_other_money(database: Database, cast: Cast) -> None:
    made = rounds.build(database, cast, {"P-2026-0001": {2026: 30_000_00}})
    key = made.fund(100_000_00)
    made.allot(key, "investor1", 50_000_00)
    made.chair("open_funding")
    made.commit("investor1", "P-2026-0001", 30_000_00)
    assert made.state("P-2026-0001") == "covered"
    made.act(
        lambda turn: actions.close_year(
            turn.session, key, 2026, Choices(), seen=preview(made).seal, by=cast.finance, at=JANUARY
        )
    )
    assert made.state("P-2026-0001") == "in_funding"
    assert balances(database) == {("authority", None): -100_000_00, ("lapsed", None): 100_000_00}
    assert made.count("fund_close") == 1
    with pytest.raises(Invalid, match="has €0 free"):
        made.commit("investor1", "P-2026-0001", 1)


def test_what_stays_in_a_closed_fund_is_not_given_out(database: Database, cast: Cast) -> None:
    made = rounds.build(database, cast, {"P-2026-0001": {2026: 30_000_00}})
    key = made.fund(100_000_00)
    close(made, unallotted="stay")
    with pytest.raises(Conflict, match="Sales 2026 was closed for fiscal year 2026"):
        made.allot(key, "investor1", 1)
    assert balances(database) == {("authority", None): -100_000_00, ("fund", None): 100_000_00}


def test_a_fund_that_waits_for_its_second_person_is_not_closed(database: Database, cast: Cast) -> None:
    made = rounds.build(database, cast, {"P-2026-0001": {2026: 30_000_00}})
    opened = made.act(
        lambda turn: (
            actions.open_fund(
                turn.session,
                name="IT 2026",
                unit_id=cast.units["IT"],
                fiscal_year=2026,
                amount=5,
                owner_id=cast.fund_owner.id,
                by=cast.finance,
                at=turn.at,
            ).key
        )
    )
    with pytest.raises(NotAllowed, match="not confirmed yet"):
        made.act(
            lambda turn: actions.close_year(
                turn.session, opened, 2026, Choices(), seen="", by=cast.finance, at=JANUARY
            )
        )
    with made.reading() as session:
        assert session.execute(select(func.count()).select_from(FundClose)).scalar_one() == 0
