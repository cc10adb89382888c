"""The accounts' own list of a month, and which of its lines somebody matched by hand."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Day, Id, Instant, Minor, Text, Whole


class ErpExport(Base):
    """A month as the accounts have it; the newest export of a month is the one that counts."""

    __tablename__ = "erp_export"
    __table_args__ = (UniqueConstraint("month_on", "digest"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    month_on: Mapped[date] = mapped_column(Day)
    digest: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ErpLine(Base):
    """One document of an export; a credit note is negative."""

    __tablename__ = "erp_line"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("export_id", "row_no"),
        CheckConstraint("amount <> 0 AND reference <> ''", name="says_something"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    export_id: Mapped[int] = mapped_column(Id, ForeignKey("erp_export.id"))
    row_no: Mapped[int] = mapped_column(Whole)
    erp_code: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(Text)
    document_on: Mapped[date] = mapped_column(Day)
    amount: Mapped[int] = mapped_column(Minor)


class ErpMatch(Base):
    """Somebody's word that a line is one of our documents, with the reason why it looks otherwise."""

    __tablename__ = "erp_match"
    __table_args__ = (
        UniqueConstraint("line_id"),
        CheckConstraint("(actual_id IS NULL) <> (credit_note_id IS NULL)", name="one_document"),
        CheckConstraint("reason <> ''", name="reason"),
        Index("ix_erp_match_actual", "actual_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    line_id: Mapped[int] = mapped_column(Id, ForeignKey("erp_line.id"))
    actual_id: Mapped[int | None] = mapped_column(Id, ForeignKey("actual.id"))
    credit_note_id: Mapped[int | None] = mapped_column(Id, ForeignKey("credit_note.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
