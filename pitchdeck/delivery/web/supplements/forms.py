"""The fields of more money for a running investment."""

from datetime import date

from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, DayField, LongTextField, MoneyField, YesField
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.funding.queries.supplements import PaysRow
from pitchdeck.features.investments.queries.more import Asking, MorePage

LONGEST = 400


class AskForm(BaseForm):
    """What is needed more, of which year, for what, and until when."""

    fiscal_year = ChoiceField("Fiscal year", required=True, missing="Choose a fiscal year.")
    amount = MoneyField("Needed more", least=1, required=True, missing="Enter what is needed more.")
    category = ChoiceField(
        "What for", options=list(CATEGORY_WORDS.items()), required=True, missing="Choose what it is for."
    )
    reason = LongTextField(
        "Why",
        most=LONGEST,
        rows=2,
        required=True,
        missing="Say in a sentence why more money is needed: every investor reads it.",
    )
    benefit = LongTextField(
        "What changes in the benefit",
        most=LONGEST,
        rows=2,
        required=True,
        missing="Say what changes in the benefit, or that it stays as it was promised.",
    )
    until_on = DayField("Last day for commitments", required=True, missing="Choose the last day.")

    @property
    def year(self) -> int:
        """The fiscal year that was chosen; 0 without one."""
        number = (self.fiscal_year.data or "").removeprefix("fy-")
        return int(number) if number.isdecimal() and len(number) == len("2026") else 0

    def offer(self, found: Asking, today: date) -> None:
        """The years to choose from; nothing typed yet: the open overrun, and two weeks."""
        self.fiscal_year.options = [(_named(year), f"{year}: {name}") for year, name, _last in found.years]
        if self.is_submitted():
            return
        self.fiscal_year.data = _named(found.year) if found.year else ""
        self.amount.data = found.over or None
        self.until_on.data = found.until(today)
        own = [each for each in found.overruns if each.fiscal_year == found.year]
        if own:
            largest = max(own, key=lambda each: each.amount)
            self.category.data = largest.category
            numbers = ", ".join(each.reference for each in own)
            self.reason.data = f"{numbers} cost more than was released."


def _named(year: int) -> str:
    """How a form names a fiscal year: no whole number that could be a row's id."""
    return f"fy-{year}"


class PayForm(BaseForm):
    """Money of a purse."""

    purse_key = ChoiceField("From", required=True, missing="Choose a purse.")
    amount = MoneyField("Amount", least=1, required=True, missing="Enter the amount that you commit.")
    up_to_needed = YesField("If less is needed by then, take less")

    def offer(self, found: MorePage) -> None:
        """The purses that fit; nothing typed yet: the one that can give most, and what it can give."""
        fitting = [each for each in found.purses if each.fits]
        self.purse_key.options = [(each.key, _words(each)) for each in found.purses]
        best = max(fitting, key=lambda each: each.free, default=None)
        if best and not self.is_submitted():
            self.purse_key.data = best.key
            self.amount.data = min(best.free, found.row.needed) or None


def _words(purse: PaysRow) -> str:
    only = f" ({purse.purpose.lower()})" if purse.purpose else ""
    return f"{purse.fund_name}: {money(purse.free, purse.currency)} free{only}"


class ApproveForm(BaseForm):
    """What an approval rests on, if anything is to be said."""

    note = LongTextField("Note", most=LONGEST, rows=2)


class EndForm(BaseForm):
    """Why it ends without an approval."""

    reason = LongTextField(
        "Why",
        most=LONGEST,
        rows=2,
        required=True,
        missing="Say why in a sentence: everybody concerned reads it.",
    )
