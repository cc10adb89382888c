"""A person, a unit, a mandate, a deputy, and why something ends."""

from wtforms.widgets import HiddenInput

from pitchdeck.delivery.sheets.csv_in import MOST_BYTES
from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    LongTextField,
    MoneyField,
    Option,
    TextField,
)

ROLES = (
    Option("presenter", "Presenter", "Drafts, submits and presents pitches."),
    Option("lead", "L&D lead", "Screens pitches, sets goals and measures, creates rounds."),
    Option("investor", "Investor", "Scores pitches and commits money from a purse."),
    Option("chair", "Chair", "Opens and closes the stages of a round."),
    Option("finance", "Finance", "Opens funds, reviews and releases money."),
    Option("fund_owner", "Fund owner", "Answers for a fund and gives purses from it."),
    Option("viewer", "Viewer", "Reads what is published."),
    Option("auditor", "Auditor", "Reads everything but drafts, changes nothing."),
    Option("admin", "Administrator", "People, units and settings; no money."),
)
ROLE_NAMES = {role.value: role.label for role in ROLES}
MAY = {
    "presenter": "draft, submit and withdraw pitches",
    "lead": "screen pitches, set goals and measures, create rounds",
    "investor": "score pitches, commit money from a purse",
    "chair": "open and close stages, publish decisions",
    "finance": "open funds, review and release money, confirm mandates",
    "fund_owner": "confirm funds, allot purses, confirm mandates",
    "viewer": "read what is published",
    "auditor": "read everything but drafts",
    "admin": "add people, grant mandates, change settings",
}
"""What each role could approve or do, as the access review says it."""


class PersonForm(BaseForm):
    """Somebody of the house."""

    name = TextField("Name", most=120, required=True, missing="Enter the name.")
    email = TextField(
        "E-mail", most=254, required=True, missing="Enter the e-mail address.", hint="They sign in with it."
    )
    title = TextField("Title", most=120, hint="As colleagues know it: Head of support.")
    unit = ChoiceField("Unit", blank="None")


class UnitForm(BaseForm):
    """A unit and its place."""

    name = TextField("Name", most=120, required=True, missing="Name the unit.")
    parent = ChoiceField("Belongs to", required=True, missing="Choose the unit above it.")
    erp_code = TextField("Code in the ERP", most=40, hint="Its cost centre, for reconciling; empty if none.")


class NamesForm(BaseForm):
    """What a unit is called here and in the ERP."""

    name = TextField("Name", most=120, required=True, missing="Name the unit.")
    erp_code = TextField("Code in the ERP", most=40)


class PlaceForm(BaseForm):
    """Where a unit belongs."""

    parent = ChoiceField("Belongs to", required=True, missing="Choose the unit above it.")


class HeadForm(BaseForm):
    """Who heads a unit."""

    head = ChoiceField("Head", blank="Nobody")


class MandateForm(BaseForm):
    """A role, where it counts, up to how much, and when."""

    role = ChoiceField("Role", required=True, missing="Choose the role.", options=ROLES)
    unit = ChoiceField("Where", blank="Whole organisation", hint="A unit covers the units below it.")
    limit = MoneyField("Up to", least=1, hint="Investors and finance only; empty for no limit.")
    valid_from = DayField("From", required=True, missing="Enter the first day.")
    valid_to = DayField("Until", hint="Last day; empty for until it is ended.")


class LimitForm(BaseForm):
    """Another limit for a mandate, and why."""

    limit = MoneyField("New limit", least=1, hint="Empty for no limit.")
    reason = LongTextField("Why", most=400, rows=2, required=True, missing="Say why.")


class DeputyForm(BaseForm):
    """Who stands in, and when."""

    deputy = ChoiceField("Deputy", required=True, missing="Choose who stands in.")
    valid_from = DayField("From", required=True, missing="Enter the first day.")
    valid_to = DayField("Until", required=True, missing="Enter the last day.", hint="Both days included.")
    reason = LongTextField("Why", most=400, rows=2, required=True, missing="Say why: leave, travel.")


class ReasonForm(BaseForm):
    """Why something ends."""

    reason = LongTextField(
        "Why", most=400, rows=2, required=True, missing="Say why: it stands in the history."
    )


class UploadForm(BaseForm):
    """A file; the view reads it."""


class SheetField(LongTextField):
    """The list of people as the page before it wrote it, unseen."""

    widget = HiddenInput()  # type: ignore[assignment]  # as any field may be shown
    longest = MOST_BYTES


class ImportForm(BaseForm):
    """The list that was looked at, sent back to be imported."""

    sheet = SheetField("Rows", most=MOST_BYTES)
