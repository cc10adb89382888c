"""Pitches of the round with finance: small and quick."""

from pitchdeck.delivery.cli.demo.proposal import Doubt, Gain, Proposal, lasting, paid, time
from pitchdeck.features.pitches.figures import OptionRow

SPREADSHEETS = Proposal(
    case="successscorecard-time-saving",
    title="Four planners, one day, half an hour a day",
    source=(
        "SuccessScorecard, 'The cost of not training' (2018): 4 x 8 h x 26.25 + 1,000 = 1,840. The "
        "published 1,965 adds the instructor's hourly rate by mistake; 1,840 is used. The saving of 13,125 "
        "counts all freed time; here half of it is used and we are 80 % sure: 5,250."
    ),
    unit="Production",
    presenter="presenter3",
    measure="planning_hours",
    template="time_saved",
    problem=(
        "Four planners copy orders between three tables every morning. Each loses half an hour, every day."
    ),
    nothing=1_100,
    solution="One day with an instructor on their own tables: one query instead of three copies.",
    audience="Production planners",
    people=4,
    hours_each=8,
    costs=(
        paid("delivery_facilitation", "Instructor, one day at 125 an hour", 1_000, 1),
        time(4, 8, 26.25, "The source: 35,000 a year, 50 % overhead"),
    ),
    benefits=(
        Gain("time_saved", "Time saved",
             lasting(units=4, delta=2.5, value=26.25 * 50 / 52, per="week", applies_to="average", isolation=1,
                     confidence=0.8, redeployed=0.5, basis="published_study"),
             "26.25 an hour in 50 of 52 weeks: the source", "planning_hours"),
    ),
    level_1="All four would have come earlier",
    level_2="Each builds the query alone",
    level_3="No copying after a week",
    isolation_plan="participant",
    risk="The tables change with the new planning system.",
    risk_answer="The planning system comes in two years at the earliest.",
    stop_rule="Nothing to stop: it is one day.",
)  # fmt: skip

CAM = Proposal(
    case="designfusion-cam",
    title="A week of CAM for the tool shop",
    source=(
        "designfusion blog, 27 March 2012: course 2,000, salary 1,000, travel 1,000; 10 % faster on 50,000 "
        "a year. The excerpt ends before the author's result: benefit 5,000 and ROI 25 % are computed. 200 "
        "hours are entered as 250 expected at 80 % confidence."
    ),
    unit="Production",
    presenter="presenter2",
    measure="cam_hours",
    template="time_saved",
    problem="Tool paths are programmed by hand for parts that the CAM system would do alone.",
    nothing=400,
    solution="The vendor's course of a week, with three of our own parts.",
    audience="A toolmaker",
    people=1,
    hours_each=40,
    engagement="project_outsourcing",
    costs=(
        paid("delivery_facilitation", "Course", 2_000, 1, "Vendor's price list"),
        paid("travel_facilities", "Travel and hotel", 1_000, 1),
        time(1, 40, 25, "The source: 25 an hour"),
    ),
    benefits=(
        Gain("time_saved", "Programming hours saved",
             lasting(units=1, delta=250, value=25, per=(
        "year"
    ), applies_to=(
        "average"
    ), isolation=1, confidence=0.8,
                     redeployed=1, basis="expert"),
             "Every hour goes into the next job of the list", "cam_hours"),
    ),
    level_1="The course fits our machines",
    level_2="Three own parts programmed in the course",
    level_3="Half of new parts by CAM after three months",
    isolation_plan="expert",
    risk="One person carries the knowledge.",
    risk_answer="He shows two colleagues for an hour a week.",
    stop_rule="Nothing to stop: it is one course.",
)  # fmt: skip

WEB_BASED = Proposal(
    case="ilt-vs-wbt",
    title="Safety refresher on the web instead of in the classroom",
    source=(
        "traininginternational.net, classroom against web for 50 employees. The published classroom total "
        "of 156,600 does not reproduce: its lines add to 150,600, which is used; the web costs 137,350, "
        "saving 13,250. At 95 % confidence 143,070 are avoided."
    ),
    unit="Production",
    presenter="presenter",
    measure="refresher_cost",
    template="compliance",
    problem=(
        "50 fitters travel to headquarters for a refresher that is read to them. Travel and two days of "
        "wages are most of its cost."
    ),
    cause="environment",
    nothing=1_100,
    solution="The same content on the web with a practical test on site by the safety officer.",
    audience="Fitters at customers' sites",
    people=50,
    hours_each=8,
    engagement="project_outsourcing",
    costs=(
        paid("acquisition_licences", "Web-based course", 120_000, 1, "Offer 25-052"),
        time(50, 8, 43.375, "The source: 17,350 of wages"),
    ),
    benefits=(
        Gain("cost_avoided", "Classroom courses no longer held",
             lasting(units=1, delta=150_600, value=1, per="year", applies_to="average", isolation=1,
                     confidence=0.95, basis="published_study"),
             "Wages 34,700, instructor 900, materials 40,000, travel 75,000: the source", "refresher_cost"),
    ),
    level_1="Fitters finish it in two sittings",
    level_2="All pass the test on site",
    level_3="No finding in the safety walk",
    isolation_plan="expert",
    risk="The inspectorate wants it in the classroom.",
    risk_answer="The practical test stays in person; the inspectorate agreed in writing.",
    stop_rule="Back to the classroom if more than 5 % fail on site.",
    doubt=Doubt((1.3, 0.95), (0.7, 1.1)),
    options=(
        OptionRow(
            "The classroom with a trainer of our own",
            "A safety officer is trained and teaches one day a week.",
            once_minor=12_000_00,
            monthly_minor=5_500_00,
            benefit_minor=6_000_00,
            from_month=2,
            months=12,
            why_not="People still travel, and that is most of the cost.",
        ),
    ),
)  # fmt: skip
