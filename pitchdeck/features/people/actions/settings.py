"""Changing the organisation's settings: at once what is only shown, by two people what figures rest on."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.people import queries
from pitchdeck.features.people.models import SettingAnswer, SettingChange
from pitchdeck.features.people.policy import SettingFacts

SHOWN = ("name", "locale", "zone")
FIGURES = ("discount_rate", "roi_objective_pct", "burden", "burden_source")
"""What every new projection rests on; a revision keeps what it was computed with."""


def change_settings(
    session: Session, values: Mapping[str, str], *, reason: str, by: Actor, at: datetime
) -> None:
    """Change the name, how figures look, or the zone, with the reason; Invalid when nothing changes."""
    policy.require("setting:change", by)
    if values.get("zone") not in available_timezones():
        raise Invalid({"zone": "Choose a zone of the list."})
    house = queries.organisation_to_change(session)
    changes = {name: [getattr(house, name), values[name]] for name in SHOWN}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    if not changes:
        raise Invalid({"name": "Nothing is different from what it is now."})
    for name, pair in changes.items():
        setattr(house, name, pair[1])
    session.flush()
    history.record(session, ("organisation", "1"), "changed", by=by, at=at, why=reason, detail=changes)


def ask_change(
    session: Session, values: Mapping[str, float | str], *, reason: str, by: Actor, at: datetime
) -> SettingChange:
    """Ask for a change of what figures rest on; a second person of finance confirms it.

    Invalid when nothing changes, Conflict while another change waits.
    """
    policy.require("setting:ask", by)
    house = queries.organisation_to_change(session)
    if any(row.verdict is None for row in queries.setting_changes(session)):
        raise Conflict("Another change waits for its second person. Have it confirmed or refused first.")
    changes = {name: [getattr(house, name), values[name]] for name in FIGURES}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    if not changes:
        raise Invalid({"discount_rate": "Nothing is different from what it is now."})
    if "burden" in changes and "burden_source" not in changes:
        raise Invalid({"burden_source": "Another share needs its own source and date."})
    row = SettingChange(key=new_key(), changes=changes, reason=reason, by_id=by.id, at=at)
    session.add(row)
    session.flush()
    detail = {"change": row.key, **changes}
    history.record(session, ("organisation", "1"), "asked", by=by, at=at, why=reason, detail=detail)
    return row


def answer_change(session: Session, key: str, *, verdict: str, by: Actor, at: datetime) -> None:
    """Confirm or refuse a change as the second person; Conflict when it was answered before."""
    house = queries.organisation_to_change(session)
    row = queries.setting_change(session, key)
    policy.require("setting:confirm", by, SettingFacts(row.by_id))
    if verdict not in {"confirmed", "refused"}:
        raise Invalid({"verdict": "Confirm or refuse."})
    if row.verdict is not None:
        raise Conflict("This change was answered before.")
    session.add(SettingAnswer(change_id=row.id, verdict=verdict, by_id=by.id, at=at))
    if verdict == "confirmed":
        for name, pair in row.changes.items():
            setattr(house, name, pair[1])
    session.flush()
    detail = {"change": key, **row.changes}
    history.record(session, ("organisation", "1"), verdict, by=by, at=at, why=row.reason, detail=detail)
