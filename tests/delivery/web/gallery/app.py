"""A page for every component, filled with the figures of a real case: what the browser tests look at."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, Response, flash, render_template
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader

from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    LineForm,
    Lines,
    LongTextField,
    MoneyField,
    MonthField,
    PercentField,
    SeveralField,
    TextField,
    WholeField,
    YesField,
)

ROOT = Path(__file__).resolve().parents[4]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class SpendingForm(LineForm):
    what = TextField("What", required=True, most=120)
    amount = MoneyField("Amount", required=True)
    month = MonthField("Month", required=True)


class PitchForm(BaseForm):
    title = TextField("Title", required=True, most=80, hint="What a colleague would call it.")
    problem = LongTextField("What goes wrong", needed=True, hint="Up to 400 characters, no names of people.")
    unit = ChoiceField("Unit", options=[("sales", "Sales"), ("support", "Customer support")], required=True)
    cause = ChoiceField(
        "Why learning",
        hint="If it is not skill, training is rarely the answer.",
        options=[
            ("skill", "Skill", "People do not know how."),
            ("will", "Will", "They know how and do not do it."),
            ("tools", "Tools", "What they work with is in the way."),
        ],
        needed=True,
    )
    people = WholeField("People", suffix="people", needed=True, most=100_000)
    minimum = MoneyField("Minimum", hint="Below this the programme cannot start.")
    adoption = PercentField("Of whom apply it", hint="0.55 of learners is the published average.")
    decided = DayField("Decision by")
    launch = MonthField("Launch", needed=True)
    serves = SeveralField(
        "Whom it serves", options=[("sales", "Sales"), ("it", "IT"), ("production", "Production")]
    )
    nothing_else = YesField(
        "Nothing else is spent", needed=True, hint="Every category of cost was looked at."
    )
    spending = Lines(SpendingForm, "Outside spending", noun="cost line", most=5)


def _person() -> SimpleNamespace:
    return SimpleNamespace(name="Ines Aldana", role="Presenter, Learning and Development")


def _places() -> list[tuple[str, str, bool, int]]:
    names = ("Home", "Pitches", "Rounds", "Money", "Investments", "Goals")
    return [
        (name, "/" if i == 0 else f"/#{name}", i == 1, 3 if i == 0 else 0) for i, name in enumerate(names)
    ]


def _event(who: str, what: str, hour: int, **more: str) -> SimpleNamespace:
    blank = {"from_state": "", "to_state": "", "why": "", "acting_for": ""}
    at = datetime(2026, 11, 23, hour, 2, tzinfo=UTC)
    return SimpleNamespace(who=who, what=what, at=at, **{**blank, **more})


def _task(title: str, button: str, minutes: int, **more: object) -> SimpleNamespace:
    blank = {"url": "/", "due": None, "note": "", "late": False}
    return SimpleNamespace(title=title, button=button, minutes=minutes, **{**blank, **more})


EVENTS = [
    _event("Ruth Okafor", "returned it", 15, from_state="submitted", to_state="returned",
           why="The baseline is from 2024. Please use the figure of the last quarter."),
    _event("Tom Berger", "screened it", 14, from_state="submitted", to_state="screened",
           acting_for="Lena Vogt"),
    _event("Ines Aldana", "submitted revision 1", 9, from_state="draft", to_state="submitted"),
]  # fmt: skip
TASKS = [
    _task("Score 3 pitches", "Score", 9, due=date(2026, 11, 26), note="round Spring 2027"),
    _task("Reading of “first-call resolution” is due", "Record", 3, due=date(2026, 11, 12), late=True),
    _task("Answer Ruth Okafor's question", "Answer", 2),
]
WAITING = "The sponsor, Ruth Okafor, has not yet said yes to the claim."


def _context() -> dict[str, object]:
    return {
        "nav": _places(),
        "person": _person(),
        "organisation": SimpleNamespace(name="Transoft Logistics", demo=True),
        "sign_out_url": "/form",
        "today": date(2026, 11, 24),
        "yes": SimpleNamespace(ok=True, reason=""),
        "no": SimpleNamespace(ok=False, reason=WAITING),
        "events": EVENTS,
        "tasks_": TASKS,
    }


def create_gallery() -> Flask:
    """The gallery: /, /form, /alone and /print, under the policy that the product sends."""
    app = Flask(__name__, static_folder=str(ROOT / "pitchdeck/delivery/web/static"))
    app.config.update(SECRET_KEY="gallery", WTF_CSRF_TIME_LIMIT=None)
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(ROOT / "templates"), FileSystemLoader(Path(__file__).parent / "templates")]
    )
    CSRFProtect(app)
    filters.register(app)

    @app.after_request
    def police(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @app.get("/")
    def index() -> str:
        flash("Saved. The sponsor has been asked.", "good")
        return render_template("gallery/index.html", **_context())

    @app.get("/alone")
    def alone() -> str:
        return render_template("gallery/alone.html", **_context(), form=PitchForm())

    @app.get("/print")
    def paper() -> str:
        return render_template("gallery/print.html", **_context())

    @app.route("/form", methods=["GET", "POST"])
    def form() -> str:
        shown = PitchForm()
        shown.validate_on_submit()
        return render_template("gallery/form.html", **_context(), form=shown)

    return app
