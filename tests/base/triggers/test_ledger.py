"""The ledger under attack by plain SQL: what the triggers refuse, and that nothing moved."""

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from pitchdeck.base.triggers.ledger import MOVEMENTS
from pitchdeck.features.funding.models import (
    ACCOUNTS,
    VERBS,
    Account,
    Ceiling,
    Commitment,
    Movement,
    Resolution,
    Transfer,
)
from tests.base.triggers.world import ASK, AT, FUND, PURSE, YEAR, World, account

GUARD = "balances and ceilings are changed by transfers"


def test_a_transfer_moves_both_balances(world: World) -> None:
    assert world.balance(world.authority) == -FUND
    assert world.balance(world.fund) == FUND - PURSE
    world.commit(10_000_00)
    assert world.balance(world.purse) == PURSE - 10_000_00
    assert world.figures(world.reserved) == (10_000_00, ASK)


def test_more_than_the_balance_is_refused(world: World) -> None:
    world.refused("floor", Transfer, **world.transfer("allot", "fund", "purse", FUND - PURSE + 1))
    assert world.balance(world.fund) == FUND - PURSE


def test_more_than_the_ceiling_is_refused(world: World) -> None:
    commitment = world.put(Commitment, **world.commitment(ASK + 1))
    world.refused(
        "ceiling",
        Transfer,
        **world.transfer("reserve", "purse", "reserved", ASK + 1, commitment_id=commitment),
    )
    assert world.balance(world.purse) == PURSE
    assert world.balance(world.reserved) == 0


@pytest.mark.parametrize("amount", [0, -1])
def test_only_a_positive_amount_moves(world: World, amount: int) -> None:
    world.refused("positive", Transfer, **world.transfer("allot", "fund", "purse", amount))


@pytest.mark.parametrize(
    "change",
    [
        "balance = balance + 1",
        "balance = 0",
        "balance = balance + 1, last_transfer_id = last_transfer_id + 1",
        "balance = balance + 1, last_transfer_id = 1000000",
        "ceiling = 99999999",
        "ceiling = 99999999, last_ceiling_id = last_ceiling_id + 1",
        "ceiling = NULL",
        "floor = -1000",
        "floor = NULL",
        "currency = 'USD'",
        "pitch_id = NULL, fiscal_year = NULL",
        "last_transfer_id = 0",
        "last_transfer_id = last_transfer_id + 1",
    ],
)
@pytest.mark.parametrize("name", ["purse", "reserved"])
def test_a_direct_update_is_refused(world: World, name: str, change: str) -> None:
    before = world.figures(world.ids[name])
    with pytest.raises(IntegrityError):
        world.run(f"UPDATE account SET {change} WHERE id = {world.ids[name]}")
    assert world.figures(world.ids[name]) == before


def test_the_newest_transfer_explains_no_second_change(world: World) -> None:
    world.refused(GUARD, f"UPDATE account SET balance = balance + {PURSE} WHERE id = {world.purse}")


def test_an_account_opens_empty_and_closed(world: World) -> None:
    fund = {"kind": "lapsed", "fund_id": world.sales_fund, "currency": "EUR", "floor": 0}
    marks = {"last_transfer_id": 0, "last_ceiling_id": 0}
    world.refused("a new account is empty", Account, balance=5, **marks, **fund)
    world.refused("a new account is empty", Account, balance=0, **(marks | {"last_transfer_id": 9}), **fund)
    year = {"pitch_id": world.pitch, "currency": "EUR", "balance": 0, "floor": 0, **marks}
    world.refused("ceiling row", Account, kind="reserved", fiscal_year=YEAR + 1, ceiling=5, **year)
    world.refused("limits", Account, kind="reserved", fiscal_year=YEAR + 1, ceiling=None, **year)
    world.refused("limits", Account, balance=0, **(fund | {"floor": None}), **marks)


@pytest.mark.parametrize("table", ["account", "transfer", "ceiling", "movement"])
def test_rows_of_the_ledger_are_never_deleted(world: World, table: str) -> None:
    world.refused("never deleted|append-only", f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["transfer", "ceiling", "movement"])
def test_rows_of_the_ledger_are_never_changed(world: World, table: str) -> None:
    column = "reason = 'x'" if table != "movement" else "verb = 'open'"
    world.refused("append-only", f"UPDATE {table} SET {column}")


def test_no_verb_is_invented(world: World) -> None:
    world.refused(
        "movement is closed",
        "INSERT INTO movement (verb, from_kind, to_kind) VALUES ('gift', 'fund', 'purse')",
    )
    world.refused("verb_word", Transfer, **world.transfer("gift", "fund", "purse", 5))
    world.refused("FOREIGN KEY|fk_transfer", Transfer, **world.transfer("spend", "fund", "purse", 5))


def test_a_transfer_names_the_true_kinds(world: World) -> None:
    lie = world.transfer("allot", "fund", "purse", 5) | {"to_id": world.reserved}
    with pytest.raises(IntegrityError):
        world.put(Transfer, **lie)
    assert world.balance(world.reserved) == 0


def test_currencies_do_not_mix(world: World) -> None:
    dollars = world.transfer("allot", "fund", "purse", 5) | {"currency": "USD"}
    world.refused("FOREIGN KEY|fk_transfer", Transfer, **dollars)


def test_money_stays_with_its_pitch_year_and_fund(world: World) -> None:
    commitment = world.commit(1_000_00)
    world.resolve(commitment, committed=1_000_00, freed=0)
    with world.writing() as session:
        session.execute(
            text(
                "INSERT INTO pitch (key, ref, state, title, presenter_id, unit_id, round_id, revision_no,"
                " ask_minor, time_minor, created_at, changed_at) SELECT 'other', 'P-2026-0002', state, title,"
                " presenter_id, unit_id, round_id, 1, 0, 0, created_at, changed_at FROM pitch"
            )
        )
        other = session.execute(text("SELECT id FROM pitch WHERE key = 'other'")).scalar_one()
        world.ids["committed_other"] = account(
            session, "committed", pitch_id=other, fiscal_year=YEAR, floor=0
        )
        world.ids["committed_later"] = account(
            session, "committed", pitch_id=world.pitch, fiscal_year=YEAR + 1, floor=0
        )
    told = {"commitment_id": commitment}
    for target, words in (("committed_other", "its pitch"), ("committed_later", "its fiscal year")):
        world.refused(words, Transfer, **world.transfer("commit", "reserved", target, 1_000_00, **told))
    world.move("commit", "reserved", "committed", 1_000_00, **told)
    world.refused(
        "belongs to a commitment", Transfer, **world.transfer("carry", "committed", "committed_later", 5)
    )
    world.move("carry", "committed", "committed_later", 1_000_00, **told)


def test_a_reservation_is_what_its_commitment_says(world: World) -> None:
    world.refused("its commitment says", Transfer, **world.transfer("reserve", "purse", "reserved", 5))
    commitment = world.put(Commitment, **world.commitment(500))
    told = {"commitment_id": commitment}
    world.refused(
        "its commitment says", Transfer, **world.transfer("reserve", "purse", "reserved", 5, **told)
    )
    world.move("reserve", "purse", "reserved", 500, **told)
    world.refused(
        "commitment_verb|UNIQUE", Transfer, **world.transfer("reserve", "purse", "reserved", 500, **told)
    )


def test_a_reservation_ends_once_and_by_its_resolution(world: World) -> None:
    commitment = world.commit(500)
    told = {"commitment_id": commitment}
    world.refused(
        "freed by its resolution", Transfer, **world.transfer("free", "reserved", "purse", 500, **told)
    )
    world.refused(
        "committed by its resolution",
        Transfer,
        **world.transfer("commit", "reserved", "committed", 500, **told),
    )
    world.resolve(commitment, committed=300, freed=200)
    world.refused(
        "commitment_id",
        Resolution,
        commitment_id=commitment,
        outcome="freed",
        committed=0,
        freed=500,
        reason="",
        by_id=world.cast.finance.id,
        at=AT,
    )
    world.refused(
        "freed by its resolution", Transfer, **world.transfer("free", "reserved", "purse", 500, **told)
    )
    world.move("free", "reserved", "purse", 200, **told)
    world.move("commit", "reserved", "committed", 300, **told)
    world.refused(
        "commitment_verb|UNIQUE", Transfer, **world.transfer("free", "reserved", "purse", 200, **told)
    )
    assert world.figures(world.reserved) == (0, ASK - 300)
    assert world.balance(world.committed) == 300
    assert world.balance(world.purse) == PURSE - 300


def test_a_ceiling_below_the_balance_is_refused(world: World) -> None:
    world.commit(20_000_00)
    row = {"account_id": world.reserved, "reason": "smaller ask", "by_id": world.cast.chair.id, "at": AT}
    world.refused("ceiling", Ceiling, amount=20_000_00 - 1, **row)
    assert world.figures(world.reserved) == (20_000_00, ASK)
    world.put(Ceiling, amount=20_000_00, **row)
    assert world.figures(world.reserved) == (20_000_00, 20_000_00)


def test_a_ceiling_limits_no_other_kind(world: World) -> None:
    row = {"account_id": world.fund, "reason": "", "by_id": world.cast.chair.id, "at": AT}
    world.refused("limits", Ceiling, amount=FUND, **row)


def test_a_reversal_undoes_exactly_one_transfer(world: World) -> None:
    made = world.move("allot", "fund", "purse", 700)
    world.refused("undoes exactly", Transfer, **world.transfer("reverse", "purse", "fund", 700))
    told = {"reverses_id": made}
    world.refused("undoes exactly", Transfer, **world.transfer("reverse", "purse", "fund", 699, **told))
    world.refused("undoes exactly", Transfer, **world.transfer("allot", "fund", "purse", 700, **told))
    world.move("reverse", "purse", "fund", 700, **told)
    world.refused("reverses_id", Transfer, **world.transfer("reverse", "purse", "fund", 700, **told))
    assert world.balance(world.purse) == PURSE


def test_an_unconfirmed_fund_stays_empty(world: World) -> None:
    world.refused("never changed", f"UPDATE fund SET amount = amount + 1 WHERE id = {world.sales_fund}")
    world.refused("confirmed once", "UPDATE fund SET confirmed_by_id = owner_id")
    world.refused("never deleted", "DELETE FROM fund")


def test_a_skipped_conflict_moves_nothing(world: World) -> None:
    """INSERT OR IGNORE and ON CONFLICT DO NOTHING would be ways around a CHECK inside a trigger."""
    row = world.transfer("allot", "fund", "purse", FUND)
    verb = "INSERT OR IGNORE" if world.database.dialect == "sqlite" else "INSERT"
    with world.writing() as session, pytest.raises(IntegrityError), session.begin_nested():
        statement = insert(Transfer).prefix_with("OR IGNORE") if verb != "INSERT" else insert(Transfer)
        session.execute(statement, [row])
    with world.database.reading() as session:
        newest = session.execute(select(Transfer.id).order_by(Transfer.id.desc()).limit(1)).scalar_one()
    again = f"SELECT {newest}, verb, from_id, from_kind, to_id, to_kind, amount, currency, document, reason,"
    columns = "(id, verb, from_id, from_kind, to_id, to_kind, amount, currency, document, reason, by_id, at)"
    tail = " by_id, at FROM transfer WHERE verb = 'allot' LIMIT 1 ON CONFLICT DO NOTHING"
    world.run(f"INSERT INTO transfer {columns} {again}{tail}")
    assert world.balance(world.fund) == FUND - PURSE
    assert world.balance(world.purse) == PURSE


def test_replacing_a_row_is_refused(world: World) -> None:
    if world.database.dialect != "sqlite":
        pytest.skip("REPLACE is SQLite's")
    world.refused("append-only", "REPLACE INTO transfer SELECT * FROM transfer")
    world.refused("append-only", "REPLACE INTO ceiling SELECT * FROM ceiling")
    world.refused("never deleted|empty", "REPLACE INTO account SELECT * FROM account")


@pytest.mark.parametrize("table", ["transfer", "ceiling", "movement", "account", "commitment", "history"])
def test_truncate_is_refused(world: World, table: str) -> None:
    if world.database.dialect == "sqlite":
        pytest.skip("TRUNCATE is PostgreSQL's")
    world.refused("never deleted|append-only", f"TRUNCATE {table} CASCADE")


def test_the_movements_are_those_of_the_list(world: World) -> None:
    with world.database.reading() as session:
        rows = {
            tuple(row) for row in session.execute(select(Movement.verb, Movement.from_kind, Movement.to_kind))
        }
    assert rows == set(MOVEMENTS)
    assert len(rows) == len(MOVEMENTS)
    assert {verb for verb, _source, _target in rows} == set(VERBS)
    assert {kind for _verb, *kinds in rows for kind in kinds} == set(ACCOUNTS)
