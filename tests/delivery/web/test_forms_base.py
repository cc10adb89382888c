"""One effect per key, refusals in one list, and rows that are changed without losing a letter."""

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from pitchdeck.delivery.web.forms import BaseForm, LineForm, Lines, MoneyField, TextField
from pitchdeck.delivery.web.forms.lines import VERBS, Op, asked, changed


class CostForm(LineForm):
    key = HiddenField()
    what = TextField("What", required=True)
    amount = MoneyField("Amount", currency="EUR", required=True)


class PitchForm(BaseForm):
    title = TextField("Title", required=True)
    ask = MoneyField("Ask", currency="EUR")
    costs = Lines(CostForm, "Costs", noun="cost line", most=3)


class PlainForm(BaseForm):
    title = TextField("Title", required=True)


@pytest.fixture
def app() -> Flask:
    made = Flask(__name__)
    made.config.update(SECRET_KEY="test", WTF_CSRF_ENABLED=False)
    return made


ROWS = {
    "title": "Support",
    "costs-4-key": "k4", "costs-4-what": "Licences", "costs-4-amount": "1,50",
    "costs-7-key": "k7", "costs-7-what": "Coaching", "costs-7-amount": "200",
}  # fmt: skip


def sent(app: Flask, data: dict[str, str], form: type[BaseForm] = PitchForm) -> Any:
    with app.test_request_context("/", method="POST", data=data):
        return form()


def test_key_is_made_once_and_kept_when_the_page_comes_back(app: Flask) -> None:
    with app.test_request_context("/"):
        first, second = PlainForm(), PlainForm()
    assert first.idempotency_key.data != second.idempotency_key.data
    assert str(uuid.UUID(first.idempotency_key.data)) == first.idempotency_key.data
    again = sent(app, {"title": "", "idempotency_key": first.idempotency_key.data}, PlainForm)
    assert not again.validate()
    assert again.idempotency_key.data == first.idempotency_key.data
    with app.test_request_context("/"):
        assert first.idempotency_key.data in again.hidden()


@pytest.mark.parametrize("key", ["", "1", "x" * 5000, "../../etc", "\x00"])
def test_a_key_that_is_not_ours_is_replaced(app: Flask, key: str) -> None:
    form = sent(app, {"title": "x", "idempotency_key": key}, PlainForm)
    assert str(uuid.UUID(form.idempotency_key.data)) == form.idempotency_key.data


def test_a_page_open_too_long_says_so(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    with app.test_request_context("/", method="POST", data={"title": "kept"}):
        form = PlainForm()
        assert not form.validate()
        assert [refusal.id for refusal in form.errors_list] == [None]
        assert "open too long" in form.errors_list[0].message
        assert 'value="kept"' in form.title()


def test_messages_of_an_action_stand_beside_their_fields(app: Flask) -> None:
    form = sent(app, ROWS)
    form.absorb(
        SimpleNamespace(
            fields={"ask": "Only 37,000 is free.", "costs.1.amount": "Too much.", "round": "Closed."}
        )
    )
    listed = [(refusal.id, refusal.message) for refusal in form.errors_list]
    assert listed[0] == (None, "Closed.")
    assert ("ask", "Only 37,000 is free.") in listed
    assert ("costs-1-amount", "Too much.") in listed


@pytest.mark.parametrize(
    "name", ["costs", "costs.9.amount", "costs.x.amount", "idempotency_key", "", "a.b.c", "costs.0"]
)
def test_messages_without_a_visible_field_stand_above_the_form(app: Flask, name: str) -> None:
    form = sent(app, ROWS)
    form.absorb(SimpleNamespace(fields={name: "No."}))
    assert [tuple(each) for each in form.errors_list] == [(None, "", "No.")]


def test_rows_are_numbered_anew_and_their_refusals_name_them(app: Flask) -> None:
    form = sent(app, ROWS)
    assert not form.validate()
    assert [row.what.data for row in form.costs.rows] == ["Licences", "Coaching"]
    assert [refusal.label for refusal in form.errors_list] == ["Cost line 1, Amount"]
    assert form.costs.rows[0].amount._value() == "1,50"
    assert form.costs.values()[1] == {"key": "k7", "what": "Coaching", "amount": 20_000}


@pytest.mark.parametrize(
    ("op", "whats", "focus"),
    [
        ("costs::add", ["Licences", "Coaching", ""], 2),
        ("costs:0:copy", ["Licences", "Licences", "Coaching"], 1),
        ("costs:0:remove", ["Coaching"], 0),
        ("costs:1:remove", ["Licences"], 0),
        ("costs:1:up", ["Coaching", "Licences"], 0),
        ("costs:0:down", ["Coaching", "Licences"], 1),
        ("costs:0:up", ["Licences", "Coaching"], 0),
        ("costs:9:up", ["Licences", "Coaching"], None),
        ("costs::up", ["Licences", "Coaching"], None),
        ("other::add", ["Licences", "Coaching"], None),
    ],
)
def test_a_rows_button_changes_the_order_and_keeps_the_text(
    app: Flask, op: str, whats: list[str], focus: int | None
) -> None:
    form = sent(app, {"op": op, **ROWS})
    assert form.rearranged
    assert not form.validate()
    assert form.errors_list == []
    assert [row.what._value() for row in form.costs.rows] == whats
    assert form.costs.focus == focus
    wrong = next(row for row in form.costs.rows if row.what.data == whats[0])
    assert wrong.amount._value() in {"1,50", "200"}
    assert form.title._value() == "Support"


def test_a_copy_has_no_identity_of_its_own_yet(app: Flask) -> None:
    form = sent(app, {"op": "costs:0:copy", **ROWS})
    assert [row.key.data for row in form.costs.rows] == ["k4", None, "k7"]


@pytest.mark.parametrize(
    "op", ["", "costs", "costs:0:sort", "costs:-1:up", "costs:99999999:up", "x" * 9999, "costs:٣:up"]
)
def test_other_buttons_are_not_operations(op: str) -> None:
    assert asked(MultiDict({"op": op})) is None


def test_more_rows_than_fit_are_refused_and_kept(app: Flask) -> None:
    rows = {f"costs-{i}-{name}": text for i in range(5) for name, text in (("what", "x"), ("amount", "1"))}
    form = sent(app, {"title": "x", **rows})
    assert not form.validate()
    assert len(form.costs.rows) == 5
    assert form.errors_list[0].message == "There are 5 cost lines; at most 3 fit. Remove some."


def test_a_get_shows_the_stored_rows(app: Flask) -> None:
    with app.test_request_context("/"):
        form = PitchForm(data={"title": "T", "costs": [{"what": "Licences", "amount": 150_00, "key": "k1"}]})
    assert not form.rearranged
    assert 'value="150"' in form.costs.rows[0]["amount"]()


@given(st.lists(st.integers(0, 9), max_size=6), st.sampled_from(VERBS), st.integers(0, 7))
def test_no_operation_loses_another_row(marks: list[int], verb: str, row: int) -> None:
    rows = [[("what", str(mark))] for mark in marks]
    after, focus = changed(rows, Op("costs", row, verb))
    untouched = [each for i, each in enumerate(rows) if i != row]
    assert all(after.count(each) >= untouched.count(each) for each in untouched)
    assert focus is None or 0 <= focus < len(after)
