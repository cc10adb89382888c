"""The first day: the code, the organisation, the people, and what is still missing before the first round."""

import secrets
from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

import pitchdeck.features.portfolio.policy  # noqa: F401  # declares what a home needs
from pitchdeck.base import policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.delivery.web.access import (
    actor,
    config,
    database,
    frame,
    page,
    public,
    reading,
    requires,
    snapshot,
    today,
)
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.setup.forms import CodeForm, FoundingForm, StartersForm
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.actions import Founding, Starter
from pitchdeck.features.people.policy import FoundingFacts
from pitchdeck.features.portfolio.queries.beginnings import first_day

bp = Blueprint("setup", __name__)

Answer = Response | str | tuple[str, int]
COOKIE = "setup_code"
_WRONG = "This is not the code that was printed last, or it was used already. Run: pitchdeck init"
_NAMED = {"email": "admin_email"}
FIRST = ("lead", "presenter", "sponsor", "investor", "chair", "finance", "fund_owner")
DEFAULTS = {"currency": "EUR", "discount_rate": Decimal("0.08"), "roi_objective_pct": Decimal(25)}


def _only_before() -> None:
    """There is nothing here once there is an organisation."""
    with reading() as found:
        if queries.organisation(found) is not None:
            abort(404)


def _opens(code: str) -> bool:
    with reading() as found:
        kept = queries.open_setup_code(found)
    return kept is not None and secrets.compare_digest(kept, actions.token_hash(code))


def _alone(template: str, **facts: Any) -> str:
    """A page before there is an organisation."""
    return render_template(template, **frame(), **facts)


@bp.get("/setup")
@public
def door() -> str:
    """The field for the code; every address leads here while there is no organisation."""
    _only_before()
    return _alone("setup/door.html", form=CodeForm(formdata=None))


@bp.post("/setup")
@public
def unlock() -> Answer:
    """Remember the right code; a wrong one is answered as if there were nothing."""
    _only_before()
    form = CodeForm()
    if not form.validate_on_submit():
        return _alone("setup/door.html", form=form), 422
    code = (form.code.data or "").lower()
    if not _opens(code):
        form.refusals.append(_WRONG)
        return _alone("setup/door.html", form=form), 404
    session[COOKIE] = code
    return redirect(url_for("setup.organisation"), 303)


@bp.get("/setup/organisation")
@public
def organisation() -> Answer:
    """The form of the organisation and its first administrator."""
    _only_before()
    if not _opens(session.get(COOKIE, "")):
        return redirect(url_for("setup.door"), 303)
    return _alone("setup/organisation.html", form=FoundingForm(formdata=None, data=DEFAULTS))


@bp.post("/setup/organisation")
@public
def found() -> Answer:
    """Found the organisation; its first administrator chooses a password next."""
    _only_before()
    form, token = FoundingForm(), secrets.token_urlsafe(32)
    if not form.validate_on_submit():
        return _alone("setup/organisation.html", form=form), 422
    try:
        _set_up(form, token)
    except Invalid as refused:
        form.absorb(Invalid({_NAMED.get(field, field): why for field, why in refused.fields.items()}))
        return _alone("setup/organisation.html", form=form), 422
    except NotFound:
        return redirect(url_for("setup.door"), 303)
    session.clear()
    return redirect(url_for("account.new_password", token=token), 303)


def _set_up(form: FoundingForm, token: str) -> None:
    who = {"name": form.admin_name.data or "", "email": form.admin_email.data or ""}
    with database().writing() as act:
        code = session.get(COOKIE, "")
        actions.set_up(act.session, code, _founding(form), **who, token=token, at=act.at)


def _founding(form: FoundingForm) -> Founding:
    return Founding(
        name=form.name.data or "",
        currency=(form.currency.data or "").upper(),
        locale=form.locale.data or "en_GB",
        zone=form.zone.data or "UTC",
        fiscal_year_start=int(form.fiscal_year_start.data or 1),
        discount_rate=float(form.discount_rate.data or 0),
        roi_objective_pct=float(form.roi_objective_pct.data or 0),
        burden=float(form.burden.data or 0),
        burden_source=form.burden_source.data or "",
    )


@bp.get("/setup/steps")
@requires("set_up:follow")
def steps() -> str:
    """What is done, what is missing, and who does it; links for who cannot be reached by mail."""
    with snapshot() as found:
        days = first_day(found, today())
        out = queries.not_come_in(found)
    return page("setup/steps.html", steps=days, out=out, by_mail=bool(config().smtp))


@bp.get("/setup/people")
@requires("set_up:follow")
def people() -> str:
    """The form of the first people, a row for each part that a round needs."""
    form = StartersForm(formdata=None, data={"people": [{"role": role} for role in FIRST]})
    return page("setup/people.html", form=form)


@bp.post("/setup/people")
@requires("set_up:follow")
def start() -> Answer:
    """Add, invite and appoint the first people, all or none."""
    form = StartersForm()

    def do(act: Acting) -> str:
        starters = [Starter(row["name"], row["email"], row["role"]) for row in form.people.values()]
        actions.start_with(act.session, starters, by=act.by, at=act.at, today=today())
        act.location = url_for("setup.steps")
        return f"{len(starters)} parts are given, and everybody new is invited."

    return answer_form(form, lambda: page("setup/people.html", form=form), do)


@bp.post("/people/<key>/link")
@requires("person:change")
def link(key: str) -> Answer:
    """Show the link with which somebody sets a first password, once, where there is no mail."""
    if config().smtp:
        abort(404)
    token = secrets.token_urlsafe(32)
    with acting() as act:
        name = actions.show_link(act.session, key, token, by=act.by, at=act.at)
        act.location = url_for("setup.steps")
    path = url_for("account.new_password", token=token)
    return page("setup/link.html", name=name, link=config().site.rstrip("/") + path)


@bp.get("/founding")
@requires("mandate:found")
def founding() -> str:
    """The other founder's mandate, while nobody can confirm one yet."""
    with reading() as found_:
        rows = queries.founding_mandates(found_, today())
    founders = frozenset(row.person_id for row in rows)
    if actor().id not in founders:
        raise NotFound
    judged = [(row, FoundingFacts(row.person_id, row.granted_by_id, founders)) for row in rows]
    verdicts = [(row, policy.may("mandate:found", actor(), facts)) for row, facts in judged]
    return page("setup/founding.html", rows=verdicts)


@bp.post("/mandates/<key>/founding")
@requires("mandate:found")
def confirm_founder(key: str) -> Response:
    """Confirm the other founder's mandate; theirs confirms yours from then on."""
    with acting() as act:
        actions.confirm_as_founder(act.session, key, by=act.by, at=act.at)
        act.location = url_for("home.index")
    return act.redirect("Confirmed. The other founder can confirm you now, under People.")
