"""Releasing a tranche; the first one opens the investment and fixes its baseline and tolerances."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding import queries as funded
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions.supplements import settle_overruns
from pitchdeck.features.investments.figures import first_of_month
from pitchdeck.features.investments.models import Investment
from pitchdeck.features.people.queries import local_day, the_organisation
from pitchdeck.features.pitches.queries import pitch_to_change


def release(session: Session, tranche_key: str, *, by: Actor, at: datetime, reason: str) -> str | None:
    """Make a tranche spendable, and open the investment with the first one; answers with its key.

    A large tranche (from the organisation's own limit on) has two persons: the first only asks for it, and
    the answer is None; the second releases it. The baseline is the month of this release: dates shift,
    amounts stay. Raises NotFound, NotAllowed with the rule's reason, Invalid without a reason, and Conflict
    when no approval stands behind the money.
    """
    if not reason.strip():
        raise Invalid({"reason": "Say in a sentence what the release rests on: it stays with the money."})
    pitch_to_change(session, funded.tranche_of_key(session, tranche_key).pitch_key)
    today = local_day(session, at)
    found = queries.tranche_page(session, tranche_key, by, today=today)
    row = found.row
    investment = queries.investment_of_pitch_to_change(session, row.pitch_id)
    near = queries.around(session, row.pitch_id)
    facts = queries.facts_for_release(row, near, overdue=queries.is_overdue(found.tracked))
    policy.require("tranche:release", by, facts)
    if facts.to_ask:
        _ask(session, tranche_key, by=by, at=at, reason=reason.strip())
        return None
    tranche = funding.release_tranche(session, tranche_key, by=by, at=at, reason=reason)
    if investment is None:
        investment = open_investment(session, row.pitch_id, first_of_month(today), by=by, at=at)
    settle_overruns(session, investment, tranche, by=by, at=at)
    detail = {"tranche": row.number, "amount": row.amount, "fiscal_year": row.fiscal_year}
    subject = ("investment", investment.key)
    history.record(
        session, subject, f"tranche_{row.number}_released", by=by, at=at, why=reason, detail=detail
    )
    facts_told = {"investment": investment.key, "tranche": tranche_key, **detail}
    outbox.owe(session, "tranche_released", facts_told, at=at)
    return investment.key


def _ask(session: Session, tranche_key: str, *, by: Actor, at: datetime, reason: str) -> None:
    tranche = funded.tranche_of_key(session, tranche_key)
    funding.ask_release(session, tranche, by=by, at=at, reason=reason)
    told = {"tranche": tranche.number, "amount": tranche.amount, "fiscal_year": tranche.fiscal_year}
    outbox.owe(session, "release_asked", {"pitch": tranche.pitch_key, "key": tranche_key, **told}, at=at)


def open_investment(
    session: Session, pitch_id: int, baseline_on: date, *, by: Actor, at: datetime
) -> Investment:
    """Open the investment of a pitch whose first money was released; Conflict without an approval."""
    revision_id = queries.approved_revision(session, pitch_id)
    if revision_id is None:
        raise Conflict("No approval stands behind this pitch: finance reviews it first.")
    investment = Investment(
        key=new_key(),
        pitch_id=pitch_id,
        revision_id=revision_id,
        state="active",
        opened_by_id=by.id,
        opened_at=at,
        baseline_on=baseline_on,
        tolerances=the_organisation(session).tolerances,
    )
    session.add(investment)
    session.flush()
    history.record(
        session, ("investment", investment.key), "opened", by=by, at=at, states=(None, investment.state)
    )
    return investment
