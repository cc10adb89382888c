"""What shortfalls take of money that was promised and not served yet."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Id, Minor, Whole


class PromiseLine(Base):
    """What a cut list takes of an approved promise of its fund; a line like those of money that is there."""

    __tablename__ = "promise_line"
    __table_args__ = (
        UniqueConstraint("list_id", "position"),
        UniqueConstraint("list_id", "advance_id"),
        CheckConstraint("amount >= 0 AND amount <= available AND available > 0", name="amounts"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    list_id: Mapped[int] = mapped_column(Id, ForeignKey("shortfall_list.id"))
    position: Mapped[int] = mapped_column(Whole)
    advance_id: Mapped[int] = mapped_column(Id, ForeignKey("advance.id"))
    available: Mapped[int] = mapped_column(Minor)
    amount: Mapped[int] = mapped_column(Minor)


class AdvanceCut(Base):
    """What a shortfall took of a promise of which something is left; the rest stays promised.

    A promise that is cut whole has no such row: it ended.
    """

    __tablename__ = "advance_cut"
    __table_args__ = (
        UniqueConstraint("advance_id", "shortfall_id"),
        CheckConstraint("amount > 0", name="positive"),
        Index("ix_advance_cut_shortfall", "shortfall_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    advance_id: Mapped[int] = mapped_column(Id, ForeignKey("advance.id"))
    shortfall_id: Mapped[int] = mapped_column(Id, ForeignKey("shortfall.id"))
    amount: Mapped[int] = mapped_column(Minor)
