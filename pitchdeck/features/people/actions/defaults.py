"""Finance's own defaults and the templates on offer: what drafts start from, with source and date."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import queries
from pitchdeck.features.people.figures import PUBLISHED, standards, wrong_default


def set_default(
    session: Session, name: str, *, value: float, source: str, dated_on: date, by: Actor, at: datetime
) -> None:
    """Enter finance's own figure in place of a published one; lines that are there keep what they say.

    NotFound for an unknown name, Invalid for a value that cannot be.
    """
    policy.require("default:set", by)
    if name not in PUBLISHED:
        raise NotFound
    why = wrong_default(name, value)
    if why:
        raise Invalid({"value": why})
    _write(session, name, {"value": value, "source": source, "dated_on": dated_on.isoformat()}, by=by, at=at)


def clear_default(session: Session, name: str, *, by: Actor, at: datetime) -> None:
    """Go back to the published figure; NotFound when there is none of finance's."""
    policy.require("default:set", by)
    if name not in queries.the_organisation(session).defaults:
        raise NotFound
    _write(session, name, None, by=by, at=at)


def _write(session: Session, name: str, entry: dict[str, object] | None, *, by: Actor, at: datetime) -> None:
    house = queries.organisation_to_change(session)
    before = standards(house.defaults, house.currency)[name]
    entries = {key: each for key, each in house.defaults.items() if key != name}
    house.defaults = entries if entry is None else entries | {name: entry}
    session.flush()
    after = standards(house.defaults, house.currency)[name]
    detail = {f"default.{name}": [before.value, after.value], "source": after.source}
    history.record(session, ("organisation", "1"), "changed", by=by, at=at, why=after.source, detail=detail)


def offer_templates(
    session: Session, offered: Iterable[str], *, known: Iterable[str], by: Actor, at: datetime
) -> None:
    """Offer these templates to new pitches, out of all `known`; pitches keep the one that they began with.

    Invalid when nothing changes or none would be left.
    """
    policy.require("default:set", by)
    names = list(known)
    off = [name for name in names if name not in set(offered)]
    if len(off) == len(names):
        raise Invalid({"offered": "Offer at least one template."})
    house = queries.organisation_to_change(session)
    if off == house.templates_off:
        raise Invalid({"offered": "Nothing is different from what it is now."})
    detail = {"templates_off": [house.templates_off, off]}
    house.templates_off = off
    session.flush()
    history.record(session, ("organisation", "1"), "changed", by=by, at=at, detail=detail)
