"""The second page of a sign-in: no session exists before its code is right."""

from datetime import UTC, datetime

from flask import redirect, session, url_for

from pitchdeck.delivery.web.access import database, envelope, page, public, reading
from pitchdeck.delivery.web.account.forms import CodeForm
from pitchdeck.delivery.web.account.views.blueprint import bp
from pitchdeck.delivery.web.account.views.entering import (
    THROTTLED,
    Answer,
    Fresh,
    attempt,
    fresh_session,
    welcome,
)
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.queries import PassRow

_STEP = ("second_step",)
_WRONG = "This code is not right, or was used before. Wait for the next one and type it."


@bp.get("/sign-in/code")
@public
def code() -> Answer:
    """The form for the code; whoever has not given a password yet begins there."""
    if _held() is None:
        return redirect(url_for("account.sign_in"))
    return page("account/code.html", form=CodeForm(formdata=None)), 200


@bp.post("/sign-in/code")
@public
def check_code() -> Answer:
    """Start the session when the code is right; every try counts against the account."""
    form, held = CodeForm(), _held()
    if held is None:
        return redirect(url_for("account.sign_in"), 303)
    if not form.validate_on_submit():
        return page("account/code.html", form=form), 422
    tried = attempt(held.email)
    fresh = _checked(held, form.code.data or "", tried) if tried is not None else None
    if fresh is None:
        form.refusals.append(THROTTLED if tried is None else _WRONG)
        return page("account/code.html", form=form), 429 if tried is None else 422
    return welcome(fresh, session.get("next", ""))


def _held() -> PassRow | None:
    """Whose second step this browser may take."""
    with reading() as found:
        token = actions.token_hash(str(session.get("second_step", "")))
        return queries.open_pass(found, token, _STEP, datetime.now(UTC))


def _checked(held: PassRow, typed: str, tried: int) -> Fresh | None:
    with reading() as found:
        person = queries.credentials_of(found, held.person_id)
    secret = envelope().open(person.factor) if person and person.factor else None
    with database().writing() as act:
        if not actions.take_code(act.session, held.person_id, secret, typed, at=act.at):
            return None
        actions.use_pass(act.session, session["second_step"], _STEP, at=act.at)
        actions.succeed(act.session, tried)
        return fresh_session(act, held.person_id, "password")
