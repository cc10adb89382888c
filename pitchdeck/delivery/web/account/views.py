"""Signing in: throttled, recorded, and the same answer for unknown and wrong."""

import secrets
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, redirect, request, session, url_for
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from pitchdeck.delivery.web.access import (
    SignedIn,
    database,
    organisation,
    page,
    passwords,
    public,
    reading,
    requires,
)
from pitchdeck.delivery.web.account.forms import SignInForm
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.queries import Credentials

bp = Blueprint("account", __name__)

PER_ACCOUNT, PER_PEER = 10, 60
_WRONG = "This e-mail and password do not belong together. Check both and try again."
_THROTTLED = "Too many failed sign-ins in the last 15 minutes. Wait a quarter of an hour, then try again."


@bp.get("/sign-in")
@public
def sign_in() -> str:
    """The form."""
    return page("account/sign_in.html", form=SignInForm(), next=request.args.get("next", ""))


@bp.post("/sign-in")
@public
def start() -> Response | tuple[str, int]:
    """Start a session, or record the failure and say so."""
    form = SignInForm()
    back = request.form.get("next", "")
    if not form.validate_on_submit():
        return page("account/sign_in.html", form=form, next=back), 422
    address, peer = _address(form.email.data or ""), request.remote_addr or ""
    if _throttled(address, peer):
        form.refusals.append(_THROTTLED)
        return page("account/sign_in.html", form=form, next=back), 429
    person = _checked(address, form.password.data or "")
    if person is None:
        with database().writing() as act:
            actions.record_failure(act.session, address, peer, at=act.at)
        form.refusals.append(_WRONG)
        return page("account/sign_in.html", form=form, next=back), 422
    return _begin(person, form.password.data or "", back)


@bp.post("/sign-out")
@requires("session:end")
def end() -> Response:
    """End this session."""
    token = session.get("_user_id", "")
    with database().writing() as act:
        actions.end_session(act.session, token, at=act.at)
    logout_user()
    session.clear()
    return redirect(url_for("account.sign_in"), 303)


def _address(entered: str) -> str:
    """A demo person may sign in by the short name alone."""
    name = entered.strip().lower()
    return f"{name}@demo.example" if organisation().demo and "@" not in name else name


def _throttled(address: str, peer: str) -> bool:
    with reading() as found:
        account, place = queries.failures(found, actions.who_hash(address), peer, now=datetime.now(UTC))
    return account >= PER_ACCOUNT or place >= PER_PEER


def _checked(address: str, password: str) -> Credentials | None:
    with reading() as found:
        person = queries.credentials(found, address)
    return person if passwords().matches(person.password_hash if person else None, password) else None


def _begin(person: Credentials, password: str, back: str) -> Response:
    token = secrets.token_urlsafe(32)
    newer = passwords().hash(password) if passwords().is_old(person.password_hash or "") else None
    with database().writing() as act:
        if newer:
            actions.rehash(act.session, person.id, newer)
        actions.start_session(act.session, person.id, token, at=act.at)
        who = queries.actor_of(act.session, person.id, act.at.date())
    session.clear()
    if who is None:
        return redirect(url_for("account.sign_in"), 303)
    login_user(SignedIn(token, who), force=True)
    return redirect(_safe(back), 303)


def _safe(back: str) -> str:
    """Only a path of our own is followed."""
    parts = urlsplit(back)
    own = back.startswith("/") and not back.startswith(("//", "/\\")) and not parts.netloc
    return back if own else "/"
