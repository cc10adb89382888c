"""The ledger: accounts are the states of money, and the only write is the INSERT of a transfer."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Minor, Text, Whole

ACCOUNTS = (
    "authority",
    "fund",
    "purse",
    "reserved",
    "coming",
    "promised",
    "committed",
    "released",
    "contracted",
    "spent",
    "lapsed",
)
VERBS = (
    "open",
    "allot",
    "reserve",
    "free",
    "commit",
    "release",
    "contract",
    "spend",
    "accrue",
    "give_back",
    "carry",
    "lapse",
    "reverse",
)


_ONCE = text("commitment_id IS NOT NULL AND verb IN ('reserve', 'free', 'commit')")
_PROMISED = text("verb = 'reserve' AND from_kind = 'coming'")
_AHEAD = text("advance_id IS NOT NULL")


class Account(Base):
    """A state of money of one fund, purse or pitch and year; only triggers change balance and ceiling.

    `last_transfer_id` and `last_ceiling_id` name the row that explains the present balance and ceiling:
    SQLite, which has no roles, accepts a change only together with the next such row.
    """

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("kind", "fund_id"),
        UniqueConstraint("kind", "purse_id"),
        UniqueConstraint("kind", "pitch_id", "fiscal_year"),
        UniqueConstraint("kind", "unit_id", "fiscal_year"),
        UniqueConstraint("id", "kind"),
        UniqueConstraint("id", "currency"),
        CheckConstraint("floor IS NULL OR balance >= floor", name="floor"),
        CheckConstraint("ceiling IS NULL OR balance <= ceiling", name="ceiling"),
        CheckConstraint(
            "(kind IN ('authority', 'fund', 'lapsed') AND fund_id IS NOT NULL)"
            " OR (kind = 'purse' AND purse_id IS NOT NULL)"
            " OR (kind = 'coming' AND unit_id IS NOT NULL AND fiscal_year IS NOT NULL)"
            " OR (kind IN ('reserved', 'promised', 'committed', 'released', 'contracted', 'spent')"
            " AND pitch_id IS NOT NULL AND fiscal_year IS NOT NULL)",
            name="whose",
        ),
        CheckConstraint(
            "(kind IN ('authority', 'coming') AND floor IS NULL AND ceiling IS NOT NULL AND ceiling = 0)"
            " OR (kind IN ('reserved', 'promised') AND floor IS NOT NULL AND floor = 0"
            " AND ceiling IS NOT NULL)"
            " OR (kind IN ('fund', 'purse', 'committed', 'released', 'contracted', 'spent', 'lapsed')"
            " AND floor IS NOT NULL AND floor = 0 AND ceiling IS NULL)",
            name="limits",
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Choice(*ACCOUNTS))
    fund_id: Mapped[int | None] = mapped_column(Id, ForeignKey("fund.id"))
    purse_id: Mapped[int | None] = mapped_column(Id, ForeignKey("purse.id"))
    pitch_id: Mapped[int | None] = mapped_column(Id, ForeignKey("pitch.id"))
    unit_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit.id"))
    fiscal_year: Mapped[int | None] = mapped_column(Whole)
    currency: Mapped[str] = mapped_column(Text)
    balance: Mapped[int] = mapped_column(Minor, default=0)
    floor: Mapped[int | None] = mapped_column(Minor)
    ceiling: Mapped[int | None] = mapped_column(Minor)
    last_transfer_id: Mapped[int] = mapped_column(Id, default=0)
    last_ceiling_id: Mapped[int] = mapped_column(Id, default=0)


class Movement(Base):
    """Which verb may move money between which kinds of account; nothing else can."""

    __tablename__ = "movement"

    verb: Mapped[str] = mapped_column(Text, primary_key=True)
    from_kind: Mapped[str] = mapped_column(Text, primary_key=True)
    to_kind: Mapped[str] = mapped_column(Text, primary_key=True)


class Transfer(Base):
    """A positive amount moved from one account to another; append-only, undone only by a reversal."""

    __tablename__ = "transfer"
    __table_args__ = (
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("from_id <> to_id", name="two_accounts"),
        ForeignKeyConstraint(
            ["from_id", "from_kind"], ["account.id", "account.kind"], name="fk_transfer_from"
        ),
        ForeignKeyConstraint(["to_id", "to_kind"], ["account.id", "account.kind"], name="fk_transfer_to"),
        ForeignKeyConstraint(
            ["from_id", "currency"], ["account.id", "account.currency"], name="fk_transfer_from_currency"
        ),
        ForeignKeyConstraint(
            ["to_id", "currency"], ["account.id", "account.currency"], name="fk_transfer_to_currency"
        ),
        ForeignKeyConstraint(
            ["verb", "from_kind", "to_kind"],
            ["movement.verb", "movement.from_kind", "movement.to_kind"],
            name="fk_transfer_movement",
        ),
        UniqueConstraint("reverses_id"),
        Index("ix_transfer_from", "from_id", "id"),
        Index("ix_transfer_to", "to_id", "id"),
        Index("ix_transfer_commitment", "commitment_id"),
        Index("ix_transfer_at", "at"),
        # A commitment is reserved once, and its reservation ends once: in one free, one commit, or both.
        Index(
            "uq_transfer_commitment_verb",
            "commitment_id",
            "verb",
            unique=True,
            sqlite_where=_ONCE,
            postgresql_where=_ONCE,
        ),
        Index(
            "uq_transfer_advance_reserved",
            "advance_id",
            unique=True,
            sqlite_where=_PROMISED,
            postgresql_where=_PROMISED,
        ),
        Index("ix_transfer_advance", "advance_id", sqlite_where=_AHEAD, postgresql_where=_AHEAD),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    verb: Mapped[str] = mapped_column(Choice(*VERBS))
    from_id: Mapped[int] = mapped_column(Id)
    from_kind: Mapped[str] = mapped_column(Text)
    to_id: Mapped[int] = mapped_column(Id)
    to_kind: Mapped[str] = mapped_column(Text)
    amount: Mapped[int] = mapped_column(Minor)
    currency: Mapped[str] = mapped_column(Text)
    commitment_id: Mapped[int | None] = mapped_column(Id, ForeignKey("commitment.id"))
    reverses_id: Mapped[int | None] = mapped_column(Id, ForeignKey("transfer.id"))
    document: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    idempotency_key: Mapped[str | None] = mapped_column(Text)
    advance_id: Mapped[int | None] = mapped_column(Id)  # a trigger holds it to its row: no foreign key


class Ceiling(Base):
    """A new ceiling of an account; refused by the database when it lies below the balance."""

    __tablename__ = "ceiling"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        Index("ix_ceiling_account", "account_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(Id, ForeignKey("account.id"))
    amount: Mapped[int] = mapped_column(Minor)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
