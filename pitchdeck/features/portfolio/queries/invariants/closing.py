"""Invariants of closed fiscal years: nothing is left, nothing is lost, nothing moves."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pitchdeck.base.triggers.closing import closed_for, fiscal_year
from pitchdeck.features.funding.models import FundClose, Transfer
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_STANDS = """NOT EXISTS (SELECT 1 FROM reopening JOIN reopening_answer
ON reopening_answer.reopening_id = reopening.id
WHERE reopening.close_id = fund_close.id AND reopening_answer.verdict = 'confirmed')"""
_OWN = """account.fund_id = fund.id AND account.kind = 'fund'
OR account.purse_id IN (SELECT purse.id FROM purse WHERE purse.fund_id = fund.id)"""
_CLOSED_OWN = f"""fund_close JOIN fund ON fund.id = fund_close.fund_id
AND fund.fiscal_year = fund_close.fiscal_year AND {_STANDS} JOIN account ON ({_OWN})"""


def _later(pitch: str, year: str, moment: str) -> str:
    """That a moment lies after every year end of the funds that have money in a pitch's year."""
    return f"""NOT EXISTS (SELECT 1 FROM commitment JOIN purse ON purse.id = commitment.purse_id
        JOIN fund_close ON fund_close.fund_id = purse.fund_id AND fund_close.fiscal_year = {year}
        WHERE commitment.pitch_id = {pitch} AND fund_close.at >= {moment})"""


_ENDED = f"""WITH ended AS MATERIALIZED (SELECT account.id, account.fiscal_year, (SELECT MAX(fund_close.at)
        FROM commitment JOIN purse ON purse.id = commitment.purse_id
        JOIN fund_close ON fund_close.fund_id = purse.fund_id AND fund_close.fiscal_year = account.fiscal_year
        WHERE commitment.pitch_id = account.pitch_id) AS ended_at
    FROM account WHERE account.pitch_id IS NOT NULL
    AND account.fiscal_year IN (SELECT fiscal_year FROM fund_close)
    AND {closed_for("account.pitch_id", "account.fiscal_year")}) SELECT * FROM ended"""
"""Accounts of a pitch whose year is closed, and its last end: found once, not for each transfer."""
_DATED = fiscal_year("actual.document_on", "(SELECT fiscal_year_start FROM organisation)")

CLOSING = (
    Invariant(
        "a_closed_fund_has_nothing_left",
        "a closed fund has no money in its purses, and in the fund only what its year end left there",
        f"""SELECT 'year end ' || fund_close.ref || ': ' || account.balance || ' left in a ' || account.kind
        FROM {_CLOSED_OWN} WHERE account.balance <> 0
        AND NOT (account.kind = 'fund' AND fund_close.unallotted = 'stay')""",
    ),
    Invariant(
        "nothing_moves_in_a_closed_year",
        "after a year end no money moves in that year, and nothing is dated into it",
        f"""SELECT 'transfer ' || transfer.id || ': after year end ' || fund_close.ref FROM {_CLOSED_OWN}
        JOIN transfer ON (transfer.from_id = account.id OR transfer.to_id = account.id)
        WHERE transfer.at > fund_close.at
        UNION ALL SELECT 'transfer ' || transfer.id || ': after the year ends of ' || a.fiscal_year
        FROM ({_ENDED}) AS a JOIN transfer ON (transfer.from_id = a.id OR transfer.to_id = a.id)
        WHERE transfer.at > a.ended_at
        UNION ALL SELECT 'actual ' || actual.key || ': dated into a closed year' FROM actual
        JOIN investment ON investment.id = actual.investment_id
        WHERE actual.reverses_id IS NULL AND {_DATED} IN (SELECT fiscal_year FROM fund_close)
        AND {closed_for("investment.pitch_id", _DATED)}
        AND {_later("investment.pitch_id", _DATED, "actual.reported_at")}""",
    ),
    Invariant(
        "what_is_carried_goes_to_the_next_year",
        "what is carried stays in its state of money and its pitch, and goes from a year to the next one",
        """SELECT 'transfer ' || transfer.id || ': ' || transfer.amount || ' carried from ' || source.kind
        || ' of ' || COALESCE(source.fiscal_year, 0) || ' to ' || target.kind || ' of '
        || COALESCE(target.fiscal_year, 0)
        FROM transfer JOIN account AS source ON source.id = transfer.from_id
        JOIN account AS target ON target.id = transfer.to_id
        LEFT JOIN commitment ON commitment.id = transfer.commitment_id
        AND commitment.pitch_id = source.pitch_id
        WHERE transfer.verb = 'carry' AND (commitment.id IS NULL OR source.kind <> target.kind
        OR source.pitch_id <> target.pitch_id OR target.fiscal_year <> source.fiscal_year + 1)""",
    ),
    Invariant(
        "a_year_is_reopened_by_two_people",
        "who answers a re-opening did not ask for it, and it has its reason",
        """SELECT 'reopening ' || reopening.key FROM reopening
        LEFT JOIN reopening_answer ON reopening_answer.reopening_id = reopening.id
        WHERE reopening.reason = '' OR reopening.by_id = reopening_answer.by_id
        OR reopening.by_id = reopening_answer.deputy_id OR reopening.deputy_id = reopening_answer.by_id
        OR reopening.deputy_id = reopening_answer.deputy_id""",
    ),
)

_SAID = select(FundClose.ref, FundClose.amounts).order_by(FundClose.id)
_MOVED = (
    select(Transfer.document, Transfer.verb, func.sum(Transfer.amount))
    .where(Transfer.verb.in_(("carry", "lapse")), Transfer.document.in_(select(FundClose.ref)))
    .group_by(Transfer.document, Transfer.verb)
)


def other_statements(session: Session) -> Iterator[str]:
    """Year ends whose statement says something else than what the ledger carried and let lapse."""
    moved = {(ref, verb): int(amount) for ref, verb, amount in session.execute(_MOVED)}
    for ref, amounts in session.execute(_SAID):
        for name, verb in (("carried", "carry"), ("lapsed", "lapse")):
            said = sum(row[name] for row in amounts["rows"])
            if said != moved.get((ref, verb), 0):
                yield f"year end {ref}: says {said} {name}, the ledger moved {moved.get((ref, verb), 0)}"


COMPUTED_CLOSING = (
    (
        Invariant("a_statement_is_what_was_moved", "a year end moved exactly what its statement says", ""),
        other_statements,
    ),
)
