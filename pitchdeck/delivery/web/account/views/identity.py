"""Signing in through the organisation's identity provider: OpenID Connect, code flow with PKCE, by Authlib.

The way back is a GET that starts a session, because the provider can only send the browser with a link.
"""

import logging
from typing import Any

from flask import abort, current_app, flash, redirect, request, session, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from config import Oidc
from pitchdeck.base.errors import NotAllowed
from pitchdeck.delivery.web.access import config, database, organisation, public
from pitchdeck.delivery.web.account.views.blueprint import bp
from pitchdeck.delivery.web.account.views.entering import fresh_session, welcome
from pitchdeck.features.people import actions
from pitchdeck.features.people.actions import Identity
from pitchdeck.features.people.figures import met, rules_of
from pitchdeck.features.people.models import ROLES

log = logging.getLogger(__name__)

TIMEOUT_S = 10
_AWAY = "Your organisation's sign-in did not answer. Try again in a moment."
_BROKEN = "The sign-in at your organisation was not completed, or came back too late. Begin again here."
_STAYS = "Your organisation's sign-in could not be ended from here. Close this browser to end it."
_AT_ONCE = "You signed in twice at the same moment. Try again."


@bp.get("/sign-in/oidc")
@public
def oidc() -> Response:
    """Send the browser to the provider."""
    provider = _provider(_wanted())
    session["next"] = request.args.get("next", "")
    try:
        away: Response = provider.authorize_redirect(f"{config().site}/sign-in/oidc/return")
    except _failures() as failed:
        return _back(_AWAY, failed)
    return away


@bp.get("/sign-in/oidc/return")
@public
def oidc_return() -> Response:
    """Check what the provider says and start the session, with the mandates that its claims give."""
    wanted = _wanted()
    try:
        claims = _claims(_provider(wanted), wanted)
    except _failures() as failed:
        return _back(_BROKEN, failed)
    try:
        return _enter(wanted, claims)
    except NotAllowed as refused:
        return _back(str(refused), refused)
    except IntegrityError as twice:
        return _back(_AT_ONCE, twice)


@bp.get("/sign-out/oidc")
@public
def oidc_sign_out() -> Response:
    """Lead to the provider's own sign-out, which asks and comes back to our door."""
    wanted = _wanted()
    door = f"{config().site}{url_for('account.sign_in')}"
    try:
        leaving = _provider(wanted).create_logout_url(door, client_id=wanted.client_id)
    except _failures() as failed:
        return _back(_STAYS, failed)
    return redirect(leaving["url"])


def _enter(wanted: Oidc, claims: dict[str, Any]) -> Response:
    rules = met(rules_of(wanted.mandates, ROLES), claims)
    house, back = organisation(), str(session.get("next", ""))
    with database().writing() as act:
        person_id = actions.enter_by_identity(
            act.session, _identity(claims), rules, create=wanted.create, at=act.at, today=house.day(act.at)
        )
        fresh = fresh_session(act, person_id, "oidc")
    return welcome(fresh, back)


def _identity(claims: dict[str, Any]) -> Identity:
    name = "".join(letter if letter.isprintable() else " " for letter in str(claims.get("name") or ""))
    return Identity(
        issuer=str(claims["iss"]),
        subject=str(claims["sub"])[:255],
        email=str(claims.get("email") or "")[:200],
        verified=claims.get("email_verified") is True,
        name=" ".join(name.split())[:200],
    )


def _claims(provider: Any, wanted: Oidc) -> dict[str, Any]:
    """The claims of the checked token and of the account's own page; ValueError when they disagree."""
    if request.args.get("iss", wanted.issuer) != wanted.issuer:
        raise ValueError("the answer is of another issuer")
    token = provider.authorize_access_token()
    claims = dict(token.get("userinfo") or {})
    if claims.get("iss") != wanted.issuer or not claims.get("sub"):
        raise ValueError("the token is of another issuer, or of nobody")
    if provider.server_metadata.get("userinfo_endpoint"):
        more = dict(provider.userinfo(token=token))
        if more.get("sub") != claims["sub"]:
            raise ValueError("the account's page is somebody else's")
        claims = {**more, **claims}
    return claims


def _wanted() -> Oidc:
    wanted = config().oidc
    if wanted is None:
        abort(404)
    return wanted


def _provider(wanted: Oidc) -> Any:
    """Authlib's client, made on first use and kept with the provider's own description."""
    if "pitchdeck.oidc" not in current_app.extensions:
        # Only those who sign in through a provider wait for this library.
        from authlib.integrations.flask_client import OAuth  # noqa: PLC0415  # see above

        current_app.extensions["pitchdeck.oidc"] = OAuth(current_app).register(
            "oidc",
            client_id=wanted.client_id,
            client_secret=wanted.client_secret,
            server_metadata_url=f"{wanted.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": wanted.scopes,
                "code_challenge_method": "S256",
                "default_timeout": TIMEOUT_S,
            },
        )
    return current_app.extensions["pitchdeck.oidc"]


def _failures() -> tuple[type[Exception], ...]:
    """What goes wrong between us and a provider."""
    from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415  # loaded with the client
    from joserfc.errors import JoseError  # noqa: PLC0415  # loaded with the client
    from requests import RequestException  # noqa: PLC0415  # loaded with the client

    return AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError, KeyError


def _back(words: str, failed: Exception) -> Response:
    # Only the kind of the failure is kept: its words may hold an address or a token.
    log.warning("sign-in through the provider failed", extra={"why": type(failed).__name__})
    flash(words)
    return redirect(url_for("account.sign_in"), 303)
