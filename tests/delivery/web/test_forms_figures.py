"""Every way of typing a figure wrongly is refused in words, and what was typed stands in the field again."""

from decimal import Decimal
from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from pitchdeck.delivery.web.forms import MoneyField, NumberField, PercentField, WholeField, YearField
from pitchdeck.delivery.web.forms.numerals import Numeral, Unreadable

LOCALES = ["en_GB", "en_US", "de", "fr", "de_CH", "en_IN", "pl", "es", "sv"]


class Figures(Form):
    money = MoneyField("Amount", currency="EUR", locale="en_GB")
    euro = MoneyField("Betrag", currency="EUR", locale="de")
    yen = MoneyField("Yen", currency="JPY", locale="en_GB")
    change = MoneyField("Change", currency="EUR", locale="en_GB", least=-100_00, most=100_00)
    share = PercentField("Share", locale="en_GB")
    number = NumberField("Hours", locale="en_GB", least=Decimal("0.5"), most=24, noun="the hours")
    people = WholeField("People", locale="en_GB", most=500)
    year = YearField("Fiscal year", locale="en_GB")


def typed(name: str, text: str) -> Any:
    """The field after `text` was sent for it."""
    form = Figures(MultiDict({name: text}))
    form.validate()
    return form[name]


GOOD = [
    ("money", "1,234.50", 123_450),
    ("money", "1234.5", 123_450),
    ("money", " 1234 ", 123_400),
    ("money", ".5", 50),
    ("money", "0", 0),
    ("money", "007", 700),
    ("money", "1,234", 123_400),
    ("money", "999,999,999,999.99", 99_999_999_999_999),
    ("money", "", None),
    ("euro", "1.234,50", 123_450),
    ("euro", "1,50", 150),
    ("yen", "1,234", 1234),
    ("change", "-5", -500),
    ("change", "−5.25", -525),
    ("share", "55", Decimal("0.55")),
    ("share", "55 %", Decimal("0.55")),
    ("share", "12.5%", Decimal("0.125")),
    ("share", "0.0001", Decimal("0.000001")),
    ("share", "100", Decimal(1)),
    ("number", "7.25", Decimal("7.25")),
    ("people", "85", 85),
    ("year", "2027", 2027),
]

EXAMPLE = "For example 1,234.50."
MIXED = "cannot be read exactly. Here a comma separates thousands and a point marks decimals. " + EXAMPLE
GERMAN = "cannot be read exactly. Here a point separates thousands and a comma marks decimals."
BAD = [
    ("money", "NaN", "“NaN” is not an amount. Write digits only. " + EXAMPLE),
    ("money", "sNaN", "“sNaN” is not an amount. Write digits only. " + EXAMPLE),
    ("money", "Infinity", "“Infinity” is not an amount."),
    ("money", "1e400", "“1e400” is written with an exponent. Write all digits. " + EXAMPLE),
    ("money", "1E5", "with an exponent"),
    ("money", "9" * 400, "This is 400 characters long; an amount has at most 40. " + EXAMPLE),
    ("money", "0.005", "“0.005” has too many decimals; an amount has at most 2 decimals. " + EXAMPLE),
    ("money", "1_000", "“1_000” contains an underscore. " + EXAMPLE),
    ("money", "-0", "“-0” is zero with a sign. Write 0."),
    ("money", "−0.00", "is zero with a sign"),
    ("money", "-5", "“-5” is negative; an amount is 0 or more here. " + EXAMPLE),
    ("money", "+5", "“+5” starts with a plus sign. Leave it out. " + EXAMPLE),
    ("money", "1,50", "“1,50” " + MIXED),
    ("money", "1.234,50", "“1.234,50” " + MIXED),
    ("money", "1 234", MIXED),
    ("money", "0,123", MIXED),
    ("money", "12,34,567", MIXED),
    ("money", "5.", MIXED),
    ("money", "-", "“-” is negative"),
    ("money", "1..5", MIXED),
    ("money", "１２３", "“１２３” uses other digits than 0 to 9. " + EXAMPLE),
    ("money", "٣", "uses other digits"),
    ("money", "½", "uses other digits"),
    ("money", "12 EUR", "“12 EUR” is not an amount. Write digits only."),
    ("money", "€5", "is not an amount"),
    ("money", "1\x002", "invisible character"),
    ("money", "\ud800", "invisible character"),
    ("money", "1\u200b2", "invisible character"),
    ("money", "<b>1</b>", "is not an amount"),
    ("money", "1,000,000,000,000", "An amount is at most 999,999,999,999.99 EUR here."),
    ("euro", "1,234.50", GERMAN),
    ("euro", "1.5", GERMAN),
    ("yen", "12.5", "“12.5” has decimals; an amount is whole here. For example 1,234."),
    ("change", "-100.01", "An amount is at least −100 EUR here."),
    ("share", "101", "A percentage is at most 100%."),
    ("share", "0.00001", "a percentage has at most 4 decimals. For example 12.5."),
    ("share", "%", "“%” is not a percentage."),
    ("share", "55%%", "is not a percentage"),
    ("share", "NaN", "“NaN” is not a percentage. Write digits only. For example 12.5."),
    ("share", "-1", "“-1” is negative; a percentage is 0 or more here."),
    ("number", "0.25", "The hours is at least 0.5."),
    ("number", "25", "The hours is at most 24."),
    ("people", "4.5", "“4.5” has decimals; a number is whole here. For example 1,234."),
    ("people", "501", "A number is at most 500."),
    ("year", "1999", "A year is at least 2000."),
    ("people", "99999999999999999999", "A number is at most 500."),
]


@pytest.mark.parametrize(("name", "text", "value"), GOOD)
def test_read_exactly(name: str, text: str, value: object) -> None:
    field = typed(name, text)
    assert list(field.errors) == []
    assert field.data == value
    assert type(field.data) is type(value)


@pytest.mark.parametrize(("name", "text", "words"), BAD)
def test_refused_in_words(name: str, text: str, words: str) -> None:
    field = typed(name, text)
    assert field.data is None
    assert len(field.errors) == 1
    assert words in field.errors[0]


@pytest.mark.parametrize("text", [text for _, text, _ in BAD if text.isprintable()])
def test_refused_text_is_shown_again(text: str) -> None:
    field = typed("money", text)
    assert field._value() == text


def test_five_megabytes_are_not_echoed() -> None:
    field = typed("money", "9" * 5_000_000)
    assert "5,000,000 characters" in field.errors[0]
    assert len(field()) < 1_000


def test_surrogate_and_nul_do_not_reach_the_page() -> None:
    page = typed("money", "1\x00\ud8002")()
    assert page.encode("utf-8")
    assert "\x00" not in page


@given(st.integers(min_value=0, max_value=10**14 - 1), st.sampled_from(LOCALES))
def test_money_written_and_read_again_is_the_same(minor: int, locale: str) -> None:
    class Amount(Form):
        amount = MoneyField("Amount", currency="EUR", locale=locale)

    text = Amount(data={"amount": minor}).amount._value()
    form = Amount(MultiDict({"amount": text}))
    assert form.validate(), form.errors
    assert form.amount.data == minor


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.sampled_from(LOCALES))
def test_number_written_and_read_again_is_the_same(value: Decimal, locale: str) -> None:
    numeral = Numeral(Locale.parse(locale), 4, signed=True)
    assert numeral.read(numeral.write(value + 0)) == value


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    numeral = Numeral(Locale.parse("en_GB"), 2, signed=True)
    try:
        value = numeral.read(text)
    except Unreadable:
        return
    assert value is None or value.is_finite()
