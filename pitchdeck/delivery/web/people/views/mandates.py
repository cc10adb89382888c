"""Mandates: granting, another limit, ending, and the second person's confirmation."""

from flask import url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.delivery.web.access import actor, page, reading, requires, today
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.people.forms import ROLE_NAMES, LimitForm, MandateForm, ReasonForm
from pitchdeck.delivery.web.people.views.blueprint import bp
from pitchdeck.delivery.web.people.views.people import person_page
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.models import MONEY_ROLES
from pitchdeck.features.people.policy import MandateFacts

Answer = Response | str | tuple[str, int]


@bp.post("/people/<key>/mandates")
@requires("mandate:grant")
def grant(key: str) -> Answer:
    """Grant a role."""
    form = MandateForm()
    with reading() as session:
        queries.member(session, key)
        form.unit.options = [(unit.key, unit.full_name) for unit in queries.unit_tree(session)]

    def do(act: Acting) -> str:
        values = {name: form[name].data for name in ("role", "valid_from", "valid_to")}
        values |= {"unit_key": form.unit.data, "limit_minor": form.limit.data, "today": today()}
        mandate = actions.appoint(act.session, key, **values, by=act.by, at=act.at)
        act.location = url_for("people.show", key=key)
        waits = mandate.role in MONEY_ROLES
        return f"Granted.{' It works once a second person has confirmed it.' if waits else ''}"

    return answer_form(form, lambda: person_page(key, form), do)


@bp.get("/mandates/<key>/limit")
@requires("mandate:grant")
def limit(key: str) -> str:
    """The form for another limit."""
    return _limit(key, LimitForm())


def _limit(key: str, form: LimitForm) -> str:
    with reading() as session:
        row = queries.mandate_row(session, key)
    policy.require("mandate:grant", actor(), MandateFacts(row.person_id, row.granted_by_id, row.role, None))
    return page("people/limit.html", row=row, form=form, names=ROLE_NAMES)


@bp.post("/mandates/<key>/limit")
@requires("mandate:grant")
def change_limit(key: str) -> Answer:
    """Put another limit on a mandate."""
    form = LimitForm()

    def do(act: Acting) -> str:
        values = {"limit_minor": form.limit.data, "reason": form.reason.data or "", "today": today()}
        actions.change_limit(act.session, key, **values, by=act.by, at=act.at)
        act.location = url_for("people.show", key=queries.mandate_row(act.session, key).person_key)
        return "The new limit counts once a second person has confirmed it; until then the old one does."

    return answer_form(form, lambda: _limit(key, form), do)


@bp.get("/mandates/<key>/end")
@requires("mandate:end")
def ending(key: str) -> str:
    """The form that asks why."""
    return _ending(key, ReasonForm())


@bp.post("/mandates/<key>/end")
@requires("mandate:end")
def end(key: str) -> Answer:
    """End a mandate at once."""
    form = ReasonForm()

    def do(act: Acting) -> str:
        reason = form.reason.data or ""
        actions.end_mandate(act.session, key, reason=reason, by=act.by, at=act.at, today=today())
        act.location = url_for("people.show", key=queries.mandate_row(act.session, key).person_key)
        return "Ended. It stays in the history with your reason."

    return answer_form(form, lambda: _ending(key, form), do)


def _ending(key: str, form: ReasonForm) -> str:
    with reading() as session:
        row = queries.mandate_row(session, key)
    return page("people/ending.html", row=row, form=form, names=ROLE_NAMES)


@bp.post("/mandates/<key>/confirmation")
@requires("mandate:confirm")
def confirm(key: str) -> Response:
    """Confirm a mandate as the second person."""
    with acting() as act:
        actions.confirm_mandate(act.session, key, by=act.by, at=act.at)
        act.location = url_for("people.index")
    return act.redirect("Confirmed. The mandate works from now on.")
