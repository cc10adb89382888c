"""A new password: changed by who knows the old one, set by who was sent a link."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, request, url_for

from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import (
    actor,
    config,
    database,
    page,
    passwords,
    public,
    reading,
    requires,
    session_key,
)
from pitchdeck.delivery.web.account.forms import ChangePasswordForm, NewPasswordForm, ResetForm
from pitchdeck.delivery.web.account.views.blueprint import bp
from pitchdeck.delivery.web.account.views.entering import THROTTLED, Answer, address, answer_proved
from pitchdeck.delivery.web.acting import Acting
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.actions import TO_A_PASSWORD
from pitchdeck.features.people.queries import PassRow

_SENT = (
    "If this address belongs to an account, a mail with a link is on its way. "
    "The link works for one hour; look into the spam folder too."
)
GONE = "This link was used already, has expired, or was replaced by a newer one. Ask for a new link."


@bp.get("/account/password")
@requires("account:see")
def password() -> str:
    """The form for another password."""
    return page("account/password.html", form=ChangePasswordForm(about=_about(), formdata=None))


@bp.post("/account/password")
@requires("account:change")
def change_password() -> Answer:
    """Change the password; all other sessions end."""
    form = ChangePasswordForm(about=_about())

    def do(act: Acting, proved: bool) -> str:  # noqa: FBT001  # the shape that answer_proved calls
        actions.change_password(act.session, newer, proved=proved, but=session_key(), by=act.by, at=act.at)
        act.location = url_for("account.index")
        return "Your password is changed, and your other sessions are ended."

    newer = passwords().hash(form.new_password.data or "") if form.validate_on_submit() else ""
    return answer_proved(form, lambda: page("account/password.html", form=form), do)


@bp.get("/sign-in/reset")
@public
def reset() -> str:
    """The form for a forgotten password."""
    _only_with_passwords()
    return page("account/reset.html", form=ResetForm(formdata=None))


@bp.post("/sign-in/reset")
@public
def ask_reset() -> Answer:
    """Send a link to the address, if it belongs to somebody; the answer is the same either way."""
    _only_with_passwords()
    form = ResetForm()
    if not form.validate_on_submit():
        return page("account/reset.html", form=form), 422
    who, peer = address(form.email.data or ""), request.remote_addr or ""
    with database().writing() as act:
        tried = actions.attempt(act.session, f"reset {who}", peer, at=act.at)
        if tried is not None:
            actions.ask_reset(act.session, who, at=act.at)
    if tried is None:
        form.refusals.append(THROTTLED)
        return page("account/reset.html", form=form), 429
    flash(_SENT)
    return redirect(url_for("account.sign_in"), 303)


@bp.get("/new-password/<token>")
@public
def new_password(token: str) -> str:
    """The form behind a link; opening it uses nothing up, because mail programs open links too."""
    held = _held(token)
    form = NewPasswordForm(about=(held.name, held.email), formdata=None)
    return page("account/new_password.html", form=form, held=held, token=token)


@bp.post("/new-password/<token>")
@public
def set_password(token: str) -> Answer:
    """Set the password and use the link up; signing in follows, with its second factor."""
    held = _held(token)
    form = NewPasswordForm(about=(held.name, held.email))
    if not form.validate_on_submit():
        return page("account/new_password.html", form=form, held=held, token=token), 422
    hashed = passwords().hash(form.new_password.data or "")
    with database().writing() as act:
        actions.set_password(act.session, token, hashed, at=act.at)
    flash("Your password is set. Sign in with it.")
    return redirect(url_for("account.sign_in"), 303)


def _only_with_passwords() -> None:
    if not config().passwords:
        abort(404)


def _held(token: str) -> PassRow:
    _only_with_passwords()
    with reading() as found:
        held = queries.open_pass(found, actions.token_hash(token), TO_A_PASSWORD, datetime.now(UTC))
    if held is None:
        raise NotFound(GONE)
    return held


def _about() -> tuple[str, ...]:
    with reading() as found:
        person = queries.credentials_of(found, actor().id)
    return (person.name, person.email) if person else ()
