"""Fields for figures: money, percentages, numbers and whole numbers."""

from decimal import Decimal
from typing import Any

from babel import Locale
from wtforms.widgets import TextInput

from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.forms.numerals import Numeral, Unreadable
from pitchdeck.delivery.web.forms.reading import ReadField

MOST_MINOR = 10**14 - 1  # 999,999,999,999.99: beyond any programme, and exact in every database column
PERCENT_PLACES = 4


class FigureField(ReadField):
    """A number between `least` and `most` with at most `places` decimals, in the reader's locale."""

    widget = TextInput()

    def __init__(
        self,
        label: str | None = None,
        validators: Any = (),
        *,
        least: Decimal | int | None = 0,
        most: Decimal | int | None = None,
        places: int = 2,
        noun: str = "a number",
        locale: Locale | str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.least = None if least is None else Decimal(least)
        self.most = None if most is None else Decimal(most)
        self.places, self.noun = places, noun
        self.locale = Locale.parse(locale) if isinstance(locale, str) else locale
        self.render_kw = {"inputmode": "decimal", "autocomplete": "off", **(self.render_kw or {})}

    @property
    def numeral(self) -> Numeral:
        """How this figure is written in the reader's locale."""
        signed = self.least is None or self.least < 0
        return Numeral(self.locale or filters.locale(), self.places, self.noun, signed=signed)

    def read(self, typed: str) -> Any:
        """The exact Decimal; raises ValueError with a sentence."""
        value = self.numeral.read(typed)
        if value is None:
            return None
        if self.least is not None and value < self.least:
            raise Unreadable(f"{self._named} is at least {self._told(self.least)}.")
        if self.most is not None and value > self.most:
            raise Unreadable(f"{self._named} is at most {self._told(self.most)}.")
        return value

    def write(self, value: Any) -> str:
        """The value in the locale's own form, without zeros that say nothing."""
        return "" if value is None else self._bound(Decimal(value))

    def _bound(self, value: Decimal) -> str:
        exponent = value.normalize().as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        # Never finer than the field reads: what is shown can be sent back as it stands.
        return self.numeral.write(value, places=min(places, self.places))

    def _told(self, value: Decimal) -> str:
        """A bound as a refusal names it."""
        return self._bound(value)

    @property
    def _named(self) -> str:
        return self.noun[:1].upper() + self.noun[1:]


class NumberField(FigureField):
    """A number as an exact Decimal."""


class WholeField(FigureField):
    """A whole number as an int."""

    def __init__(self, label: str | None = None, validators: Any = (), **kwargs: Any) -> None:
        kwargs.setdefault("most", 10**9)
        super().__init__(label, validators, places=0, **kwargs)
        self.render_kw = {**(self.render_kw or {}), "inputmode": "numeric"}

    def read(self, typed: str) -> int | None:
        """The exact int; raises ValueError with a sentence."""
        value = super().read(typed)
        return None if value is None else int(value)


class YearField(WholeField):
    """A year, written as one: 2027, not 2,027."""

    def __init__(self, label: str | None = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, validators, **{"least": 2000, "most": 2100, "noun": "a year", **kwargs})

    def write(self, value: Any) -> str:
        """The year without grouping."""
        return "" if value is None else str(value)

    def _told(self, value: Decimal) -> str:
        return f"{value:f}"


class PercentField(FigureField):
    """A percentage as the exact fraction: “55” or “55 %” is Decimal("0.55"). Bounds count in per cent."""

    def __init__(self, label: str | None = None, validators: Any = (), **kwargs: Any) -> None:
        kwargs = {"most": 100, "suffix": "%", "noun": "a percentage", "places": PERCENT_PLACES, **kwargs}
        super().__init__(label, validators, **kwargs)

    def read(self, typed: str) -> Decimal | None:
        """The exact fraction; a trailing per cent sign is allowed. Raises ValueError with a sentence."""
        value = super().read(typed.strip().removesuffix("%") if typed.strip() != "%" else typed)
        return None if value is None else value.scaleb(-2)

    def _told(self, value: Decimal) -> str:
        return f"{self._bound(value)}%"

    def write(self, value: Any) -> str:
        """The fraction as its percentage, without the sign that stands beside the field."""
        return "" if value is None else self._bound(Decimal(value).scaleb(2))

    @property
    def numeral(self) -> Numeral:
        """The numeral with an example that is a percentage."""
        base = super().numeral
        return PercentNumeral(base.locale, base.places, base.noun, signed=base.signed)


class PercentNumeral(Numeral):
    """A percentage's numeral: its example is 12.5."""

    @property
    def example(self) -> str:
        """12.5 as this locale writes it."""
        return self.write(Decimal("12.5"), places=1)


class MoneyField(FigureField):
    """An amount as integer minor units of `currency`, the organisation's when not given."""

    def __init__(
        self,
        label: str | None = None,
        validators: Any = (),
        *,
        currency: str | None = None,
        least: int | None = 0,
        most: int | None = MOST_MINOR,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, noun="an amount", **kwargs)
        self._currency, self._least_minor, self._most_minor = currency, least, most
        self.least = None if least is None else Decimal(least)

    @property
    def currency(self) -> str:
        """The currency of the amount."""
        return self._currency or filters.book_currency()

    @property
    def numeral(self) -> Numeral:
        """The numeral with the currency's own decimals."""
        base = super().numeral
        return Numeral(base.locale, filters.exponent(self.currency), base.noun, signed=base.signed)

    def read(self, typed: str) -> int | None:
        """Minor units; raises ValueError with a sentence."""
        value = self.numeral.read(typed)
        if value is None:
            return None
        minor = int(value.scaleb(filters.exponent(self.currency)))
        if self._least_minor is not None and minor < self._least_minor:
            raise Unreadable(f"An amount is at least {self.write(self._least_minor)} {self.currency} here.")
        if self._most_minor is not None and minor > self._most_minor:
            raise Unreadable(f"An amount is at most {self.write(self._most_minor)} {self.currency} here.")
        return minor

    def write(self, value: Any) -> str:
        """Minor units as typed: with all decimals, or with none when they are zero."""
        if value is None:
            return ""
        places = filters.exponent(self.currency)
        shown = 0 if value % 10**places == 0 else places
        return self.numeral.write(filters.major(value, self.currency), places=shown)
