"""The facts of the one-pager, frozen: plain values in the order in which an executive reads them.

Amounts are minor units of `currency`; shares are fractions (0.6 = 60 %) unless the name ends in `_pct`;
texts are the user's own, unescaped.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pitchdeck.delivery.documents.brand import PLAIN, Brand


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, or the reason why there is none (a key of `wording.REASONS`); money is in minor units."""

    value: int | float | Decimal | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) == (not self.reason):
            raise ValueError("a figure is a value or a reason")


@dataclass(frozen=True, slots=True)
class Heading:
    """1 What it is and where it stands."""

    title: str
    stage: str
    unit: str
    round_name: str = ""
    presenter: str = ""
    co_authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """1 Why: the goal and its measure, agreed before the work starts."""

    goal: str
    measure: str
    measure_unit: str
    baseline: Decimal | None
    target: Decimal | None
    target_by: date | None = None
    learning_share: Decimal | None = None
    agreed_by: str = ""
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True)
class YearAmount:
    """Money of one fiscal year, named as the organisation names it."""

    year: str
    amount: int


@dataclass(frozen=True, slots=True)
class TierAsk:
    """What a tier asks in all."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class TimeAgreed:
    """What the unit's head said to hours above its limit: agreed, refused, or nothing yet; and who."""

    verdict: str
    name: str


@dataclass(frozen=True, slots=True)
class Ask:
    """2 What is asked of the reader; `tiers` from the lowest, only where there is more than the requested."""

    this_year: YearAmount
    later_years: tuple[YearAmount, ...]
    people_hours: Decimal
    people_cost: int
    decision_by: date | None = None
    tiers: tuple[TierAsk, ...] = ()
    time: TimeAgreed | None = None


@dataclass(frozen=True, slots=True)
class Returns:
    """3 The four tiles and finance's line.

    `roi_low_pct`, `roi_middle_pct` and `roi_high_pct` are P10, P50 and P90, None where the pitch gives no
    ranges; `outside_roi_pct` is None until three investments are finished.
    """

    roi_pct: Figure
    cashable_roi_pct: Figure
    payback_months: Figure
    cashable_payback_months: Figure
    budget_cost: int
    cashable_benefit: int
    avoided_benefit: int
    capacity_benefit: int
    breakeven_benefit_fraction: Figure
    npv: Figure
    bcr: Figure
    irr: Figure
    discount_rate: Decimal
    horizon_months: int
    window_months: int = 12
    partial_window: bool = False
    roi_objective_pct: Decimal | None = None
    roi_low_pct: Decimal | None = None
    roi_middle_pct: Decimal | None = None
    roi_high_pct: Decimal | None = None
    outside_roi_pct: Decimal | None = None
    breakeven_words: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """4 What goes wrong and what it costs to leave it."""

    text: str
    doing_nothing_per_month: int | None = None
    why_learning: str = ""


@dataclass(frozen=True, slots=True)
class Solution:
    """5 What will be done, for whom, when, with whom."""

    text: str
    audience: str
    people: int
    hours_each: Decimal
    starts_on: date | None = None
    launch_on: date | None = None
    engagement: str = ""
    engagement_reason: str = ""
    vendor: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueRow:
    """6 One line of the value logic: the sentence, where it lands, its adjusted amount in the window."""

    logic: str
    realisation: str
    amount: int


@dataclass(frozen=True, slots=True)
class CostYear:
    """7 Budget cost and people's time of one fiscal year; `capex` is what finance marked of the budget."""

    year: str
    budget: int
    people_time: int
    capex: int = 0


@dataclass(frozen=True, slots=True)
class NetCurve:
    """8 Cumulative net at month 0 … horizon, and the payback month or None.

    `band` holds its P10, P50 and P90 where the pitch gives ranges.
    """

    cumulative: tuple[int, ...]
    payback_months: float | None = None
    band: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """9 The top risk and its answer."""

    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """9 What was assumed and where it comes from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Gate:
    """10 A planned decision: its name, when it is due and what it needs."""

    name: str
    due_on: date | None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """10 How it will be shown, by whom, and when it is stopped."""

    measure: str
    readings: tuple[date, ...]
    isolation: str
    owner: str
    stop_rule: str
    gates: tuple[Gate, ...] = ()
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """11 One decision: by whom, when and what; without a name it is a blank to sign."""

    role: str
    name: str = ""
    decided_on: date | None = None
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """11 What finance approved first and more since, in how many approvals, until when; and what is spent."""

    first: int
    amount: int
    times: int
    last_on: date
    spent: int


@dataclass(frozen=True, slots=True)
class Decision:
    """11 The ledger's figures and who decided."""

    asked: int
    reserved: int
    committed: int
    released: int
    signatures: tuple[Signature, ...]
    promised: int = 0
    """Money of later years whose budget is not open yet: nobody has it."""
    more: More | None = None


@dataclass(frozen=True, slots=True)
class Footer:
    """12 What lets the reader check the sheet."""

    reference: str
    revision: int
    content_hash: str
    printed_on: date
    checks_passed: int
    warnings: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    numbers: str = ""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A quantity of the running investment: planned to date, forecast at the end, measured to date.

    `rag` is green, amber, red or grey.
    """

    plan: Figure
    forecast: Figure
    measured: Figure
    rag: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an investment, as its sponsor confirmed it; no share where nothing was planned."""

    benefit: int
    planned_benefit: int
    benefit_share: Decimal | None
    cost: int
    planned_cost: int
    obtained: str
    lesson: str
    confirmed_by: str
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class Tracking:
    """After approval: what comes next, what is asked of the reader, and the promise beside what happened.

    Once the sponsor confirmed the closing review its `outcome` leads instead.
    """

    next_gate: Gate
    asked_of_reader: str
    cost: Tracked
    benefit: Tracked
    roi_pct: Tracked
    measure: Tracked
    evidenced_share: Figure
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class OnePager:
    """Everything that is printed, and nothing that is computed; `tracking` makes it the funded sheet."""

    organisation: str
    currency: str
    heading: Heading
    goal: Goal
    ask: Ask
    returns: Returns
    problem: Problem
    solution: Solution
    value_rows: tuple[ValueRow, ...]
    cost_years: tuple[CostYear, ...]
    curve: NetCurve | None
    risk: Risk | None
    assumptions: tuple[Assumption, ...]
    proof: Proof
    decision: Decision
    footer: Footer
    tracking: Tracking | None = None
    locale: str = "en_GB"
    brand: Brand = PLAIN
