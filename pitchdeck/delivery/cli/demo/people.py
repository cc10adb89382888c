"""The demo's organisation, units and people, their mandates, and the table of sign-ins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor, Grant
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.models import MONEY_ROLES, Mandate

ORGANISATION = "Halden & Voss"
DOMAIN = "demo.example"
ZONE_NAME = "Europe/Berlin"
SUB_UNITS = (
    "Sales",
    "Customer Service",
    "IT",
    "Production",
    "Leasing",
    "Human Resources",
    "Finance",
    "People & Learning",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A person of the demo; `awaits` says what their home shows, for those whose sign-in is printed."""

    short: str
    name: str
    title: str
    unit: str
    role: str | None
    awaits: str = ""


CAST: tuple[Part, ...] = (
    Part("presenter", "Nora Lindqvist", "Learning consultant", ORGANISATION, "presenter",
         "a pitch that was sent back, a draft, a reading that is due"),
    Part("sponsor", "Henrik Solberg", "Head of commercial operations", "Sales", None,
         "two claims to agree, a measure to agree, a reading to attest"),
    Part("investor1", "Isabel Moreau", "Director of sales", "Sales", "investor",
         "pitches to score and to fund, a programme at a gate, one that asks for more money"),
    Part("investor2", "Rajesh Menon", "Chief information officer", "IT", "investor",
         "pitches to score, a pitch that is partly covered, one that was approved ahead"),
    Part("investor3", "Gudrun Hansen", "Director of operations", "Production", "investor",
         "pitches to score, a conflict that was declared, a promise of next year's money"),
    Part("chair", "Charlotte Beck", "Chief operating officer", ORGANISATION, "chair",
         "a shortlist to choose, rounds in every stage, a rolling round, hours to agree to"),
    Part("lead", "Lucia Ferrante", "Head of learning", ORGANISATION, "lead",
         "a pitch to screen, a sponsor who has not answered"),
    Part("finance", "Friedrich Lang", "Business controller", "Finance", "finance",
         "reviews in the queue, releases that are due, an actual and a contract to confirm"),
    Part("finance2", "Sofia Marino", "Head of controlling", "Finance", "finance",
         "a fund, a mandate and a programme from before that need a second person"),
    Part("fund_owner", "Oliver Brandt", "Chief financial officer", "Finance", "fund_owner",
         "a fund to confirm, a budget that was cut, purses to allot"),
    Part("viewer", "Vera Kovacs", "Works council", ORGANISATION, "viewer",
         "funded programmes: green, amber, red and grey, one of them closed with its lesson"),
    Part("auditor", "Anders Nyman", "Internal audit", ORGANISATION, "auditor",
         "every decision with its evidence"),
    Part("admin", "Petra Novak", "System administrator", ORGANISATION, "admin",
         "a mandate that waits for its second person"),
    Part("presenter2", "Tomasz Zielinski", "Learning designer", ORGANISATION, "presenter"),
    Part("presenter3", "Amelie Roux", "Learning partner, production", ORGANISATION, "presenter"),
    Part("sponsor_service", "Marta Oliveira", "Head of customer service", "Customer Service", None),
    Part("sponsor_it", "Daniel Okafor", "Head of software engineering", "IT", None),
    Part("sponsor_production", "Katrin Bauer", "Plant director", "Production", None),
    Part("sponsor_people", "Jonas Weber", "Director of human resources", "Human Resources", None),
    Part("sponsor_leasing", "Elena Petrova", "Managing director, leasing", "Leasing", None),
    Part("newcomer", "Pavel Horak", "Director of customer service", "Customer Service", None),
)  # fmt: skip
HEADS = {
    ORGANISATION: "chair",
    "Sales": "sponsor",
    "Customer Service": "sponsor_service",
    "IT": "sponsor_it",
    "Leasing": "sponsor_leasing",
    "Human Resources": "sponsor_people",
    "Finance": "fund_owner",
}
"""Who answers for a unit's people; Production and People & Learning have their head from above."""
BURDEN = "BLS, employer costs, private US industry, December 2024: 41.9 % of wages"
NEWCOMER = "newcomer"
"""Whose mandate as an investor still waits for a second person."""


@dataclass(frozen=True, slots=True)
class House:
    """Everybody as an actor by short name, and the units' ids by name."""

    actors: Mapping[str, Actor]
    units: Mapping[str, int]

    def __getitem__(self, short: str) -> Actor:
        return self.actors[short]


def sign_ins(password: str) -> str:
    """The table of demo sign-ins as it is printed: the password once, then who, as what, and what awaits."""
    shown = [part for part in CAST if part.awaits]
    rows = [
        ("name", "role", "person", "what awaits them"),
        *((part.short, _role_in_words(part), part.name, part.awaits) for part in shown),
    ]
    wide = [max(len(row[place]) for row in rows) for place in range(3)]
    lines = [
        f"The demo organisation {ORGANISATION} is ready.",
        "",
        f"Password of every sign-in: {password}",
        f"Address of every sign-in:  <name>@{DOMAIN}, such as {shown[0].short}@{DOMAIN}",
        "",
    ]
    columns = [[f"{cell:<{width}}" for cell, width in zip(row, wide, strict=False)] for row in rows]
    return "\n".join(lines + ["  ".join([*cells, row[-1]]) for cells, row in zip(columns, rows, strict=True)])


def _role_in_words(part: Part) -> str:
    """The role as people say it; a sponsor is one by owning a measure, not by a mandate."""
    return (part.role or "sponsor").replace("lead", "L&D lead").replace("_", " ")


def people_the_house(session: Session, *, password_hash: str, at: datetime, today: date) -> House:
    """Found the organisation with its units, people and mandates; only the printed sign-ins can sign in."""
    _found(session, at=at)
    top = actions.add_unit(session, name=ORGANISATION, erp_code="1000").id
    units = {ORGANISATION: top} | {
        name: actions.add_unit(session, name=name, parent_id=top, erp_code=f"{1000 + 100 * place}").id
        for place, name in enumerate(SUB_UNITS, start=1)
    }
    ids = {
        part.short: actions.add_person(
            session,
            name=part.name,
            email=f"{part.short}@{DOMAIN}",
            title=part.title,
            unit_id=units[part.unit],
            password_hash=password_hash if part.awaits else None,
            at=at,
        ).id
        for part in CAST
    }
    _grant_all(session, ids, top, at=at)
    _name_heads(session, ids["admin"], at=at)
    return House({short: _actor(session, person_id, today) for short, person_id in ids.items()}, units)


def _name_heads(session: Session, admin_id: int, *, at: datetime) -> None:
    keys = {unit.name: unit.key for unit in queries.units(session)}
    admin = _actor(session, admin_id, at.date())
    people = {person.name: person.key for person in queries.people(session)}
    for unit, short in HEADS.items():
        name = next(part.name for part in CAST if part.short == short)
        actions.name_head(session, keys[unit], person_key=people[name], by=admin, at=at)


def _found(session: Session, *, at: datetime) -> None:
    actions.found_organisation(
        session,
        name=ORGANISATION,
        currency="EUR",
        locale="en_GB",
        zone=ZONE_NAME,
        fiscal_year_start=1,
        discount_rate=0.08,
        roi_objective_pct=25.0,
        burden=0.42,
        burden_source=BURDEN,
        demo=True,
        at=at,
    )


def _grant_all(session: Session, ids: Mapping[str, int], top: int, *, at: datetime) -> None:
    """Grant every role by the administrator; those over money are confirmed by a second person."""
    waiting: dict[str, Mandate] = {}
    for part in CAST:
        if part.role is not None:
            mandate = _grant(session, ids, part.short, part.role, top, at=at)
            if part.role in MONEY_ROLES:
                waiting[part.short] = mandate
    # Nobody can confirm the very first mandate by a mandate of their own: the chief financial officer does,
    # by the office that the founders gave him. From then on every confirmation rests on a confirmed mandate.
    founder = Actor(ids["fund_owner"], "", "", (Grant("fund_owner"),))
    actions.confirm_mandate(session, waiting.pop("finance").key, by=founder, at=at)
    finance = _actor(session, ids["finance"], at.date())
    for mandate in waiting.values():
        actions.confirm_mandate(session, mandate.key, by=finance, at=at)


def _grant(
    session: Session, ids: Mapping[str, int], short: str, role: str, unit_id: int, *, at: datetime
) -> Mandate:
    granter = "chair" if short == "admin" else "admin"
    return actions.grant(
        session,
        person_id=ids[short],
        role=role,
        by_id=ids[granter],
        at=at,
        valid_from=at.date(),
        unit_id=unit_id,
    )


def grant_newcomer(session: Session, house: House, *, at: datetime) -> None:
    """A new investor of customer service, whose mandate waits for its second person."""
    ids = {short: actor.id for short, actor in house.actors.items()}
    _grant(session, ids, NEWCOMER, "investor", house.units["Customer Service"], at=at)


def name_deputy(session: Session, house: House, *, at: datetime, today: date) -> None:
    """The head of learning is away soon: a designer stands in for her."""
    actions.stand_in(
        session,
        house["lead"].key,
        deputy_key=house["presenter2"].key,
        valid_from=today,
        valid_to=today + timedelta(days=20),
        reason="Parental leave",
        by=house["lead"],
        at=at,
        today=today,
    )


def ask_for_a_rate(session: Session, house: House, *, at: datetime) -> None:
    """Finance asks for another discount rate; the second person has not answered."""
    values: dict[str, float | str] = {"discount_rate": 0.085, "burden_source": BURDEN}
    values |= {"roi_objective_pct": 25.0, "burden": 0.42}
    actions.ask_change(
        session, values, reason="The group's rate for the coming year.", by=house["finance2"], at=at
    )


def _actor(session: Session, person_id: int, on: date) -> Actor:
    found = queries.actor_of(session, person_id, on)
    if found is None:
        raise LookupError("A person of the demo is missing.")
    return found
