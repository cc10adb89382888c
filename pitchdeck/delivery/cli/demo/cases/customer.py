"""Pitches of the finished round: sales and customer service."""

from pitchdeck.delivery.cli.demo.proposal import Doubt, Gain, Proposal, lasting, paid, time
from pitchdeck.features.pitches.figures import CostRow, OptionRow

MOBILE = Proposal(
    case="transoft-control-group",
    title="Mobile lessons between two customer visits",
    source=(
        "Transoft, control group, and its prorated development (ROI Institute/ATD, ebrary.net/1346): 3,800 "
        "per person and month x 12 x 25 x 20 % margin = 228,000 a year; 56,000 x 25/110 = 12,727 of "
        "development. Planned at 80 % confidence (182,400) until our own control group shows it. Other "
        "costs are ours."
    ),
    unit="Sales",
    presenter="presenter2",
    measure="adviser_sales",
    template="more_sales",
    problem=(
        "Advisers present the new control units from memory. In ride-alongs 14 of 20 could not name two of "
        "the three reasons why customers upgrade, and quotes go out for the smaller unit."
    ),
    nothing=19_000,
    solution=(
        "Twelve five-minute lessons on the phone, one a week, each with a customer question to answer the "
        "same day. Regional managers take one of them into their weekly call. 25 advisers start; the other "
        "regions stay as they are for a year and are our control group."
    ),
    audience="Field advisers of the northern region",
    people=25,
    hours_each=4,
    engagement="project_outsourcing",
    costs=(
        CostRow("prorated", "design_development", "Lessons, our share of the development",
                {"amount": 56_000, "expected_users": 110, "used": 25, "month": 0},
                "Transoft case: 110 users"),
        paid("evaluation", "Control group study", 5_000, 2),
        time(25, 4, 48),
    ),
    benefits=(
        Gain("sales_uplift", "More sales per adviser",
             lasting(units=25, delta=3_800, value=1, per="month", applies_to="average", margin=0.2,
                     isolation=1, confidence=0.8, basis="published_study"),
             "Margin of 20 %: controlling, product line report", "adviser_sales"),
    ),
    level_1="9 of 10 finish a lesson in the week it appears",
    level_2="80 % name the three upgrade reasons in the app's test",
    level_3="Regional managers hear the questions asked in 7 of 10 ride-alongs",
    isolation_plan="control_group",
    risk="Advisers click through on Friday afternoon and use nothing.",
    risk_answer="The answer to the day's question is sent to the regional manager, who replies to it.",
    stop_rule="Stop after six months if the trained region sells no more than the control regions.",
)  # fmt: skip

SIMULATOR = Proposal(
    case="futuretel-margin-roi",
    title="A simulator for key account negotiations",
    source=(
        "Future-Tel sales simulator (ROI Institute/ATD, ebrary.net/1330): 6,299,584 attributed x 9.8 % "
        "margin = 617,359 against 392,225; the published 'ROI of 1.57' is the BCR, ROI is 57.4 %. The "
        "printed share of 15.6 % does not reproduce; 15.8 % does and is used (19.75 % x 80 % sure). The "
        "split of cost is ours."
    ),
    unit="Sales",
    presenter="presenter2",
    co_author="presenter",
    measure="account_revenue",
    template="more_sales",
    problem=(
        "Key account managers meet a purchasing board twice a year and learn on the live deal. In the last "
        "review 9 of 31 renewals gave away more discount than the customer had asked for."
    ),
    nothing=51_000,
    solution=(
        "A simulator plays the purchasing board with our own price lists. Each manager runs six "
        "negotiations, sees the margin after every concession, and debriefs with a coach. Cases are renewed "
        "with each price round."
    ),
    audience="Key account managers and their sales engineers",
    people=200,
    hours_each=8,
    engagement="project_outsourcing",
    costs=(
        CostRow("msp_fixed", "msp", "Simulator with twelve cases",
                {"milestones": [[0, 96_000], [1, 96_000], [2, 48_000]], "contingency": 0}, "Offer 24-118"),
        paid("delivery_facilitation", "Coaches for the debriefings", 62_225, 2, "Framework contract"),
        paid("evaluation", "Regression on renewals, two readings", 10_000, 2),
        time(200, 8, 50),
    ),
    benefits=(
        Gain("sales_uplift", "More revenue with key accounts",
             lasting(units=1, delta=39.87078568, value=1_000_000, per="year", applies_to="average",
                     margin=0.098, isolation=0.1975, confidence=0.8, basis="expert"),
             "Net margin 9.8 %: annual report of the source (1.738 of 17.735)", "account_revenue"),
    ),
    level_1="Coaches and managers rate the cases as real, 4 of 5",
    level_2="Each manager closes the hardest case above the floor price",
    level_3="Two of three renewals are prepared with the concession plan",
    isolation_plan="model",
    risk="The market carries the revenue, and we take the credit.",
    risk_answer=(
        "The share comes from a regression on price, volume and training; market growth is in the model."
    ),
    stop_rule="No second tranche unless the first reading shows at least 80 % of the plan.",
    doubt=Doubt((1.25, 0.95), (0.5, 1.2)),
    options=(
        OptionRow(
            "Two days with a negotiation trainer",
            "Every key account manager plays two cases in a seminar room, once.",
            once_minor=96_000_00,
            time_minor=60_000_00,
            benefit_minor=11_000_00,
            from_month=2,
            months=12,
            why_not="Two cases are too few, and the price lists are not our own.",
        ),
    ),
)  # fmt: skip

ORDERS = Proposal(
    case="trainingcheck-payback",
    title="Take the order right the first time",
    source=(
        "TrainingCheck ROTI calculator, 'What is the payback period?': 81,500 of benefits over 12 months "
        "against 15,000 of cost, payback 2.2 months. The two totals are theirs; how they are made up (wrong "
        "shipments, learning's share of 80 %, 50 % sure) is ours."
    ),
    unit="Customer Service",
    presenter="presenter",
    measure="wrong_shipments",
    template="fewer_errors",
    problem=(
        "One order in forty goes out with a wrong part. Agents copy article numbers from old orders because "
        "they do not know how to use the configurator's search."
    ),
    nothing=17_000,
    solution=(
        "Five one-hour sessions at the desk on the configurator, with the agent's own open orders, then a "
        "buddy who reads ten orders a week for a month."
    ),
    audience="Order desk agents in Halden",
    people=30,
    hours_each=5,
    costs=(
        paid("delivery_facilitation", "Desk coach, ten days", 7_000, 1, "Framework contract"),
        paid("evaluation", "Evaluation of order errors", 2_000, 2),
        time(30, 5, 40),
    ),
    benefits=(
        Gain("errors_avoided", "Fewer wrong shipments",
             lasting(units=1, delta=3_260, value=62.5, per="year", applies_to="average",
                     isolation=0.8, confidence=0.5, basis="manager"),
             "62.50 a wrong shipment: freight both ways and handling, logistics", "wrong_shipments"),
    ),
    level_1="9 of 10 agents would send a colleague",
    level_2="All find ten test articles in the configurator without help",
    level_3="Copied article numbers fall below 5 % of order lines",
    readings=(6, 12),
    isolation_plan="trend_line",
    risk="The configurator is replaced before the habit has formed.",
    risk_answer="IT confirmed in writing that the search stays as it is for two years.",
    stop_rule="Stop the buddies when the error rate has not moved after three months.",
)  # fmt: skip

DEALERS = Proposal(
    case="astd-fly-manufacturer",
    title="Dealers sell service contracts with the machine",
    source=(
        "ROI on the Fly (ASTD Links, July 2003), manufacturer's view: 9.6 million more revenue, 50 % for "
        "isolation and confidence, 12 % margin = 576,000 against 460,000, ROI 25.2 %. One printed line says "
        ".567; only .576 fits the result and is used. 50 % is entered as 62.5 % x 80 % sure; the split of "
        "cost is ours."
    ),
    unit="Sales",
    presenter="presenter3",
    measure="dealer_revenue",
    template="more_sales",
    problem=(
        "Dealers sell the machine and leave the service contract to us, months later. Four of five buyers "
        "have by then found somebody else."
    ),
    nothing=48_000,
    solution=(
        "Two days at the dealer: what a stopped machine costs the customer, how the contract is priced, and "
        "the offer written together for three real customers. A quarterly clinic keeps it alive."
    ),
    audience="Sales people of 80 dealers",
    people=400,
    hours_each=6,
    engagement="time_and_materials",
    costs=(
        paid("design_development", "Material in four languages", 60_000, 0),
        paid("delivery_facilitation", "Trainers at 80 dealers", 200_000, 1, "Offer 24-121"),
        paid("travel_facilities", "Travel to the dealers", 80_000, 2, "Travel desk"),
        time(400, 6, 50),
    ),
    benefits=(
        Gain("sales_uplift", "More contracts sold by dealers",
             lasting(units=1, delta=9.6, value=1_000_000, per="year", applies_to="average",
                     margin=0.12, isolation=0.625, confidence=0.8, basis="expert"),
             "Margin of 12 % on dealer revenue: controlling", "dealer_revenue"),
    ),
    level_1="Dealers rate the two days 4 of 5",
    level_2="Each writes one complete offer with the price model",
    level_3="Two of three machine quotes carry a contract offer",
    readings=(6, 12),
    isolation_plan="trend_line",
    risk="Travel and interpreters cost more than planned.",
    risk_answer="Dealers are visited in loops; a fourth language is added only after the pilot.",
    stop_rule="No second tranche before 20 dealers have sold ten contracts each.",
    doubt=Doubt((1.2, 0.95), (0.4, 1.3)),
    options=(
        OptionRow(
            "A higher commission on service contracts",
            "Dealers get two points more for each contract in the first year.",
            monthly_minor=22_000_00,
            benefit_minor=26_000_00,
            from_month=2,
            months=12,
            why_not="It pays those who sell contracts already, and ends when the commission does.",
        ),
    ),
)  # fmt: skip
