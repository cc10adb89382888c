"""Pitches of the rolling rounds: small, and in the company's own figures."""

from pitchdeck.delivery.cli.demo.proposal import Gain, Proposal, lasting, paid, time

PHONE = Proposal(
    title="Three questions before the call ends",
    source=(
        "The desk's own records: advisers who ask for the fitting part sell 320 a month more; the margin of "
        "20 % is controlling's."
    ),
    unit="Sales",
    presenter="presenter2",
    measure="desk_revenue",
    template="more_sales",
    problem="Every third caller needs a fitting part next week and buys it elsewhere: nobody asks for it.",
    nothing=500,
    solution="An afternoon with recorded calls, and a card with three questions beside every phone.",
    audience="Advisers at the spare parts desk",
    people=12,
    hours_each=3,
    costs=(
        paid("delivery_facilitation", "Trainer, one afternoon, twice", 2_600, 0, "Offer 24-131"),
        paid("evaluation", "Comparison with the other desk", 400, 1),
        time(12, 3, 40),
    ),
    benefits=(
        Gain("sales_uplift", "Parts sold beside the order",
             lasting(units=12, delta=320, value=1, per="month", applies_to="average", margin=0.2,
                     isolation=0.8, confidence=0.8, basis="participant"),
             "Margin of 20 %: controlling, spare parts", "desk_revenue"),
    ),
    level_1="The advisers keep the card",
    level_2="Each handles two recorded calls without it",
    level_3="The questions are asked in half of the calls",
    readings=(3,),
    isolation_plan="control_group",
    risk="Callers feel pushed.",
    risk_answer="The desk hears ten calls a week and stops at the first complaint.",
    stop_rule="Stop after the first group when complaints rise.",
)  # fmt: skip

RELEASES = Proposal(
    title="A day on the checklist before a release",
    source="The repairs of the last three releases, counted by the teams themselves.",
    unit="IT",
    presenter="presenter2",
    measure="work_sample",
    template="fewer_errors",
    problem="Every third release is repaired within a week, and each time the checklist had been skipped.",
    solution="A coach walks two teams through their own last release, with the checklist in hand.",
    audience="Two release teams",
    people=14,
    hours_each=6,
    costs=(
        paid("delivery_facilitation", "Coach for a day", 2_400, 1, "Offer 25-077"),
        time(14, 6, 55),
    ),
    risk="The day is good and the next release is late anyway.",
    risk_answer="The checklist is part of the release's ticket from that day on.",
    stop_rule="Nothing to stop: it is one day.",
)  # fmt: skip

ANGRY_CALLERS = Proposal(
    title="Two evenings with an angry customer",
    source="The service desk's record of complaints, first quarter.",
    unit="Customer Service",
    presenter="presenter",
    measure="second_visits",
    template="blank",
    problem="Technicians promise a second visit to end a bad conversation, although the fault is solved.",
    solution="An actor plays the customer, two evenings, with cases that the technicians bring.",
    audience="Technicians in the southern region",
    people=16,
    hours_each=4,
    costs=(
        paid("delivery_facilitation", "Actor and trainer, two evenings", 1_500, 1, "Offer 25-082"),
        paid("travel_facilities", "Room near the depot", 300, 1),
        time(16, 4, 45),
    ),
    risk="Evenings are the technicians' own time.",
    risk_answer="The hours are paid, and the works council has agreed.",
    stop_rule="Nothing to stop: it is two evenings.",
)  # fmt: skip
