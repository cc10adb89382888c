"""Signing in and out: throttled, recorded, and the same answer for unknown and wrong."""

import secrets

from flask import abort, redirect, request, session, url_for
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from pitchdeck.delivery.web.access import config, database, page, passwords, public, reading, requires
from pitchdeck.delivery.web.account.forms import SignInForm
from pitchdeck.delivery.web.account.views.blueprint import bp
from pitchdeck.delivery.web.account.views.entering import (
    THROTTLED,
    Answer,
    address,
    attempt,
    fresh_session,
    welcome,
)
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.queries import Credentials

_WRONG = "This e-mail and password do not belong together. Check both and try again."


@bp.get("/sign-in")
@public
def sign_in() -> str:
    """The form, and the way to the organisation's own sign-in where there is one."""
    return _door(SignInForm(formdata=None), request.args.get("next", ""))


@bp.post("/sign-in")
@public
def start() -> Answer:
    """Start a session or ask for the second factor; what fails is counted, and said."""
    form, back = SignInForm(), request.form.get("next", "")
    if not config().passwords:
        abort(404)
    if not form.validate_on_submit():
        return _door(form, back), 422
    who = address(form.email.data or "")
    tried = attempt(who)
    person = _checked(who, form.password.data or "") if tried is not None else None
    if tried is None or person is None:
        form.refusals.append(THROTTLED if tried is None else _WRONG)
        return _door(form, back), 429 if tried is None else 422
    return _admit(person, form.password.data or "", tried, back)


@bp.post("/sign-out")
@requires("session:end")
def end() -> Response:
    """End this session."""
    token, method = session.get("_user_id", ""), current_user.entered.method
    with database().writing() as act:
        actions.end_session(act.session, token, at=act.at)
    logout_user()
    session.clear()
    session["left"] = method
    return redirect(url_for("account.sign_in"), 303)


def _door(form: SignInForm, back: str) -> str:
    provider = config().oidc is not None
    # A browser of several people: whoever came through the organisation is told that it still knows them.
    stays = session.pop("left", "") == "oidc" and provider
    facts = {"passwords": config().passwords, "provider": provider, "stays": stays}
    return page("account/sign_in.html", form=form, next=back, **facts)


def _checked(who: str, password: str) -> Credentials | None:
    with reading() as found:
        person = queries.credentials(found, who)
    return person if passwords().matches(person.password_hash if person else None, password) else None


def _admit(person: Credentials, password: str, tried: int, back: str) -> Response:
    newer = passwords().hash(password) if passwords().is_old(person.password_hash or "") else None
    step = secrets.token_urlsafe(32)
    with database().writing() as act:
        actions.succeed(act.session, tried)
        if newer:
            actions.rehash(act.session, person.id, newer)
        if person.factor is None:
            fresh = fresh_session(act, person.id, "password")
        else:
            actions.give_pass(act.session, person.id, "second_step", step, at=act.at)
    if person.factor is None:
        return welcome(fresh, back)
    session["second_step"], session["next"] = step, back
    return redirect(url_for("account.code"), 303)
