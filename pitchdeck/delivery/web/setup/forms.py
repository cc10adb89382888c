"""The set-up code, the organisation with its first administrator, and the first people."""

from pitchdeck.delivery.web.forms import (
    LOCALES,
    MONTHS,
    BaseForm,
    ChoiceField,
    LineForm,
    Lines,
    NumberField,
    PercentField,
    TextField,
    zones,
)

PARTS = (
    ("lead", "L&D lead: goals, measures, rounds, screening"),
    ("presenter", "Presenter: writes pitches"),
    ("sponsor", "Sponsor: a business person who owns a measure"),
    ("investor", "Investor: scores, and commits money"),
    ("chair", "Chair: runs the round"),
    ("finance", "Finance: opens funds, reviews, releases"),
    ("fund_owner", "Fund owner: answers for a budget"),
    ("viewer", "Viewer: reads what is published"),
    ("auditor", "Auditor: reads everything but drafts"),
    ("admin", "Administrator: people and settings"),
)
MOST = 60


class CodeForm(BaseForm):
    """The code that opens the set-up."""

    code = TextField("Set-up code", most=60, required=True, missing="Enter the code.")


class FoundingForm(BaseForm):
    """The organisation, and who sets it up."""

    name = TextField("Name of the organisation", most=120, required=True, missing="Name the organisation.")
    currency = TextField(
        "Currency",
        most=3,
        required=True,
        missing="Enter its three letters.",
        hint="EUR, USD, CHF … Never changed later.",
    )
    locale = ChoiceField("Figures and dates look like", options=LOCALES, blank="", default="en_GB")
    zone = ChoiceField(
        "Time zone",
        options=zones,
        required=True,
        missing="Choose the zone in which deadlines are kept.",
    )
    fiscal_year_start = ChoiceField("The fiscal year begins in", options=MONTHS, blank="", default="1")
    discount_rate = PercentField(
        "Discount rate",
        most=50,
        required=True,
        missing="Enter the rate.",
        hint="For net present values: nominal, before tax.",
    )
    roi_objective_pct = NumberField(
        "ROI objective",
        least=0,
        most=1000,
        suffix="%",
        required=True,
        missing="Enter the objective.",
        hint="Shown beside each ROI, never scored.",
    )
    burden = PercentField(
        "On top of wages",
        most=200,
        required=True,
        missing="Enter the share.",
        hint="Employer's costs, as a share of the wage.",
    )
    burden_source = TextField(
        "Where that comes from",
        most=200,
        required=True,
        missing="Name the source and its date.",
        hint="For example: Finance, budget 2027.",
    )
    admin_name = TextField("Your name", most=120, required=True, missing="Enter your name.")
    admin_email = TextField(
        "Your e-mail",
        most=254,
        required=True,
        missing="Enter your e-mail address.",
        hint="You sign in with it.",
    )


class StarterLine(LineForm):
    """One of the first people."""

    role = ChoiceField("Part", options=PARTS, required=True, missing="Choose the part.")
    name = TextField("Name", most=120, required=True, missing="Enter the name.")
    email = TextField("E-mail", most=254, required=True, missing="Enter the e-mail address.")


class StartersForm(BaseForm):
    """The first people."""

    people = Lines(StarterLine, "People", least=1, most=MOST, noun="person")
