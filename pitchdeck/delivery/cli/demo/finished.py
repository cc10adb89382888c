"""The finished round: seven pitches, four of them funded, one declined, one waitlisted, one passed over."""

from datetime import timedelta

from pitchdeck.delivery.cli.demo import judgements
from pitchdeck.delivery.cli.demo.calendar import Calendar
from pitchdeck.delivery.cli.demo.cases import commercial, customer
from pitchdeck.delivery.cli.demo.staging import Stage, open_stage
from pitchdeck.delivery.cli.demo.writing import Desk, launched
from pitchdeck.features.funding import actions as funding

PROPOSALS = {
    "mobile": customer.MOBILE,
    "simulator": customer.SIMULATOR,
    "orders": customer.ORDERS,
    "dealers": customer.DEALERS,
    "callbacks": commercial.CALLBACKS,
    "consulting": commercial.CONSULTING,
    "clinic": commercial.CLINIC,
}
COMMITMENTS = (
    ("mobile", "investor1", 18_000),
    ("simulator", "investor1", 212_225),
    ("simulator", "investor2", 100_000),
    ("orders", "investor3", 9_000),
    ("dealers", "investor1", 220_000),
    ("dealers", "investor3", 120_000),
    ("consulting", "investor2", 150_000),
    ("consulting", "investor3", 100_000),
    ("callbacks", "investor1", 30_000),
    ("callbacks", "investor3", 20_000),
)
APPROVED = {
    "mobile": "",
    "simulator": "The second tranche waits for the first reading.",
    "orders": "",
    "dealers": "The second tranche waits for twenty dealers.",
}
DECLINED = (
    "The sellers' time, 120 people for three days, is not in the cost, and one year of market growth is no "
    "trend. With both it can come back."
)
FIRST_READING_BACK = 6
"""Programmes launch so that their reading of six months falls due at the start of this month."""


def told(desk: Desk, calendar: Calendar, funds: dict[tuple[str, int], str]) -> Stage:
    """Tell the finished round from its plan to its publication."""
    days = calendar.finished()
    stage = open_stage(desk, days)
    launch = calendar.under_way - FIRST_READING_BACK
    for place, (name, proposal) in enumerate(PROPOSALS.items()):
        stage.take_in(name, launched(proposal, launch), at=days.before(40 - 4 * place))
    _judge(stage, funds)
    _fund(stage)
    _decide(stage)
    return stage


def _judge(stage: Stage, funds: dict[tuple[str, int], str]) -> None:
    days, year = stage.days, stage.days.fiscal_year
    amounts = {
        "investor1": (funds["Sales", year], 500_000),
        "investor2": (funds["IT", year], 260_000),
        "investor3": (funds["Production", year], 260_000),
    }
    stage.give_purses(amounts, at=days.before(20))
    stage.open_scoring(at=days.after_pitches(1))
    stage.score_all(judgements.FINISHED, at=days.after_pitches(6))
    chosen = [name for name in PROPOSALS if name != "clinic"]
    stage.shortlist(*chosen, at=days.scoring_close + timedelta(hours=2))


def _fund(stage: Stage) -> None:
    begin = stage.days.scoring_close + timedelta(days=4)
    for place, (name, investor, amount) in enumerate(COMMITMENTS):
        stage.commit(name, investor, amount, at=begin + place * timedelta(hours=5))
    stage.close_funding(at=stage.days.funding_close + timedelta(hours=1))


def _decide(stage: Stage) -> None:
    session, house, key = stage.session, stage.house, stage.round_.key
    at = stage.days.funding_close + timedelta(days=3)
    for name, reason in APPROVED.items():
        funding.approve(session, stage.pitches[name].key, by=house["finance"], at=at, reason=reason)
    funding.decline(session, stage.pitches["consulting"].key, reason=DECLINED, by=house["finance2"], at=at)
    funding.decide(session, key, by=house["chair"], at=at + timedelta(days=4))
    funding.publish(session, key, by=house["chair"], at=at + timedelta(days=6))
    funding.close_round(session, key, by=house["chair"], at=at + timedelta(days=60))
