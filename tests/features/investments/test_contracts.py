"""Contracts: what they take of released money, what their invoices draw, and what their end gives back."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.queries import ContractRow
from tests.features.investments.stage import Stage

REFUSED = (IntegrityError, ProgrammingError)


def row(stage: Stage, key: str) -> ContractRow:
    with stage.database.snapshot() as session:
        return queries.contract_of_key(session, key, stage.cast.finance)


def money(stage: Stage) -> tuple[int, int, int]:
    """Released, contracted and spent, in minor units."""
    found = stage.page(stage.cast.finance).money
    return found.released, found.contracted, found.spent


def test_a_contract_takes_released_money_once_finance_confirmed_it(stage: Stage) -> None:
    key = stage.contract(9_000_00)
    assert (row(stage, key).state, money(stage)) == ("reported", (12_000_00, 0, 0))
    stage.do("confirm_contract", key, by="finance")
    found = row(stage, key)
    assert (found.state, found.open, found.drawn, found.confirmed_by) == (
        "confirmed",
        9_000_00,
        0,
        "Finn Finance",
    )
    assert money(stage) == (3_000_00, 9_000_00, 0)
    assert stage.page(stage.cast.finance).contracts[0].key == key


def test_a_contract_above_what_is_released_is_refused_with_the_figures(stage: Stage) -> None:
    words = r"€12,000\.01 is more than the €12,000 of 2026"
    with pytest.raises(Invalid, match=words) as refused:
        stage.contract(12_000_01)
    assert list(refused.value.fields) == ["amount"]
    first, second = stage.contract(7_000_00), stage.contract(6_000_00)
    stage.do("confirm_contract", first, by="finance")
    with pytest.raises(Conflict, match="€6,000 is more than the €5,000 of 2026"):
        stage.do("confirm_contract", second, by="finance")
    with pytest.raises(Invalid, match="Nothing is released for 2027"):
        stage.contract(1_00, fiscal_year=2027)
    assert money(stage) == (5_000_00, 7_000_00, 0)


def test_an_invoice_draws_on_its_contract_first_and_then_on_what_is_released(stage: Stage) -> None:
    contract = stage.contract(9_000_00, confirmed_by="finance")
    assert stage.do("confirm_actual", stage.actual(4_000_00, contract=contract), by="finance") == 0
    assert (row(stage, contract).open, row(stage, contract).drawn) == (5_000_00, 4_000_00)
    assert money(stage) == (3_000_00, 5_000_00, 4_000_00)
    last = stage.actual(9_000_00, contract=contract)
    assert stage.do("confirm_actual", last, by="finance") == 1_000_00
    assert money(stage) == (0, 0, 12_000_00)
    page = stage.page(stage.cast.finance)
    assert (page.tracked.overrun, page.tracked.standing.rag, page.actuals[0].over) == (
        1_000_00,
        "red",
        1_000_00,
    )
    assert page.actuals[0].contract_reference == "PO-900000"
    with pytest.raises(NotAllowed, match="overrun is open"):
        stage.release(2)


def test_reversing_an_invoice_gives_each_state_its_money_back(stage: Stage) -> None:
    contract = stage.contract(9_000_00, confirmed_by="finance")
    key = stage.actual(12_500_00, contract=contract, confirmed_by="finance")
    stage.do("reverse_actual", key, by="finance", reason="Booked twice.")
    assert money(stage) == (3_000_00, 9_000_00, 0)
    assert (row(stage, contract).open, stage.tracked().overrun) == (9_000_00, 0)


def test_the_end_of_a_contract_gives_its_open_rest_back_once(stage: Stage) -> None:
    contract = stage.contract(9_000_00, confirmed_by="finance")
    stage.actual(4_000_00, contract=contract, confirmed_by="finance")
    assert stage.do("end_contract", contract, by="finance", reason="All delivered.") == 5_000_00
    found = row(stage, contract)
    assert (found.state, found.open, found.given_back, found.drawn) == ("ended", 0, 5_000_00, 4_000_00)
    assert money(stage) == (8_000_00, 0, 4_000_00)
    with pytest.raises(NotAllowed, match="already ended"):
        stage.do("end_contract", contract, by="finance", reason="Again.")
    with pytest.raises(Invalid, match="confirmed contract that has not ended"):
        stage.actual(1_00, contract=contract)


def test_an_invoice_reversed_after_the_end_returns_to_what_is_released(stage: Stage) -> None:
    contract = stage.contract(9_000_00, confirmed_by="finance")
    key = stage.actual(4_000_00, contract=contract, confirmed_by="finance")
    stage.do("end_contract", contract, by="finance", reason="All delivered.")
    stage.do("reverse_actual", key, by="finance", reason="Not ours.")
    assert (money(stage), row(stage, contract).open) == ((12_000_00, 0, 0), 0)


def test_an_invoice_confirmed_after_the_end_is_paid_from_what_is_released(stage: Stage) -> None:
    contract = stage.contract(9_000_00, confirmed_by="finance")
    key = stage.actual(4_000_00, contract=contract)
    stage.do("end_contract", contract, by="finance", reason="Cancelled.")
    assert stage.do("confirm_actual", key, by="finance") == 0
    assert money(stage) == (8_000_00, 0, 4_000_00)


def test_its_authors_take_back_what_finance_has_not_confirmed(stage: Stage) -> None:
    key = stage.contract(9_000_00)
    with pytest.raises(Invalid, match="stays with it"):
        stage.do("end_contract", key, by="presenter", reason=" ")
    with pytest.raises(NotAllowed, match="authors take it back"):
        stage.do("end_contract", key, by="finance", reason="No.")
    assert stage.do("end_contract", key, by="presenter", reason="Wrong vendor.") == 0
    assert row(stage, key).state == "withdrawn"
    with pytest.raises(NotAllowed, match="already ended"):
        stage.do("confirm_contract", key, by="finance")
    confirmed = stage.contract(9_000_00, confirmed_by="finance")
    with pytest.raises(NotAllowed, match="finance reverses"):
        stage.do("end_contract", confirmed, by="presenter", reason="Done.")


@pytest.mark.parametrize(
    ("name", "words"), [("presenter", "wrote"), ("sponsor", "sponsor"), ("investor1", "invested")]
)
def test_a_contract_is_confirmed_by_someone_without_another_part(stage: Stage, name: str, words: str) -> None:
    key = stage.contract(700_00)
    with pytest.raises(NotAllowed, match=f"You {words}"):
        stage.do("confirm_contract", key, by=stage.with_finance(name))
    person = stage.cast.actors[name].id
    statement = f"UPDATE contract SET confirmed_by_id = {person}, confirmed_at = reported_at"
    with pytest.raises(IntegrityError), stage.database.writing() as turn:
        turn.session.execute(text(statement))


@pytest.mark.parametrize("by", ["finance", "lead", "sponsor", "chair", "auditor", "viewer"])
def test_a_contract_is_reported_by_the_authors_alone(stage: Stage, by: str) -> None:
    stage.cast.actors["presenter"], author = stage.cast.actors[by], stage.cast.actors["presenter"]
    with pytest.raises(NotAllowed, match="presenter and co-authors"):
        stage.contract(700_00)
    stage.cast.actors["presenter"] = author


@pytest.mark.parametrize("by", ["nobody", "admin", "colleague"])
def test_people_who_do_not_see_the_investment_are_told_nothing(stage: Stage, by: str) -> None:
    key = stage.contract(700_00)
    with pytest.raises(NotFound):
        stage.do("confirm_contract", key, by=by)
    with pytest.raises(NotFound):
        stage.do("end_contract", key, by=by, reason="x")
    with pytest.raises(NotFound):
        stage.do("confirm_contract", "nothing", by="finance")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"reference": " "}, "reference"),
        ({"vendor": ""}, "vendor"),
        ({"ends_on": date(2026, 4, 19)}, "ends_on"),
    ],
)
def test_a_wrong_contract_is_refused_beside_its_field(
    stage: Stage, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        stage.contract(**{"amount": 1_00, **changed})  # type: ignore[arg-type]  # one field at a time
    assert list(refused.value.fields) == [field]


def test_the_same_contract_is_not_reported_twice(stage: Stage) -> None:
    key = stage.contract(700_00)
    with pytest.raises(Invalid, match="already reported"):
        stage.contract(700_00)
    stage.do("end_contract", key, by="presenter", reason="Wrong amount.")
    stage.contract(700_00)


def test_an_invoice_names_a_contract_of_its_own_year(stage: Stage) -> None:
    contract = stage.contract(700_00, confirmed_by="finance")
    with pytest.raises(Invalid, match="paid from 2026, but the month of service belongs to 2025") as refused:
        stage.actual(1_00, contract=contract, period_on=date(2025, 12, 1))
    assert list(refused.value.fields) == ["contract"]
    waiting = stage.contract(600_00)
    for key in (waiting, "nothing"):
        with pytest.raises(Invalid, match="confirmed contract"):
            stage.actual(1_00, contract=key)


def test_contracts_are_never_rewritten_and_their_rows_never_deleted(stage: Stage) -> None:
    contract = stage.contract(700_00, confirmed_by="finance")
    stage.actual(100_00, contract=contract, confirmed_by="finance")
    stage.do("end_contract", contract, by="finance", reason="Done.")
    for statement in (
        "UPDATE contract SET amount = 1",
        "UPDATE contract SET confirmed_by_id = NULL, confirmed_at = NULL",
        "DELETE FROM contract",
        "UPDATE contract_end SET amount = 1",
        "DELETE FROM contract_end",
        "UPDATE posting SET contract_id = NULL",
        "DELETE FROM posting",
        "UPDATE actual SET contract_id = NULL",
    ):
        with pytest.raises(REFUSED), stage.database.writing() as turn:
            turn.session.execute(text(statement))


def test_the_database_refuses_what_the_rules_forbid_even_by_direct_statements(stage: Stage) -> None:
    """A second end, an end of another amount, an unconfirmed contract's money, more than is open."""
    first = stage.contract(700_00, confirmed_by="finance")
    waiting = stage.contract(600_00)
    paid = stage.actual(300_00, contract=first, confirmed_by="finance")
    person, stranger = stage.cast.finance.id, stage.cast.investor1.id
    end = (
        "INSERT INTO contract_end (contract_id, amount, reason, by_id, at)"
        " SELECT id, {amount}, 'x', {by}, reported_at FROM contract WHERE key = '{key}'"
    )
    spend = (
        "INSERT INTO transfer (verb, from_id, from_kind, to_id, to_kind, amount, currency, document, reason,"
        " by_id, at) SELECT 'spend', f.id, 'contracted', t.id, 'spent', 10, f.currency, '', '', {by},"
        " c.reported_at FROM contract c, account f, account t WHERE c.key = '{key}' AND f.kind = 'contracted'"
        " AND t.kind = 'spent'"
    )
    post = (
        "INSERT INTO posting (transfer_id, contract_id) SELECT (SELECT MAX(id) FROM transfer), id"
        " FROM contract WHERE key = '{key}'"
    )
    for statements, words in (
        ([end.format(amount=1, by=person, key=first)], "all that is open"),
        ([end.format(amount=400_00, by=stranger, key=first)], "does not end its contracts"),
        ([spend.format(by=person, key=first), post.format(key=waiting)], "only a confirmed contract"),
        ([post.format(key=first)], "UNIQUE|duplicate|unique|whole|draws|more"),
    ):
        with pytest.raises(REFUSED, match=words), stage.database.writing() as turn:
            for statement in statements:
                turn.session.execute(text(statement))
    stage.do("end_contract", first, by="finance", reason="Done.")
    again = f"UPDATE contract SET confirmed_by_id = {stage.cast.finance2.id} WHERE key = '{first}'"
    for statement, words in (
        (end.format(amount=0, by=person, key=first), "(?i)unique"),
        (again, "once"),
    ):
        with pytest.raises(REFUSED, match=words), stage.database.writing() as turn:
            turn.session.execute(text(statement))
    assert paid
