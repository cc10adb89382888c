"""Money promised to a vendor, and which document moved which money."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Day, Id, Instant, Minor, Text, Whole


class Contract(Base):
    """Money promised to a vendor in one fiscal year: reported by the presenter, confirmed by finance."""

    __tablename__ = "contract"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("reference <> '' AND vendor <> ''", name="words"),
        CheckConstraint("(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name="confirmed"),
        CheckConstraint("confirmed_by_id <> reported_by_id", name="second_person"),
        Index("ix_contract_investment", "investment_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    investment_id: Mapped[int] = mapped_column(Id, ForeignKey("investment.id"))
    reference: Mapped[str] = mapped_column(Text)
    vendor: Mapped[str] = mapped_column(Text)
    amount: Mapped[int] = mapped_column(Minor)
    fiscal_year: Mapped[int] = mapped_column(Whole)
    ends_on: Mapped[date] = mapped_column(Day)
    erp_code: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    reported_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    reported_deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    reported_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)


class ContractEnd(Base):
    """A contract is over: `amount` is its open rest, which is released money again."""

    __tablename__ = "contract_end"
    __table_args__ = (
        UniqueConstraint("contract_id"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    contract_id: Mapped[int] = mapped_column(Id, ForeignKey("contract.id"))
    amount: Mapped[int] = mapped_column(Minor)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Posting(Base):
    """Whose a transfer is: the contract that it fills or draws on, and the document that moved it.

    A contract's open rest is what its postings moved into contracted money less what they moved out of it.
    """

    __tablename__ = "posting"
    __table_args__ = (
        UniqueConstraint("transfer_id"),
        Index("ix_posting_contract", "contract_id", "id"),
        Index("ix_posting_actual", "actual_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    transfer_id: Mapped[int] = mapped_column(Id, ForeignKey("transfer.id"))
    contract_id: Mapped[int | None] = mapped_column(Id, ForeignKey("contract.id"))
    actual_id: Mapped[int | None] = mapped_column(Id, ForeignKey("actual.id"))
