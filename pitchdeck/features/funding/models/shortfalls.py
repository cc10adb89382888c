"""A fund too small for what it gave: the missing money, the cut list, and two people who confirm it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Flag, Id, Instant, Minor, Text, Whole


class Shortfall(Base):
    """Money that a fund lacks: with `cuts_budget` it leaves the fund in the end, else it stays free in it."""

    __tablename__ = "shortfall"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("reason <> ''", name="reason"),
        Index("ix_shortfall_fund", "fund_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    fund_id: Mapped[int] = mapped_column(Id, ForeignKey("fund.id"))
    amount: Mapped[int] = mapped_column(Minor)
    reason: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(Text, default="")
    cuts_budget: Mapped[bool] = mapped_column(Flag)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ShortfallList(Base):
    """A cut list: as pitchdeck proposed it, or as finance changed it with a reason. The newest counts.

    `seal` is of the money that it was made from.
    """

    __tablename__ = "shortfall_list"
    __table_args__ = (UniqueConstraint("shortfall_id", "number"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    shortfall_id: Mapped[int] = mapped_column(Id, ForeignKey("shortfall.id"))
    number: Mapped[int] = mapped_column(Whole)
    seal: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ShortfallLine(Base):
    """What a list takes of money that could be cut: of the fund, of a purse, or of a commitment."""

    __tablename__ = "shortfall_line"
    __table_args__ = (
        UniqueConstraint("list_id", "position"),
        CheckConstraint("amount >= 0 AND amount <= available AND available > 0", name="amounts"),
        CheckConstraint(
            "(kind = 'fund' AND purse_id IS NULL AND commitment_id IS NULL)"
            " OR (kind = 'purse' AND purse_id IS NOT NULL AND commitment_id IS NULL)"
            " OR (kind IN ('reserved', 'committed', 'released') AND purse_id IS NULL"
            " AND commitment_id IS NOT NULL)",
            name="whose",
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    list_id: Mapped[int] = mapped_column(Id, ForeignKey("shortfall_list.id"))
    position: Mapped[int] = mapped_column(Whole)
    kind: Mapped[str] = mapped_column(Choice("fund", "purse", "reserved", "committed", "released"))
    purse_id: Mapped[int | None] = mapped_column(Id, ForeignKey("purse.id"))
    commitment_id: Mapped[int | None] = mapped_column(Id, ForeignKey("commitment.id"))
    available: Mapped[int] = mapped_column(Minor)
    amount: Mapped[int] = mapped_column(Minor)


class ShortfallConsent(Base):
    """The fund's owner, or finance, confirmed a list; who stands in for a tied owner is of finance too."""

    __tablename__ = "shortfall_consent"
    __table_args__ = (UniqueConstraint("list_id", "side"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    list_id: Mapped[int] = mapped_column(Id, ForeignKey("shortfall_list.id"))
    side: Mapped[str] = mapped_column(Choice("owner", "finance"))
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ShortfallEnd(Base):
    """A shortfall is over, once: its list was carried out, or finance dropped it with a reason."""

    __tablename__ = "shortfall_end"
    __table_args__ = (
        UniqueConstraint("shortfall_id"),
        CheckConstraint("(outcome = 'carried_out') = (list_id IS NOT NULL)", name="list"),
        CheckConstraint("outcome = 'carried_out' OR (reason <> '' AND change_id IS NULL)", name="dropped"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    shortfall_id: Mapped[int] = mapped_column(Id, ForeignKey("shortfall.id"))
    outcome: Mapped[str] = mapped_column(Choice("carried_out", "dropped"))
    list_id: Mapped[int | None] = mapped_column(Id, ForeignKey("shortfall_list.id"))
    change_id: Mapped[int | None] = mapped_column(Id, ForeignKey("fund_change.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class TrancheCut(Base):
    """What a shortfall took of a tranche that was not released; the rest of it may be released."""

    __tablename__ = "tranche_cut"
    __table_args__ = (
        UniqueConstraint("tranche_id", "shortfall_id"),
        CheckConstraint("amount > 0", name="positive"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    tranche_id: Mapped[int] = mapped_column(Id, ForeignKey("tranche.id"))
    shortfall_id: Mapped[int] = mapped_column(Id, ForeignKey("shortfall.id"))
    amount: Mapped[int] = mapped_column(Minor)
