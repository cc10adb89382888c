"""Money after the decision is released. Who may is checked by the acts that call this."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.errors import Conflict
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.posting import Move, open_account, post
from pitchdeck.features.funding.models import Release, ReleaseRequest
from pitchdeck.features.funding.queries import AccountRow, TrancheRow
from pitchdeck.features.funding.queries.advances import promised_to
from pitchdeck.features.pitches.queries import pitch_to_change


def ask_release(session: Session, tranche: TrancheRow, *, by: Actor, at: datetime, reason: str) -> None:
    """Write that a person of finance asks for the release of a large tranche; no money moves yet."""
    row = {"tranche_id": tranche.id, "reason": reason, **by.signed(at)}
    session.execute(insert(ReleaseRequest), [row])
    detail = {"tranche": tranche.number, "amount": tranche.amount, "fiscal_year": tranche.fiscal_year}
    subject = ("pitch", tranche.pitch_key)
    history.record(session, subject, "release_asked", by=by, at=at, why=reason, detail=detail)


def release_tranche(
    session: Session, tranche_key: str, *, by: Actor, at: datetime, reason: str
) -> TrancheRow:
    """Make a tranche spendable: committed → released, once, after publication.

    Raises NotFound, or Conflict when the pitch is not funded or its committed money does not reach.
    """
    tranche = queries.tranche_of_key(session, tranche_key)
    pitch = pitch_to_change(session, tranche.pitch_key)
    if pitch.state != "funded":
        raise Conflict(
            "Money is released once the decision is published and the pitch is funded: the chair does that."
        )
    if not tranche.amount:
        raise Conflict("A shortfall of its fund took this tranche: nothing of it is left to release.")
    sources = _committed(session, tranche)
    row = {"tranche_id": tranche.id, "reason": reason.strip(), "by_id": by.id, "deputy_id": by.deputy_id}
    session.execute(insert(Release), [{**row, "at": at}])
    detail = {"tranche": tranche.number, "amount": tranche.amount, "fiscal_year": tranche.fiscal_year}
    subject = ("pitch", pitch.key)
    history.record(session, subject, "tranche_released", by=by, at=at, why=reason.strip(), detail=detail)
    moves = [
        Move("release", source, _state(session, pitch.id, "released", year, source.currency), amount)
        for year, source, amount in sources
    ]
    post(session, [replace(move, reason=reason.strip()) for move in moves], by=by, at=at)
    return tranche


def _committed(session: Session, tranche: TrancheRow) -> list[tuple[int, AccountRow, int]]:
    """Where a tranche's money is: in its own fiscal year, or where a year end carried it, by year."""
    found = queries.committed_since(session, tranche)
    held = sum(account.balance for account in found.values()) - queries.needed_later(session, tranche)
    if not found or held < tranche.amount:
        _refuse_unserved(session, tranche)
    if not found:
        words = f"Nothing is committed for {tranche.fiscal_year}, the year of tranche {tranche.number}."
        raise Conflict(f"{words} Look at the pitch's ledger: what it had was freed, carried or lapsed.")
    if held < tranche.amount:
        currency = next(iter(found.values())).currency
        asked, left = (in_words(minor, currency) for minor in (tranche.amount, max(0, held)))
        words = f"Tranche {tranche.number} is {asked}, but only {left} is still committed for it."
        raise Conflict(f"{words} Look at the pitch's ledger for what took the rest, and release the others.")
    needed, taken = tranche.amount, []
    for year, account in found.items():
        amount = min(needed, account.balance)
        needed -= amount
        taken += [(year, account, amount)] if amount else []
    return taken


def _refuse_unserved(session: Session, tranche: TrancheRow) -> None:
    """Conflict while money of the tranche's year is only promised: whose fund it waits for, what helps."""
    year = tranche.fiscal_year
    rows = [row for row in promised_to(session, [tranche.pitch_id]) if row.fiscal_year == year]
    if not rows:
        return
    amount = in_words(sum(row.left for row in rows), rows[0].currency)
    units = ", ".join(sorted({row.unit_name for row in rows}))
    raise Conflict(
        f"{amount} of {year} are only promised from the budget of {units}: they are committed as soon as that"
        f" budget is open for {year} and has the money. Open it or raise it first, then release this tranche."
    )


def _state(session: Session, pitch_id: int, kind: str, year: int, currency: str) -> AccountRow:
    open_account(session, kind, currency, pitch_id=pitch_id, fiscal_year=year)
    return queries.of_pitch(session, pitch_id)[kind, year]
