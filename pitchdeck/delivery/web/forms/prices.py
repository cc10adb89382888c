"""Fields for the terms of a line: a price, what comes on top or off, and several figures in a row."""

from decimal import Decimal
from typing import Any

from wtforms.widgets import TextInput

from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.forms.amounts import FigureField, PercentField
from pitchdeck.delivery.web.forms.numerals import Numeral, Unreadable
from pitchdeck.delivery.web.forms.reading import ReadField

LARGEST_PRICE = Decimal(999_999_999_999)
FINEST = 6


class PriceField(FigureField):
    """Money of the organisation's currency as an exact Decimal of its major unit.

    A price per hour or piece may be finer than the smallest coin (`fine`); an amount that is paid may not.
    """

    def __init__(
        self, label: str | None = None, validators: Any = (), *, fine: bool = False, **kwargs: Any
    ) -> None:
        kwargs = {"most": LARGEST_PRICE, "noun": "an amount", "places": FINEST, **kwargs}
        super().__init__(label, validators, **kwargs)
        self.fine = fine

    @property
    def currency(self) -> str:
        """The currency of the price."""
        return filters.book_currency()

    def read(self, typed: str) -> Any:
        """The exact Decimal; raises ValueError with a sentence."""
        coins = filters.exponent(self.currency)
        self.places = FINEST if self.fine else coins
        return super().read(typed)

    def write(self, value: Any) -> str:
        """The value with the coins written out, or with none when they are zero."""
        if value is None:
            return ""
        exact = Decimal(value)
        coins = filters.exponent(self.currency)
        needed = -int(exact.normalize().as_tuple().exponent)
        places = 0 if needed <= 0 else min(max(needed, coins), FINEST if self.fine else coins)
        return self.numeral.write(exact, places=places)

    def _told(self, value: Decimal) -> str:
        return f"{self._bound(value)} {self.currency} here"


class SurchargeField(PercentField):
    """A percentage on top or off as the exact fraction: “+30 %” is Decimal("0.30"), “−5” Decimal("-0.05")."""

    def __init__(self, label: str | None = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, validators, **{"least": -100, "most": 1_000, **kwargs})

    def read(self, typed: str) -> Decimal | None:
        """The fraction; a plus sign in front is allowed here. Raises ValueError with a sentence."""
        return super().read(typed.strip().removeprefix("+"))

    def write(self, value: Any) -> str:
        """The fraction as its percentage with its sign."""
        text = super().write(value)
        return f"+{text}" if value and value > 0 else text


class FiguresField(ReadField):
    """Several numbers with semicolons between them, as a tuple of exact Decimals; None for nothing."""

    widget = TextInput()
    longest = 4_000

    def __init__(
        self, label: str | None = None, validators: Any = (), *, most: int = 120, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.most = most
        self.render_kw = {"autocomplete": "off", **(self.render_kw or {})}

    def read(self, typed: str) -> tuple[Decimal, ...] | None:
        """The numbers in their order; raises ValueError naming the first that cannot be read."""
        if not typed.strip():
            return None
        parts = typed.strip().rstrip(";").split(";")
        if len(parts) > self.most:
            raise Unreadable(f"There are {len(parts):,} numbers; at most {self.most} fit.")
        return tuple(self._number(place, part) for place, part in enumerate(parts, start=1))

    def _number(self, place: int, part: str) -> Decimal:
        try:
            value = self.numeral.read(part)
        except ValueError as refused:
            raise Unreadable(f"Number {place}: {refused}") from None
        if value is None:
            raise Unreadable(f"Number {place} is empty. Write 0 where there is nothing.")
        return value

    @property
    def numeral(self) -> Numeral:
        """How each of the numbers is written in the reader's locale."""
        return Numeral(filters.locale(), FINEST)

    def write(self, value: Any) -> str:
        """The numbers with semicolons between them."""
        return "" if value is None else "; ".join(self._written(Decimal(each)) for each in value)

    def _written(self, value: Decimal) -> str:
        needed = -int(value.normalize().as_tuple().exponent)
        return self.numeral.write(value, places=min(max(needed, 0), FINEST))
