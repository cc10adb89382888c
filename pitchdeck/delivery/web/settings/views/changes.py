"""The door of two people: a change is shown with its effect, asked for, and answered by a second person."""

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from hashlib import sha256
from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import history, policy
from pitchdeck.delivery.web.access import actor, organisation, requires
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.forms import BaseForm
from pitchdeck.delivery.web.settings.views.blueprint import bp
from pitchdeck.delivery.web.settings.views.words import changed, effects
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.policy import SettingFacts
from pitchdeck.features.portfolio.queries.effects import Reach, reach_of_settings

Answer = Response | str | tuple[str, int]
Moved = dict[str, tuple[Any, Any]]


def written(name: str) -> Any:
    """A setting as its field shows it: 0.42 and not the binary fraction nearest to it."""
    value = getattr(organisation(), name)
    if name == actions.YEAR:
        return str(value)
    return Decimal(repr(value)) if isinstance(value, float) else value


def typed(form: BaseForm, names: Iterable[str]) -> dict[str, Any]:
    """What was typed, as the organisation keeps it; fields left out stay as they are."""
    values = {name: form[name].data for name in names if name in form and form[name].data is not None}
    if actions.YEAR in values:
        values[actions.YEAR] = int(values[actions.YEAR])
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def facts_of_changes(session: Session, moved: Moved | None, names: frozenset[str]) -> dict[str, Any]:
    """What pages show of changes: the one that waits, what one would move, those of `names` so far."""
    reach = reach_of_settings(session)
    rows = queries.setting_changes(session)
    acts = [one for one in history.of(session, "organisation", "1") if not names or names & one.detail.keys()]
    people = queries.names_of(session, {each for entry in acts for each in entry.people})
    return {
        "waiting": [_waiting(row, reach) for row in rows if row.verdict is None],
        "acts": [(entry, entry.who(people), changed(entry.detail)) for entry in acts],
        "preview": None if moved is None else (changed(moved), effects(moved, reach), print_of(moved)),
        "years_fixed": reach.years_fixed,
    }


def _waiting(row: queries.ChangeRow, reach: Reach) -> tuple[Any, ...]:
    verdict = policy.may("setting:confirm", actor(), SettingFacts(row.by_id))
    return row, verdict, changed(row.changes), effects(row.changes, reach)


def print_of(moved: Moved) -> str:
    """A fingerprint of a change: what is asked for is what was shown, or it is shown again."""
    return sha256(json.dumps(moved, sort_keys=True).encode()).hexdigest()[:16]


def ask(form: Any, names: tuple[str, ...], show: Callable[[Moved | None], str], back: str) -> Answer:
    """Show what a change would move; once exactly that was seen, ask for it."""
    values = typed(form, names)
    now = {name: getattr(organisation(), name) for name in values}
    moved = {name: (now[name], values[name]) for name in values if now[name] != values[name]}
    seen = request.form.get("seen") == "yes" and request.form.get("shown") == print_of(moved)
    if not seen and form.validate_on_submit():
        return show(moved)

    def do(act: Acting) -> str:
        fixed = reach_of_settings(act.session).years_fixed
        reason = form.reason.data or ""
        actions.ask_change(act.session, values, reason=reason, by=act.by, at=act.at, years_fixed=fixed)
        act.location = url_for(back)
        return "Asked for. It counts once a second person of finance has confirmed it."

    return answer_form(form, lambda: show(None), do)


@bp.post("/setting-changes/<key>/answer")
@requires("setting:confirm")
def answer(key: str) -> Response:
    """Confirm or refuse a change as the second person."""
    with acting() as act:
        verdict = request.form.get("verdict", "")
        fixed = reach_of_settings(act.session).years_fixed
        actions.answer_change(act.session, key, verdict=verdict, by=act.by, at=act.at, years_fixed=fixed)
        act.location = url_for("settings.index")
    return act.redirect("Confirmed: it counts from now on." if verdict == "confirmed" else "Refused.")
