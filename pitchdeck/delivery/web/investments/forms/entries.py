"""The fields of releases, actuals, hours, readings and their answers."""

from datetime import date

from pitchdeck.delivery.web.filters import day, money
from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    LongTextField,
    MoneyField,
    MonthField,
    NumberField,
    Option,
    PercentField,
    TextField,
)
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.investments.actions import ActualEntry, HoursEntry, ReadingEntry
from pitchdeck.features.investments.actions.paying import BUDGET_CATEGORIES
from pitchdeck.features.investments.queries import EntryPage

METHODS = (
    Option("control_group", "Control group", "people who took part beside people like them who did not"),
    Option("trend_line", "Trend line", "what the trend before would have led to"),
    Option("model", "Model", "other influences taken out by a forecast model"),
    Option("expert", "Expert", "an expert's estimate"),
    Option("manager", "Managers", "the managers' estimate"),
    Option("participant", "Participants", "the participants' own estimate"),
    Option("none", "Not isolated", "nobody took other influences out: the weakest evidence"),
)


class ReasonForm(BaseForm):
    """A reason that stays with the act."""

    reason = LongTextField(
        "Reason", required=True, missing="Say in a sentence why: the reason stays with it.", most=400
    )


class DeliveryForm(BaseForm):
    """What was delivered."""

    why = LongTextField(
        "What was delivered",
        required=True,
        missing="Say in a sentence what was delivered, to how many people.",
        hint="To how many people, until when, and what differs from the plan.",
        most=400,
    )


class ActualForm(BaseForm):
    """Money really spent."""

    amount = MoneyField(
        "Amount", least=1, required=True, missing="Enter the amount.", hint="Net of recoverable tax."
    )
    document_on = DayField("Document's date", required=True, missing="Enter the date on the document.")
    period_on = MonthField(
        "Month of service",
        required=True,
        missing="Choose the month in which the service was received.",
        hint="When the service was received, not when it was paid.",
    )
    category = ChoiceField(
        "Category",
        options=[(category, CATEGORY_WORDS[category]) for category in BUDGET_CATEGORIES],
        required=True,
        missing="Choose what the money was spent on.",
    )
    reference = TextField(
        "Document's number",
        required=True,
        missing="Enter the number that finance finds the document by.",
        hint="Invoice or booking number, as in the accounts.",
        most=80,
    )
    vendor = TextField("Vendor", most=120, hint="Empty for an internal charge.")
    contract = ChoiceField(
        "Invoice of a contract",
        blank="Of no contract",
        hint="Its open rest pays first, then what is released.",
    )

    accrual = ChoiceField(
        "In the place of an accrual",
        blank="Of none",
        hint="Delivered and accrued before: this invoice ends it.",
    )

    def offer(self, found: EntryPage) -> None:
        """The contracts and the open accruals that an invoice may name."""
        self.accrual.options = [
            (each.key, f"{day(each.dated_on)}: {money(each.amount)}") for each in found.accruals
        ]
        self.contract.options = [
            (each.key, f"{each.reference}, {each.vendor}: {money(each.open)} open")
            for each in found.contracts
        ]

    def entry(self) -> ActualEntry:
        """What the action takes."""
        return ActualEntry(
            document_on=self.document_on.data,
            period_on=self.period_on.data,
            category=self.category.data,
            amount=self.amount.data,
            reference=self.reference.data,
            vendor=self.vendor.data or "",
            contract=self.contract.data or "",
            accrual=self.accrual.data or "",
        )


class HoursForm(BaseForm):
    """People's time really used in a month."""

    period_on = MonthField("Month", required=True, missing="Choose the month.")
    hours = NumberField("Hours", required=True, missing="Enter the hours.", noun="a number of hours")
    rate = ChoiceField(
        "Whose time",
        required=True,
        missing="Choose whose time it was.",
        hint="Never an individual's wage: the plan's rates an hour, or finance's standard rates.",
    )

    def entry(self) -> HoursEntry:
        """What the action takes."""
        return HoursEntry(self.period_on.data, self.hours.data, self.rate.data)


class ReadingForm(BaseForm):
    """What was measured, and how much of it learning caused."""

    measure = ChoiceField("Measure", required=True, missing="Choose the measure.")
    value = NumberField(
        "Value",
        least=None,
        places=6,
        required=True,
        missing="Enter what was measured.",
        hint="The average over the months covered, in the measure's own unit.",
    )
    covers_from = MonthField("First month covered", required=True, missing="Choose the first month.")
    covers_to = MonthField("Last month covered", required=True, missing="Choose the last month.")
    read_on = DayField("Measured on", required=True, missing="Enter the day of the measurement.")
    method = ChoiceField(
        "How learning's share was isolated",
        options=METHODS,
        required=True,
        missing="Choose how other influences were taken out.",
    )
    isolation = PercentField(
        "Learning's share", required=True, missing="Enter learning's share of the change."
    )
    confidence = PercentField(
        "Confidence",
        required=True,
        missing="Enter how sure the people are who gave the share.",
        hint="100\u00a0% only with a control group or a trend line.",
    )
    evidence = LongTextField(
        "Evidence",
        required=True,
        missing="Say where the figure comes from, so that the sponsor can look it up.",
        hint="Report, query or file, with its date and place.",
        most=400,
    )
    stated = MoneyField("Benefit in money", least=None, hint="Only if the plan's worth does not fit.")
    stated_how = LongTextField("How it was worked out", most=400)

    def entry(self) -> ReadingEntry:
        """What the action takes."""
        return ReadingEntry(
            measure_key=self.measure.data,
            read_on=self.read_on.data,
            covers_from=self.covers_from.data,
            covers_to=self.covers_to.data,
            value=self.value.data,
            isolation=self.isolation.data,
            confidence=self.confidence.data,
            method=self.method.data,
            evidence=self.evidence.data,
            stated_minor=self.stated.data,
            stated_how=self.stated_how.data or "",
        )

    def suggest(self, found: EntryPage, today: date) -> None:
        """Fill in what is known: the only measure, the months of the next planned reading, and today."""
        if len(found.measures) == 1:
            self.measure.data = found.measures[0].key
        if found.next_months:
            self.covers_from.data, self.covers_to.data = found.next_months
        self.read_on.data = today


class AttestationForm(BaseForm):
    """The sponsor's word on a reading."""

    verdict = ChoiceField(
        "Your word",
        options=(
            Option("attested", "I attest it", "this is what happened, and the evidence shows it"),
            Option("refused", "I refuse it", "it is measured again; say below what is wrong"),
        ),
        required=True,
        missing="Choose whether you attest or refuse it.",
    )
    reason = LongTextField("Reason", hint="Needed when you refuse.", most=400)
