"""Pitches of the finished round that were not funded."""

from pitchdeck.delivery.cli.demo.proposal import Doubt, Gain, Proposal, lasting, paid, time
from pitchdeck.features.pitches.figures import OptionRow

CLINIC = Proposal(
    case="agentcalc-payback",
    title="A day of upselling for the inside sales desk",
    source=(
        "AgentCALC, employee training cost-benefit: 1,000 of cost per employee, 5,000 revenue a month, 5 % "
        "gain, payback 4 months. That counts revenue; here only the margin of 20 % counts, at 50 % "
        "confidence, so that it does not pay back in the first year."
    ),
    unit="Sales",
    presenter="presenter3",
    measure="desk_revenue",
    template="more_sales",
    problem=(
        "The inside sales desk takes orders and offers nothing beside them. Spare parts lists show that "
        "every third caller buys the fitting accessory elsewhere."
    ),
    cause="will",
    solution=(
        "One day on questions that open a second need, with recorded calls and a script for five product "
        "families."
    ),
    audience="Inside sales desk",
    people=40,
    hours_each=6,
    costs=(
        paid("delivery_facilitation", "Trainer, four groups", 20_000, 1),
        paid("design_development", "Scripts and recorded calls", 8_000, 0),
        time(40, 6, 50),
    ),
    benefits=(
        Gain("sales_uplift", "More sales per desk adviser",
             lasting(units=40, delta=250, value=1, per="month", applies_to="average", margin=0.2,
                     isolation=1, confidence=0.5, basis="participant"),
             "Margin of 20 %: controlling, spare parts", "desk_revenue"),
    ),
    level_1="4 of 5 would recommend it",
    level_2="Everyone passes two recorded calls",
    level_3="A second need is asked for in half of the calls",
    isolation_plan="participant",
    risk="Callers feel pushed.",
    risk_answer="Complaints per thousand calls are watched in the first month.",
    stop_rule="Stop after the first group when complaints rise.",
)  # fmt: skip

CALLBACKS = Proposal(
    case="phillips-roi-basic",
    title="Diagnose once: fewer second visits in field service",
    source=(
        "ROI Institute/ATD, ROI calculation (ebrary.net/1303): benefits 350,000 and costs 200,000, BCR "
        "1.75, ROI 75 %. The two totals are theirs and are kept; the lines beneath (second visits, "
        "learning's share of 70 %, 80 % sure) are ours."
    ),
    unit="Customer Service",
    presenter="presenter",
    measure="second_visits",
    template="fewer_errors",
    problem=(
        "Technicians swap the part that failed last time. Every fifth visit is a second visit to the same "
        "fault, and the customer's line stands still twice."
    ),
    nothing=52_000,
    solution=(
        "Three days on the fault tree with the test bench, then a remote expert who asks the next question "
        "instead of giving the answer, for ten visits each."
    ),
    audience="Field service technicians",
    people=150,
    hours_each=8,
    costs=(
        paid("technology", "Two mobile test benches", 60_000, 0, "Offer 24-126"),
        paid("delivery_facilitation", "Trainers and remote experts", 80_000, 2),
        time(150, 8, 50),
    ),
    benefits=(
        Gain("errors_avoided", "Fewer second visits",
             lasting(units=1, delta=50_000, value=12.5, per="year", applies_to="average",
                     isolation=0.7, confidence=0.8, basis="published_study"),
             "12.50 of travel that a planned tour saves, per visit: service controlling", "second_visits"),
    ),
    level_1="Technicians rate the bench 4 of 5",
    level_2="9 of 10 find four planted faults in an hour",
    level_3="The fault tree is attached to 8 of 10 reports",
    isolation_plan="trend_line",
    risk="Tours leave no time for three days.",
    risk_answer="Dispatch plans one technician per tour out, in the weeks with least demand.",
    stop_rule="Stop after the first 50 technicians if second visits do not fall.",
    doubt=Doubt((1.2, 0.95), (0.5, 1.3)),
    options=(
        OptionRow(
            "A knowledge base on the phone",
            "The hundred most frequent faults, searchable on site.",
            once_minor=85_000_00,
            monthly_minor=1_500_00,
            benefit_minor=9_000_00,
            from_month=4,
            months=12,
            why_not="Technicians who diagnose wrongly look up the wrong fault.",
        ),
    ),
)  # fmt: skip

CONSULTING = Proposal(
    case="jsa-trend-isolation",
    title="Consultative selling for the whole sales force",
    source=(
        "JSA Solutions, 'ROI on training investment': 14 % planned on 85 million less 8 % natural growth = "
        "5.1 million, 40 % gross margin = 2.04 million against 250,000; the published 816 % is benefit over "
        "cost, ROI is 716 %, and the sellers' time is not in the cost. At our 80 % confidence it is 553 %."
    ),
    unit="Sales",
    presenter="presenter2",
    measure="sales_growth",
    template="more_sales",
    problem=(
        "Offers answer the specification, not the problem. We are compared by price in two of three "
        "tenders."
    ),
    nothing=136_000,
    solution=(
        "Account planning, a question method and monthly deal reviews with a consultant who stays for a "
        "year."
    ),
    audience="Sales force",
    people=120,
    hours_each=24,
    engagement="retainer",
    costs=(
        paid("msp", "Consultant, programme and deal reviews", 250_000, 1, "Offer 24-130"),
        time(0, 0, 48, "Left out in the source"),
    ),
    benefits=(
        Gain("sales_uplift", "Growth beyond the market's",
             lasting(units=1, delta=11.9, value=1_000_000, per="year", applies_to="average",
                     margin=0.4, isolation=6 / 14, confidence=0.8, basis="expert"),
             "Gross margin of 40 %: the source; market growth 8 of 14 points", "sales_growth"),
    ),
    level_1="Sellers rate the reviews 4 of 5",
    level_2="Each presents one account plan",
    level_3="Deal reviews take place in every region every month",
    isolation_plan="trend_line",
    risk="One year of market growth is no trend.",
    risk_answer="Market growth is read again from the association's report each quarter.",
    stop_rule="Stop when growth does not exceed the market's after two quarters.",
    doubt=Doubt((1.2, 0.95), (0.4, 1.3)),
    options=(
        OptionRow(
            "Only the forty sellers of large accounts",
            "The same programme for a third of the sales force.",
            once_minor=95_000_00,
            time_minor=60_000_00,
            benefit_minor=34_000_00,
            from_month=2,
            months=12,
            why_not="The regions that lose most customers have no large accounts.",
        ),
    ),
)  # fmt: skip
