"""Returning what a pitch has left at its end. Who may is checked by the acts that call this."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.freeing import free_promises
from pitchdeck.features.funding.actions.posting import Move, open_account, post
from pitchdeck.features.funding.actions.waiting import tell_next
from pitchdeck.features.funding.queries import RestRow


def return_rest(
    session: Session, pitch_id: int, *, reason: str, by: Actor, at: datetime
) -> tuple[RestRow, ...]:
    """Give back what a pitch has committed or released and not bound: to the funds that it came from.

    From a fund whose year is closed it lapses; what is still promised of later years is promised no more.
    Whose turn it is on a waiting list is told. Answers with what was returned; the caller holds the pitch.
    """
    for row in queries.rest_of(session, pitch_id):
        if not row.open:
            open_account(session, "lapsed", row.currency, fund_id=row.fund_id)
    funds = {row.fund_id for row in queries.rest_of(session, pitch_id)}
    ids = [account.id for fund in funds for account in queries.of_fund(session, fund).values()]
    queries.lock_accounts(session, [*queries.accounts_left(session, pitch_id), *ids])
    # Whoever closed a year meanwhile has opened where its money lapses to.
    accounts = {fund: queries.of_fund(session, fund) for fund in funds}
    rows = queries.rest_of(session, pitch_id)
    states = queries.of_pitch(session, pitch_id)
    moves = [
        Move(
            "give_back" if row.open else "lapse",
            states[row.kind, row.fiscal_year],
            accounts[row.fund_id]["fund" if row.open else "lapsed"],
            row.amount,
            row.commitment_id,
            reason=reason,
        )
        for row in rows
    ]
    post(session, moves, by=by, at=at)
    free_promises(session, queries.advances.promised_to(session, [pitch_id]), reason=reason, by=by, at=at)
    units = queries.units_of_funds(session, [row.fund_id for row in rows if row.open])
    tell_next(session, units, at=at)
    return rows
