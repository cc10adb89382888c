"""What is shown, what figures rest on, limits and rules, and a standard rate."""

from wtforms import HiddenField

from pitchdeck.delivery.web.forms import (
    LOCALES,
    MONTHS,
    BaseForm,
    ChoiceField,
    DayField,
    MoneyField,
    NumberField,
    PercentField,
    TextField,
    WholeField,
    YesField,
    zones,
)
from pitchdeck.features.pitches.figures import TEMPLATES

PURPOSES = (
    ("participant", "People who learn"),
    ("development", "Building it"),
    ("facilitation", "Running it"),
)


class RateForm(BaseForm):
    """What an hour costs, by whose word."""

    purpose = ChoiceField("For", options=PURPOSES, required=True, missing="Choose for what.")
    name = TextField(
        "Name", most=80, required=True, missing="Name it.", hint="A grade or an activity, never a person."
    )
    hourly = MoneyField("Per hour, fully loaded", least=1, required=True, missing="Enter the amount.")
    source = TextField("Source", most=200, required=True, missing="Name the source.")
    dated_on = DayField("As of", required=True, missing="Enter its date.")


class ShownForm(BaseForm):
    """What is only shown: it changes at once."""

    name = TextField("Name", most=120, required=True, missing="Name the organisation.")
    locale = ChoiceField("Figures and dates look like", options=LOCALES, blank="", required=True)
    zone = ChoiceField("Time zone", options=zones, required=True, missing="Choose the zone.")
    why = TextField("Why", most=200, required=True, missing="Say why: it stands in the history.")


class FiguresForm(BaseForm):
    """What every new projection rests on: it changes by the word of two people."""

    discount_rate = PercentField("Discount rate", most=50, required=True, missing="Enter the rate.")
    roi_objective_pct = NumberField(
        "ROI objective", least=0, most=1000, suffix="%", required=True, missing="Enter the objective."
    )
    burden = PercentField("On top of wages", most=200, required=True, missing="Enter the share.")
    burden_source = TextField(
        "Where that comes from", most=200, required=True, missing="Name the source and its date."
    )
    reason = TextField("Why", most=200, required=True, missing="Say why: the second person reads it.")


CONFLICTS = (
    ("by_panel", "By the panel: disclose with fewer than five, else strict"),
    ("disclose", "Disclose: a sponsor scores too, labelled, shown with and without"),
    ("strict", "Strict: people with a conflict do not score"),
)


class LimitsForm(BaseForm):
    """Rules that are frozen into what is opened, approved and released after two people changed them."""

    small_minor = MoneyField(
        "Small asks up to",
        required=True,
        missing="Enter the amount.",
        hint="What it takes to break even is enough; no benefit need be claimed.",
    )
    large_minor = MoneyField(
        "Large asks from",
        least=1,
        required=True,
        missing="Enter the amount.",
        hint="Or over three fiscal years: ranges and options are asked for.",
    )
    quote_minor = MoneyField(
        "Quote named above",
        required=True,
        missing="Enter the amount.",
        hint="A line of outside spending above it is flagged for finance.",
    )
    single_minor = MoneyField(
        "Released in one go up to",
        required=True,
        missing="Enter the amount.",
        hint="Above it 40% on approval, 60% behind pilot evidence.",
    )
    unit_hours = WholeField(
        "Hours of a unit up to",
        most=10_000_000,
        suffix="h a quarter",
        required=True,
        missing="Enter the hours.",
        hint="A pitch that needs more of its people's time in a quarter asks the unit's head.",
    )
    benefit_green = PercentField(
        "Benefit green from", required=True, missing="Enter the share.", suffix="% of plan"
    )
    benefit_amber = PercentField(
        "Benefit amber from", required=True, missing="Enter the share.", suffix="% of plan"
    )
    cost_green = PercentField(
        "Cost green up to", most=1000, required=True, missing="Enter the share.", suffix="% of plan"
    )
    cost_amber = PercentField(
        "Cost amber up to", most=1000, required=True, missing="Enter the share.", suffix="% of plan"
    )
    conflict_default = ChoiceField("Conflict of interest", options=CONFLICTS, blank="", required=True)
    fiscal_year_start = ChoiceField("The fiscal year begins in", options=MONTHS, blank="")
    reason = TextField("Why", most=200, required=True, missing="Say why: the second person reads it.")


class LookForm(BaseForm):
    """Colours and logo; each empty one is the house's own."""

    logo = HiddenField()
    accent = TextField("Colour on light pages", most=7, hint="As #rrggbb. Empty: the house's own.")
    accent_dark = TextField("Colour on dark pages", most=7, hint="Empty: the nearest that can be read.")
    why = TextField("Why", most=200, required=True, missing="Say why: it stands in the history.")


class LogoForm(BaseForm):
    """A picture; the view reads its file."""


class DefaultForm(BaseForm):
    """Finance's own figure in place of a published one."""

    name = ChoiceField("Default", required=True, missing="Choose which one.")
    value = NumberField(
        "Value",
        least=0,
        most=10**6,
        required=True,
        missing="Enter the value.",
        hint="Shares in per cent: 60.",
    )
    source = TextField("Source", most=200, required=True, missing="Name the source.")
    dated_on = DayField("As of", required=True, missing="Enter its date.")


class ValueForm(BaseForm):
    """What one unit is worth, by whose word."""

    name = TextField(
        "Name", most=80, required=True, missing="Name it.", hint="For example: Customer complaint."
    )
    unit = TextField(
        "Unit", most=60, required=True, missing="Say what one unit is.", hint="For example: case."
    )
    value_minor = MoneyField("One unit is worth", least=1, required=True, missing="Enter the amount.")
    source = TextField("Source", most=200, required=True, missing="Name the source.")
    dated_on = DayField("As of", required=True, missing="Enter its date.")


def _with_a_tick_for_each_template() -> type[BaseForm]:
    ticks: dict[str, object] = {each.key: YesField(each.label, hint=each.hint) for each in TEMPLATES}
    return type("TemplatesForm", (BaseForm,), {"__doc__": "One tick for each template on offer.", **ticks})


TemplatesForm = _with_a_tick_for_each_template()
