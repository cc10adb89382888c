"""What corrects and completes invoices: credit notes, and accruals of what was delivered and not invoiced."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Day, Id, Instant, Minor, Text


class CreditNote(Base):
    """A vendor's correction of an invoice; a wrong one is reversed by a row that names it.

    `over` shrank the invoice's overrun, `loose` came back from what released money had paid (by
    `transfer_id`), `drawn` from what the contract had paid (by `drawn_transfer_id`).
    """

    __tablename__ = "credit_note"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("reverses_id"),
        UniqueConstraint("transfer_id"),
        UniqueConstraint("drawn_transfer_id"),
        CheckConstraint("amount > 0 AND amount = over + loose + drawn", name="parts"),
        CheckConstraint("over >= 0 AND loose >= 0 AND drawn >= 0", name="positive"),
        CheckConstraint("(loose > 0) = (transfer_id IS NOT NULL)", name="loose"),
        CheckConstraint("(drawn > 0) = (drawn_transfer_id IS NOT NULL)", name="drawn"),
        CheckConstraint("reference <> '' AND reason <> ''", name="words"),
        Index("ix_credit_note_actual", "actual_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    actual_id: Mapped[int] = mapped_column(Id, ForeignKey("actual.id"))
    reference: Mapped[str] = mapped_column(Text)
    document_on: Mapped[date] = mapped_column(Day)
    amount: Mapped[int] = mapped_column(Minor)
    over: Mapped[int] = mapped_column(Minor)
    loose: Mapped[int] = mapped_column(Minor)
    drawn: Mapped[int] = mapped_column(Minor)
    transfer_id: Mapped[int | None] = mapped_column(Id, ForeignKey("transfer.id"))
    drawn_transfer_id: Mapped[int | None] = mapped_column(Id, ForeignKey("transfer.id"))
    reverses_id: Mapped[int | None] = mapped_column(Id, ForeignKey("credit_note.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Accrual(Base):
    """What was delivered by the end of a month and not invoiced: spent until its invoice comes."""

    __tablename__ = "accrual"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("transfer_id"),
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("note <> ''", name="words"),
        Index("ix_accrual_investment", "investment_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    investment_id: Mapped[int] = mapped_column(Id, ForeignKey("investment.id"))
    contract_id: Mapped[int | None] = mapped_column(Id, ForeignKey("contract.id"))
    dated_on: Mapped[date] = mapped_column(Day)
    category: Mapped[str] = mapped_column(Text)
    amount: Mapped[int] = mapped_column(Minor)
    note: Mapped[str] = mapped_column(Text)
    transfer_id: Mapped[int] = mapped_column(Id, ForeignKey("transfer.id"))
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class AccrualEnd(Base):
    """An accrual is over, once: its invoice came, or it was wrong; `transfer_id` moved its money back."""

    __tablename__ = "accrual_end"
    __table_args__ = (
        UniqueConstraint("accrual_id"),
        UniqueConstraint("transfer_id"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    accrual_id: Mapped[int] = mapped_column(Id, ForeignKey("accrual.id"))
    actual_id: Mapped[int | None] = mapped_column(Id, ForeignKey("actual.id"))
    transfer_id: Mapped[int] = mapped_column(Id, ForeignKey("transfer.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
