"""A vendor, a price of it, and why one of them ends."""

from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    LongTextField,
    MoneyField,
    NumberField,
    PercentField,
    TextField,
)
from pitchdeck.features.sourcing.actions import Price
from pitchdeck.features.sourcing.figures import ENGAGEMENTS, UNITS

BOUGHT = tuple((one.key, one.name, one.meaning) for one in ENGAGEMENTS.values() if one.units)
HOURS_OF_A_MONTH = 744


class VendorForm(BaseForm):
    """A company from which learning work is bought."""

    name = TextField("Name", most=120, required=True, missing="Name the vendor.")
    offers = TextField(
        "What it does", most=200, required=True, missing="Say what it does.", hint="E-learning, coaching …"
    )
    contact = TextField("Contact", most=200, hint="A person or a mailbox; empty if there is none.")


class CardForm(BaseForm):
    """What a vendor charges, for what, and from when to when."""

    engagement = ChoiceField("Bought as", options=BOUGHT, required=True, missing="Choose how it is bought.")
    role = TextField(
        "Role or service",
        most=80,
        required=True,
        missing="Name the role or service.",
        hint="Instructional design, video production …",
    )
    unit = ChoiceField(
        "Priced by the", options=tuple(UNITS.items()), required=True, missing="Choose what the price is for."
    )
    amount_minor = MoneyField("Price", least=1, required=True, missing="Enter the price, without tax.")
    hours_included = NumberField("Hours included a month", most=HOURS_OF_A_MONTH, hint="A retainer's only.")
    overage_minor = MoneyField("Each hour beyond them", hint="A retainer's only.")
    expenses = PercentField("Expenses on top", most=100, hint="Travel and material, as a share of the price.")
    valid_from = DayField("Valid from", required=True, missing="Enter the first day.")
    valid_to = DayField("Valid to", hint="The last day; empty for until it is ended.")
    source = TextField(
        "Source", most=200, required=True, missing="Name the quote or price list.", hint="Quote 2026-114"
    )

    def price(self) -> Price:
        """The price as it is typed, once the form is valid."""
        hours = self.hours_included.data
        return Price(
            engagement=self.engagement.data or "",
            role=self.role.data or "",
            unit=self.unit.data or "",
            amount_minor=self.amount_minor.data or 0,
            hours_included=None if hours is None else float(hours),
            overage_minor=self.overage_minor.data,
            expenses=float(self.expenses.data or 0),
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            source=self.source.data or "",
        )


class EndForm(BaseForm):
    """Why a vendor or a price ends."""

    reason = LongTextField(
        "Why", most=400, rows=2, required=True, missing="Say why: it stands in the history."
    )
