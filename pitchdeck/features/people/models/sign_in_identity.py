"""Who somebody is at the organisation's identity provider, and the mandates that its claims gave."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Id, Instant, Text


class SignInIdentity(Base):
    """A person's account at an issuer: linked once by verified e-mail, from then on found by its subject."""

    __tablename__ = "sign_in_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"), UniqueConstraint("person_id", "issuer"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    issuer: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    linked_at: Mapped[datetime] = mapped_column(Instant)


class ClaimGrant(Base):
    """A mandate that a rule on claims granted; it ends at the first sign-in without that claim."""

    __tablename__ = "claim_grant"
    __table_args__ = (UniqueConstraint("mandate_id"), Index("ix_claim_grant_person", "person_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    mandate_id: Mapped[int] = mapped_column(Id, ForeignKey("mandate.id"))
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    rule: Mapped[str] = mapped_column(Text)
    granted_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
