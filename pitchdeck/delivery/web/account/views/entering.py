"""What the ways in share: attempts, the fresh session, the way back, and a password asked once more."""

import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import redirect, request, session, url_for
from flask_login import login_user
from werkzeug.wrappers import Response

from pitchdeck.base.db import Writing
from pitchdeck.base.policy import Actor
from pitchdeck.delivery.web.access import SignedIn, actor, database, organisation, passwords, reading
from pitchdeck.delivery.web.account.forms import ChangePasswordForm, ProofForm
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.features.people import actions, queries

Answer = Response | tuple[str, int]
Fresh = tuple[str, Actor | None]

THROTTLED = "Too many failed attempts in the last 15 minutes. Wait a quarter of an hour, then try again."
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def address(entered: str) -> str:
    """A demo person may sign in by the short name alone."""
    name = entered.strip().lower()
    return f"{name}@demo.example" if organisation().demo and "@" not in name else name


def attempt(who: str) -> int | None:
    """Count one attempt for this account and this peer; None when either has had its share."""
    with database().writing() as act:
        return actions.attempt(act.session, who, request.remote_addr or "", at=act.at)


def fresh_session(act: Writing, person_id: int, method: str) -> Fresh:
    """End this browser's session and start another, with a token that it did not know before."""
    actions.end_session(act.session, session.get("_user_id", ""), at=act.at)
    token = secrets.token_urlsafe(32)
    browser = browser_of(request.user_agent.string)
    actions.start_session(act.session, person_id, token, at=act.at, browser=browser, method=method)
    return token, queries.actor_of(act.session, person_id, organisation().day(act.at))


def welcome(fresh: Fresh, back: str) -> Response:
    """Hand the browser its token and nothing that it held before."""
    token, who = fresh
    session.clear()
    if who is None:
        return redirect(url_for("account.sign_in"), 303)
    login_user(SignedIn(token, who), force=True)
    return redirect(safe(back), 303)


def safe(back: str) -> str:
    """Only a path of our own is followed."""
    try:
        parts = urlsplit(back)
    except ValueError:
        return "/"
    plain = back.isprintable() and "\\" not in back
    own = (
        plain and back.startswith("/") and not back.startswith("//") and not parts.netloc and not parts.scheme
    )
    return back if own else "/"


def browser_of(agent: str) -> str:
    """A browser in plain words: “Firefox on Windows”."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser


def prove(password: str) -> bool | None:
    """Whether this is the signed-in person's password; None when too many tries failed. Each try counts."""
    with reading() as found:
        person = queries.credentials_of(found, actor().id)
    tried = attempt(person.email if person else "")
    if tried is None:
        return None
    right = passwords().matches(person.password_hash if person else None, password)
    if right:
        with database().writing() as act:
            actions.succeed(act.session, tried)
    return right


def answer_proved(
    form: ProofForm | ChangePasswordForm, again: Callable[[], str], do: Callable[[Acting, bool], str]
) -> Answer:
    """Do an act that asks for the password once more; the act is told whether it was right."""
    if not form.validate_on_submit():
        return again(), 422
    proved = prove(form.password.data or "")
    if proved is None:
        form.refusals.append(THROTTLED)
        return again(), 429
    return answer_form(form, again, lambda act: do(act, proved))
