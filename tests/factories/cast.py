"""The people of the tests: one organisation with units and a person for each part of the story."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.db import Database
from pitchdeck.base.passwords import Passwords
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.models import Organisation

ZONE = ZoneInfo("Europe/Berlin")
FOUNDED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
HASH = Passwords(time_cost=1, memory_kib=8).hash(PASSWORD)

PEOPLE: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    # short name: name, title, mandates, unit
    "admin": ("Ada Admin", "Administrator", ("admin",), "Nordwind"),
    "presenter": ("Pia Presenter", "Learning designer", ("presenter",), "People & Learning"),
    "colleague": ("Carl Colleague", "Learning designer", ("presenter",), "People & Learning"),
    "lead": ("Lena Lead", "Head of learning", ("lead",), "Nordwind"),
    "sponsor": ("Sven Sponsor", "Head of support", (), "Support"),
    "investor1": ("Ines Investor", "Director sales", ("investor",), "Sales"),
    "investor2": ("Ivan Investor", "Director support", ("investor",), "Support"),
    "investor3": ("Iris Investor", "Director IT", ("investor",), "IT"),
    "chair": ("Chiara Chair", "Chief operating officer", ("chair",), "Nordwind"),
    "finance": ("Finn Finance", "Business controller", ("finance",), "Finance"),
    "finance2": ("Fay Finance", "Head of controlling", ("finance",), "Finance"),
    "fund_owner": ("Owen Owner", "Chief financial officer", ("fund_owner",), "Finance"),
    "viewer": ("Vera Viewer", "Works council", ("viewer",), "Nordwind"),
    "auditor": ("Aude Auditor", "Internal audit", ("auditor",), "Nordwind"),
    "nobody": ("Nils Nobody", "Employee", (), "Sales"),
}
UNIT_HOURS = 1_000
"""More than the pitches of the tests need: heads of units are asked only where a test is about that."""
UNITS = ("People & Learning", "Support", "Sales", "IT", "Finance")


@dataclass(frozen=True)
class Cast:
    """Everybody by short name, and the units' ids and keys by name."""

    actors: dict[str, Actor]
    units: dict[str, int]
    unit_keys: dict[str, str] = field(default_factory=dict)
    password: str = PASSWORD

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.actors[name]
        except KeyError:
            raise AttributeError(name) from None

    def email(self, name: str) -> str:
        return f"{name}@nordwind.example"


def people_the_house(database: Database, *, at: datetime = FOUNDED) -> Cast:
    """Found the organisation (EUR, fiscal year = calendar year) with its units, people and mandates."""
    with database.writing() as turn:
        session = turn.session
        actions.found_organisation(
            session,
            name="Nordwind",
            currency="EUR",
            locale="en_GB",
            zone=ZONE.key,
            fiscal_year_start=1,
            discount_rate=0.08,
            roi_objective_pct=25.0,
            burden=0.42,
            burden_source="Finance 2026",
            demo=False,
            at=at,
        )
        session.execute(update(Organisation).values(unit_hours=UNIT_HOURS))
        top = actions.add_unit(session, name="Nordwind")
        below = [actions.add_unit(session, name=name, parent_id=top.id) for name in UNITS]
        units = {unit.name: unit.id for unit in (top, *below)}
        keys = {unit.name: unit.key for unit in (top, *below)}
        ids = {
            short: actions.add_person(
                session,
                name=name,
                email=f"{short}@nordwind.example",
                title=title,
                unit_id=units[unit],
                password_hash=HASH,
                at=at,
            ).id
            for short, (name, title, _roles, unit) in PEOPLE.items()
        }
        for short, (_name, _title, roles, _unit) in PEOPLE.items():
            for role in roles:
                _grant(session, ids, short, role, at)
        actors = {short: _actor(session, id_, at.date()) for short, id_ in ids.items()}
    return Cast(actors, units, keys)


def _grant(session: Session, ids: dict[str, int], short: str, role: str, at: datetime) -> None:
    mandate = actions.grant(
        session,
        person_id=ids[short],
        role=role,
        by_id=ids["admin"] if short != "admin" else ids["chair"],
        at=at,
        valid_from=date(2020, 1, 1),
    )
    other = "finance2" if short != "finance2" else "finance"
    mandate.confirmed_by_id, mandate.confirmed_at = ids[other], at
    second = Actor(ids[other], "", "", ())
    history.record(session, ("mandate", mandate.key), "confirmed", by=second, at=at)


def _actor(session: Session, person_id: int, on: date) -> Actor:
    actor = queries.actor_of(session, person_id, on)
    assert actor is not None
    return actor
