"""Facts of sheets: two published cases, the least that is possible, and the worst that can be typed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pitchdeck.delivery.documents.one_pager import (
    Ask,
    Assumption,
    CostYear,
    Decision,
    Figure,
    Footer,
    Gate,
    Goal,
    Heading,
    NetCurve,
    OnePager,
    Problem,
    Proof,
    Returns,
    Risk,
    Signature,
    Solution,
    TierAsk,
    TimeAgreed,
    Tracked,
    Tracking,
    ValueRow,
    YearAmount,
)

D = Decimal


def curve(upfront: int, monthly: int, launch: int, horizon: int = 36) -> tuple[int, ...]:
    return tuple(-upfront + max(0, month - launch) * monthly for month in range(horizon + 1))


def transoft() -> OnePager:
    """Mobile sales learning at Transoft: a control group sold 3,800 less per person and month."""
    return OnePager(
        organisation="Transoft",
        currency="USD",
        locale="en_US",
        heading=Heading(
            title="Mobile sales learning for the upgrade launch",
            stage="In funding",
            unit="Sales Academy",
            round_name="Autumn round 2026",
            presenter="Helen Ostrom",
            co_authors=("Ravi Menon",),
        ),
        goal=Goal(
            goal="Grow upgrade revenue",
            measure="Upgrade sales per associate and month",
            measure_unit="USD",
            baseline=D(19200),
            target=D(23000),
            target_by=date(2027, 12, 31),
            learning_share=D(1),
            agreed_by="Marta Quintero, VP Sales",
            agreed_on=date(2026, 11, 9),
        ),
        ask=Ask(
            YearAmount("FY 2026", 1272500),
            (YearAmount("FY 2027", 420000),),
            D(150),
            630000,
            date(2026, 12, 11),
            (
                TierAsk("minimum", 900000),
                TierAsk("requested", 1692500),
                TierAsk("stretch", 2450000),
            ),
            TimeAgreed("agreed", "Marta Quintero"),
        ),
        returns=Returns(
            roi_pct=Figure(D("883.8")),
            cashable_roi_pct=Figure(D("1247.1")),
            payback_months=Figure(D("3.2")),
            cashable_payback_months=Figure(D("2.9")),
            budget_cost=1692500,
            cashable_benefit=22800000,
            avoided_benefit=0,
            capacity_benefit=0,
            breakeven_benefit_fraction=Figure(D("0.1")),
            npv=Figure(18734211),
            bcr=Figure(D("9.84")),
            irr=Figure(reason="not_unique"),
            discount_rate=D("0.08"),
            horizon_months=36,
            roi_objective_pct=D(25),
            breakeven_words="or each associate sells $388 more a month",
        ),
        problem=Problem(
            "Associates learn about the upgrade from release notes and miss half of the questions that "
            "customers ask in the first meeting. Proposals go out late, and shorter demos win.",
            doing_nothing_per_month=1900000,
            why_learning="skill: associates know the product but not how to position it",
        ),
        solution=Solution(
            "Five short mobile modules with a coached practice call each; managers review one recorded call "
            "per associate before launch.",
            audience="Sales associates of the East region",
            people=25,
            hours_each=D(6),
            starts_on=date(2027, 1, 1),
            launch_on=date(2027, 3, 1),
            engagement="Project outsourcing",
            engagement_reason="the authoring skill is not in house and is needed once",
            vendor="Northlight Learning",
            options=(
                "Do nothing: $228,000 of profit stays away",
                "Classroom days: same content, $61,000 budget",
            ),
        ),
        value_rows=(
            ValueRow("25 associates × $3,800 more sales a month × 20 % margin", "cashable", 22800000),
        ),
        cost_years=(CostYear("FY 2026", 1272500, 0), CostYear("FY 2027", 420000, 630000)),
        curve=NetCurve(curve(2322500, 1900000, 2), 3.2),
        risk=Risk("Managers skip the coached call", "the region’s bonus sheet counts reviewed calls"),
        assumptions=(
            Assumption("Margin on upgrades stays at 20 %", "Finance, standard values 2026"),
            Assumption(
                "Development is shared by 110 users, charged for 25", "ROI Institute case, ebrary.net/1346"
            ),
            Assumption("The comparison group works comparable territories", "Sales Operations"),
        ),
        proof=Proof(
            measure="Upgrade sales per associate and month",
            readings=(date(2027, 6, 1), date(2027, 9, 1), date(2028, 3, 1)),
            isolation="Control group: 25 associates of the West region",
            owner="Marta Quintero",
            stop_rule="Stop if the difference to the control group is under $400 at the first reading.",
            gates=(Gate("Pilot evidence", date(2027, 6, 15), "first reading attested"),),
            levels=(
                "Reaction: 4 of 5 would recommend it",
                "Learning: 80 % pass the positioning call",
                "Application: two coached calls a month",
            ),
        ),
        decision=Decision(
            1692500,
            900000,
            0,
            0,
            (
                Signature("Chair", "Ines Barros", date(2026, 11, 20), "Shortlisted"),
                Signature("Finance"),
                Signature("Sponsor", "Marta Quintero", date(2026, 11, 9), "Agreed"),
            ),
        ),
        footer=Footer(
            "P-2026-0042", 2, "9f2c41d07be35a6688c1", date(2026, 11, 24), 17, ("participant time is low",)
        ),
    )


def turnover() -> OnePager:
    """Skills training in a 100-person IT department: turnover 23 % → 15 %, ROI two thirds of a per cent."""
    base = transoft()
    return replace(
        base,
        organisation="Meridian Insurance",
        heading=Heading(
            "Skills programme to keep our IT people",
            "Finance review",
            "Information Technology",
            "Autumn round 2026",
            "Joan Albright",
        ),
        goal=Goal(
            "Keep critical skills",
            "Voluntary turnover of the IT department",
            "% a year",
            D(23),
            D(15),
            date(2027, 12, 31),
            D("0.6"),
            "Peter Lindqvist, CIO",
            date(2026, 10, 30),
        ),
        ask=Ask(YearAmount("FY 2026/27", 17000000), (), D(8000), 28000000, date(2026, 12, 4)),
        returns=replace(
            base.returns,
            roi_pct=Figure(D("0.6666667")),
            cashable_roi_pct=Figure(D("166.47")),
            payback_months=Figure(D("13.9")),
            cashable_payback_months=Figure(D("6.5")),
            budget_cost=17000000,
            cashable_benefit=45300000,
            breakeven_benefit_fraction=Figure(D("0.993377")),
            npv=Figure(36120455),
            bcr=Figure(D("1.0066667")),
            irr=Figure(D("1.084")),
            roi_low_pct=D("-38"),
            roi_high_pct=D("52"),
            breakeven_words="7.9 of 8 leavers avoided a year",
        ),
        problem=Problem(
            "Twenty-three of a hundred IT people leave every year, most of them for roles that use newer "
            "skills. Each departure costs 56,625 to replace, and projects wait four months.",
            10853125,
            "skill: exit interviews name missing development first",
        ),
        value_rows=(
            ValueRow("100 people × 8 points less turnover × $56,625 per leaver", "cashable", 45300000),
            ValueRow("Four months of waiting per vacancy, listed and not valued", "capacity", 0),
        ),
        cost_years=(CostYear("FY 2026/27", 17000000, 28000000),),
        curve=NetCurve(curve(45000000, 3775000, 2), 13.9),
        decision=Decision(
            17000000,
            17000000,
            0,
            0,
            (
                Signature("Sponsor", "Peter Lindqvist", date(2026, 10, 30), "Agreed"),
                Signature("Finance"),
                Signature("Chair"),
            ),
        ),
        footer=Footer("P-2026-0057", 1, "03ab77e19cd2f45a", date(2026, 11, 24), 19),
    )


def minimal() -> OnePager:
    """The smallest honest pitch: no benefit claimed, no curve, nothing decided."""
    none = Figure(reason="no_benefit")
    return OnePager(
        organisation="Workshop Nine",
        currency="EUR",
        heading=Heading("Forklift refresher", "Submitted", "Warehouse"),
        goal=Goal("Fewer incidents", "Incidents a quarter", "", None, None),
        ask=Ask(YearAmount("2026", 270000), (), D(120), 426000),
        returns=Returns(
            none,
            none,
            none,
            none,
            270000,
            0,
            0,
            0,
            none,
            none,
            Figure(D(0)),
            none,
            D("0.08"),
            36,
            breakeven_words="if each of 40 people saves 6 minutes a week",
        ),
        problem=Problem("Near misses doubled since May."),
        solution=Solution("Half a day on the yard.", "", 40, D(3)),
        value_rows=(),
        cost_years=(CostYear("2026", 270000, 426000),),
        curve=None,
        risk=None,
        assumptions=(),
        proof=Proof("Incidents a quarter", (), "", "Safety officer", ""),
        decision=Decision(270000, 0, 0, 0, (Signature("Fund owner"), Signature("Finance"))),
        footer=Footer("P-2026-0003", 1, "aa10", date(2026, 11, 24), 6),
    )


def worst(letter: str = "W") -> OnePager:
    """Every text as long and as wide as its form allows, many years, many lines, enormous amounts."""
    amount, long_text, name = 123456789012345, letter * 400, letter * 80
    figure = Figure(amount)
    years = tuple(f"FY 20{n}/{n + 1}" for n in range(26, 34))
    day = date(2026, 9, 30)
    return OnePager(
        organisation=name,
        currency="EUR",
        heading=Heading(letter * 120, name, name, name, name, (name,) * 6),
        goal=Goal(
            letter * 120,
            letter * 120,
            name,
            D("123456789.123"),
            D("987654321.55"),
            day,
            D("0.333"),
            name,
            day,
        ),
        ask=Ask(
            YearAmount(years[0], amount),
            tuple(YearAmount(y, amount) for y in years[1:]),
            D("123456789"),
            amount,
            day,
            time=TimeAgreed("", name),
        ),
        returns=Returns(
            Figure(D("-123456.7")),
            Figure(D("98765.4")),
            Figure(D("35.9")),
            Figure(reason="never_within_horizon"),
            amount,
            amount,
            amount,
            amount,
            Figure(D("12345.678")),
            figure,
            Figure(D("1234.56")),
            Figure(D("12.3456")),
            D("0.085"),
            120,
            partial_window=True,
            roi_objective_pct=D(25),
            roi_low_pct=D("-98765.4"),
            roi_high_pct=D("123456.7"),
            breakeven_words=letter * 90,
        ),
        problem=Problem(long_text, amount, letter * 120),
        solution=Solution(
            long_text, letter * 120, 999999, D("999.25"), day, day, name, long_text, name, (long_text,) * 5
        ),
        value_rows=tuple(ValueRow(letter * 200, "cashable", amount - n) for n in range(12)),
        cost_years=tuple(CostYear(year, amount, amount) for year in years),
        curve=NetCurve(curve(9 * 10**16, 10**15, 4, 120), 94.0),
        risk=Risk(letter * 200, letter * 200),
        assumptions=tuple(Assumption(letter * 200, letter * 120) for _ in range(9)),
        proof=Proof(
            letter * 120,
            (day,) * 12,
            letter * 120,
            name,
            letter * 400,
            tuple(Gate(name, day, letter * 200) for _ in range(6)),
            (letter * 200,) * 3,
        ),
        decision=Decision(
            amount, amount, amount, amount, tuple(Signature(name, name, day, name) for _ in range(6))
        ),
        footer=Footer("P-2026-0042", 999, "f" * 64, day, 25, (name,) * 9, (name,) * 9),
    )


def funded(base: OnePager | None = None) -> OnePager:
    """The sheet of a running investment: cost in hand, benefit behind, the measure evidenced in part."""
    base = base or transoft()
    return replace(
        base,
        heading=replace(base.heading, stage="Running, gate due"),
        decision=Decision(
            1692500,
            0,
            692500,
            1000000,
            (
                Signature("Investors", "A. Novak, B. Okafor", date(2026, 12, 1), "Committed $16,925"),
                Signature("Finance", "L. Brandt", date(2026, 12, 10), "Approved"),
                Signature("Chair", "Ines Barros", date(2026, 12, 14), "Published"),
            ),
        ),
        tracking=Tracking(
            next_gate=Gate("Pilot evidence", date(2027, 6, 15), "first reading attested by the sponsor"),
            asked_of_reader="Decide on tranche 2 of $6,925; without an answer by 15 June it stays blocked.",
            cost=Tracked(Figure(1480000), Figure(1692500), Figure(1455000), "green"),
            benefit=Tracked(Figure(5700000), Figure(20900000), Figure(4959000), "amber"),
            roi_pct=Tracked(Figure(D("285.1")), Figure(D("799.9")), Figure(D("240.8")), "amber"),
            measure=Tracked(Figure(D(22200)), Figure(D(22700)), Figure(D(21950)), "amber"),
            evidenced_share=Figure(D("0.87")),
        ),
    )
