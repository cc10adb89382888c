"""The row of the benefit step: one form for every kind, since all have the same terms in other words."""

from decimal import Decimal

from wtforms import HiddenField

from pitchdeck.delivery.web.drafts.forms.ranges import BenefitRanges
from pitchdeck.delivery.web.drafts.forms.words import METHOD_WORDS
from pitchdeck.delivery.web.forms import (
    ChoiceField,
    MonthField,
    NumberField,
    PercentField,
    PriceField,
    TextField,
    WholeField,
)
from pitchdeck.features.projection import BASES

THIS_MEASURE, NO_MEASURE = "measure", "none"
UTILITY = "utility"
KIND_WORDS = {
    "time_saved": "Time saved",
    "errors_avoided": "Errors avoided",
    "turnover_avoided": "Leavers avoided",
    "sales_uplift": "More sales",
    "time_to_competence": "Faster start",
    "incidents_avoided": "Incidents avoided",
    "cost_avoided": "Other cost avoided",
    UTILITY: "Better work, by effect size",
    "direct": "Something else",
}
BASIS_WORDS = {
    "own_measured_result": "a measured result of our own",
    "published_study": "a published study",
    "expert": "an expert",
    "manager": "managers",
    "participant": "participants",
    "assumption": "an assumption",
}
REALISATION_OPTIONS = [
    ("cashable", "A named budget falls or margin rises"),
    ("avoided", "A cost that would have come is avoided"),
    ("capacity", "Time is freed; no money leaves"),
]
PERIODS = [(word, word) for word in ("week", "month", "quarter", "year", "once")]
OTHER_METHODS = [*METHOD_WORDS.items(), ("none", "Not at all")]


class BenefitLine(BenefitRanges):
    """One benefit. Learning's share has no default: nobody but the presenter can say it."""

    origin = HiddenField()
    kind = ChoiceField("Kind", options=list(KIND_WORDS.items()), blank="", default="direct")
    label = TextField("Name", most=120)
    units = NumberField("How many", most=10**9, places=4)
    applies_to = ChoiceField(
        "Who", options=[("each", "who apply it"), ("average", "on average of all")], blank="", default="each"
    )
    adoption = PercentField("Of whom apply it")
    delta = NumberField("Change", least=-(10**9), most=10**9, places=6)
    per = ChoiceField("Per", options=PERIODS, blank="", default="month")
    value = PriceField("Each worth", fine=True)
    years = NumberField("Years that it lasts", least=Decimal("0.1"), most=10, places=4)
    redeployed = PercentField("Freed time put to use")
    isolation = PercentField("Learning's share")
    basis = ChoiceField("Estimate from", options=[(key, BASIS_WORDS[key]) for key in BASES], blank="choose …")
    confidence = PercentField("How sure", hint="Empty: by where the estimate comes from.")
    realisation = ChoiceField("Where is it seen?", options=REALISATION_OPTIONS, blank="By its kind")
    margin = PercentField("Margin on revenue")
    counts = ChoiceField("Counts towards", blank="", default=THIS_MEASURE)
    source = TextField("Source of the value", most=200)
    start = MonthField("Starts in", hint="Empty: so many months after launch.")
    lag = WholeField("Starts after launch", most=120, suffix="months")
    ramp = NumberField("Builds up over", most=120, places=4, suffix="months")
    months = WholeField("Lasts", least=1, most=120, suffix="months", hint="Empty: to the end of three years.")
    hold = NumberField("Full effect for", most=120, places=4, suffix="months")
    half_life = NumberField("Then halves every", least=Decimal("0.1"), most=1_000, places=4, suffix="months")
    attrition = PercentField("People who leave each year")
    population = TextField(
        "Whom this line counts",
        most=200,
        hint="Where another line has the same measure: who, so that nobody is counted twice.",
    )
    justification = TextField(
        "Why it promises more than others did",
        most=400,
        hint="Where nine in ten finished investments of its kind obtained less.",
    )
    isolation_method = ChoiceField("Share shown by", options=OTHER_METHODS, blank="As planned in step 5")
