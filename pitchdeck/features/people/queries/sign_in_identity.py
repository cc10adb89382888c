"""Questions about accounts at the identity provider and what their claims gave."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from pitchdeck.features.people.models import ClaimGrant, Mandate, Person, SignInIdentity, Unit


@dataclass(frozen=True, slots=True)
class ClaimGrantRow:
    """A mandate that a claim gave and still gives."""

    id: int
    mandate_id: int
    mandate_key: str
    role: str
    unit_id: int | None


_PERSON = select(SignInIdentity.person_id).where(
    SignInIdentity.issuer == bindparam("issuer"), SignInIdentity.subject == bindparam("subject")
)
_SUBJECT = select(SignInIdentity.subject).where(
    SignInIdentity.issuer == bindparam("issuer"), SignInIdentity.person_id == bindparam("person_id")
)
_ADDRESS = select(Person.id).where(Person.email == bindparam("email"))
_GRANTS = (
    select(ClaimGrant.id, Mandate.id, Mandate.key, Mandate.role, Mandate.unit_id)
    .join(Mandate, Mandate.id == ClaimGrant.mandate_id)
    .where(ClaimGrant.person_id == bindparam("person_id"), ClaimGrant.ended_at.is_(None))
    .order_by(ClaimGrant.id)
)
_HELD = select(Mandate.role, Mandate.unit_id).where(
    Mandate.person_id == bindparam("person_id"),
    Mandate.valid_from <= bindparam("day"),
    or_(Mandate.valid_to.is_(None), Mandate.valid_to >= bindparam("day")),
)
_UNITS = select(Unit.name, Unit.id).where(Unit.name.in_(bindparam("names", expanding=True)))


def person_of_identity(session: Session, issuer: str, subject: str) -> int | None:
    """The person whose account at the issuer this is."""
    return session.execute(_PERSON, {"issuer": issuer, "subject": subject}).scalar_one_or_none()


def subject_of(session: Session, issuer: str, person_id: int) -> str | None:
    """The account that a person is linked to already."""
    return session.execute(_SUBJECT, {"issuer": issuer, "person_id": person_id}).scalar_one_or_none()


def person_of_address(session: Session, email: str) -> int | None:
    """Whose address this is, active or not."""
    return session.execute(_ADDRESS, {"email": email}).scalar_one_or_none()


def claim_grants(session: Session, person_id: int) -> tuple[ClaimGrantRow, ...]:
    """The mandates that claims gave a person and have not taken back."""
    return tuple(ClaimGrantRow(*row) for row in session.execute(_GRANTS, {"person_id": person_id}))


def mandates_held(session: Session, person_id: int, day: date) -> frozenset[tuple[str, int | None]]:
    """(role, unit) of every mandate of that day, whoever granted it and whether it is confirmed."""
    rows = session.execute(_HELD, {"person_id": person_id, "day": day})
    return frozenset((row.role, row.unit_id) for row in rows)


def units_called(session: Session, names: frozenset[str]) -> dict[str, int]:
    """Units by name."""
    return {row.name: row.id for row in session.execute(_UNITS, {"names": sorted(names)})}
