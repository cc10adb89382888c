"""The rows of the cost step: which fields each kind of cost has."""

from typing import Any

from wtforms import HiddenField

from pitchdeck.delivery.web.drafts.forms.ranges import CostRanges
from pitchdeck.delivery.web.forms import (
    ChoiceField,
    FiguresField,
    LineForm,
    Lines,
    MonthField,
    NumberField,
    PercentField,
    PriceField,
    TextField,
    WholeField,
    YesField,
)
from pitchdeck.features.pitches.figures import RATIOS
from pitchdeck.features.projection import CATEGORIES

STANDARD, OWN = "standard", "own"
ONCE, MONTHLY = "once", "monthly"
CATEGORY_WORDS = {
    "needs_assessment": "Needs assessment",
    "design_development": "Design and development",
    "acquisition_licences": "Licences and content",
    "delivery_facilitation": "Trainers and facilitation",
    "participant_time": "Time of those who learn",
    "travel_facilities": "Travel, rooms and catering",
    "technology": "Technology",
    "msp": "A provider",
    "maintenance_refresh": "Upkeep and refresh",
    "evaluation": "Evaluation",
    "overhead_admin": "Administration and overhead",
}
RATIO_OPTIONS = [(key, f"{label}: {ratio} hours each") for key, (label, ratio) in RATIOS.items()]
"""As published; the step puts finance's own in their place, each with its source."""
REPEATS = [(ONCE, "Once"), (MONTHLY, "Every month")]
TO_THE_END = "Empty: to the end."


class CostLine(CostRanges):
    """What every line of cost says; `origin` finds the saved line again, `kind` says which form this is."""

    origin = HiddenField()
    kind = HiddenField()
    label = TextField("What", most=120)
    category = ChoiceField(
        "Category", options=[(key, CATEGORY_WORDS[key]) for key in CATEGORIES], needed=True
    )
    source = TextField("Quote or source", most=200)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every field could be read."""
        return bool(super().validate(extra_validators))


class Spending(CostLine):
    """Money that leaves a budget, once or every month."""

    amount = PriceField("Amount", needed=True)
    repeats = ChoiceField("How often", options=REPEATS, blank="", default=ONCE)
    month = MonthField("From", needed=True)
    months = WholeField("For", least=1, most=120, suffix="months", hint="Empty: once, or to the end.")
    unpaid = YesField("No money leaves a budget", hint="Then it counts as people's time: never asked for.")


class Building(CostLine):
    """Building it: finished hours, the work in each of them, and what an hour of that work costs."""

    label = TextField("What is built", most=120)
    finished_hours = NumberField(
        "Finished hours", needed=True, most=10_000, places=4, hint="0 if nothing is built."
    )
    format = ChoiceField("Format", options=RATIO_OPTIONS, blank="Own ratio")
    ratio = NumberField("Own ratio", most=2_000, places=4, suffix="hours each", hint="Only without a format.")
    rate = PriceField("Rate", fine=True, suffix="an hour")
    month = MonthField("Month")
    cash = YesField("Somebody outside is paid for it", hint="Then it is budget cost; else your team's time.")


class Time(CostLine):
    """The time of people: of those who learn as step 2 says, or of others."""

    label = TextField("Who", most=120)
    people = NumberField("How many", most=1_000_000, places=4, hint="Empty: as in step 2.")
    hours = NumberField("Hours each", most=100_000, places=4, hint="Empty: as in step 2.")
    rate = ChoiceField("An hour of theirs costs", blank="", default=STANDARD)
    wage = PriceField("Own rate", fine=True, suffix="an hour")
    burden = PercentField("Surcharge on it", most=500)
    month = MonthField("Month", hint="Empty: the month of the launch.")
    cash = YesField("They are paid for it on top", hint="Then it is budget cost.")


class Prorated(CostLine):
    """The part of a larger cost that this use of it bears."""

    amount = PriceField("The whole costs", needed=True)
    expected_users = NumberField("Made for", needed=True, least=1, most=10**9, places=4, suffix="people")
    used = NumberField("Used here by", needed=True, most=10**9, places=4, suffix="people")
    month = MonthField("Month")
    unpaid = YesField("No money leaves a budget", hint="Then it counts as people's time: never asked for.")


class Milestone(LineForm):
    """One payment of a fixed price."""

    month = MonthField("Month")
    amount = PriceField("Amount")


class FixedPrice(CostLine):
    """A provider's fixed price in milestones, raised by a contingency."""

    label = TextField("What the provider delivers", most=120)
    contingency = PercentField("Contingency", most=500, hint="Added to each milestone.")
    milestones = Lines(Milestone, "Milestones", noun="milestone", most=60)


class Role(LineForm):
    """One role of a provider: what an hour costs, and how many there are."""

    rate = PriceField("Rate", fine=True, suffix="an hour")
    hours = NumberField("Hours", most=10**6, places=4)


class TimeAndMaterials(CostLine):
    """A provider's work by the hour, never above the cap."""

    label = TextField("What the provider does", most=120)
    roles = Lines(Role, "Roles", noun="role", most=60)
    expenses = PercentField("Expenses on top", most=500)
    cap = PriceField("Never more than", hint="The cap in the contract. Empty: none.")
    month = MonthField("From")
    months = WholeField("Spread over", least=1, most=120, suffix="months", hint=TO_THE_END)


class Retainer(CostLine):
    """A provider's monthly fee with hours included."""

    label = TextField("What the provider is there for", most=120)
    fee = PriceField("Fee", needed=True, suffix="a month")
    hours_included = NumberField("Hours included", most=10**6, places=4, suffix="a month")
    overage_rate = PriceField("Each hour beyond", fine=True)
    hours_used = FiguresField(
        "Hours used, month by month", hint="With semicolons: 40; 35; 52. A month left out costs the fee."
    )
    month = MonthField("From")
    months = WholeField("For", least=1, most=120, suffix="months", hint=TO_THE_END)


class Staff(CostLine):
    """People from outside in the own team, and what supervising them takes."""

    label = TextField("Who joins the team", most=120)
    fte = NumberField("Full-time posts", needed=True, most=10_000, places=4)
    day_rate = PriceField("Day rate", needed=True, fine=True)
    days_per_month = NumberField("Days a month", needed=True, most=31, places=4)
    supervision_hours = NumberField("Supervision", most=10_000, places=4, suffix="hours a month")
    supervisor_rate = PriceField("An hour of supervision", fine=True)
    month = MonthField("From")
    months = WholeField("For", least=1, most=120, suffix="months", hint=TO_THE_END)
