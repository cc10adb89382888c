"""The steps that are mostly words: start, problem, solution, proof and risk, ask and send."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pitchdeck.delivery.web.drafts.forms.step import (
    Choices,
    StepForm,
    exact,
    index_of,
    month_of,
    plain,
    refuse_before,
)
from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    LongTextField,
    MoneyField,
    MonthField,
    NumberField,
    Option,
    TextField,
    WholeField,
    YesField,
)
from pitchdeck.features.pitches.figures import TEMPLATES, Content
from pitchdeck.features.pitches.models import ENGAGEMENTS

TITLE = 80
TEMPLATE_OPTIONS = [Option(each.key, each.label, each.hint) for each in TEMPLATES]
CAUSE_OPTIONS = [
    Option("skill", "Skill", "People do not know how, or not well enough."),
    Option("will", "Will", "They know how, and something keeps them from doing it."),
    Option("tools", "Tools", "What they work with is in the way."),
    Option("process", "Process", "The way the work is organised is in the way."),
    Option("environment", "Environment", "Pay, staffing or the market decide it."),
]
ENGAGEMENT_WORDS = {
    "in_house": "In-house: our own people",
    "project_outsourcing": "Project outsourcing: a provider delivers a result",
    "retainer": "Retainer: a provider is available every month",
    "time_and_materials": "Time and materials: a provider's hours",
    "staff_augmentation": "Staff augmentation: outside people in our team",
}
METHOD_WORDS = {
    "control_group": "Control group: some learn later, and both are compared",
    "trend_line": "Trend line: what would have happened anyway is projected",
    "model": "Model: the other drivers are calculated out",
    "expert": "Expert: someone who knows the field estimates learning's share",
    "manager": "Manager: managers of those who learn estimate it",
    "participant": "Participant: those who learn estimate it",
}
READINGS = (1, 3, 6, 9, 12, 18, 24)


class NewPitchForm(BaseForm):
    """A draft needs a title, nothing more."""

    title = TextField(
        "Title",
        most=TITLE,
        required=True,
        missing="A draft needs a title. Enter one.",
        hint="What a colleague would call it.",
    )
    template = ChoiceField(
        "What should get better?",
        options=TEMPLATE_OPTIONS,
        default="blank",
        hint="This lays out the first benefit line. You can change everything later.",
    )
    unit = ChoiceField("For which unit?", required=True, missing="Choose the unit that you present for.")


class StartForm(StepForm):
    """Template, month of the planned approval, and where the figures come from."""

    kept: ClassVar[tuple[str, ...]] = ("start_on", "source")
    template = ChoiceField(
        "What should get better?",
        options=TEMPLATE_OPTIONS,
        hint="Another choice lays out its benefit line, as long as nobody has written one.",
    )
    start_on = MonthField(
        "Start", needed=True, hint="The month of the planned approval. All months count from here."
    )
    source = LongTextField(
        "Source",
        most=400,
        rows=2,
        hint="If the figures come from a published case or an earlier programme: which one.",
    )

    @classmethod
    def shown(cls, content: Content, choices: Choices) -> dict[str, Any]:
        """The draft's start."""
        return super().shown(content, choices) | {"template": content.template}

    def own(self) -> Mapping[str, Any]:
        """An unanswered template or month leaves the draft's: every other month counts from the start."""
        return {
            **super().own(),
            "source": self.source.data or "",
            "template": self.template.data or self.content.template,
        }


class ProblemForm(StepForm):
    """What goes wrong, what it costs, and why learning is part of the answer."""

    title = TextField("Title", most=TITLE, required=True, missing="A draft needs a title. Enter one.")
    measure = ChoiceField(
        "Goal and measure",
        needed=True,
        blank="Choose what should move …",
        hint="It brings baseline, target and the sponsor, who owns it.",
    )
    problem = LongTextField(
        "What goes wrong",
        most=400,
        needed=True,
        rows=5,
        hint="Up to 400 characters: who, what, how often. No names of people.",
    )
    nothing_minor = MoneyField(
        "Cost of doing nothing", hint="What it costs each month as it is.", suffix="a month"
    )
    cause = ChoiceField("Why learning?", options=CAUSE_OPTIONS, needed=True)

    @classmethod
    def shown(cls, content: Content, choices: Choices) -> dict[str, Any]:
        """The draft's problem; the measure by its key."""
        key = next((row.key for row in choices.measures if row.id == content.measure_id), None)
        return {
            "title": content.title,
            "measure": key,
            "problem": content.problem,
            "nothing_minor": content.nothing_minor,
            "cause": content.cause,
        }

    def set_options(self) -> None:
        """Every measure under its goal."""
        self.measure.options = [
            Option(row.key, f"{row.goal_name}: {row.name}") for row in self.choices.measures
        ]

    def own(self) -> Mapping[str, Any]:
        """The measure by its id."""
        measure = next((row.id for row in self.choices.measures if row.key == self.measure.data), None)
        return {
            "title": self.title.data or "",
            "measure_id": measure,
            "problem": self.problem.data or "",
            "nothing_minor": self.nothing_minor.data,
            "cause": self.cause.data,
        }

    def _source(self, name: str) -> str:
        return "measure" if name == "measure_id" else name


class SolutionForm(StepForm):
    """What will be done, for whom, when and with whom."""

    kept: ClassVar[tuple[str, ...]] = ("solution", "audience", "people", "engagement")
    solution = LongTextField("What we will do", most=400, needed=True, rows=5, hint="Up to 400 characters.")
    audience = TextField("Who learns", most=120, needed=True, hint="The unit or group, not names.")
    people = WholeField("How many people", needed=True, least=1, most=1_000_000, suffix="people")
    hours_each = NumberField(
        "Time for each",
        needed=True,
        most=2_000,
        places=2,
        suffix="hours each",
        hint="Everything that takes them away from their work.",
    )
    launch = MonthField("Launch", needed=True, hint="The month in which the first people learn.")
    engagement = ChoiceField(
        "With whom", options=[(key, ENGAGEMENT_WORDS[key]) for key in ENGAGEMENTS], blank=""
    )

    @classmethod
    def shown(cls, content: Content, choices: Choices) -> dict[str, Any]:
        """The draft's solution; the launch as a calendar month, two after the start until someone chooses."""
        launch = 2 if content.launch_month is None and not content.solution else content.launch_month
        return super().shown(content, choices) | {
            "hours_each": exact(content.hours_each),
            "launch": month_of(launch, content.start_on) if content.start_on else None,
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """The launch lies after the start."""
        fine = super().validate(extra_validators)
        refuse_before(self.launch, self.first_month())
        return fine and not self.launch.errors

    def own(self) -> Mapping[str, Any]:
        """The launch counted from the start."""
        return {
            "solution": self.solution.data or "",
            "audience": self.audience.data or "",
            "people": self.people.data,
            "engagement": self.engagement.data or "in_house",
            "hours_each": plain(self.hours_each.data),
            "launch_month": index_of(self.launch.data, self.first_month()),
        }

    def _source(self, name: str) -> str:
        return "launch" if name == "launch_month" else name


class ProofForm(StepForm):
    """How everyone will know whether it worked, and what may go wrong."""

    kept: ClassVar[tuple[str, ...]] = (
        "level_1",
        "level_2",
        "level_3",
        "isolation_plan",
        "risk",
        "risk_answer",
        "stop_rule",
    )
    level_1 = TextField("1 · They find it useful", most=160, hint="For example: 4 of 5 would recommend it.")
    level_2 = TextField("2 · They can do it", most=160, hint="For example: 90 % pass the case test.")
    level_3 = TextField(
        "3 · They do it at work",
        most=160,
        hint="For example: team leads see it in 8 of 10 calls after 60 days.",
    )
    reading_1 = YesField("1 month")
    reading_3 = YesField("3 months")
    reading_6 = YesField("6 months")
    reading_9 = YesField("9 months")
    reading_12 = YesField("12 months")
    reading_18 = YesField("18 months")
    reading_24 = YesField("24 months")
    isolation_plan = ChoiceField(
        "How learning's share will be shown",
        needed=True,
        options=list(METHOD_WORDS.items()),
        blank="Choose how …",
        hint="Planned now, done later. The first three convince finance.",
    )
    risk = LongTextField("The biggest risk", most=200, needed=True, rows=2)
    risk_answer = LongTextField("What you do about it", most=200, needed=True, rows=2)
    stop_rule = LongTextField(
        "When you would stop",
        most=200,
        rows=2,
        hint="For example: stop when the measure has not moved after six months.",
    )

    @property
    def readings(self) -> list[Any]:
        """The ticks for the months after launch."""
        return [self[f"reading_{months}"] for months in READINGS]

    @classmethod
    def shown(cls, content: Content, choices: Choices) -> dict[str, Any]:
        """The draft's proof; three readings until someone chooses."""
        planned = content.readings or ((3, 6, 12) if not content.risk else ())
        return super().shown(content, choices) | {
            f"reading_{months}": months in planned for months in READINGS
        }

    def own(self) -> Mapping[str, Any]:
        """The readings as months after launch, those that the page does not offer kept."""
        others = [months for months in self.content.readings if months not in READINGS]
        chosen = [months for months in READINGS if self[f"reading_{months}"].data]
        return {
            **{name: self[name].data or "" for name in self.kept if name != "isolation_plan"},
            "isolation_plan": self.isolation_plan.data,
            "readings": sorted(chosen + others),
        }


class SendForm(StepForm):
    """The ask, which is computed, and the least with which it can start."""

    kept: ClassVar[tuple[str, ...]] = ("minimum_minor",)
    minimum_minor = MoneyField("Minimum", hint="The least with which it can start. Empty: the whole ask.")
