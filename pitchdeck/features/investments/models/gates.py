"""Gates: a decision that the investors of a running programme take by the money that they have in it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Id, Instant, Minor, Text
from pitchdeck.features.investments.figures.gates import VERDICTS


class Gate(Base):
    """What is to be decided about a running investment, and the last day for the investors' word."""

    __tablename__ = "gate"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("question <> ''", name="question"),
        Index("ix_gate_investment", "investment_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    investment_id: Mapped[int] = mapped_column(Id, ForeignKey("investment.id"))
    question: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date] = mapped_column(Day)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class GateVote(Base):
    """An investor's word at a gate, once; `amount` is the committed money that it has, in minor units."""

    __tablename__ = "gate_vote"
    __table_args__ = (
        UniqueConstraint("gate_id", "by_id"),
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("verdict = 'continue' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    gate_id: Mapped[int] = mapped_column(Id, ForeignKey("gate.id"))
    verdict: Mapped[str] = mapped_column(Choice(*VERDICTS))
    reason: Mapped[str] = mapped_column(Text, default="")
    amount: Mapped[int] = mapped_column(Minor)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class GateEnd(Base):
    """How a gate was decided: the verdict, the money that spoke and all that might have, in minor units."""

    __tablename__ = "gate_end"
    __table_args__ = (
        UniqueConstraint("gate_id"),
        CheckConstraint("voted > 0 AND total >= voted", name="quorum"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    gate_id: Mapped[int] = mapped_column(Id, ForeignKey("gate.id"))
    verdict: Mapped[str] = mapped_column(Choice(*VERDICTS))
    voted: Mapped[int] = mapped_column(Minor)
    total: Mapped[int] = mapped_column(Minor)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class GateStop(Base):
    """Finance's signature under a stop; what it returned is in the ledger, by the same hand, at its time."""

    __tablename__ = "gate_stop"
    __table_args__ = (UniqueConstraint("gate_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    gate_id: Mapped[int] = mapped_column(Id, ForeignKey("gate.id"))
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
