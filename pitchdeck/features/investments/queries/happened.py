"""What really happened to investments, as one list of dated facts: spent, worked, measured, contracted."""

from sqlalchemy import BindParameter, bindparam, cast, exists, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from pitchdeck.base.db import Day, Minor, Text
from pitchdeck.features.funding.models import Account
from pitchdeck.features.investments.models import (
    Accrual,
    Actual,
    Attestation,
    CreditNote,
    HoursWorked,
    Investment,
    Overrun,
    Reading,
)
from pitchdeck.features.investments.queries.documents import ACCRUAL_STANDS, OPEN_OVERRUN, once

_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_Undo = aliased(Actual)
_UndoHours = aliased(HoursWorked)
_STANDS = ~exists().where(_Undo.reverses_id == Actual.id)
_NO_DAY, _NO_TEXT = cast(null(), Day()), cast(null(), Text())
HAPPENED = union_all(
    select(
        Actual.investment_id.label("investment_id"),
        literal("spent").label("what"),
        Actual.period_on.label("since"),
        _NO_DAY.label("until"),
        Actual.amount.label("amount"),
        _NO_TEXT.label("method"),
    ).where(
        Actual.investment_id.in_(_IDS),
        Actual.confirmed_at.is_not(None),
        Actual.reverses_id.is_(None),
        _STANDS,
    ),
    select(
        HoursWorked.investment_id,
        literal("worked"),
        HoursWorked.period_on,
        _NO_DAY,
        HoursWorked.value_minor,
        _NO_TEXT,
    ).where(
        HoursWorked.investment_id.in_(_IDS),
        HoursWorked.reverses_id.is_(None),
        ~exists().where(_UndoHours.reverses_id == HoursWorked.id),
    ),
    select(
        Reading.investment_id,
        literal("read"),
        Reading.covers_from,
        Reading.covers_to,
        Reading.benefit_minor,
        Reading.method,
    )
    .join(Attestation, Attestation.reading_id == Reading.id)
    .where(Reading.investment_id.in_(_IDS), Attestation.verdict == "attested"),
    select(
        *(Actual.investment_id, literal("spent"), Actual.period_on, _NO_DAY),
        *(-CreditNote.amount * once(CreditNote), _NO_TEXT),
    )
    .join(CreditNote, CreditNote.actual_id == Actual.id)
    .where(Actual.investment_id.in_(_IDS)),
    select(
        Accrual.investment_id, literal("spent"), Accrual.dated_on, _NO_DAY, Accrual.amount, _NO_TEXT
    ).where(Accrual.investment_id.in_(_IDS), ACCRUAL_STANDS),
    select(Actual.investment_id, literal("over"), Actual.period_on, _NO_DAY, OPEN_OVERRUN, _NO_TEXT)
    .join(Overrun, Overrun.actual_id == Actual.id)
    .where(Actual.investment_id.in_(_IDS), _STANDS),
    select(
        Investment.id,
        literal("contracted"),
        Investment.baseline_on,
        _NO_DAY,
        cast(func.coalesce(func.sum(Account.balance), 0), Minor()),
        _NO_TEXT,
    )
    .join(Account, Account.pitch_id == Investment.pitch_id)
    .where(Investment.id.in_(_IDS), Account.kind == "contracted")
    .group_by(Investment.id, Investment.baseline_on),
)
