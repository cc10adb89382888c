"""What the panels of the demo wrote on their scorecards, by round, pitch and investor."""

from collections.abc import Mapping

from pitchdeck.delivery.cli.demo.staging import Card

FINISHED: Mapping[str, tuple[Card, Card, Card]] = {
    "mobile": (
        Card((4, 5, 4, 5), "I would pay for this from my own budget: it starts with a control group.",
             "A control group from the first day, and a gap in knowledge that we measured ourselves."),
        Card((4, 4, 4, 4), "Small, cheap to try, and it says when it will stop."),
        Card((4, 4, 5, 4), "Regional managers have already agreed the weekly slot.",
             "The calls exist already."),
    ),
    "simulator": (
        Card((5, 4, 3, 4), "If one renewal in ten goes better, this pays for itself.",
             "Key accounts are the figure that the board reads first."),
        Card((4, 4, 4, 3), "The regression convinces me more than the vendor does."),
        Card((4, 3, 3, 4), "Debriefings must not become a queue for the coaches."),
    ),
    "orders": (
        Card((3, 4, 4, 4), "Nothing brilliant, everything sensible."),
        Card((4, 4, 5, 3), "IT supports it, and the search will stay.", "We own the configurator ourselves."),
        Card((4, 4, 4, 4), "My dispatch would feel it in the first month."),
    ),
    "dealers": (
        Card((4, 4, 3, 4), "The dealers asked for it; travel is the part that I do not trust."),
        Card((4, 3, 3, 3), "Half of the result is assumed away already, which I like."),
        Card((4, 4, 3, 4), "Start with twenty dealers and look."),
    ),
    "callbacks": (
        Card((4, 3, 3, 3), "Right problem, but the benches are half of the money."),
        Card((3, 4, 3, 3), "I would rather connect the machines."),
        Card((4, 4, 3, 4), "My people need it; three days in a row will not work."),
    ),
    "consulting": (
        Card((5, 3, 3, 3), "Growth is what we live on, and the retainer buys a whole year.",
             "It aims at the growth of the whole company."),
        Card((4, 3, 3, 4), "Six of fourteen points is a careful share."),
        Card((4, 4, 3, 3), "One year of market growth is thin."),
    ),
    "clinic": (
        Card((2, 2, 4, 3), "Even its own figures do not pay back in a year."),
        Card((2, 2, 3, 3), "The script exists; nobody uses it."),
        Card((3, 2, 4, 3), "Honest, and too small an effect."),
    ),
}  # fmt: skip
WORKFORCE: Mapping[str, tuple[Card, Card, Card]] = {
    "skills": (
        Card((4, 4, 3, 3), "It barely pays back in money, and we cannot ship without these people."),
        Card((5, 5, 4, 4), "I lose two engineers a month. This is the reason they give.",
             "The exit talks name exactly this."),
        Card((3, 4, 3, 3), "Ten days a year is a lot; the roles must be real."),
    ),
    "coaching": (
        Card((4, 3, 3, 3), "Expensive, and the sites that need it most should go first."),
        Card((4, 4, 3, 2), "I would like to see the totals from a source, not from memory."),
        Card((4, 4, 4, 3), "Six site heads have asked me for a coach."),
    ),
    "leaders": (
        Card((4, 4, 4, 3), "Small money where people leave fastest."),
        Card((4, 4, 4, 4), "Waiting shifts as a comparison: good."),
        Card((4, 5, 4, 4), "We put new leaders on nights with a key. This ends that.",
             "The skill is missing, and nothing else."),
    ),
}  # fmt: skip
MANAGERS: Mapping[str, tuple[Card, Card, Card]] = {
    "stay": (
        Card((4, 4, 3, 3), "Obvious, but after six months it has not paid back yet."),
        Card((4, 3, 4, 3), "Plans per role are overdue."),
        Card((4, 4, 3, 4), "Half of them leave my halls."),
    ),
    "appraisal": (
        Card((2, 2, 3, 2), "The form is the problem, not the talk."),
        Card((2, 2, 3, 1), "That appraisals lower absence is a wish.", "No source for the only benefit."),
        Card((2, 2, 4, 2), "Nice day, no effect."),
    ),
}  # fmt: skip
QUICK: Mapping[str, tuple[Card, Card, Card]] = {
    "spreadsheets": (
        Card((3, 4, 5, 4), "Why was this not done last year?", "One day, four people, in house."),
        Card((3, 4, 4, 4), "The query is on our list of good practice."),
        Card((3, 4, 4, 4), "My planners gain an hour a day between them, at least."),
    ),
    "cam": (
        Card((3, 4, 4, 3), "Fine."),
        Card((3, 4, 4, 4), "We pay the licence anyway."),
        Card((3, 4, 4, 3), "One person is not enough in the long run."),
    ),
    "web": (
        Card((3, 3, 4, 3), "Pays back in a year and saves the travel after that."),
        Card((3, 4, 4, 4), "The platform carries it."),
        Card((4, 3, 3, 3), "The test on site is what makes me agree."),
    ),
}  # fmt: skip
PRODUCTIVITY: Mapping[tuple[str, str], Card] = {
    ("operators", "investor2"): Card(
        (4, 4, 3, 4), "Large, but every line of cost is there, even the hours in the hall."
    ),
    ("operators", "investor3"): Card(
        (5, 5, 3, 4),
        "140 lost hours an operator is the largest reserve that we have.",
        "It is the reserve of the whole plant.",
    ),
    ("programmers", "investor1"): Card((3, 4, 4, 2), "A study of 1982, taken from memory: measure it first."),
    ("maintenance", "investor2"): Card((2, 3, 4, 4), "Honest that it takes four years to pay back."),
}
"""Scores that are in while the round is being scored; the others are still missing."""
