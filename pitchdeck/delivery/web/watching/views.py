"""For load balancers and Prometheus: no person, no session, no page."""

import hmac
from functools import cache

from flask import Blueprint, Response, abort, current_app, request

from pitchdeck.delivery.web.access import database, public

bp = Blueprint("watching", __name__)
PLAIN = "text/plain; charset=utf-8"
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@bp.get("/healthz")
@public
def health() -> Response:
    """The process answers; nothing else is looked at, so that a database that is away restarts nobody."""
    return Response("alive\n", content_type=PLAIN)


@bp.get("/readyz")
@public
def ready() -> Response:
    """Whether requests may be sent here: the database answers and is at the program's version."""
    wrong = _not_ready()
    return Response(f"{wrong or 'ready'}\n", 503 if wrong else 200, content_type=PLAIN)


@bp.get("/metrics")
@public
def metrics() -> Response:
    """All figures of this machine for whoever has the token; no such page where none is configured."""
    token = current_app.extensions["pitchdeck.config"].metrics_token
    if not token:
        abort(404)
    kind, _, shown = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(shown.encode(), token.encode()):
        return Response(
            "A bearer token is needed.\n", 401, {"WWW-Authenticate": "Bearer"}, content_type=PLAIN
        )
    from pitchdeck.delivery.web import meters  # noqa: PLC0415  # only where a token is configured

    return Response(meters.exposition(database()), content_type=PROMETHEUS)


def _not_ready() -> str:
    from pitchdeck.base.schema import version  # noqa: PLC0415  # Alembic is heavy, and pages need it not

    found, wanted = version(database()), _head()
    if found is None:
        return "The database does not answer, or was never set up."
    if found != wanted:
        return f"The database is at version {found}, the program at {wanted}. Run: pitchdeck init"
    return ""


@cache
def _head() -> str:
    from pitchdeck.base.schema import head  # noqa: PLC0415  # see above

    return head()
