"""Questions about second factors."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from pitchdeck.features.people.models import Organisation, RecoveryCode, SecondFactor


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A person's second factor: its sealed secret, since when it works, how many recovery codes are left."""

    sealed_secret: str
    confirmed_at: datetime | None
    codes_left: int


_LEFT = (
    select(func.count())
    .where(RecoveryCode.person_id == SecondFactor.person_id, RecoveryCode.used_at.is_(None))
    .correlate(SecondFactor)
    .scalar_subquery()
)
_FACTOR = select(SecondFactor.sealed_secret, SecondFactor.confirmed_at, _LEFT).where(
    SecondFactor.person_id == bindparam("person_id")
)
_ROLES = select(Organisation.second_factor_roles)


def factor_of(session: Session, person_id: int) -> FactorRow | None:
    """A person's second factor, working or half set up."""
    row = session.execute(_FACTOR, {"person_id": person_id}).one_or_none()
    return None if row is None else FactorRow(*row)


def second_factor_roles(session: Session) -> frozenset[str]:
    """The roles that nobody may use without a second factor."""
    return frozenset(session.execute(_ROLES).scalar_one_or_none() or ())
