"""More money for a running investment: asked by who presents it, approved by finance, overruns paid."""

from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Conflict, Invalid, NotFound
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding import queries as funded
from pitchdeck.features.funding.actions import Place, Step, Wanted
from pitchdeck.features.funding.queries import closing
from pitchdeck.features.funding.queries.supplements import SupplementRow
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions.paying import BUDGET_CATEGORIES
from pitchdeck.features.investments.models import Investment, OverrunSettlement
from pitchdeck.features.investments.policy import COST_STATES, MONEY_STATES, InvestmentFacts
from pitchdeck.features.people.queries import local_day, the_organisation
from pitchdeck.features.pitches.queries import pitch_of_id, pitch_to_change, revision_of_id
from pitchdeck.features.rounds.queries import RoundRow, hold_round

LONGEST = 400
"""Characters of each of the two reasons."""


def ask_more(session: Session, key: str, wanted: Wanted, *, by: Actor, at: datetime) -> str:
    """Ask for more money of one open fiscal year; investors of the rolling round are told. Its key.

    Raises NotFound, NotAllowed with the rule's reason, Invalid beside the field, or Conflict while another
    asking of the year is open, or no rolling round can pay.
    """
    seen = queries.tracked_of_key(session, key, today=local_day(session, at))
    if seen is None:
        raise NotFound
    near = queries.seen(by, queries.around(session, seen.row.pitch_id), seen.row.state)
    policy.require("supplement:ask", by, InvestmentFacts(near, seen.row.state))
    clean = _stripped(wanted)
    _refuse(_wrong(session, clean, at))
    round_ = _paying(session, seen.row.unit_id, clean.fiscal_year, at)
    hold_round(session, round_.id)
    pitch = pitch_to_change(session, pitch_of_id(session, seen.row.pitch_id).key)
    investment = queries.investment_to_change(session, key)
    near = queries.around(session, pitch.id)
    policy.require("supplement:ask", by, InvestmentFacts(near, investment.state))
    _refuse_year(session, pitch.id, round_, clean)
    _refuse_new(session, investment, clean)
    revision = revision_of_id(session, investment.revision_id)
    about = (revision.id, revision.currency)
    made = funding.open_supplement(session, pitch.key, about, round_, clean, by=by, at=at)
    _record(session, investment.key, "more_asked", made, by=by, at=at, why=clean.reason)
    return made.key


def _stripped(wanted: Wanted) -> Wanted:
    return Wanted(
        wanted.fiscal_year,
        wanted.amount,
        wanted.category,
        wanted.reason.strip(),
        wanted.benefit.strip(),
        wanted.until_on,
    )


def _wrong(session: Session, wanted: Wanted, at: datetime) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if wanted.amount <= 0:
        wrong["amount"] = "Enter what is needed more: an amount above zero."
    if wanted.category not in BUDGET_CATEGORIES:
        wrong["category"] = "Choose what the money is for; people's time is never funded."
    for name, words in (
        ("reason", "Say in a sentence why more money is needed: every investor reads it."),
        ("benefit", "Say what changes in the benefit, or that it stays as it was promised."),
    ):
        text = getattr(wanted, name)
        if not text:
            wrong[name] = words
        elif len(text) > LONGEST:
            wrong[name] = f"{len(text)} characters: write at most {LONGEST}."
    if wanted.until_on <= local_day(session, at):
        wrong["until_on"] = "This day has come already. Choose a later one: investors need some days."
    return wrong


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)


def _paying(session: Session, unit_id: int, year: int, at: datetime) -> RoundRow:
    """The open rolling round that pays in this year: the unit's own first, then one of a unit above."""
    rows = [
        row
        for row in funded.rolling_over(session, [unit_id])
        if row.fiscal_year == year and row.takes_pitches and at < row.funding_closes_at
    ]
    if not rows:
        raise Invalid(
            {
                "fiscal_year": f"No rolling round of this unit is open for {year}, and more money runs in"
                " one. Its L&D lead opens it; then ask again."
            }
        )
    return min(rows, key=lambda row: (row.unit_id != unit_id, row.id))


def _refuse_year(session: Session, pitch_id: int, round_: RoundRow, wanted: Wanted) -> None:
    year = wanted.fiscal_year
    shut = closing.closed_year(session, pitch_id, year)
    if shut:
        raise Invalid({"fiscal_year": shut.words})
    # A round that closes at midnight takes money on the day before.
    last = local_day(session, round_.funding_closes_at - timedelta.resolution)
    if wanted.until_on > last:
        words = f"{round_.name} takes commitments until {last.day} {last:%B %Y}. Choose that day or before."
        raise Invalid({"until_on": words})
    for row in funded.supplements.supplements_of(session, pitch_id):
        if row.outcome is None and row.fiscal_year == year:
            asked = in_words(row.amount, row.currency)
            until = f"{row.until_on.day} {row.until_on:%B %Y}"
            raise Conflict(
                f"{asked} of {year} are asked for already, until {until}. Wait for the answer, or"
                " withdraw that first and ask for the whole."
            )


def _refuse_new(session: Session, investment: Investment, wanted: Wanted) -> None:
    """In a pause and after a stop more money only pays what was overspent."""
    if investment.state in MONEY_STATES:
        return
    revision = revision_of_id(session, investment.revision_id)
    over = queries.overrun_in(queries.open_overruns(session, investment.id), wanted.fiscal_year)
    if wanted.amount <= over:
        return
    most = f"ask for at most {in_words(over, revision.currency)}" if over else "nothing is overspent"
    raise Invalid(
        {
            "amount": f"This programme is {investment.state}: more money only pays what was overspent in"
            f" {wanted.fiscal_year}, and {most}."
        }
    )


def approve_more(session: Session, key: str, *, by: Actor, at: datetime, reason: str = "") -> int:
    """Approve more money that is reserved in full: it is committed, and an open overrun of its year is paid.

    What the overrun takes is released and posted in the same act, the oldest actual first; from a large
    amount on, a second person releases it. What is beyond it is a tranche of its own. The approved baseline
    stays. Answers with what was paid of the overrun, in minor units. Raises NotFound, NotAllowed with the
    rule's reason, or Conflict where its year is closed, or a halted programme overspent less.
    """
    row = funding.hold(session, key)
    investment = queries.investment_of_pitch_to_change(session, row.pitch_id)
    if investment is None:
        raise NotFound
    before = funded.supplements.approved_of(session, row.pitch_id)
    counted = before.total + row.amount
    facts = funded.supplements.facts_of_supplement(session, row, by, amount=counted)
    funding.refuse_unseen(by, facts)
    policy.require("supplement:approve", by, facts)
    shut = closing.closed_year(session, row.pitch_id, row.fiscal_year)
    if shut:
        raise Conflict(shut.words)
    over = queries.overrun_in(queries.open_overruns(session, investment.id), row.fiscal_year)
    _refuse_unspent(investment, row, over)
    settling = funding.commit_supplement(
        session, row, over, before=before, by=by, at=at, reason=reason.strip()
    )
    _record(session, investment.key, "more_approved", row, by=by, at=at, why=reason.strip())
    return _pay_over(session, investment, settling, by=by, at=at) if settling else 0


def _refuse_unspent(investment: Investment, row: SupplementRow, over: int) -> None:
    """Conflict where it was asked for before a pause, or costs were taken back since: nobody could use it."""
    if investment.state in COST_STATES - MONEY_STATES and row.amount > over:
        raise Conflict(
            f"This programme is {investment.state}: more money only pays what was overspent, which is"
            f" {in_words(over, row.currency)} of {row.fiscal_year} now. Decline this; that can be asked for."
        )


def _pay_over(session: Session, investment: Investment, tranche_key: str, *, by: Actor, at: datetime) -> int:
    """Release the tranche that an overrun takes and post it; a large one is only asked for."""
    tranche = funded.tranche_of_key(session, tranche_key)
    reason = "It was spent already, above what was released."
    if tranche.amount >= the_organisation(session).large_minor:
        funding.ask_release(session, tranche, by=by, at=at, reason=reason)
        told = {"tranche": tranche.number, "amount": tranche.amount, "fiscal_year": tranche.fiscal_year}
        outbox.owe(session, "release_asked", {"pitch": tranche.pitch_key, "key": tranche_key, **told}, at=at)
        return 0
    funding.release_tranche(session, tranche_key, by=by, at=at, reason=reason)
    return settle_overruns(session, investment, tranche, by=by, at=at)


def settle_overruns(
    session: Session, investment: Investment, tranche: funded.TrancheRow, *, by: Actor, at: datetime
) -> int:
    """Post open overruns of a released tranche's year, the oldest first; nothing unless it is for that.

    Answers with the minor units posted; each has its row, and what nobody needs any more stays released.
    """
    supplement_id = funded.supplements.settled_by(session, tranche.id)
    if supplement_id is None:
        return 0
    left = tranche.amount
    for overrun in queries.open_overruns(session, investment.id):
        amount = min(left, overrun.amount) if overrun.fiscal_year == tranche.fiscal_year else 0
        if not amount:
            continue
        place = Place(
            tranche.pitch_id,
            tranche.fiscal_year,
            document=overrun.reference,
            reason="an overrun was paid",
        )
        (made,) = funding.shift(session, place, (Step("spend", "released", "spent", amount),), by=by, at=at)
        row = {"overrun_id": overrun.id, "supplement_id": supplement_id, "amount": amount}
        session.execute(insert(OverrunSettlement), [row | {"transfer_id": made, "at": at}])
        detail = {"actual": overrun.actual_key, "amount": amount, "reference": overrun.reference}
        subject = ("investment", investment.key)
        history.record(session, subject, "overrun_settled", by=by, at=at, detail=detail)
        left -= amount
    return tranche.amount - left


def _record(
    session: Session, key: str, verb: str, row: SupplementRow, *, by: Actor, at: datetime, why: str
) -> None:
    detail = {"supplement": row.key, "amount": row.amount, "fiscal_year": row.fiscal_year}
    history.record(session, ("investment", key), verb, by=by, at=at, why=why, detail=detail)
