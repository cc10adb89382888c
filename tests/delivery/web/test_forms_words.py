"""Days, words and choices: read exactly, refused in words, shown again as typed."""

from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from pitchdeck.delivery.web.forms import ChoiceField, DayField, LongTextField, MonthField, TextField, YesField


class Words(Form):
    title = TextField("Title", most=20)
    problem = LongTextField("What goes wrong", most=400)
    day = DayField("Decision by", earliest=date(2020, 1, 1))
    month = MonthField("Launch")
    one = ChoiceField("Owner", options=[("a", "Anna")], required=True)
    unit = ChoiceField("Unit", options=[("a", "Sales"), ("b", "Support", "First line")])
    agreed = YesField("I agree", required=True)
    name = TextField("Name", required=True)
    why = TextField("Reason", required=True, missing="Say why: the presenter reads it.")


def typed(name: str, text: str) -> Any:
    form = Words(MultiDict({name: text}))
    form.validate()
    return form[name]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("title", "  Faster answers \t", "Faster answers"),
        ("title", "Ma\u0301s", "M\u00e1s"),
        ("title", "", ""),
        ("title", "Straße → 5 ≥ 4", "Straße → 5 ≥ 4"),
        ("problem", "one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("day", "2026-11-24", date(2026, 11, 24)),
        ("day", "2024-2-29", date(2024, 2, 29)),
        ("day", "", None),
        ("month", "2027-03", date(2027, 3, 1)),
        ("unit", "b", "b"),
        ("unit", "", None),
        ("agreed", "y", True),
    ],
)
def test_read_exactly(name: str, text: str, value: object) -> None:
    field = typed(name, text)
    assert list(field.errors) == []
    assert field.data == value


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("title", "x" * 23, "This is 23 characters long; at most 20 fit. Shorten it by 3."),
        ("title", "a\x00b", "Character 2 is invisible and cannot be kept."),
        ("title", "ab\ud800", "Character 3 is invisible"),
        ("title", "a\u202eb", "Character 2 is invisible"),
        ("title", "a\x1bb", "Character 2 is invisible"),
        ("title", "a\nb", "This is one line: take out the line break."),
        ("problem", "x" * 1_412, "This is 1,412 characters long; at most 400 fit. Shorten it by 1,012."),
        (
            "problem",
            "x" * 5_000_000,
            "at most 400 fit. Shorten it by 4,999,600. The first 20,000 are kept here.",
        ),
        ("day", "2026-02-31", "February 2026 has no day 31; it has 28 days."),
        ("day", "2026-13-01", "There is no month 13; months go from 1 to 12."),
        ("day", "2026-04-00", "April 2026 has no day 0; it has 30 days."),
        ("day", "0000-01-01", "There is no year 0."),
        ("day", "31/12/2026", "“31/12/2026” is not a day we can read. Write year, month, day: 2026-11-24."),
        ("day", "２０２６-01-01", "is not a day we can read"),
        ("day", "2026-01-01T00:00", "is not a day we can read"),
        ("day", "9" * 400, "“999999999999999999999999…” is not a day we can read."),
        ("day", "2019-12-31", "This is before 1 Jan 2020, the earliest possible day."),
        ("day", "2101-01-01", "This is after 31 Dec 2100, the latest possible day."),
        ("month", "2026", "“2026” is not a month we can read. Write year and month: 2026-11."),
        ("month", "2026-00", "There is no month 0"),
        ("unit", "zz", "“zz” is not one of the choices. Choose again."),
        ("one", "", "Choose one of these."),
        ("name", "", "Fill in “Name”."),
        ("name", " \t ", "Fill in “Name”."),
        ("why", "", "Say why: the presenter reads it."),
    ],
)
def test_refused_in_words(name: str, text: str, words: str) -> None:
    field = typed(name, text)
    assert len(field.errors) == 1
    assert words in field.errors[0]
    if text.isprintable() and len(text) <= 500 and name != "unit":
        assert field._value() == text


def test_missing_tick_is_refused() -> None:
    form = Words(MultiDict({"title": "x"}))
    form.validate()
    assert form.agreed.errors == ["Tick “I agree” to go on."]


def test_a_day_that_a_date_input_cannot_show_is_shown_as_text() -> None:
    assert 'type="date"' in typed("day", "2026-11-24")()
    wrong = typed("day", "31 February")()
    assert 'type="text"' in wrong
    assert "31 February" in wrong


def test_five_megabytes_of_text_are_cut_in_the_page() -> None:
    assert len(typed("problem", "x" * 5_000_000)()) < 21_000


def test_what_was_typed_is_escaped() -> None:
    assert "<script>" not in typed("title", "<script>alert(1)</script>")()
    assert "<script>" not in typed("problem", "</textarea><script>")()


def test_other_than_text_is_refused() -> None:
    form = Words(MultiDict({"title": 5}))  # JSON may carry any type
    form.validate()
    assert form.title.errors == ["Type text here."]


def test_a_choice_shows_its_options() -> None:
    page = typed("unit", "b")()
    assert '<option value="b" selected>Support</option>' in page
    assert page.count("<option") == 3
    chosen = typed("unit", "b").chosen
    assert chosen is not None
    assert chosen.hint == "First line"


def test_options_may_come_with_the_request() -> None:
    form = Words(MultiDict({"unit": "x"}))
    form.unit.options = [("x", "Extra")]
    form.validate()
    assert list(form.unit.errors) == []
