"""What every request passes before a view, and every response after it."""

import re
import time
from dataclasses import dataclass, field
from secrets import token_hex

import structlog
from flask import Flask, Response, abort, current_app, g, request, request_started
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config
from pitchdeck.base import logs, watch
from pitchdeck.base.watch import Tally

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
REQUEST_ID = "X-Request-ID"
PLAIN_TOKEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
"""What a proxy may call a request; anything else is replaced by a name of our own."""
NO_ROUTE = "(none)"

log = logs.logger("pitchdeck.request")


@dataclass(slots=True)
class Passing:
    """One request under way."""

    id: str
    tally: Tally
    began: float = field(default_factory=time.perf_counter)


def _storable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def refuse_unstorable() -> None:
    """A NUL or half a character in an address is answered 404 before it can reach the database."""
    values = [*(request.view_args or {}).values(), *request.args.values()]
    if not all(_storable(str(value)) for value in values):
        abort(404)


def harden(response: Response) -> Response:
    """Strict CSP, no framing, no sniffing, nothing of a signed-in person kept by a shared cache."""
    response.headers["Content-Security-Policy"] = CSP
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def begin(_app: Flask) -> None:
    """Name the request and count from here; before anything can refuse it."""
    given = request.headers.get(REQUEST_ID, "")
    name = given if PLAIN_TOKEN.fullmatch(given) else token_hex(8)
    g.passing = Passing(name, watch.begin())
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=name)


def end(response: Response) -> Response:
    """One line in the log: who by public key, which page by pattern; never what was typed."""
    passing: Passing = g.passing
    seconds = time.perf_counter() - passing.began
    response.headers[REQUEST_ID] = passing.id
    # Flask-Login's own cache: asking it anew would read the database for a page that needs nobody.
    person = getattr(g.get("_login_user"), "actor", None)
    route = request.url_rule.rule if request.url_rule else NO_ROUTE
    log.info(
        "request",
        actor=person.hand.key if person else None,
        place=person.key if person and person.deputy else None,
        method=request.method if request.url_rule else None,
        route=route,
        status=response.status_code,
        duration_ms=round(seconds * 1000, 1),
        statements=passing.tally.statements,
    )
    if current_app.extensions["pitchdeck.config"].metrics_token:
        _meter(route, response.status_code, seconds)
    return response


def _meter(route: str, status: int, seconds: float) -> None:
    from pitchdeck.delivery.web import meters  # noqa: PLC0415  # only where a token is configured

    meters.request_ended(route, request.method, status, seconds)


def install(app: Flask) -> None:
    """Connect the gate: believe the configured proxies, name, log, meter and harden every request."""
    config: Config = app.extensions["pitchdeck.config"]
    if config.proxy_hops:
        # Only the peer's address and the scheme: the host is the one that the proxy passes on as Host.
        hops = config.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]  # Flask's documented way
    watch.statements(config.slow_statement_ms / 1000)
    if config.metrics_token:
        from pitchdeck.delivery.web import meters  # noqa: PLC0415  # only where a token is configured

        meters.install(app.extensions["pitchdeck.database"])
    request_started.connect(begin, app)
    app.after_request(end)
    app.before_request(refuse_unstorable)
    app.after_request(harden)
