"""Which transfers make each figure of the workbench, and with which sign: one statement for each."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from pitchdeck.base.db import Instant, Text, Whole
from pitchdeck.features.funding.models import Account, Commitment, Fund, Purse, Transfer
from pitchdeck.features.investments.models import Accrual, Actual, Contract, CreditNote, Posting
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.portfolio.figures import REACHED
from pitchdeck.features.strategy.models import Goal

Rows = Select[*tuple[Any, ...]]
Sign = ColumnElement[int]
Inside = Callable[[Any, Any], ColumnElement[bool]]
"""Whether an account is in the cut, with the account on the other side of the transfer."""
SHARED = ("committed", "released", "contracted", "spent")
"""States that a pitch's account holds for all its commitments together (decision 0194)."""

_From, _To = aliased(Account), aliased(Account)
_FromPurse, _ToPurse, _OwnPurse = aliased(Purse), aliased(Purse), aliased(Purse)
_Hand, _Holder = aliased(Person), aliased(Person)
_Undone, _FundUnit, _Credited = aliased(Transfer), aliased(Unit), aliased(Actual)
_Moving, _Posted, _Doc, _Own = aliased(Actual), aliased(Actual), aliased(Actual), aliased(Commitment)
_OF, _YEAR, _UNIT = (
    bindparam("of", type_=Text()),
    bindparam("year", type_=Whole()),
    bindparam("unit", type_=Text()),
)
_NO_YEAR = 0


def _signed(plus: Any, minus: Any) -> Sign:
    return case((plus, 1), (minus, -1), else_=0)


def _lines(sign: Sign) -> Rows:
    """All transfers with what a page shows of them, and their sign in the figure."""
    fund_id = func.coalesce(
        *(_From.fund_id, _To.fund_id, _FromPurse.fund_id, _ToPurse.fund_id, _OwnPurse.fund_id)
    )
    holder_id = func.coalesce(_FromPurse.investor_id, _ToPurse.investor_id, _OwnPurse.investor_id)
    return (
        select(Transfer.id.label("id"), Transfer.at.label("at"), (Transfer.amount * sign).label("amount"))
        .add_columns(Transfer.verb, Transfer.from_kind, Transfer.to_kind, Pitch.ref, Pitch.title)
        .add_columns(Fund.key.label("fund_key"), Fund.name.label("fund_name"), _Holder.name.label("investor"))
        .add_columns(
            case(
                (_Doc.id.is_not(None), "actual"),
                (CreditNote.id.is_not(None), "credit"),
                (Accrual.id.is_not(None), "accrual"),
                (Contract.id.is_not(None), "contract"),
                else_=None,
            ).label("paper_kind"),
            func.coalesce(_Doc.key, CreditNote.key, Accrual.key, Contract.key).label("paper_key"),
        )
        .add_columns(Transfer.document, Transfer.reason, who_did(Person, _Hand).label("by_name"))
        .join_from(Transfer, _From, _From.id == Transfer.from_id)
        .join(_To, _To.id == Transfer.to_id)
        .join(Person, Person.id == Transfer.by_id)
        .outerjoin(_Hand, _Hand.id == Transfer.deputy_id)
        .outerjoin(_Own, _Own.id == Transfer.commitment_id)
        .outerjoin(_OwnPurse, _OwnPurse.id == _Own.purse_id)
        .outerjoin(_FromPurse, _FromPurse.id == _From.purse_id)
        .outerjoin(_ToPurse, _ToPurse.id == _To.purse_id)
        .outerjoin(Fund, Fund.id == fund_id)
        .outerjoin(_Holder, _Holder.id == holder_id)
        .outerjoin(Pitch, Pitch.id == func.coalesce(_From.pitch_id, _To.pitch_id))
        .outerjoin(Posting, Posting.transfer_id == Transfer.id)
        .outerjoin(_Moving, _Moving.transfer_id == Transfer.id)
        .outerjoin(_Posted, _Posted.id == Posting.actual_id)
        .outerjoin(
            _Doc,
            _Doc.id == func.coalesce(_Moving.reverses_id, _Moving.id, _Posted.reverses_id, _Posted.id),
        )
        .outerjoin(Contract, Contract.id == Posting.contract_id)
        .outerjoin(
            CreditNote,
            or_(CreditNote.transfer_id == Transfer.id, CreditNote.drawn_transfer_id == Transfer.id),
        )
        .outerjoin(Accrual, Accrual.transfer_id == Transfer.id)
    )


def _of_fund(fund_id: Any, year: Any) -> ColumnElement[bool]:
    """The account's fund is in the cut, whatever the cut's way is among fund, unit and all of them."""
    own, unit = aliased(Fund), aliased(Unit)
    return exists(
        select(own.id)
        .join(unit, unit.id == own.unit_id)
        .where(
            own.id == fund_id,
            own.confirmed_at.is_not(None),
            or_(_OF == "", own.key == _OF, unit.key == _OF),
            or_(_UNIT == "", unit.key == _UNIT),
            or_(_YEAR == _NO_YEAR, func.coalesce(year, own.fiscal_year) == _YEAR),
        )
    )


def _of_purse(purse_id: Any) -> ColumnElement[bool]:
    """The purse's fund or investor is in the cut."""
    purse, fund, unit, holder = aliased(Purse), aliased(Fund), aliased(Unit), aliased(Person)
    return exists(
        select(purse.id)
        .join(fund, fund.id == purse.fund_id)
        .join(unit, unit.id == fund.unit_id)
        .join(holder, holder.id == purse.investor_id)
        .where(
            purse.id == purse_id,
            or_(_OF == "", fund.key == _OF, unit.key == _OF, holder.key == _OF),
            or_(_UNIT == "", unit.key == _UNIT),
            or_(_YEAR == _NO_YEAR, fund.fiscal_year == _YEAR),
        )
    )


def _commitments(*which: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    """There is such a commitment whose fund, investor or goal is in the cut."""
    own, purse, fund = aliased(Commitment), aliased(Purse), aliased(Fund)
    unit, holder, goal, revision = aliased(Unit), aliased(Person), aliased(Goal), aliased(Revision)
    return exists(
        select(own.id)
        .join(purse, purse.id == own.purse_id)
        .join(fund, fund.id == purse.fund_id)
        .join(unit, unit.id == fund.unit_id)
        .join(holder, holder.id == purse.investor_id)
        .join(revision, revision.id == own.revision_id)
        .join(goal, goal.id == revision.goal_id)
        .where(
            *(condition(own) for condition in which),
            or_(_OF == "", *(each.key == _OF for each in (fund, unit, holder, goal))),
            or_(_UNIT == "", unit.key == _UNIT),
        )
    )


def _in_year(year: Any) -> ColumnElement[bool]:
    return or_(_YEAR == _NO_YEAR, year == _YEAR)


def _touching(inside: Inside, *kinds: str, given: bool = False) -> Rows:
    """What moved into and out of the accounts of these kinds in the cut; within the cut nothing moved.

    `given` turns the sign: a fund's budget is what its authority gave.
    """
    came = and_(Transfer.to_kind.in_(kinds), inside(_To, _From))
    left = and_(Transfer.from_kind.in_(kinds), inside(_From, _To))
    plus, minus = and_(came, not_(left)), and_(left, not_(came))
    sign = _signed(minus, plus) if given else _signed(plus, minus)
    return _lines(sign).where(or_(plus, minus))


def _fund(account: Any, _other: Any) -> ColumnElement[bool]:
    return _of_fund(account.fund_id, None)


def _lapsed(account: Any, other: Any) -> ColumnElement[bool]:
    """Lapsed money stands in the year in which it was a pitch's."""
    return _of_fund(account.fund_id, other.fiscal_year)


def _purse(account: Any, _other: Any) -> ColumnElement[bool]:
    return _of_purse(account.purse_id)


def _purse_of_fund(account: Any, other: Any) -> ColumnElement[bool]:
    return and_(other.kind == "fund", _of_purse(account.purse_id))


def _reserved(account: Any, _other: Any) -> ColumnElement[bool]:
    return and_(_in_year(account.fiscal_year), _commitments(lambda own: own.id == Transfer.commitment_id))


def _pitch(account: Any, _other: Any) -> ColumnElement[bool]:
    """A commitment of the cut has, or had, money in this account."""
    return and_(
        _in_year(account.fiscal_year),
        _commitments(
            lambda own: own.pitch_id == account.pitch_id,
            lambda own: or_(own.fiscal_year == account.fiscal_year, _carried_into(own, account)),
        ),
    )


def _carried_into(own: Any, account: Any) -> ColumnElement[bool]:
    """Money of a commitment came into this account's year from another one."""
    move, source, target = aliased(Transfer), aliased(Account), aliased(Account)
    return exists(
        select(move.id)
        .join(source, source.id == move.from_id)
        .join(target, target.id == move.to_id)
        .where(
            move.commitment_id == own.id,
            source.fiscal_year != target.fiscal_year,
            target.fiscal_year == account.fiscal_year,
        )
        .correlate(own, account)
    )


def _carried() -> Rows:
    out, into = _From.fiscal_year == _YEAR, _To.fiscal_year == _YEAR
    return _lines(_signed(out, into)).where(
        _From.fiscal_year != _To.fiscal_year,
        or_(out, into),
        _commitments(lambda own: own.id == Transfer.commitment_id),
    )


_WAYS: Mapping[str, Callable[[], Rows]] = {
    "budget": lambda: _touching(_fund, "authority", given=True),
    "allotted": lambda: _touching(_purse_of_fund, "purse"),
    "unallotted": lambda: _touching(_fund, "fund"),
    "free": lambda: _touching(_purse, "purse"),
    "reserved": lambda: _touching(_reserved, "reserved"),
    "committed": lambda: _touching(_pitch, "committed"),
    "released": lambda: _touching(_pitch, "released"),
    "contracted": lambda: _touching(_pitch, "contracted"),
    "spent": lambda: _touching(_pitch, "spent"),
    "to_come": lambda: _touching(_pitch, "committed", "released"),
    "carried": _carried,
    "lapsed": lambda: _touching(_lapsed, "lapsed"),
}
AMOUNTS_OF_TRANSFERS = tuple(_WAYS)
"""Figures that transfers make up; the others are made of documents."""


def lines_of(amount: str) -> Rows:
    """The transfers of a figure of a fund, unit, goal or investor, or of all."""
    return _WAYS[amount]()


def lines_of_quarter(state: str) -> Rows:
    """What reached a state from one before it, less what fell back from it, between two instants."""
    later = REACHED[REACHED.index(state) :]
    came = and_(Transfer.to_kind == state, Transfer.from_kind.not_in(later))
    left = and_(Transfer.from_kind == state, Transfer.to_kind.not_in(later))
    return _lines(_signed(came, left)).where(
        or_(came, left),
        Transfer.at >= bindparam("since", type_=Instant()),
        Transfer.at < bindparam("until", type_=Instant()),
    )


def with_codes(lines: Rows) -> Rows:
    """The same transfers with what accounts want to know of each beside what a page shows."""
    return (
        lines.add_columns(
            func.coalesce(_From.fiscal_year, _To.fiscal_year, Fund.fiscal_year).label("fiscal_year"),
            func.coalesce(Fund.erp_code, "").label("fund_code"),
            func.coalesce(_FundUnit.name, "").label("unit_name"),
            func.coalesce(_FundUnit.erp_code, "").label("unit_code"),
            func.coalesce(_Doc.category, Accrual.category, _Credited.category, "").label("category"),
            func.coalesce(Contract.erp_code, "").label("contract_code"),
            func.coalesce(Contract.vendor, _Doc.vendor, _Credited.vendor, "").label("vendor"),
            func.coalesce(_Doc.reference, CreditNote.reference, Contract.reference, Accrual.note, "").label(
                "paper"
            ),
            Transfer.currency,
        )
        .add_columns(_Undone.verb.label("undone_verb"), _Undone.at.label("undone_at"))
        .outerjoin(_FundUnit, _FundUnit.id == Fund.unit_id)
        .outerjoin(_Credited, _Credited.id == CreditNote.actual_id)
        .outerjoin(_Undone, _Undone.id == Transfer.reverses_id)
        .order_by(Transfer.at.desc(), Transfer.id.desc())
    )
