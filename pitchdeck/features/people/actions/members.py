"""Founding the organisation, adding units and people, granting mandates: the rows, for whoever may."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.refs import new_key
from pitchdeck.features.people import queries
from pitchdeck.features.people.figures import first_rules
from pitchdeck.features.people.models import Mandate, Organisation, Person, Unit


def found_organisation(
    session: Session,
    *,
    name: str,
    currency: str,
    locale: str,
    zone: str,
    fiscal_year_start: int,
    discount_rate: float,
    roi_objective_pct: float,
    burden: float,
    burden_source: str,
    demo: bool,
    at: datetime,
) -> None:
    """Create the one organisation; Conflict when there is one."""
    if queries.organisation(session) is not None:
        raise Conflict("This database already has its organisation.")
    session.add(
        Organisation(
            id=1,
            name=name,
            currency=currency,
            locale=locale,
            zone=zone,
            fiscal_year_start=fiscal_year_start,
            discount_rate=discount_rate,
            roi_objective_pct=roi_objective_pct,
            burden=burden,
            burden_source=burden_source,
            demo=demo,
            created_at=at,
            **first_rules(currency),
            defaults={},
            templates_off=[],
        )
    )
    session.flush()


def add_unit(
    session: Session, *, name: str, parent_id: int | None = None, erp_code: str | None = None
) -> Unit:
    """Add a unit below another, or at the top."""
    unit = Unit(key=new_key(), name=name, parent_id=parent_id, erp_code=erp_code)
    session.add(unit)
    session.flush()
    return unit


def add_person(
    session: Session,
    *,
    name: str,
    email: str,
    at: datetime,
    title: str = "",
    unit_id: int | None = None,
    password_hash: str | None = None,
) -> Person:
    """Add someone who can sign in; Invalid when the address is taken."""
    address = email.strip().lower()
    if queries.credentials(session, address) is not None:
        raise Invalid({"email": f"{address} already belongs to somebody. Enter another address."})
    person = Person(
        key=new_key(),
        name=name,
        email=address,
        title=title,
        unit_id=unit_id,
        password_hash=password_hash,
        active=True,
        created_at=at,
    )
    session.add(person)
    session.flush()
    return person


def grant(
    session: Session,
    *,
    person_id: int,
    role: str,
    by_id: int,
    at: datetime,
    valid_from: date,
    unit_id: int | None = None,
    limit_minor: int | None = None,
    valid_to: date | None = None,
) -> Mandate:
    """Grant a role over the organisation or a unit; one that touches money waits for its confirmation."""
    mandate = Mandate(
        key=new_key(),
        person_id=person_id,
        role=role,
        unit_id=unit_id,
        limit_minor=limit_minor,
        valid_from=valid_from,
        valid_to=valid_to,
        granted_by_id=by_id,
        granted_at=at,
    )
    session.add(mandate)
    session.flush()
    return mandate
