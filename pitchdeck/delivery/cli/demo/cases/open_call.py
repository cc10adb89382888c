"""Pitches of the round that takes pitches: submitted, returned, small, and drafts."""

from pitchdeck.delivery.cli.demo.proposal import Gain, Proposal, Sourced, lasting, paid, time
from pitchdeck.features.pitches.figures import CostRow

SUPERVISORS = Proposal(
    case="noe-confidence-20-trainees",
    title="Supervisors run their cell like a business",
    source=(
        "Textbook extract after Noe (expertsmind.com 301119256): 20 trainees estimate 336,000 of benefit a "
        "month; at 70 % confidence 235,200. The extract names no share of learning: half is counted here, "
        "117,600 a month. Cost is ours."
    ),
    unit="Production",
    presenter="presenter3",
    measure="cell_result",
    problem="Cells are run by output. Supervisors do not see what a changeover, a rush order or scrap costs.",
    nothing=117_000,
    solution=(
        "Six days on the cell's own figures with a controller, and a monthly talk about result instead of "
        "output."
    ),
    audience="Supervisors of 20 cells",
    people=20,
    hours_each=48,
    sourced=Sourced(
        role="Instructional design",
        hours=160,
        months=2,
        nature="uncertain",
        chosen="time_and_materials",
        replaces="Figures for 20 cells",
    ),
    costs=(
        paid("delivery_facilitation", "Trainer, six days", 42_000, 2),
        paid("design_development", "Figures for 20 cells", 18_000, 1),
        time(20, 48, 52),
    ),
    benefits=(
        Gain("direct", "Result of the cells",
             lasting(units=20, delta=16_800, value=1, per="month", applies_to="average", isolation=0.5,
                     confidence=0.7, basis="participant", realisation="avoided"),
             "The participants' own estimate of 336,000 a month for 20 cells", "cell_result"),
    ),
    level_1="Supervisors ask for the next month's figures",
    level_2="Each explains the result of the last month",
    level_3="Result is talked about monthly in all cells",
    isolation_plan="participant",
    risk="Participants estimate their own success.",
    risk_answer="A controller reads the first two months beside cells that wait.",
    stop_rule="Stop when the controller finds less than a fifth of the estimate.",
)  # fmt: skip

SOLUTIONS = Proposal(
    case="ricoh-implied-cost",
    title="From boxes to solutions: selling print as a service",
    source=(
        "Ricoh solution selling (Phillips, Measuring the Success of Sales Training, ch. 6): benefit 96,533, "
        "ROI 2.2 %. The cost of 94,455 is implied by the two. The lines beneath (35 % margin, 60 % share, "
        "80 % sure) are ours."
    ),
    unit="Sales",
    presenter="presenter",
    measure="solution_revenue",
    template="more_sales",
    problem=(
        "Offices buy printers from us and the service from others. Sellers quote a device when the customer "
        "describes a process."
    ),
    nothing=8_000,
    solution=(
        "Three days on process questions, two real accounts each, and coaching on the first three offers."
    ),
    audience="Sellers for office accounts",
    people=60,
    hours_each=11,
    costs=(
        paid("delivery_facilitation", "Trainer and coach", 47_000, 1, "Offer 25-060"),
        paid("design_development", "Account workbooks", 13_000, 0),
        time(60, 11, 34_455 / 660, "Set so that the cost is the case's"),
    ),
    benefits=(
        Gain("sales_uplift", "Revenue from solutions",
             lasting(units=1, delta=96.533 / 0.168, value=1_000, per=(
        "year"
    ), applies_to=(
        "average"
    ), margin=0.35,
                     isolation=0.6, confidence=0.8, basis="participant"),
             "Margin of 35 % on services: controlling", "solution_revenue"),
    ),
    level_1="Sellers rate it 4 of 5",
    level_2="Each presents one account plan",
    level_3="Two of three offers contain a service",
    isolation_plan="participant",
    risk="It barely pays back.",
    risk_answer="Only the first 20 sellers start; the rest follow if it does.",
    stop_rule="Stop after 20 sellers when fewer than 30 services were sold.",
)  # fmt: skip

TEMPLATES = Proposal(
    case="atd-dev-hours",
    title="Two hours on better meeting notes",
    source=(
        "ATD 2017 (eLeapSoftware, citing Defelice): 71 hours of work per finished hour of level 2 "
        "e-learning; 2 hours x 71 x 60 = 8,520 of our own time. It claims no return: the page says what "
        "each of 40 people would have to save. Voice and licence are ours."
    ),
    unit="Customer Service",
    presenter="presenter",
    measure="note_minutes",
    problem="Meeting notes arrive after three days and in four formats. Nobody finds a decision again.",
    solution=(
        "Two hours of e-learning with our own template; the team leader reads two notes with each person."
    ),
    audience="Project coordinators",
    people=40,
    hours_each=2,
    costs=(
        CostRow("development", "design_development", "Building it",
                {"finished_hours": 2, "ratio": 71, "rate": 60, "month": 1}, "ATD 2017"),
        paid("acquisition_licences", "Voice and licence", 2_700, 1),
        time(40, 2, 42.6),
    ),
    level_1="Coordinators would recommend it",
    level_2="Each writes one note that a colleague understands",
    level_3="Notes are out on the same day",
    risk="The template is one more form.",
    risk_answer="It replaces the four others, which are switched off.",
    stop_rule="Stop if notes still take three days after a month.",
)  # fmt: skip

PROCESS = Proposal(
    case="haislip-1987-bcr",
    title="Process engineers read a plant's accounts",
    source=(
        "Haislip 1987, 'How to treat training as an investment' (AGRIS record): present value of cost "
        "17,175 and of return 43,816. The published BCR of 1.45 does not reproduce from the two; 2.55 does "
        "and is used. How they are made up is ours."
    ),
    unit="Production",
    presenter="presenter",
    measure="energy_cost",
    problem=(
        "Process engineers propose what saves energy and not what saves money. Two of five proposals cost "
        "more than they bring."
    ),
    solution="Four afternoons with a controller on three of their own proposals.",
    audience="Process engineers",
    people=12,
    hours_each=16,
    costs=(
        paid("delivery_facilitation", "Controller and trainer", 7_575, 1),
        time(12, 16, 50),
    ),
    benefits=(
        Gain("cost_avoided", "Energy cost avoided",
             lasting(units=1, delta=43_816 / 0.48, value=1, per="year", applies_to="average", isolation=0.6,
                     confidence=0.8, basis="published_study"),
             "The source's return, with 60 % share and 80 % confidence taken back out", "energy_cost"),
    ),
    risk="",
    risk_answer="",
)  # fmt: skip

LOYAL = Proposal(
    case="astd-fly-manufacturer",
    title="Price talks at the counter",
    source=(
        "ROI on the Fly (ASTD Links, July 2003): the case left a gain of 5.8 million with loyal customers "
        "out, to be careful. This draft asks whether it can be claimed at all."
    ),
    unit="Sales",
    presenter="presenter2",
    measure="loyal_revenue",
    problem="Loyal customers ask for the discount that new ones get.",
    solution="",
    audience="",
    people=0,
    hours_each=0,
    costs=(),
    risk="",
    risk_answer="",
)  # fmt: skip
