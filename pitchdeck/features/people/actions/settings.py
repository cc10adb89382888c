"""Changing the organisation's settings: at once what is only shown, by two people what figures rest on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.people import notices, queries
from pitchdeck.features.people.figures import CONFLICT_DEFAULTS, LIMITS, TOLERANCES, UNIT_HOURS, wrong_rules
from pitchdeck.features.people.models import Organisation, SettingAnswer, SettingChange
from pitchdeck.features.people.policy import SettingFacts

SHOWN = ("name", "locale", "zone")
FIGURES = ("discount_rate", "roi_objective_pct", "burden", "burden_source")
"""What every new projection rests on; a revision keeps what it was computed with."""
RULES = (*LIMITS, *TOLERANCES, UNIT_HOURS, "conflict_default")
"""What is frozen into whatever is opened, approved or released afterwards."""
YEAR = "fiscal_year_start"
ASKED = (*FIGURES, *RULES, YEAR)
"""What changes by the word of two people."""
YEARS_FIXED = (
    "A fund is open or a pitch was submitted: their money is split by the fiscal years as they are. "
    "The first month cannot change any more."
)


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
    notices.look_changed(session, at=at)


def ask_change(
    session: Session,
    values: Mapping[str, Any],
    *,
    reason: str,
    by: Actor,
    at: datetime,
    years_fixed: bool = False,
) -> SettingChange:
    """Ask for a change of some of `ASKED`; a second person of finance confirms it.

    `years_fixed` says that money is split by fiscal years already. Invalid when nothing changes or a value
    does not hold beside the others, Conflict while another change waits.
    """
    policy.require("setting:ask", by)
    house = queries.organisation_to_change(session)
    if any(row.verdict is None for row in queries.setting_changes(session)):
        raise Conflict("Another change waits for its second person. Have it confirmed or refused first.")
    changes = {name: [getattr(house, name), values[name]] for name in ASKED if name in values}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    if not changes:
        first = next(name for name in ASKED if name in values)
        raise Invalid({first: "Nothing is different from what it is now."})
    wrong = _wrong(house, changes, years_fixed=years_fixed)
    if wrong:
        raise Invalid(wrong)
    row = SettingChange(key=new_key(), changes=changes, reason=reason, by_id=by.id, at=at)
    session.add(row)
    session.flush()
    detail = {"change": row.key, **changes}
    history.record(session, ("organisation", "1"), "asked", by=by, at=at, why=reason, detail=detail)
    outbox.owe(session, "setting_asked", {"change": row.key}, at=at)
    return row


def _wrong(house: Organisation, changes: Mapping[str, list[Any]], *, years_fixed: bool) -> dict[str, str]:
    if "burden" in changes and "burden_source" not in changes:
        return {"burden_source": "Another share needs its own source and date."}
    if YEAR in changes and years_fixed:
        return {YEAR: YEARS_FIXED}
    rules = {name: getattr(house, name) for name in RULES}
    rules |= {name: pair[1] for name, pair in changes.items() if name in RULES}
    if rules["conflict_default"] not in CONFLICT_DEFAULTS:
        return {"conflict_default": "Choose one of the list."}
    return wrong_rules(rules)


def answer_change(
    session: Session, key: str, *, verdict: str, by: Actor, at: datetime, years_fixed: bool = False
) -> None:
    """Confirm or refuse a change as the second person.

    Conflict when it was answered before, or moves the fiscal year after money was split by it.
    """
    house = queries.organisation_to_change(session)
    row = queries.setting_change(session, key)
    policy.require("setting:confirm", by, SettingFacts(row.by_id))
    if verdict not in {"confirmed", "refused"}:
        raise Invalid({"verdict": "Confirm or refuse."})
    if row.verdict is not None:
        raise Conflict("This change was answered before.")
    if verdict == "confirmed" and YEAR in row.changes and years_fixed:
        raise Conflict(f"{YEARS_FIXED} Refuse this change.")
    session.add(SettingAnswer(change_id=row.id, verdict=verdict, by_id=by.id, at=at))
    if verdict == "confirmed":
        for name, pair in row.changes.items():
            setattr(house, name, pair[1])
    session.flush()
    detail = {"change": key, **row.changes}
    history.record(session, ("organisation", "1"), verdict, by=by, at=at, why=row.reason, detail=detail)
