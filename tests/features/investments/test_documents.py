"""Credit notes and accruals: what they move, in which order, and that each is undone once."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.features.investments.stage import Stage
from tests.features.investments.test_contracts import money, row

REFUSED = (IntegrityError, ProgrammingError)


def test_a_credit_note_shrinks_the_overrun_first_then_frees_released_then_contracted(stage: Stage) -> None:
    contract = stage.contract(9_000_00, confirmed_by="finance")
    actual = stage.actual(12_500_00, contract=contract, confirmed_by="finance")
    assert (money(stage), stage.tracked().overrun) == ((0, 0, 12_000_00), 500_00)
    stage.credit(actual, 200_00)
    assert (money(stage), stage.tracked().overrun) == ((0, 0, 12_000_00), 300_00)
    stage.credit(actual, 1_300_00)
    assert (money(stage), stage.tracked().overrun) == ((1_000_00, 0, 11_000_00), 0)
    stage.credit(actual, 5_000_00)
    assert (money(stage), row(stage, contract).open) == ((3_000_00, 3_000_00, 6_000_00), 3_000_00)
    assert stage.tracked().standing.budget_to_date == 6_000
    assert stage.page(stage.cast.finance).actuals[0].credited == 6_500_00
    stage.release(2)


def test_credit_notes_are_never_above_their_invoice(stage: Stage) -> None:
    actual = stage.actual(1_000_00, confirmed_by="finance")
    stage.credit(actual, 600_00)
    with pytest.raises(Invalid, match="€500 is more than the €400 that is left") as refused:
        stage.credit(actual, 500_00)
    assert list(refused.value.fields) == ["amount"]
    with pytest.raises(Invalid, match="already recorded"):
        stage.credit(actual, 600_00)
    stage.credit(actual, 400_00)
    assert money(stage) == (12_000_00, 0, 0)


def test_a_credit_note_is_reversed_once_and_its_invoice_after_it(stage: Stage) -> None:
    actual = stage.actual(1_000_00, confirmed_by="finance")
    note = stage.credit(actual, 600_00)
    with pytest.raises(Conflict, match="reverse the credit note first"):
        stage.do("reverse_actual", actual, by="finance", reason="Wrong.")
    with pytest.raises(Invalid, match="stays with both"):
        stage.do("reverse_credit", note, by="finance", reason=" ")
    stage.do("reverse_credit", note, by="finance", reason="Wrong invoice.")
    assert money(stage) == (11_000_00, 0, 1_000_00)
    with pytest.raises(NotAllowed, match="already reversed"):
        stage.do("reverse_credit", note, by="finance", reason="Again.")
    stage.do("reverse_actual", actual, by="finance", reason="Wrong.")
    assert money(stage) == (12_000_00, 0, 0)


def test_what_an_ended_contract_had_paid_is_released_by_a_credit_note(stage: Stage) -> None:
    contract = stage.contract(9_000_00, confirmed_by="finance")
    actual = stage.actual(4_000_00, contract=contract, confirmed_by="finance")
    stage.do("end_contract", contract, by="finance", reason="Done.")
    note = stage.credit(actual, 1_000_00)
    assert (money(stage), row(stage, contract).open) == ((9_000_00, 0, 3_000_00), 0)
    stage.do("reverse_credit", note, by="finance", reason="Wrong.")
    assert money(stage) == (8_000_00, 0, 4_000_00)


def test_a_credit_note_whose_money_moved_on_is_not_reversed(stage: Stage) -> None:
    actual = stage.actual(12_000_00, confirmed_by="finance")
    note = stage.credit(actual, 5_000_00)
    stage.contract(5_000_00, confirmed_by="finance")
    with pytest.raises(Conflict, match="only €0 is released and not contracted now"):
        stage.do("reverse_credit", note, by="finance", reason="Wrong.")


def test_an_unconfirmed_or_reversed_invoice_is_not_credited(stage: Stage) -> None:
    waiting = stage.actual(700_00)
    with pytest.raises(NotAllowed, match="nothing to credit"):
        stage.credit(waiting, 1_00)
    gone = stage.actual(800_00, confirmed_by="finance")
    stage.do("reverse_actual", gone, by="finance", reason="Wrong.")
    with pytest.raises(NotAllowed, match="already reversed"):
        stage.credit(gone, 1_00)


def test_an_accrual_is_spent_until_the_invoice_that_names_it(stage: Stage) -> None:
    contract = stage.contract(9_000_00, confirmed_by="finance")
    accrual = stage.accrual(3_000_00, contract=contract)
    assert (money(stage), row(stage, contract).open) == ((3_000_00, 6_000_00, 3_000_00), 6_000_00)
    assert stage.tracked().standing.budget_to_date == 3_000
    actual = stage.actual(3_200_00, contract=contract, accrual=accrual)
    assert stage.do("confirm_actual", actual, by="finance") == 0
    assert (money(stage), row(stage, contract).open) == ((3_000_00, 5_800_00, 3_200_00), 5_800_00)
    assert stage.tracked().standing.budget_to_date == 3_200
    with pytest.raises(NotAllowed, match="already reversed"):
        stage.do("reverse_accrual", accrual, by="finance", reason="Again.")
    with pytest.raises(Invalid, match="not over yet"):
        stage.actual(1_00, accrual=accrual)


def test_an_accrual_of_released_money_is_reversed_by_hand(stage: Stage) -> None:
    accrual = stage.accrual(3_000_00)
    assert money(stage) == (9_000_00, 0, 3_000_00)
    stage.do("reverse_accrual", accrual, by="finance", reason="Not delivered after all.")
    assert (money(stage), stage.tracked().standing.budget_to_date) == ((12_000_00, 0, 0), 0)


def test_an_accrual_reversed_after_its_contract_ended_is_released(stage: Stage) -> None:
    contract = stage.contract(9_000_00, confirmed_by="finance")
    accrual = stage.accrual(3_000_00, contract=contract)
    stage.do("end_contract", contract, by="finance", reason="Cancelled.")
    stage.do("reverse_accrual", accrual, by="finance", reason="Not delivered.")
    assert (money(stage), row(stage, contract).open) == ((12_000_00, 0, 0), 0)


def test_an_accrual_is_never_above_its_source(stage: Stage) -> None:
    contract = stage.contract(9_000_00, confirmed_by="finance")
    for more, words in (({}, "Only €3,000 is released"), ({"contract": contract}, "Only €9,000 is open")):
        with pytest.raises(Invalid, match=words) as refused:
            stage.accrual(9_000_01, **more)
        assert list(refused.value.fields) == ["amount"]
    with pytest.raises(Invalid, match="Only nothing is released"):
        stage.accrual(1, period_on=date(2025, 12, 1))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"period_on": date(2026, 5, 1)}, "period_on"),
        ({"category": "participant_time"}, "category"),
        ({"note": " "}, "note"),
        ({"contract": "nothing"}, "contract"),
    ],
)
def test_a_wrong_accrual_is_refused_beside_its_field(
    stage: Stage, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        stage.accrual(**{"amount": 1_00, **changed})  # type: ignore[arg-type]  # one field at a time
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(
    ("name", "words"), [("presenter", "wrote"), ("sponsor", "sponsor"), ("investor1", "invested")]
)
def test_both_are_for_finance_without_another_part(stage: Stage, name: str, words: str) -> None:
    actual, person = stage.actual(700_00, confirmed_by="finance"), stage.with_finance(name)
    with pytest.raises(NotAllowed, match=f"You {words}"):
        stage.accrual(1_00, by=person)
    with pytest.raises(NotAllowed, match=f"You {words}"):
        stage.credit(actual, 1_00, by=person)
    accrual, note = stage.accrual(1_00), stage.credit(actual, 1_00)
    for verb, key in (("reverse_accrual", accrual), ("reverse_credit", note)):
        with pytest.raises(NotAllowed, match=f"You {words}"):
            stage.do(verb, key, by=person, reason="x")
        with pytest.raises(NotFound):
            stage.do(verb, key, by="nobody", reason="x")


def test_the_database_refuses_what_the_rules_forbid(stage: Stage) -> None:
    """More than the invoice, a second end, an end without its reversal, a change, a deletion."""
    actual = stage.actual(700_00, confirmed_by="finance")
    stage.credit(actual, 600_00, reference="CN-1")
    accrual = stage.accrual(300_00)
    person, tied = stage.cast.finance.id, stage.cast.investor1.id
    note = (
        "INSERT INTO credit_note (key, actual_id, reference, document_on, amount, over, loose, drawn, reason,"
        " by_id, at) SELECT 'k', id, 'CN-2', document_on, {0}, {0}, 0, 0, 'x', {1}, reported_at FROM actual"
    )
    end = (
        "INSERT INTO accrual_end (accrual_id, transfer_id, reason, by_id, at)"
        " SELECT id, transfer_id, 'x', {}, at FROM accrual"
    )
    for statement, words in (
        (note.format(101_00, person), "never above"),
        (note.format(50_00, tied), "does not credit"),
        (end.format(person), "reversal of its transfer"),
        ("UPDATE credit_note SET amount = 1", "append-only|denied"),
        ("DELETE FROM accrual", "append-only|denied"),
        ("UPDATE actual SET accrual_id = (SELECT id FROM accrual)", "never changed"),
    ):
        with pytest.raises(REFUSED, match=words), stage.database.writing() as turn:
            turn.session.execute(text(statement))
    stage.do("reverse_accrual", accrual, by="finance", reason="Wrong.")
    again = (
        "INSERT INTO accrual_end (accrual_id, transfer_id, reason, by_id, at)"
        f" SELECT accrual_id, transfer_id, 'x', {person}, at FROM accrual_end"
    )
    with pytest.raises(REFUSED, match=r"(?i)unique"), stage.database.writing() as turn:
        turn.session.execute(text(again))
